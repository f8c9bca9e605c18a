# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The tables arrive in the oracle as they were written.

generator()
{
	echo "$(atf_get_srcdir)/../../build-aux/gen-tables.awk"
}

atf_test_case sorted
sorted_body()
{
	: >b.table
	echo x >a.table
	echo y >a-b.table
	atf_check -o save:out env LC_ALL=C awk -f "$(generator)" \
	    ./b.table a.table a-b.table
	atf_check -o inline:'a 1\na-b 1\nb 0\n' awk -F '[", ]+' \
	    '/^\t\{ "/ { print $2, $5 }' out
	atf_check -o match:'builtin_table_count = 3;' cat out
}

atf_test_case literal
literal_body()
{
	printf 'a\t"b" \\n ??/\n' >x.table
	atf_check -o match:'	"a\\t\\"b\\" \\\\n \\\?\\\?/",$' \
	    awk -f "$(generator)" x.table
}

atf_test_case unreadable
unreadable_body()
{
	atf_check -s exit:1 -o ignore -e match:'none.table: cannot be read' \
	    awk -f "$(generator)" none.table
}

atf_test_case eight_bit
eight_bit_body()
{
	printf 'x\n\303\251\n' >x.table
	atf_check -s exit:1 -o ignore -e match:'x.table:2: not 7-bit' \
	    awk -f "$(generator)" x.table
}

atf_init_test_cases()
{
	atf_add_test_case sorted
	atf_add_test_case literal
	atf_add_test_case unreadable
	atf_add_test_case eight_bit
}
