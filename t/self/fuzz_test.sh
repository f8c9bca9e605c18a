# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The fuzz targets, on their corpora and on real files.

corpus()
{
	echo "$(atf_get_srcdir)/../fuzz/$1.corpus"
}

# replays TARGET FILE ...: no property fails on the corpus and the files.
replays()
{
	target=$1
	shift
	atf_check -o match:"^$target: [1-9]" \
	    replay "$target" -c "$(corpus "$target")"
	[ $# -eq 0 ] || atf_check -o match:"^$target: $# inputs" \
	    replay "$target" "$@"
}

atf_test_case corpora
corpora_body()
{
	for target in calls cases expect library operand page table trace; do
		replays "$target"
	done
	replays table "$(atf_get_srcdir)"/../../oracle/tables/*.table
	pairprobe AF_UNIX,AF_INET '*' 0 vector=valid,null >real.trace
	replays trace real.trace
}

# A corpus is written as it is read, whatever bytes are in it.
atf_test_case format
format_body()
{
	printf 'a\\\\b\n%%%% x\n\001\377 end' >one
	printf '' >two
	printf '\n\n' >three
	replay -p one two three >all.corpus
	LC_ALL=C grep -q '[^ -~]' all.corpus && atf_fail 'not plain text'
	mkdir out
	atf_check replay -x all.corpus out
	for file in one two three; do
		atf_check cmp "$file" "out/$file"
	done
	echo text >bad.corpus
	atf_check -s exit:1 -o ignore replay table -c bad.corpus
	atf_check -s exit:2 -e match:usage replay nothing bad.corpus
}

atf_init_test_cases()
{
	atf_add_test_case corpora
	atf_add_test_case format
}
