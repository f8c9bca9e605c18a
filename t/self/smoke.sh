#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# One run through all of it, for machines without Kyua or ATF.
# usage: smoke.sh BUILD-DIRECTORY

cd "$1" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect STATUS NAME COMMAND ...
expect()
{
	want=$1
	name=$2
	shift 2
	"$@" >"$work/out" 2>"$work/err"
	got=$?
	if [ $got -eq "$want" ]; then
		passed=$((passed + 1))
		return 0
	fi
	failed=$((failed + 1))
	echo "smoke: $name: exit status $got, want $want: $*"
	cat "$work/err"
}

expect 0 'the probe drives this host' ./pairprobe -l base
cp "$work/out" "$work/trace"
expect 0 'the tables are in order' ./pairoracle lint
expect 0 'the oracle answers' \
    ./pairoracle predict AF_INET SOCK_STREAM 0
# Whatever this host does, a table that is learned from it fits it, and one
# by which every call fails with EIO does not.
expect 0 'a table is learned' \
    ./pairoracle learn -n here -o "$work/here.table" "$work/trace"
expect 0 'the host does what its table says' \
    ./pairoracle judge -t "$work/here.table" "$work/trace"
printf '%s\n' 'table other' 'order first' 'clause all nowhere' \
    'when => EIO' >"$work/other.table"
expect 1 'a host that deviates is noticed' \
    ./pairoracle judge -t "$work/other.table" "$work/trace"
sed '$d' "$work/trace" >"$work/short"
expect 2 'a truncated trace is refused' ./pairoracle lint "$work/short"
expect 2 'a missing trace is named' ./pairoracle judge "$work/none"
expect 1 'a report is written' ./pairoracle report \
    -t "$work/other.table" -o "$work/report" "$work/trace"
expect 0 'the report is a page' test -s "$work/report/index.html"
echo "$passed passed, $failed failed, 0 skipped"
[ $failed -eq 0 ]
