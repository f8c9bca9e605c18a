# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Coverage of tables and of manual pages, as lcov tracefiles.

trace()
{
	release=1.0-rc/2 make_trace >host.trace <<'END'
sweep call calls privilege=root
axis domain AF_UNIX,AF_INET
axis type SOCK_STREAM,SOCK_DGRAM
axis vector valid,null
box domain=AF_UNIX vector=valid => ok
box domain=AF_INET vector=valid => EOPNOTSUPP
box vector=null => EFAULT
end 8
END
}

table()
{
	cat >own.table <<'END'
# Eight requests: four rows, one of which nothing meets.
table own
order first

clause vector here
when vector=null => EFAULT
clause unix there
when domain=AF_UNIX type=SOCK_STREAM => ok
when domain=AF_UNIX => ok
clause other elsewhere
when domain=!AF_UNIX fds=0 => EMFILE
when => EOPNOTSUPP
END
}

# page FILE: a page in mdoc that lists three errors.
page()
{
	cat >"$1" <<'END'
.Dd November 22, 2026
.Dt SOCKETPAIR 2
.Os
.Sh NAME
.Nm socketpair
.Nd make a pair of sockets
.Sh ERRORS
The call fails with
.Bl -tag -width Er
.It Bq Er EFAULT
The vector, and not
.Er EIO .
.It Bq Er ENOBUFS
Nothing is left.
.It Bq Er EOPNOSUPP
A word that no system has.
.El
.Sh SEE ALSO
.Bl -tag -width Er
.It Er EMFILE
This is no list of errors.
.El
END
}

atf_test_case tables
tables_body()
{
	trace
	table
	atf_check pairoracle cover -o x.info -t ./own.table host.trace
	cat >want <<'END'
TN:Test_1_0_rc_2_vax
SF:./own.table
FN:6,vector
FNDA:4,vector
FN:8,unix
FNDA:2,unix
FN:11,other
FNDA:2,other
FNF:3
FNH:3
DA:6,4
DA:8,1
DA:9,1
DA:11,0
DA:12,2
LF:5
LH:4
end_of_record
END
	atf_check -o file:want cat x.info
	atf_check test ! -e x.info.d
}

# A built-in table is written out, so that genhtml finds it.
atf_test_case builtin
builtin_body()
{
	trace
	atf_check pairoracle cover -o x.info -t linux,berkeley host.trace
	atf_check cmp x.info.d/linux.table \
	    "$(atf_get_srcdir)/../../oracle/tables/linux.table"
	atf_check -o match:'^SF:x.info.d/berkeley.table$' \
	    -o match:'^SF:x.info.d/linux.table$' cat x.info
	rows=$(cat x.info.d/*.table | grep -c '^\(when\|on\|otherwise\) ')
	atf_check_equal "$rows" "$(grep -c '^DA:' x.info)"
	atf_check pairoracle cover -o y.info host.trace
	atf_check -o inline:'berkeley.table\nposix-2008.table\n' ls y.info.d
}

atf_test_case several
several_body()
{
	trace
	table
	pairoracle judge -t ./own.table host.trace >/dev/null
	atf_check pairoracle cover -o x.info -t ./own.table host.trace \
	    host.trace
	atf_check_equal 2 "$(grep -c '^DA:6,4$' x.info)"
}

atf_test_case genhtml
genhtml_head()
{
	atf_set require.progs genhtml
}
genhtml_body()
{
	trace
	atf_check pairoracle cover -o x.info host.trace
	atf_check -o ignore -e ignore genhtml -o html x.info
	grep -rq 'ERRORS.EFAULT' html || atf_fail 'no clauses in the pages'
}

page_expected()
{
	cat <<END
TN:Test_1_0_rc_2_vax
SF:$1
FN:10,EFAULT
FNDA:4,EFAULT
FN:13,ENOBUFS
FNDA:0,ENOBUFS
FN:15,EOPNOSUPP
FNDA:0,EOPNOSUPP
FNF:3
FNH:1
DA:10,4
DA:13,0
DA:15,0
LF:3
LH:1
end_of_record
END
}

atf_test_case page
page_head()
{
	atf_set require.progs 'mandoc gzip'
}
page_body()
{
	trace
	page "a b'c.2"
	atf_check pairoracle cover -o x.info -p "a b'c.2" host.trace
	page_expected "a b'c.2" >want
	atf_check -o file:want cat x.info
	gzip "a b'c.2"
	mv "a b'c.2.gz" ./-p.2.gz
	atf_check pairoracle cover -o y.info -p -p.2.gz host.trace
	page_expected y.info.d/-p.2 >want
	atf_check -o file:want cat y.info
	page ./-p.2
	atf_check cmp ./-p.2 y.info.d/-p.2
	atf_check pairoracle cover -o x.info -p -p.2 host.trace
	page_expected -p.2 >want
	atf_check -o file:want cat x.info
	# With a table asked for, both.
	table
	atf_check pairoracle cover -o z.info -t ./own.table -p ./-p.2 \
	    host.trace
	atf_check_equal 2 "$(grep -c '^SF:' z.info)"
}

# Pages with man macros, and several errors in one head.
atf_test_case page_man
page_man_head()
{
	atf_set require.progs mandoc
}
page_man_body()
{
	trace
	cat >x.2 <<'END'
.TH SOCKETPAIR 2 2026-11-22
.SH NAME
socketpair \- make a pair
.SH ERRORS
.TP
.B EFAULT
The vector.
.TP
.BR EFAULT " or " EOPNOTSUPP
Again, and not EPERM.
.IP "\fBEMFILE\fP" 8
None left.
.SH NOTES
.TP
.B EIO
Not here.
END
	atf_check pairoracle cover -o x.info -p x.2 host.trace
	atf_check -o match:'^FN:6,EFAULT$' -o match:'^FNDA:4,EFAULT$' \
	    -o match:'^FN:9,EFAULT .2.$' -o match:'^FNDA:4,EFAULT .2.$' \
	    -o match:'^FNDA:2,EOPNOTSUPP$' -o match:'^FNDA:0,EMFILE$' \
	    -o match:'^DA:6,4$' -o match:'^DA:9,6$' -o match:'^LF:3$' \
	    -o not-match:EIO -o not-match:EPERM cat x.info
}

atf_test_case page_bad
page_bad_head()
{
	atf_set require.progs 'mandoc gzip'
}
page_bad_body()
{
	trace
	atf_check -s exit:2 -e match:'none.2: .*; name a file' \
	    pairoracle cover -o x.info -p none.2 host.trace
	printf '.Dd November 22, 2026\n.Dt X 2\n.Os\n.Sh NAME\n' >x.2
	atf_check -s exit:2 -e match:'x.2: the page lists no errors; name' \
	    pairoracle cover -o x.info -p x.2 host.trace
	: >empty.2
	atf_check -s exit:2 -e match:'empty.2: the page lists no errors' \
	    pairoracle cover -o x.info -p empty.2 host.trace
	printf '\037\213nonsense' >x.2.gz
	atf_check -s exit:2 -e match:'gzip failed; see what it says' \
	    pairoracle cover -o x.info -p x.2.gz host.trace
	atf_check test ! -e x.info
}

atf_test_case no_mandoc
no_mandoc_body()
{
	trace
	page x.2
	mkdir bin
	oracle=$(command -v pairoracle)
	atf_check -s exit:2 -e match:'mandoc cannot be run.*; install it' \
	    env PATH="$PWD/bin" "$oracle" cover -o x.info -p x.2 host.trace
	atf_check test ! -e x.info
}

# What mandoc prints is only text.
atf_test_case odd_mandoc
odd_mandoc_body()
{
	trace
	page x.2
	mkdir bin
	printf '%s\n' '#! /bin/sh' 'cat <<END' 'Sh (block) *1:2' \
	    '  Sh (head) 1:2' '      ERRORS (text) 1:5' '  Sh (body) 1:2' \
	    '    It (head) x' '      EFAULT (text)' \
	    '      EINTR (text) nonsense' '      (text) 7:1' \
	    '       (text) 9:' 'END' >bin/mandoc
	chmod +x bin/mandoc
	atf_check env PATH="$PWD/bin:$PATH" pairoracle cover -o x.info \
	    -p x.2 host.trace
	printf '#! /bin/sh\nexit 3\n' >bin/mandoc
	atf_check -s exit:2 -e match:'mandoc failed' \
	    env PATH="$PWD/bin:$PATH" pairoracle cover -o y.info -p x.2 \
	    host.trace
	printf '#! /bin/sh\nkill -9 $$\n' >bin/mandoc
	atf_check -s exit:2 -e match:'mandoc failed' \
	    env PATH="$PWD/bin:$PATH" pairoracle cover -o y.info -p x.2 \
	    host.trace
	atf_check test ! -e y.info
}

atf_test_case usage
usage_body()
{
	trace
	table
	for arguments in '' 'host.trace' '-o x.info' '-o' \
	    '-o x.info -x host.trace' '-o x.info none.trace' \
	    '-o x.info -t none host.trace' '-o none/x.info host.trace' \
	    '-o . -t ./own.table host.trace' '-o x.info /dev/null'
	do
		# The arguments are words.
		# shellcheck disable=SC2086
		atf_check -s exit:2 -e match:'^pairoracle: ' \
		    pairoracle cover $arguments
	done
	atf_check test ! -e x.info
}

# All of a tracefile, or none.
atf_test_case full
full_body()
{
	trace
	(
		trap '' XFSZ
		ulimit -f 1
		pairoracle cover -o x.info host.trace 2>err
		echo $? >status
	)
	atf_check_equal 2 "$(cat status)"
	atf_check -o match:'File too large' cat err
	atf_check test ! -e x.info
	atf_check -o empty ls x.info.d
}

atf_init_test_cases()
{
	atf_add_test_case tables
	atf_add_test_case builtin
	atf_add_test_case several
	atf_add_test_case genhtml
	atf_add_test_case page
	atf_add_test_case page_man
	atf_add_test_case page_bad
	atf_add_test_case no_mandoc
	atf_add_test_case odd_mandoc
	atf_add_test_case usage
	atf_add_test_case full
}
