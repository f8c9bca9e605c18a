# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The matrix of documents, errnos and years.

atf_test_case builtin
builtin_body()
{
	pairoracle documents >out || atf_fail "exit status $?"
	# Oldest first, and a column for each of them.
	awk '$1 ~ /^[0-9]+$/ && $3 != "" && $3 !~ /^[0-9]+$/ { print $2 }' \
	    out >years
	[ "$(wc -l <years)" -ge 12 ] || atf_fail "$(cat out)"
	atf_check sort -nc years
	atf_check -o match:'^ 1  1993  berkeley-1993  ' cat out
	atf_check -o match:'^EAFNOSUPPORT( +x)+' cat out
	atf_check -o empty awk -v columns="$(wc -l <years)" \
	    '/^E/ && NF != columns + 1' out
	grep -q 'linux ' out && atf_fail 'a system among the documents'
	grep '^E' out | cut -d ' ' -f 1 >errnos
	atf_check sort -c errnos
}

# column TABLE: what the document says of each errno.
column()
{
	pairoracle documents -t "$1" | awk '/^E/ { print $1 $2 }' |
	    paste -sd ' ' -
}

atf_test_case pages
pages_body()
{
	five='EAFNOSUPPORTx EFAULTx EMFILEx EOPNOTSUPPx EPROTONOSUPPORTx'
	atf_check_equal "$five" "$(column berkeley-1993)"
	atf_check_equal "$five" "$(column freebsd-page)"
	atf_check_equal 10 "$(column berkeley | wc -w)"
	atf_check_equal 9 "$(column xnu-1228 | wc -w)"
	atf_check_equal 8 "$(column openbsd-page | wc -w)"
	atf_check_equal 7 "$(column illumos-page | wc -w)"
	atf_check_equal 6 "$(column netbsd-2002 | wc -w)"
	posix='EACCESm EAFNOSUPPORTx EMFILEx ENFILEx ENOBUFSm ENOMEMm'
	posix="$posix EOPNOTSUPPx EPROTONOSUPPORTx EPROTOTYPEx"
	atf_check_equal "$posix" "$(column posix-2008)"
	atf_check_equal '' "$(column posix-2024)"
}

atf_test_case unread
unread_body()
{
	pairoracle documents -t netbsd-10,posix-2024,berkeley >out
	atf_check -o match:'^EPROTOTYPE  *x  *\?  *\?$' cat out
	atf_check -o match:'^EACCES  *x  *\.  *\?$' cat out
}

# A table without a year is older than all others.
atf_test_case ageless
ageless_body()
{
	printf '%s\n' 'table page' 'document mine' 'order any' 'errors EIO' \
	    'clause c 1' 'text t' 'when fds=0 => may EIO|inconclusive' \
	    'otherwise => ok' >page.table
	pairoracle documents -t ./page.table,berkeley >out
	atf_check -o match:'^ 1  -     page  ' -o match:'^ +- 2009$' \
	    -o match:'^EIO  *x  *\.$' cat out
}

atf_test_case bad
bad_body()
{
	atf_check -s exit:2 -e match:'none of these tables is a document' \
	    pairoracle documents -t linux
	atf_check -s exit:2 -e match:'takes no operand' pairoracle documents x
	atf_check -s exit:2 -e match:'unknown option -x' pairoracle documents -x
	atf_check -s exit:2 -e match:'no built-in table' \
	    pairoracle documents -t none
	pairoracle documents >/dev/full 2>err
	atf_check_equal 2 $?
	grep -q 'cannot be written' err || atf_fail "$(cat err)"
}

atf_init_test_cases()
{
	atf_add_test_case builtin
	atf_add_test_case pages
	atf_add_test_case unread
	atf_add_test_case ageless
	atf_add_test_case bad
}
