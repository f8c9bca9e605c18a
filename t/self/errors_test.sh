# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairoracle errors: the ERRORS section of the page of a host.

# trace LINE ...: facts and boxes of a small host.
trace()
{
	printf '%s\n' "$@" | system=Islet make_trace >host.trace
}

# small: a trace in which each reason is met.
small()
{
	trace 'sweep socket facts privilege=root' 'axis domain 1..4' \
	    'axis type 1,2,9' 'axis protocol 0,7' \
	    'box domain=1,2 type=1,2 protocol=0 => ok' \
	    'box domain=3 => EAFNOSUPPORT' \
	    'box domain=4 => EPERM' \
	    'box domain=1,2 type=9 => EPROTOTYPE' \
	    'box domain=1,2 type=1,2 protocol=7 => EPROTONOSUPPORT' \
	    'sweep call calls privilege=root fds=many' 'axis domain 1..4' \
	    'axis type 1,2,9' 'axis protocol 0,7' \
	    'box domain=1 type=1,2 protocol=0 => ok' \
	    'box domain=2 type=1,2 protocol=0 => EOPNOTSUPP' \
	    'box domain=3 => EAFNOSUPPORT' \
	    'box domain=4 => EPERM' \
	    'box domain=1,2 type=9 => EPROTOTYPE' \
	    'box domain=1,2 type=1,2 protocol=7 => EPROTONOSUPPORT' \
	    'sweep call vectors privilege=root fds=many' \
	    'axis vector null,misaligned-1' \
	    'box vector=null => EFAULT' 'box vector=misaligned-1 => EINVAL' \
	    'sweep call bits privilege=root fds=many' 'axis type 0x11' \
	    'box => EINVAL' \
	    'sweep call few privilege=root' 'axis fds 0,1' 'box => EMFILE' \
	    'sweep call out privilege=root fds=many' \
	    'axis resource files,memory,buffers' \
	    'box resource=files => ENFILE' 'box resource=memory => ENOMEM' \
	    'box resource=buffers => ENOBUFS' \
	    'sweep call both privilege=root fds=1 vector=null' 'box => EIO' \
	    'end 33'
}

# page: the section of host.trace in a page of its own.
page()
{
	{
		printf '%s\n' ".Dd November 22, 2026" ".Dt SOCKETPAIR 2" \
		    ".Os Islet" ".Sh NAME" ".Nm socketpair" \
		    ".Nd make a pair" ".Sh SYNOPSIS" ".In sys/socket.h" \
		    ".Ft int" ".Fn socketpair \"int *sv\""
		pairoracle errors "$1"
		printf '%s\n' ".Sh SEE ALSO" ".Xr socket 2"
	} >page.2
	mandoc -T lint -W style -I os=Islet page.2 |
	    grep -v 'STYLE: referenced\|STYLE: RCS\|mandoc.db' \
	    >complaints
	[ -s complaints ] && atf_fail "$(cat complaints page.2)"
	true
}

atf_test_case reasons
reasons_body()
{
	small
	atf_check pairoracle lint host.trace
	atf_check -o save:section pairoracle errors host.trace
	sed -n 's/^.It Bq Er //p' section >names
	LC_ALL=C sort -c names || atf_fail 'not in order'
	[ "$(wc -l <names)" -eq 12 ] || atf_fail "$(cat section)"
	for pair in 'EAFNOSUPPORT:support the domain' 'EFAULT:The argument' \
	    'EINVAL:The argument' 'EMFILE:Fewer than two' \
	    'ENFILE:table of open' 'ENOMEM:enough memory' 'ENOBUFS:no buf' \
	    'EOPNOTSUPP:no pairs' 'EPERM:privilege' \
	    'EPROTONOSUPPORT:protocol is not' 'EPROTOTYPE:type is not' \
	    'EIO:reason was not recorded'; do
		sed -n "/^.It Bq Er ${pair%%:*}\$/,/^.It\\|^.El/p" section |
		    grep -q "${pair#*:}" || atf_fail "$pair: $(cat section)"
	done
	sed -n '/Er EINVAL/,/Er EIO/p' section | grep -q 'a bit that' ||
	    atf_fail "$(cat section)"
	atf_check -o match:'requests, as AF_UNIX SOCK_STREAM 0 fds=0$' \
	    -o match:'" 1 request, as AF_UNIX SOCK_STREAM 0 vector=null$' \
	    -o match:'Recorded on Islet 1.0 vax' cat section
	atf_check pairoracle errors -o file host.trace
	atf_check cmp section file
}

# Without facts the call's own answer tells.
atf_test_case factless
factless_body()
{
	trace 'sweep call calls privilege=root fds=many' 'axis domain 1..3' \
	    'axis protocol 0,7' 'box domain=1 protocol=0 => ok' \
	    'box domain=1 protocol=7 => EPROTONOSUPPORT' \
	    'box domain=2 => EOPNOTSUPP' 'box domain=3 => EAFNOSUPPORT' 'end 6'
	atf_check -o save:section pairoracle errors host.trace
	[ "$(grep -c '^The' section)" -eq 4 ] || atf_fail "$(cat section)"
	atf_check -o match:'reason was not recorded' cat section
	trace 'sweep call calls privilege=root fds=many' 'box => ok' 'end 1'
	atf_check -o match:'^No call was seen to fail' -o not-match:'Bl -tag' \
	    pairoracle errors host.trace
}

# What is written is understood again, and the host is as its page says.
atf_test_case page
page_head()
{
	atf_set require.progs mandoc
}
page_body()
{
	small
	page host.trace
	atf_check -o not-match:'never seen' -o not-match:'not documented' \
	    -o match:'31 passed, 0 failed, 2 inconclusive' \
	    pairoracle judge -t ./page.2 host.trace
}

atf_test_case this_host
this_host_head()
{
	atf_set require.progs mandoc
}
this_host_body()
{
	pairprobe -l base -o host.trace
	page host.trace
	atf_check -o not-match:'never seen' -o not-match:'not documented' \
	    pairoracle judge -t ./page.2 host.trace
}

atf_test_case bad
bad_body()
{
	small
	for words in 'exactly one trace:' 'exactly one trace:a b' \
	    'No such file:none' 'unknown option -x:-x host.trace' \
	    'No such file:-o none/x host.trace' 'is empty:/dev/null'; do
		# shellcheck disable=SC2086 # these are operands
		pairoracle errors ${words#*:} >out 2>err
		atf_check_equal 2 $?
		[ -s out ] && atf_fail "$(cat out)"
		grep -q "${words%%:*}" err || atf_fail "$words: $(cat err)"
	done
	pairoracle errors host.trace >/dev/full 2>err
	atf_check_equal 2 $?
}

atf_init_test_cases()
{
	atf_add_test_case reasons
	atf_add_test_case factless
	atf_add_test_case page
	atf_add_test_case this_host
	atf_add_test_case bad
}
