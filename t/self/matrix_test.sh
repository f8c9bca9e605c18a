# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The tables of systems against the matrix of what the systems do.

# matrix: writes the cells to all, and those that are predictions to want,
# table by table.
matrix()
{
	grep -v -e '^#' -e '^$' "$(atf_get_srcdir)/matrix.tsv" |
	    sort -s -t '	' -k 1,1 >all
	[ -s all ] || atf_fail "the matrix is not there"
	grep -v ' => .*	' all >want
}

# predict: reads lines of the matrix, and prints what the tables say.  One call
# answers all lines of a table; where it fails, each line has its own call.
predict()
{
	cat >asked
	cut -f 1 asked | uniq >tables
	while read -r table; do
		awk -F '\t' -v table="$table" '$1 == table' asked >part
		if cut -f 3 part | pairoracle predict -t "$table" - >said \
		    2>/dev/null; then
			cat said
		else
			predict_each <part
		fi
	done <tables
}

# predict_each: the same, one call for each line.
predict_each()
{
	while IFS='	' read -r table evidence request outcomes; do
		# shellcheck disable=SC2086 # the request is operands
		pairoracle predict -t "$table" -- $request 2>&1 ||
		    echo "$evidence: not asked: $outcomes"
	done
}

# misses WANT GOT: each line of the matrix that the tables do not reproduce.
misses()
{
	awk -F '\t' '
	NR == FNR { table[FNR] = $1; request[FNR] = $3; want[FNR] = $4; next }
	{ gsub(/ [a-z-]+=\*/, "", $2) }
	$1 != table[FNR] || $2 != want[FNR] {
		printf "%s, %s: expected %s, predicted %s\n",
		    request[FNR], table[FNR], want[FNR], $2 == "" ? $0 : $2
	}
	END {
		for (n = FNR + 1; n in want; n++)
			print request[n] ", " table[n] ": not asked"
	}' "$1" "$2"
}

atf_test_case cells
cells_head()
{
	atf_set descr "Each cell of the matrix is reproduced by its table"
}
cells_body()
{
	matrix
	predict <want >got
	misses want got >missed
	[ -s missed ] || return 0
	cat missed
	atf_fail "$(wc -l <missed) of $(wc -l <want) lines are missed"
}

atf_test_case lines
lines_head()
{
	atf_set descr "The lines of the matrix have the right form"
}
lines_body()
{
	matrix
	atf_check -o empty awk -F '\t' \
	    'NF != 4 || $2 !~ /^[DRS]$/ || $3 == "" || $4 == ""' all
}

atf_test_case missed
missed_head()
{
	atf_set descr "What a table does not reproduce is named"
}
missed_body()
{
	printf '%s\t%s\t%s\t%s\n' bsd44 S 'AF_UNIX 1 0' EFAULT \
	    linux R 'AF_UNIX 1 0' 'ok name-length=2' \
	    none S 'AF_UNIX 1 0' ok >want
	predict <want >got
	misses want got >out
	missed='AF_UNIX 1 0, bsd44: expected EFAULT, predicted ok'
	atf_check_equal "$missed" "$(head -n 1 out)"
	atf_check -o match:'^AF_UNIX 1 0, none: .*no built-in table' \
	    tail -n +2 out
	head -n 1 got >short
	misses want short >out
	atf_check -o match:'AF_UNIX 1 0, linux: not asked' cat out
}

atf_init_test_cases()
{
	atf_add_test_case cells
	atf_add_test_case lines
	atf_add_test_case missed
}
