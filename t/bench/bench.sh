#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Prints the figures of docs/BENCHMARKS.md, one a line: name, value, the word
# aim, the bound; or name and value where there is none.
# usage: bench.sh BUILD-DIRECTORY

build=$1
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 2

rates()
{
	"$build/t/bench/rates" "$@"
}

# field N WORD ...
field()
{
	shift "$1"
	echo "$1"
}

# quotient A B FORMAT
quotient()
{
	awk -v a="$1" -v b="$2" -v format="$3" \
	    'BEGIN { printf format, b == 0 ? 0 : a / b }'
}

figure()
{
	echo "$1 $2${3:+ aim $3}"
}

bad_bits()
{
	awk 'BEGIN {
		for (bit = 16; bit < 2147483648; bit *= 2)
			if (bit != 2048 && bit != 524288)
				printf "%s%d,%d", n++ ? "," : "", bit, bit + 1
	}'
}

# Each is RATIO REQUESTS NANOSECONDS; words are wanted.
# shellcheck disable=SC2046
probe_figures()
{
	set -- $(rates sweep '*' '*' '*')
	figure sweep-ratio "$1" 1.10
	figure sweep-requests "$2"
	figure sweep-bare-ns "$3"
	set -- $(rates sweep '*' "$(bad_bits)" '*')
	figure sweep-ratio-cheap "$1" 1.25
	figure sweep-cheap-bare-ns "$3"
	set -- $(rates pair)
	figure pair-ratio "$1" 6
	figure pair-bare-ns "$3"
}

# seconds COMMAND ...: the least of three runs; kilobytes likewise the most.
seconds()
{
	for _ in 1 2 3; do
		rates run "$@" || exit 2
	done | awk 'NR == 1 || $1 < s { s = $1 } $2 > k { k = $2 }
	    END { print s, k }'
}

judge_figures()
{
	"$build/pairprobe" -o full.trace || exit 2
	requests=$("$build/t/self/frame" -u <full.trace |
	    sed -n 's/^end \([0-9]*\).*/\1/p')
	bytes=$(wc -c <full.trace)
	# shellcheck disable=SC2046 # two words
	set -- $(seconds "$build/pairprobe") \
	    $(seconds "$build/pairoracle" judge -t linux full.trace)
	figure judge-rate "$(quotient "$requests" "$3" %.0f)"
	figure judge-share "$(quotient "$3" "$1" %.3f)" 0.05
	figure trace-bytes-per-million \
	    "$(quotient "$((bytes * 1000))" "$((requests / 1000))" %.0f)"
	figure probe-megabytes "$(quotient "$2" 1024 %.1f)" 16
	figure judge-megabytes "$(quotient "$4" 1024 %.1f)" 64
	tables=$("$build/pairoracle" lint | cut -f 1 | paste -s -d , -)
	# shellcheck disable=SC2046
	set -- $(seconds "$build/pairoracle" judge -t "$tables" full.trace)
	figure judge-all-tables-seconds "$1" 1
	# As users run it: requests are read, and answers are written.
	"$build/t/bench/predict" 5000000 >requests || exit 2
	# shellcheck disable=SC2046
	set -- $(seconds sh -c \
	    "'$build/pairoracle' predict -t linux - <requests >/dev/null")
	figure predict-rate "$(quotient 5000000 "$1" %.0f)" 5000000
}

# Ten times the requests, again and again.
growth_figures()
{
	# shellcheck disable=SC2046
	set -- $(seconds "$build/pairprobe" 1000 SOCK_STREAM 0..249)
	first=$1
	for times in 10 100 1000; do
		# shellcheck disable=SC2046
		set -- $(seconds "$build/pairprobe" \
		    "1000..$((999 + times))" SOCK_STREAM 0..249)
		figure "growth-$times" "$(quotient "$1" "$first" %.1f)" $times
	done
}

# A suite of programs as large as ours whose cases do nothing.
floor_make()
{
	mkdir floor
	{
		echo 'syntax(2)'
		echo 'test_suite("floor")'
	} >floor/Kyuafile
	kyua --config=none list -k "$build/Kyuafile" >cases
	sed 's/:.*//; s,.*/,,' cases | sort -u | while read -r program; do
		mkdir "floor/$program"
		cp "$build/t/bench/empty" "floor/$program/empty"
		grep -c "/$program:" cases >"floor/$program/COUNT"
		{
			echo 'syntax(2)'
			echo 'test_suite("floor")'
			echo 'atf_test_program{name="empty"}'
		} >"floor/$program/Kyuafile"
		echo "include(\"$program/Kyuafile\")" >>floor/Kyuafile
	done
}

kyua_run()
{
	rm -f results.db
	rates run kyua --config=none --logfile=/dev/null test \
	    -k "$1" -r results.db
}

# One turn: the suite, then its floor.
kyua_turn()
{
	# shellcheck disable=SC2046
	set -- $(kyua_run "$build/Kyuafile") $(kyua_run floor/Kyuafile)
	quotient "$1" "$3" '%.2f\n'
}

kyua_figures()
{
	command -v kyua >/dev/null && [ -x "$build/t/bench/empty" ] || return
	floor_make
	figure kyua-cases "$(wc -l <cases)"
	for _ in 1 2 3 4 5 6 7; do
		kyua_turn
	done | sort -n >turns
	figure kyua-ratio "$(sed -n 4p turns)" 1.5
}

probe_figures
judge_figures
growth_figures
kyua_figures
