#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Judges damaged traces: none may get a verdict that the whole trace does not
# get.  Says which seed breaks that, and exits with 1.
# usage: damage.sh COUNT [FIRST-SEED]
#
# pairprobe, pairoracle and t/self/damage are found by PATH; files are made in
# the working directory.

count=${1-300}
seed=${2-1}
last=$((seed + count))

# verdicts <JUDGEMENT: what is compared, as "NAME NUMBER" lines.
verdicts()
{
	awk -F'[:;,] ' '
	/^deviation / { sub(/^deviation /, ""); print $1 " " $2 ":" $3 + 0 }
	/^[a-z]*: [0-9]* requests?: / {
		print $1 " passed:" $3 + 0
		print $1 " failed:" $4 + 0
	}'
}

judge()
{
	pairoracle judge -t berkeley -t linux -t freebsd "$@"
}

# more FILE FILE: prints verdicts of the first that the second has not.
more()
{
	awk -F: '
	{ n = $NF; sub(/:[0-9]*$/, "") }
	NR == FNR { whole[$0] = n; next }
	!($0 in whole) || n + 0 > whole[$0] + 0 { print $0 ": " n }
	' "$2" "$1"
}

# The second trace is of another run of the same plan on the same host.
pairprobe -l base -o damage.whole && pairprobe -l base -o damage.other ||
    exit 2
judge damage.whole >damage.out
[ $? -le 1 ] || exit 2
verdicts <damage.out >damage.want
[ "$(wc -l <damage.want)" -gt 6 ] || exit 2
judged=0
while [ "$seed" -lt "$last" ]; do
	damage "$seed" damage.whole damage.other >damage.log || exit 2
	judge damage.log >damage.out 2>damage.err
	status=$?
	verdicts <damage.out >damage.got
	wrong=$(more damage.got damage.want)
	if [ $status -gt 2 ] || [ -n "$wrong" ]; then
		echo "damage.sh: seed $seed: status $status: $wrong"
		exit 1
	fi
	[ ! -s damage.got ] || judged=$((judged + 1))
	seed=$((seed + 1))
done
echo "$count damaged traces: of $judged something was judged"
[ $((judged * 10)) -gt "$count" ]
