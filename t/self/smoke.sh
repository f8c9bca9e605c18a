#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The shortest way through the house, for machines without Kyua or ATF.
# usage: smoke.sh BUILD-DIRECTORY

cd "$1" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect STATUS NAME COMMAND ...: one of the statuses, as in 0 or 01.
expect()
{
	want=$1
	name=$2
	shift 2
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	case $want in
	*$got*)
		passed=$((passed + 1))
		return 0 ;;
	esac
	failed=$((failed + 1))
	echo "smoke: $name: exit status $got, want $want: $*"
	cat "$work/err"
}

expect 0 'the probe drives this host' ./pairprobe -l base
cp "$work/out" "$work/trace"
expect 0 'the tables are in order' ./pairoracle lint
expect 0 'the oracle answers' \
    ./pairoracle predict AF_INET SOCK_STREAM 0
expect 01 'the trace is judged' ./pairoracle judge "$work/trace"
sed '$d' "$work/trace" >"$work/short"
expect 2 'a truncated trace is refused' ./pairoracle judge "$work/short"
expect 2 'a missing trace is named' ./pairoracle judge "$work/none"
expect 01 'a report is written' \
    ./pairoracle report -o "$work/report" "$work/trace"
expect 0 'the report is a page' test -s "$work/report/index.html"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
