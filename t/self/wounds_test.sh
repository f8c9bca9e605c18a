# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What is changed to see whether anything notices: tables and code.

# wound FILE TABLE: the wounds of a table, with the cells of the file.
wound()
{
	atf_check -o save:out wounds "$1" "$2"
}

atf_test_case tables
tables_body()
{
	cells=$(atf_get_srcdir)/matrix.tsv
	wound "$cells" posix-2024
	grep -q '^posix-2024 .* 0 equal, *0 unnoticed$' out ||
	    atf_fail "$(cat out)"
	# Without its cells nothing notices, and each wound is named.
	grep -v '^posix-2024' "$cells" >fewer.tsv
	wound fewer.tsv posix-2024
	grep -q '^posix-2024 .* 0 red by a cell, ' out || atf_fail "$(cat out)"
	for wound in 'that it is dropped' 'another answer'
	do
		grep -q "^posix-2024:[0-9]*: .*: nothing notices $wound" out ||
		    atf_fail "no '$wound' in $(cat out)"
	done
}

# A trace of the system takes the place of cells.
atf_test_case traces
traces_body()
{
	grep -v '^asterinas	' "$(atf_get_srcdir)/matrix.tsv" >fewer.tsv
	make_trace >one.trace <<'END'
sweep socket facts privilege=root fds=many
box domain=AF_UNIX type=SOCK_STREAM protocol=0 => ok
sweep call calls privilege=root fds=many
box domain=AF_UNIX type=SOCK_STREAM protocol=0 => ok name-length=2
end 1
END
	atf_check -o save:out wounds fewer.tsv asterinas=one.trace asterinas
	grep -q '^asterinas .* 0 red by a cell, *[1-9][0-9]* by a trace' out ||
	    atf_fail "$(tail -n 2 out)"
}

# The code: each change is listed, and nothing in comments and strings is.
atf_test_case code
code_body()
{
	cat >one.c <<'END'
/* a == b, and return 0; */
static int x = 3;
int
f(int a)
{
	/* if (a == b) */
	if (a == 1 && a < 2)
		g("a != b");
	return 0;
}
END
	awk -f "$(atf_get_srcdir)/../../build-aux/mutants.awk" one.c >out
	for want in '7	7	 == 	 != ' '7	12	 && 	 || ' \
	    '7	17	 < 	 <= ' '7	2	if (	if (!(' \
	    '8	3	g("a != b");	;' \
	    '9	2	return 0;	return 1;'
	do
		grep -q "^one.c	$want\$" out || atf_fail "no $want: $(cat out)"
	done
	if grep -e '^one.c	[1-6]	' -e ' != 	 == ' out; then
		atf_fail 'a comment, a string or a declaration is changed'
	fi
}

atf_init_test_cases()
{
	atf_add_test_case tables
	atf_add_test_case traces
	atf_add_test_case code
}
