# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Command lines: both programs read theirs by one table-driven parser.

# same WANT ARGUMENT ...: pairoracle prints what is in the file.
same()
{
	want=$1
	shift
	atf_check -o file:"$want" pairoracle "$@"
}

atf_test_case places
places_body()
{
	pairoracle predict -t linux AF_UNIX 1 0 fds=1 >want
	[ -s want ] || atf_fail 'nothing is predicted'
	same want predict AF_UNIX -t linux 1 0 fds=1
	same want predict AF_UNIX 1 0 fds=1 -t linux
	same want predict -tlinux AF_UNIX 1 0 fds=1
	same want predict --table linux AF_UNIX 1 0 fds=1
	same want predict AF_UNIX 1 0 --table=linux fds=1
	same want predict -t linux -- AF_UNIX 1 0 fds=1
	pairoracle predict -at linux AF_UNIX 1 0 >want
	same want predict -a -t linux AF_UNIX 1 0
	same want predict AF_UNIX 1 0 -atlinux
	pairprobe -n -l base >want
	atf_check -o file:want pairprobe --level=base --dry-run
	atf_check -o file:want pairprobe -nlbase
	pairprobe -n AF_UNIX 1 0 >want
	atf_check -o file:want pairprobe AF_UNIX 1 0 -n
}

# A number below zero is an operand in both programs.
atf_test_case numbers
numbers_body()
{
	pairoracle predict -t linux -- AF_UNIX -1 0 >want
	same want predict -t linux AF_UNIX -1 0
	same want predict AF_UNIX -1 0 -t linux
	pairprobe -n -- AF_UNIX -1 -2 >want
	atf_check -o file:want pairprobe AF_UNIX -1 -2 -n
	grep -q -- -2 want || atf_fail "no -2 in: $(cat want)"
	pairoracle nearest - -T >out 2>err && atf_fail 'an operand with -T'
	grep -q 'none with -T' err || atf_fail "$(cat err)"
}

atf_test_case wrong
wrong_body()
{
	remedy=
	complains pairoracle "'predikt'; did you mean predict?" predikt
	complains pairoracle "subcommand 'zzz'; see pairoracle --help" zzz
	complains pairoracle "option '--hepl'; see pairoracle --help" --hepl
	complains pairoracle 'option --tabel; did you mean --table?' \
	    judge --tabel=linux x
	complains pairoracle 'unknown option -y; see pairoracle diff --help' \
	    diff -y a b
	complains pairoracle '-t needs a value; use -t TABLE' judge x -t
	complains pairoracle 'the value of --table is empty; give TABLE' \
	    judge --table= x
	complains pairoracle '--all takes no value' predict --all=x 1 1 0
	complains pairoracle 'report needs -o DIR' report x.trace
	complains pairoracle 'judge takes one or more parts' judge
	complains pairprobe 'use 1 to 3600' --timeout 0
	complains pairprobe 'use 1 to 3600' --timeout=-1
	complains pairprobe 'use 1 to 3600' --timeout 99999999999999999999
	complains pairprobe 'both allowed and denied' --deny modules \
	    --allow memory,modules
	complains pairprobe "unknown word 'disk'" --allow memory,disk
	set -- judge x
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
		set -- "$@" -ta -tb -tc -td -te
	done
	complains pairoracle 'more than 64 times' "$@"
}

# Each subcommand has its own help, which names each of its options.
atf_test_case help
help_body()
{
	pairoracle --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' >names
	[ "$(wc -l <names)" -ge 14 ] || atf_fail "$(cat names)"
	while read -r name; do
		atf_check -o save:help pairoracle "$name" --help
		atf_check -o file:help pairoracle "$name" -h
		head -n 1 help | grep -q "^usage: pairoracle $name " ||
		    atf_fail "$(cat help)"
		awk 'length > 80 { exit 1 }' help || atf_fail "$(cat help)"
		grep -o '^  -., --[a-z-]*' help | while read -r letter long; do
			pairoracle "$name" "$long" >out 2>&1
			grep -q 'unknown option' out &&
			    atf_fail "$name: $letter $long: $(cat out)"
			true
		done || exit 1
	done <names
	atf_check -o save:help pairprobe --help
	atf_check -o match:'default 10' -o match:'^  -l, --level' cat help
}

atf_init_test_cases()
{
	atf_add_test_case places
	atf_add_test_case numbers
	atf_add_test_case wrong
	atf_add_test_case help
}
