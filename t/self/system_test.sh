# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# A system is added by one new file: the five steps of docs/PORTING.md.

atf_test_case added
added_body()
{
	# Record, and learn.
	pairprobe -l base -o islet.trace
	atf_check pairoracle learn -n islet -o islet.table islet.trace
	# Cite: what learn left open is what a porter knows.
	sed -e 's/^title .*/title    Islet 3/' \
	    -e 's/^\(clause  *[^ ]*\) .*/\1 sys\/pair.c, pair_make/' \
	    islet.table >cited.table
	# Lint, and judge.
	atf_check pairoracle lint ./cited.table
	atf_check -o match:'islet: .* 0 failed, 0 inconclusive' \
	    pairoracle judge -t ./cited.table islet.trace
	# Put it where the others are; the build takes each file that it finds.
	mv cited.table islet.table
	atf_check -o match:'"islet"' -o match:'Islet 3' \
	    awk -f "$(atf_get_srcdir)/../../build-aux/gen-tables.awk" \
	    "$(atf_get_srcdir)/../../oracle/tables/linux.table" islet.table
}

# The new table is one of those that a host is compared with.
atf_test_case compared
compared_body()
{
	pairprobe -l base -o islet.trace
	pairoracle learn -n islet -o islet.table islet.trace
	atf_check -o match:'^islet.differs in 0 requests' \
	    pairoracle nearest -t ./islet.table -t zephyr islet.trace
	pairoracle diff ./islet.table zephyr >out
	atf_check_equal 1 $?
	[ -s out ] || atf_fail "nothing tells islet from zephyr"
}

atf_init_test_cases()
{
	atf_add_test_case added
	atf_add_test_case compared
}
