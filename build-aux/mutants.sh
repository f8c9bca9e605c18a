#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Changes one place of the code at a time and asks whether the tests notice.
# usage: cd COPY && mutants.sh OUTPUT COUNT SEED [FILE ...]
#
# COPY is a tree that is built in place.  COUNT places are chosen at random,
# the same for the same SEED, among those of the files (default: all of lib,
# oracle and t/probe).  Tests of the room are run first, and others after
# them; the first stage that fails kills the mutant.  OUTPUT gets a line each:
# killed (by a stage), survives, or unbuilt, with the change.
#
# A probe that is wrong may kill whatever it may, so mutants run in a process
# namespace of their own, and root becomes nobody: what only root is tested
# for is not tested here.

[ "$(id -u)" -ne 0 ] || {
	chown -R nobody . || exit 2
	exec unshare --pid --fork --mount-proc --kill-child \
	    setpriv --reuid=65534 --regid=65534 --clear-groups \
	    env HOME="$PWD" CCACHE_DIR="$PWD/ccache" sh "$0" "$@"
}
# shellcheck disable=SC3045
ulimit -v 8000000

output=$1
count=$2
seed=$3
shift 3
[ $# -gt 0 ] ||
    set -- lib/*.c oracle/*/*.c t/probe/*.c t/probe/*/*.c

quick='base_test box_test core_test errors_test fuzz_test generate_test
    lib_test library_test lint_test lookup_test probe_unit_test row_test
    documents_test import_test options_test'
oracle='cause_test cover_test diff_test expect_test gate_test judge_test
    learn_test learn_random_test nearest_test output_test
    precedence_test predict_test report_test reproduce_test table_test'
probe='probe_test trace_test output_test suite_test'

# stages FILE: the tests, a stage a line, that are run until one fails.
# A list of tests becomes one line.
# shellcheck disable=SC2086
stages()
{
	echo $quick
	case $1 in
	t/probe/*)
		echo $probe
		echo smoke
		;;
	lib/*)
		echo trace_test table_test damage_test
		echo $oracle
		echo probe_test suite_test exhaustive_test
		;;
	oracle/merge/*) echo damage_test trace_test ;;
	oracle/table/* | oracle/decide/*)
		echo table_test predict_test judge_test
		echo $oracle
		;;
	*)
		echo $oracle
		echo damage_test docs_test quickstart_test suite_test
		;;
	esac
}

# passes TEST ...
passes()
{
	[ "$1" != smoke ] || {
		sh t/self/smoke.sh "$PWD" >smoke.log 2>&1
		return
	}
	timeout 600 sh build-aux/run-kyua.sh mutants.db t/self/Kyuafile "$@" \
	    >mutants.log 2>&1 </dev/null
}

# verdict FILE: of the tree as it is now.
verdict()
{
	timeout 600 make -s check-programs >build.log 2>&1 || {
		echo unbuilt
		return
	}
	stages "$1" | while read -r tests; do
		# Each word is a test.
		# shellcheck disable=SC2086
		passes $tests || {
			killer=$(sed -n \
			    's/^\([a-z_]*:[A-Za-z_]*\)  *->  *[fb].*/\1/p' \
			    mutants.log | head -n 1)
			echo "killed by ${killer:-${tests%% *} or a time-out}"
			break
		}
	done | grep . || echo survives
}

# Without a change everything passes, or no kill means anything.
make -s check-programs >build.log 2>&1 || {
	cat build.log >&2
	exit 2
}
# shellcheck disable=SC2086
passes $quick || {
	cat mutants.log >&2
	exit 2
}

awk -f build-aux/mutants.awk "$@" |
    awk -v seed="$seed" 'BEGIN { srand(seed) } { print rand() "\t" $0 }' |
    sort -n | head -n "$count" | cut -f 2- >places
: >"$output"
while IFS='	' read -r file line at old new; do
	cp "$file" original
	awk -v line="$line" -v at="$at" -v old="$old" -v new="$new" '
	NR == line {
		rest = substr($0, at + length(old))
		if (new == "if (!(")
			sub(/\)( \{)?$/, ")&", rest)
		$0 = substr($0, 1, at - 1) new rest
	}
	{ print }' original >"$file"
	printf '%s\t%s:%s\t%s -> %s\n' "$(verdict "$file" </dev/null)" \
	    "$file" "$line" "$old" "$new" >>"$output"
	cat original >"$file"
done <places
make -s check-programs >build.log 2>&1
awk -F '\t' '
{ split($1, word, " "); n[word[1]]++ }
$1 == "survives" { print }
END {
	printf "%d mutants: %d killed, %d survive, %d not built\n", NR,
	    n["killed"], n["survives"], n["unbuilt"]
}' "$output"
