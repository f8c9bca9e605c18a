# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairoracle import: manual pages as tables, and hosts judged by pages.

# mdoc_page: a page with mdoc macros, its errors worded as pages do.
mdoc_page()
{
	cat >duo.2 <<'EOT'
.Dd March 3, 1999
.Dt DUO 2
.Os IsletOS
.Sh NAME
.Nm duo
.Nd two ends at once
.Sh ERRORS
It fails if:
.Bl -tag -width Er
.It Bq Er EFAULT
The place
.Fa sv
is outside the address space.
.It Bq Er EAFNOSUPPORT
No support for that family here.
.It Bq Er EMFILE
Too many descriptors.
.It Bq Er ENFILE
The file table is full.
.It Bq Er ENOBUFS
No buffers.
.It Bq Er ENOMEM
No memory.
.It Bq Er EOPNOTSUPP
The protocol makes no pairs.
.It Bq Er EOPNOSUPPORT
As before, misspelt.
.It Bq Er EPROTONOSUPPORT
The protocol is not supported.
.It Bq Er EPROTOTYPE
The type is not supported.
.It Bq Er EACCES
Privileges are lacking.
.It Bq Er EINVAL
The type has an odd flag.
.It Bq Er EINVAL
The moon is in the wrong phase.
.It Bq Er EINVAL
The stars are, too.
.El
.Pp
Memory of EDOM, no item of the list.
.Sh SEE ALSO
.Xr socketpair 2
EOT
}

# man_page: one with man macros, two errors in a head, one reason for both.
man_page()
{
	cat >duo.3 <<'EOT'
.TH DUO 3 "1999\-03\-03" "Islet manual"
.SH NAME
duo \- two ends at once
.SH ERRORS
.TP
.B EFAULT
An invalid address.
.TP
.BR EPERM " or " EACCES
The per\-mission is lacking: no permission.
.TP
.B ENODEV
The wire is cut.
EOT
}

# trace LINE ...: a trace of AF_UNIX streams with these boxes of vectors.
trace()
{
	{
		cat <<'EOT'
sweep socket facts privilege=root
box => ok
sweep call calls privilege=root fds=many
axis vector valid,null,one,text
EOT
		printf '%s\n' "$@"
		echo 'end 4'
	} | make_trace 'untested resource=files needs a full table' >host.trace
}

# refuses WORDS COMMAND ...: it fails with status 2; what it runs, such as
# gzip, may have printed a line before.
refuses()
{
	words=$1
	shift
	pairoracle "$@" >out 2>err
	atf_check_equal 2 $?
	[ ! -s out ] || atf_fail "$(cat out)"
	grep -qe "$words" err || atf_fail "want '$words', got '$(cat err)'"
}

atf_test_case mdoc
mdoc_head()
{
	atf_set require.progs mandoc
}
mdoc_body()
{
	mdoc_page
	atf_check pairoracle import -o ./duo.table duo.2
	atf_check pairoracle lint ./duo.table
	printf 'table    duo\n' >want
	echo 'errors   EFAULT EAFNOSUPPORT EMFILE ENFILE ENOBUFS ENOMEM' >>want
	echo 'errors   EOPNOTSUPP EPROTONOSUPPORT EPROTOTYPE EACCES EINVAL' \
	    >>want
	grep '^table\|^errors' duo.table >got
	atf_check diff want got
	atf_check -o inline:'document duo(2), IsletOS, March 3, 1999\n' \
	    grep '^document' duo.table
	[ "$(grep -c ^clause duo.table)" -eq 15 ] ||
	    atf_fail "$(cat duo.table)"
	for line in 'clause   ERRORS.EFAULT 10' 'clause   ERRORS.EINVAL.3 38' \
	    'when vector=invalid => EFAULT' 'when fds=0,1 => EMFILE' \
	    'when domain=!AF_UNIX socket=ok => EOPNOTSUPP' \
	    'untestable no errno has this name' \
	    'when type=!0..15 => EINVAL' 'when => may EINVAL|inconclusive' \
	    'untestable the page has said so on line 36'; do
		grep -qx -e "$line" duo.table ||
		    atf_fail "want '$line', got $(cat duo.table)"
	done
	grep -q EDOM duo.table && atf_fail 'what is no item became one'
	atf_check -o match:'^table    other$' \
	    pairoracle import -n other duo.2
}

atf_test_case man
man_head()
{
	atf_set require.progs 'mandoc gzip'
}
man_body()
{
	man_page
	atf_check -o save:plain pairoracle import duo.3
	atf_check -x 'pairoracle import duo.3 >duo.table && pairoracle lint \
	    ./duo.table'
	for line in 'document duo(3), Islet manual, 1999-03-03' \
	    'when vector=invalid => EFAULT' \
	    'when privilege=lacking => EPERM' \
	    'when privilege=lacking => EACCES' \
	    'when => may ENODEV|inconclusive'; do
		grep -qx -e "$line" plain ||
		    atf_fail "want '$line', got $(cat plain)"
	done
	gzip <duo.3 >packed.gz
	atf_check -o save:unpacked pairoracle import -n duo packed.gz
	atf_check cmp plain unpacked
	mv duo.3 ./-duo
	atf_check -o match:'^table    -duo' pairoracle import -- -duo
}

# Pages that systems really have.
atf_test_case real
real_head()
{
	atf_set require.progs mandoc
}
real_body()
{
	found=0
	for page in /usr/share/man/man2/socketpair.2*; do
		[ -f "$page" ] || continue
		found=$((found + 1))
		atf_check -o save:real.table pairoracle import "$page"
		atf_check pairoracle lint ./real.table
		[ "$(grep -c '^when [^=].*=>' real.table)" -ge 5 ] ||
		    atf_fail "$(cat real.table)"
		atf_check -o match:EFAULT -o match:'2 of 2 tables' \
		    pairoracle predict -a -t "$page,berkeley" unix stream 0 \
		    vector=null
	done
	[ $found -gt 0 ] || atf_skip 'there is no page socketpair(2) here'
}

# A host and its own page.
atf_test_case judge
judge_head()
{
	atf_set require.progs mandoc
}
judge_body()
{
	mdoc_page
	trace 'box vector=valid => ok' 'box vector=null => EFAULT' \
	    'box vector=one => EDOM' 'box vector=text => EINVAL'
	atf_check -s exit:1 -o save:out pairoracle judge -t ./duo.2 host.trace
	for line in 'deviation duo:ERRORS.EFAULT:EDOM: undocumented errno' \
	    'never seen: ENFILE, of line 18: needs a full table' \
	    'never seen: ENOMEM, of line 22: no request of the trace' \
	    'not documented: EDOM, 1 request$' \
	    '    pairprobe AF_UNIX SOCK_STREAM 0 vector=one | pairo.*duo.2 -'
	do
		grep -q "^$line" out || atf_fail "want '$line': $(cat out)"
	done
	grep -q 'seen: EINVAL\|ented: EINVAL\|seen: EFAULT' out &&
	    atf_fail "$(cat out)"
	tail -n 1 out | grep -q '^duo: 4 requests: 2 passed, 1 failed, 1 i' ||
	    atf_fail "$(cat out)"
	trace 'box vector=valid => ok' 'box vector=!valid => EFAULT'
	atf_check -o match:'never seen: EINVAL, of line 34' \
	    pairoracle judge -t ./duo.2 host.trace
	atf_check -o match:'^    ./duo.2:10, since vector=invalid' \
	    pairoracle explain -t ./duo.2 AF_UNIX 1 0 vector=null
}

# An errno whose reason is not known may come; nobody can tell when.
atf_test_case vague
vague_body()
{
	printf '%s\n' 'table v' 'order any' 'errors EIO' 'clause a 1' \
	    'text t' 'when => may EIO|inconclusive' 'clause b 2' 'text t' \
	    'when vector=null => EIO' 'otherwise => ok' >v.table
	atf_check pairoracle lint ./v.table
	trace 'box vector=valid => EIO' 'box vector=null => EIO' \
	    'box vector=one => EDOM' 'box vector=text => ok'
	atf_check -s exit:1 -o match:'^v: 4 requests: 2 passed, 1 failed, 1' \
	    -o match:'v:b:EDOM: undocumented errno' \
	    pairoracle judge -t ./v.table host.trace
	printf '%s\n' 'table w' 'order any' 'clause a 1' 'text t' \
	    'when => may EIO|inconclusive' >w.table
	atf_check -o match:'^w: 4 requests: 0 passed, 0 failed, 4' \
	    pairoracle judge -t ./w.table host.trace
	atf_check -o inline:'v	ok|EIO|inconclusive	b|a|a\n' \
	    pairoracle predict -t ./v.table AF_UNIX 1 0
}

atf_test_case bad
bad_head()
{
	atf_set require.progs 'mandoc gzip'
}
bad_body()
{
	mdoc_page
	trace 'box => ok'
	refuses 'takes exactly one manual page' import
	refuses 'takes exactly one manual page' import duo.2 duo.2
	refuses 'not standard input' import -
	refuses 'No such file' import none.2
	refuses 'is no name for a table' import -n 'a b' duo.2
	refuses 'the value of --name is empty' import -n '' duo.2
	refuses 'No such file' import -o none/x.table duo.2
	refuses 'unknown option -x' import -x duo.2
	mkdir dir
	refuses 'dir' import dir
	sed '/ERRORS/,/El/d' duo.2 >less.2
	refuses 'lists no errors' import less.2
	pairprobe -l base -o host.trace
	refuses 'lists no errors' judge -t ./less.2 host.trace
	head -c 3000 /dev/urandom >noise.2
	refuses 'lists no errors\|mandoc failed' import noise.2
	gzip <duo.2 | head -c 100 >cut.2.gz
	refuses 'lists no errors\|mandoc failed' import cut.2.gz
	gzip <duo.2 >packed
	refuses 'a name that ends in .gz' import packed
	pairoracle import duo.2 >/dev/full 2>err
	atf_check_equal 2 $?
}

# bounded WORDS ARGUMENT ...: it ends within 20 seconds and 512 MB, with
# these words, or with status 0 where there are none.
bounded()
{
	words=$1
	shift
	# shellcheck disable=SC3045
	( ulimit -v "$(memory_limit)" && ulimit -t 20 &&
	    exec pairoracle "$@" ) >out 2>err
	status=$?
	[ -z "$words" ] && [ $status -gt 1 ] && atf_fail "$(cat err)"
	[ -z "$words" ] || grep -q "$words" err ||
	    atf_fail "want '$words', got $status: $(cat err)"
}

# lines COUNT LINE ...: prints the lines so often.
lines()
{
	count=$1
	shift
	printf '%s\n' "$@" | awk -v n="$count" '
	{ all = all $0 "\n" } END { while (n-- > 0) printf "%s", all }'
}

# Small inputs that take much time or memory are judged or refused.
atf_test_case bombs
bombs_head()
{
	atf_set require.progs 'mandoc gzip'
}
bombs_body()
{
	mdoc_page
	head='.Dd June 1, 2026|.Dt X 2|.Os|.Sh ERRORS|.Bl -tag -width Er'
	{ echo "$head" | tr '|' '\n'; lines 15000 '.It Bq Er EIO' Bad.; \
	    echo .El; } >many.2
	bounded 'more than 500 errors' import many.2
	{ echo "$head" | tr '|' '\n'; echo '.It Bq Er EIO'; \
	    lines 20000 'A long text.'; echo .El; } >long.2
	bounded '' import long.2
	head -c 1000000000 /dev/zero | gzip -1 >bomb.2.gz
	bounded 'bomb.2.gz: ' import bomb.2.gz
	bounded 'has more than 32 MB' lint /dev/zero
	head='table x|order any|clause c 1'
	{ echo "$head" | tr '|' '\n'; lines 100000 'text Some words.'; \
	    echo 'when => ok'; } >text.table
	bounded '' lint ./text.table
	{ echo "$head" | tr '|' '\n'
	    lines 1200 'when => EIO'; } >rows.table
	bounded 'rows.table:1004:1: .*at most 1000 rows' lint ./rows.table
	{ echo "$head" | tr '|' '\n'; awk 'BEGIN { for (i = 0; i < 1200; i++) \
	    print "clause d" i " 1" }'; } >clauses.table
	bounded 'clauses.table:1003:8: .*at most 1000 cl' lint ./clauses.table
	# Every set of these rows decides some request.
	{ echo "$head" | tr '|' '\n'; echo 'text t'; awk 'BEGIN {
		for (b = 1; b < 4096; b *= 2) print "when protocol=" list(4096)
		for (b = 1; b < 512; b *= 2) print "when domain=" list(512)
	}
	function list(n,    i, s) {
		for (i = 0; i < n; i++)
			if (int(i / b) % 2)
				s = s "," i
		return substr(s, 2) " => EIO"
	}'; } >general.table
	bounded '' predict -t ./general.table 0 0 0
	bounded 'general.table: more than 384 MB' diff ./general.table \
	    ./general.table
}

atf_init_test_cases()
{
	atf_add_test_case mdoc
	atf_add_test_case man
	atf_add_test_case real
	atf_add_test_case judge
	atf_add_test_case vague
	atf_add_test_case bad
	atf_add_test_case bombs
}
