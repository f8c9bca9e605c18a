#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Runs each fuzz target for some seconds of processor time, from its corpus,
# real files, and what earlier runs found.  Prints a line for each; exits with
# status 1 where one fails, and then names the input in t/fuzz/found/.
# usage: cd BUILD && fuzz.sh SECONDS TARGET ...

seconds=$1
shift
top=$PWD
found=$top/t/fuzz/found
mkdir -p "$found" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

# Every name and every word of the formats.
{
	awk '/^[A-Za-z]/ { print "\"" $2 "\"" }' lib/symbols.txt
	sed -n 's/^[A-Z_]*(\([a-z]*, \)*"\([^"]*\)".*/"\2"/p' lib/*.def
	for word in table title document order any first clause text \
	    untestable when otherwise 'on success' 'on failure' 'on ends' \
	    '=>' may number year alike sweep call socket axis box end note \
	    absent untested slow shard plan host limit user build domain \
	    type flags protocol vector fds privilege resource entry check \
	    ends expect reason reference needs case descr request effect for
	do
		echo "\"$word\""
	done
} | sort -u >"$work/dictionary"

# seeds TARGET: its corpus and real files.
seeds()
{
	mkdir -p "$work/$1" "$work/new-$1"
	t/fuzz/replay -x "t/fuzz/$1.corpus" "$work/$1"
	case $1 in
	table) cp oracle/tables/*.table "$work/$1" ;;
	cases) cp t/suite/*.cases "$work/$1" ;;
	expect) cp t/suite/*.expect "$work/$1" ;;
	esac
}

status=0
for target
do
	seeds "$target"
	FUZZ_SECONDS=$seconds "t/fuzz/fuzz-$target" -timeout=20 \
	    -rss_limit_mb=512 -max_len=16384 -dict="$work/dictionary" \
	    -artifact_prefix="$found/$target-" -print_final_stats=1 \
	    "$work/new-$target" "$work/$target" >"$work/log" 2>&1 || {
		status=1
		grep -a -m 1 -e 'ERROR' -e '^fuzz: ' "$work/log"
		grep -a 'Test unit written to' "$work/log"
	}
	awk -v target="$target" '
	/cov:/ { for (i = 1; i < NF; i++) if ($i == "cov:") cov = $(i + 1) }
	/number_of_executed_units/ { runs = $2 }
	END { print target ": " runs + 0 " runs, " cov + 0 " edges" }' \
	    "$work/log"
	mkdir -p "t/fuzz/grown/$target"
	cp "$work/new-$target"/* "t/fuzz/grown/$target" 2>/dev/null
done
exit $status
