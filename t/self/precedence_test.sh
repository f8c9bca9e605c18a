# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Precedence: which error a report says to win where several could come.

# trace BOX ...: a host with these answers to two types, two vectors and two
# numbers of descriptors.
trace()
{
	{
		cat <<'END'
sweep socket facts privilege=root
axis domain AF_UNIX,AF_INET
axis type SOCK_STREAM,SOCK_DGRAM,16
box type=16 => EINVAL
box type=SOCK_STREAM,SOCK_DGRAM => ok
sweep call calls privilege=root
axis domain AF_UNIX,AF_INET
axis type SOCK_STREAM,SOCK_DGRAM,17
axis vector valid,null
axis fds 0,many
END
		printf 'box %s\n' "$@"
		echo 'end 24'
	} | system=Nemo make_trace 'plan base 00000000' >host.trace
}

# The answers of a host that looks at flags, then descriptors, then vectors.
ordered()
{
	trace 'type=17 => EINVAL' \
	    'type=SOCK_STREAM,SOCK_DGRAM fds=0 => EMFILE' \
	    'type=SOCK_STREAM,SOCK_DGRAM fds=many vector=null => EFAULT' \
	    'domain=AF_UNIX type=1,2 fds=many vector=valid => ok' \
	    'domain=AF_INET type=1,2 fds=many vector=valid => EOPNOTSUPP'
}

# report: makes page, what out/index.html says of precedence.
report()
{
	pairoracle report -o out -t berkeley host.trace >said 2>err
	[ $? -le 1 ] || atf_fail "$(cat err)"
	sed -n '/<h2 id="precedence">/,/<h2 id="inputs">/p' \
	    out/index.html >page
}

# says TEXT: the section has it.
says()
{
	grep -qF "$1" page || atf_fail "the page does not say: $1:
$(cat page)"
}

says_not()
{
	! grep -F "$1" page || atf_fail "the page says: $1"
}

atf_test_case order
order_body()
{
	ordered
	report
	says '<p><code>EINVAL (bad flag) &gt; EMFILE (no descriptors) &gt;'\
' EFAULT (bad vector) &gt; EOPNOTSUPP (no pairs)</code></p>'
	says 'pairprobe AF_UNIX SOCK_STREAM 0 fds=0 vector=null'
	says '<tr><td>2 no descriptors</td><td>1</td>'\
'<td class="none">-</td><td>2</td><td>2</td></tr>'
	says 'Silent about the order, so that any of these errors conforms:'\
' <b>berkeley</b>.'
	says_not 'and the other way round'
}

# Between four faults in a row are three lines: what follows is not drawn.
atf_test_case drawing
drawing_body()
{
	ordered
	report
	atf_check_equal 3 "$(grep -c '<path ' page)"
	atf_check_equal 4 "$(grep -c '<rect ' page)"
	says '<desc id="order-d">EINVAL (bad flag) &gt; EMFILE'
}

# One domain looks at the vector first, the other at the descriptors.
atf_test_case contradiction
contradiction_body()
{
	trace 'type=17 => EINVAL' \
	    'domain=AF_INET type=1,2 fds=0 => EMFILE' \
	    'domain=AF_INET type=1,2 fds=many vector=null => EFAULT' \
	    'domain=AF_UNIX type=1,2 vector=null => EFAULT' \
	    'domain=AF_UNIX type=1,2 fds=0 vector=valid => EMFILE' \
	    'domain=AF_UNIX type=1,2 fds=many vector=valid => ok' \
	    'domain=AF_INET type=1,2 fds=many vector=valid => EOPNOTSUPP'
	report
	says '<td class="bad">both</td>'
	says 'In 1 pair the winner varies'
	says 'pairprobe AF_UNIX SOCK_STREAM 0 fds=0 vector=null'
	says 'pairprobe AF_INET SOCK_STREAM 0 fds=0 vector=null'
	says 'EMFILE (no descriptors), EFAULT (bad vector)'
	atf_check_equal 2 "$(grep -c 'the other way round' page)"
}

# An errno that comes of no fault alone is nobody's win.
atf_test_case odd
odd_body()
{
	trace 'type=17 => EINVAL' \
	    'type=1,2 fds=0 vector=valid => EMFILE' \
	    'type=1,2 fds=0 vector=null => EIO' \
	    'type=1,2 fds=many vector=null => EFAULT' \
	    'domain=AF_UNIX type=1,2 fds=many vector=valid => ok' \
	    'domain=AF_INET type=1,2 fds=many vector=valid => EOPNOTSUPP'
	report
	says '4 requests got an errno that none of the faults has alone'
	says_not '<b>no descriptors</b> before <b>bad vector</b>'
	says_not '<b>bad vector</b> before <b>no descriptors</b>'
}

# Nothing is odd about an errno of a fault that was never alone.
atf_test_case unknown
unknown_body()
{
	trace 'type=17 => EINVAL' \
	    'type=1,2 fds=0 => EMFILE' \
	    'type=1,2 fds=many vector=null => EFAULT' \
	    'domain=AF_UNIX type=1,2 fds=many vector=valid => ok' \
	    'domain=AF_INET type=1,2 fds=many vector=valid => EOPNOTSUPP'
	frame -u <host.trace | sed -e 's/^axis fds .*/axis fds 0/' \
	    -e '/fds=many/d' -e 's/^end 24/end 12/' | frame >lone.trace
	mv lone.trace host.trace
	report
	says 'No request of the trace shows which of two errors wins.'
	says_not 'none of the faults has alone'
}

# Faults that answer alike are told apart by no errno.
atf_test_case alike
alike_body()
{
	trace 'type=17 => EINVAL' \
	    'type=1,2 fds=0 => EMFILE' \
	    'type=1,2 fds=many vector=null => EINVAL' \
	    'domain=AF_UNIX type=1,2 fds=many vector=valid => ok' \
	    'domain=AF_INET type=1,2 fds=many vector=valid => EOPNOTSUPP'
	report
	says '<td class="dim">same</td>'
	says_not '<b>bad flag</b> before <b>bad vector</b>'
	says '<b>no descriptors</b> before <b>bad vector</b>'
}

atf_test_case none
none_body()
{
	printf '%s\n' 'sweep call calls privilege=root' \
	    'axis vector valid,null' 'box vector=valid => ok' \
	    'box vector=null => EFAULT' 'end 2' | make_trace >host.trace
	report
	says 'No request of the trace shows which of two errors wins.'
	says_not '<svg'
}

atf_test_case json
json_body()
{
	ordered
	report
	[ -e out/results.json ] || atf_skip 'this build has no jansson'
	tr -d '\n' <out/results.json >flat
	grep -q '"contradictions": 0' flat || atf_fail "$(cat flat)"
	grep -q '"order": "EINVAL (bad flag) > EMFILE (no descriptors) >' \
	    flat || atf_fail "$(cat flat)"
	grep -q '"winner": "bad flag", *"loser": "no descriptors"' flat ||
	    atf_fail "$(cat flat)"
}

atf_init_test_cases()
{
	atf_add_test_case order
	atf_add_test_case drawing
	atf_add_test_case contradiction
	atf_add_test_case odd
	atf_add_test_case unknown
	atf_add_test_case alike
	atf_add_test_case none
	atf_add_test_case json
}
