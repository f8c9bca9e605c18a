# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairoracle import-calls: calls of real programs, in the logs of tracers.

logs()
{
	echo "$(atf_get_srcdir)/calls"
}

# seen LOG [OPTION ...]: the requests and answers, a line each.
seen()
{
	log=$1
	shift
	pairoracle import-calls "$@" -o calls.trace "$log" 2>left ||
	    atf_fail "$log: $(cat left)"
	pairoracle lint calls.trace >/dev/null ||
	    atf_fail "the trace is refused"
	bodies <calls.trace |
	    sed -n 's/.* domain=/domain=/; /^domain=/{N;s/\nbox//;p;}'
}

# What strace adds with -f, -i, -r and -yy, and calls in two lines.
atf_test_case python
python_body()
{
	seen "$(logs)/python.log" >got
	cat >want <<'EOT'
domain=1 type=524293 protocol=0 vector=valid => ok
domain=2 type=524289 protocol=0 vector=valid => EOPNOTSUPP
domain=1 type=524289 protocol=99 vector=valid => EPROTONOSUPPORT
domain=40 type=524289 protocol=0 vector=valid => EOPNOTSUPP
domain=99 type=524289 protocol=0 vector=valid => EAFNOSUPPORT
domain=1 type=526341 protocol=0 vector=valid => ok
EOT
	atf_check -o file:want cat got
	atf_check -o match:'calls are left out' cat left
	bodies <calls.trace >plain
	grep -q '^note line 7 is left out: it does not return' plain ||
	    atf_fail "the unfinished call: $(grep note plain)"
	grep -q '^note line 1 of .*python.log: made 3 times' plain ||
	    atf_fail "the folded calls: $(grep note plain)"
}

# What only this system does, and what another one does instead.
atf_test_case elsewhere
elsewhere_body()
{
	seen "$(logs)/python.log" >/dev/null
	atf_check -o match:'^linux: 6 requests: .* 0 failed' \
	    pairoracle judge -t linux calls.trace
	atf_check -s exit:1 \
	    -o match:'SOCK_SEQPACKET: ok instead of EPROTONOSUPPORT' \
	    pairoracle judge -t macos calls.trace
}

# strace -X raw and verbose, an answer that strace made, order, no vector.
atf_test_case decorated
decorated_body()
{
	seen "$(logs)/raw.log" >got
	cat >want <<'EOT'
domain=1 type=526341 protocol=0 vector=valid => ok
domain=1 type=524543 protocol=0 vector=valid => EINVAL
domain=1 type=524289 protocol=0 vector=valid => ok
domain=1 type=1 protocol=0 vector=null => EFAULT
domain=1 type=2 protocol=0 vector=valid => ok order=descending
EOT
	atf_check -o file:want cat got
	bodies <calls.trace |
	    grep -q '^note line 4 is left out: the tracer made the answer' ||
	    atf_fail "an injected answer is the host's"
	seen "$(logs)/dbus.log" >got
	atf_check \
	    -o inline:'domain=1 type=524289 protocol=0 vector=valid => ok\n' \
	    cat got
}

# These formats are known from documentation and examples alone.
atf_test_case tracers
tracers_body()
{
	seen "$(logs)/truss.log" -t freebsd >got
	atf_check -o save:want printf '%s\n' \
	    'domain=1 type=268435457 protocol=0 vector=valid => ok' \
	    'domain=1 type=3 protocol=0 vector=valid => EPROTONOSUPPORT'
	atf_check -o file:want cat got
	seen "$(logs)/kdump.log" -t freebsd >got
	atf_check -o save:want printf '%s\n' \
	    'domain=1 type=1 protocol=0 vector=valid => ok' \
	    'domain=2 type=1 protocol=0 vector=valid => EOPNOTSUPP'
	atf_check -o file:want cat got
	seen "$(logs)/dtruss.log" -t macos >got
	atf_check -o file:want cat got
}

# What the log does not tell is no observation.
atf_test_case left_out
left_out_body()
{
	cat >log <<'EOT'
socketpair(AF_UNIX, SOCK_STREAM, 0, 0x7ffd5a11) = -1 EMFILE (Too many files)
socketpair(AF_UNIX, SOCK_STREAM, 0, 0x7ffd5a11) = -1 EFAULT (Bad address)
socketpair(AF_MOON, SOCK_STREAM, 0, [3, 4]) = 0
socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = ? ERESTARTSYS
socketpair(AF_UNIX, SOCK_STREAM) = 0
socketpair(AF_UNIX, SOCK_STR
[pid  12] <... socketpair resumed>[3, 4]) = 0
so_socketpair(0x08047D50) = 0
EOT
	atf_check -s exit:2 -e match:'log: no call of socketpair can be used' \
	    pairoracle import-calls log
	echo 'socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0 <0.01>' >>log
	seen log >got
	atf_check \
	    -o inline:'domain=1 type=1 protocol=0 vector=valid => ok\n' cat got
	atf_check -o match:'7 of 8 calls are left out' cat left
	atf_check_equal 7 "$(bodies <calls.trace | grep -c 'is left out')"
}

atf_test_case wrong
wrong_body()
{
	: >empty
	atf_check -s exit:2 -e match:'empty: no call of socketpair; record' \
	    pairoracle import-calls empty
	atf_check -s exit:2 -e match:'missing' pairoracle import-calls missing
	atf_check -s exit:2 -e match:'no privilege is called' \
	    pairoracle import-calls -p queen "$(logs)/raw.log"
	atf_check -s exit:2 -e match:'takes exactly one log' \
	    pairoracle import-calls
	seq 20001 | sed 's/.*/socketpair(AF_UNIX, 1, &, [3, 4]) = 0/' >many
	atf_check -s exit:2 -e match:'more than 20000 different calls' \
	    pairoracle import-calls many
}

# A program that runs now, where there is a tracer.
atf_test_case live
live_body()
{
	command -v strace >/dev/null || atf_skip "there is no strace"
	strace -f -o log -e trace=socketpair pairprobe AF_UNIX 1,2,5,77 0 \
	    >own.trace 2>said ||
	    atf_skip "strace cannot trace: $(sed q said)"
	seen log >got
	grep -q 'domain=1 type=77 protocol=0 vector=valid => EINVAL' got ||
	    atf_fail "$(cat got)"
	atf_check -o match:' 0 failed' pairoracle judge -t linux calls.trace
}

atf_init_test_cases()
{
	atf_add_test_case python
	atf_add_test_case elsewhere
	atf_add_test_case decorated
	atf_add_test_case tracers
	atf_add_test_case left_out
	atf_add_test_case wrong
	atf_add_test_case live
}
