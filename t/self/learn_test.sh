# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Learning tables: what is learned is short, says what one would have said,
# and reproduces the trace.  learn_random_test does so with random ones.

# trace LINE ...: a trace of UNIX and INET requests, with the axes, boxes
# and other lines given.
trace()
{
	printf '%s\n' "$@" | system='Test OS' make_trace >host.trace
}

# learns ROW ...: the table has exactly these rows.
learns()
{
	atf_check -o save:learned.table pairoracle learn host.trace
	atf_check -o match:'^evidence run [A-Z]' cat learned.table
	sed -n 's/^when //p' learned.table >got
	printf '%s\n' "$@" >want
	diff want got >&2 || atf_fail "the rows are other ones"
	reproduces host.trace learned.table
}

# reproduces TRACE TABLE
reproduces()
{
	atf_check pairoracle lint "$2"
	atf_check -o match:' 0 failed, 0 inconclusive, 0 inapplicable; [^;]*$' \
	    pairoracle judge -t "./$2" "$1"
}

atf_test_case order
order_body()
{
	trace 'sweep call calls' 'axis domain 1,2,99' 'axis vector valid,null' \
	    'axis fds 0,1,2,many' \
	    'box fds=0,1 => EMFILE' \
	    'box fds=2,many vector=null => EFAULT' \
	    'box fds=2,many vector=valid domain=99 => EAFNOSUPPORT' \
	    'box fds=2,many vector=valid domain=2 => EOPNOTSUPP' \
	    'box fds=2,many vector=valid domain=1 => ok' 'end 24'
	learns 'fds=0,1 => EMFILE' 'vector=null => EFAULT' \
	    'domain=99 => EAFNOSUPPORT' 'domain=AF_INET => EOPNOTSUPP' '=> ok'
}

# Types are told from flags, ranges are found, and names are used.
atf_test_case words
words_body()
{
	trace 'sweep call calls' \
	    'axis type 1,2,3,16,17,0x80001,0x80002,0x80003,-1' \
	    'axis vector valid,misaligned-1,misaligned-2,misaligned-3' \
	    'axis vector null,one' \
	    'box type=16,17,-1 => EINVAL' \
	    'box type=0x80001..0x80003 vector=valid => ENOMEM' \
	    'box type=1,2,3 vector=valid => ok' \
	    'box type=1..3,0x80001..0x80003 vector=null,one => EFAULT' \
	    'box type=1..3 vector=misaligned-1..misaligned-3 => EBUSY' \
	    'box type=0x80001..0x80003 vector=!valid,null,one => EBUSY' \
	    'end 54'
	learns 'type=!SOCK_STREAM,SOCK_DGRAM,SOCK_RAW => EINVAL' \
	    'vector=misaligned => EBUSY' 'vector=!valid => EFAULT' \
	    'flags=SOCK_CLOEXEC => ENOMEM' '=> ok'
}

# Arguments that flags= cannot name are named whole.
atf_test_case arguments
arguments_body()
{
	trace 'sweep call calls' 'axis type 16,0x80010' \
	    'box type=16 => EINVAL' 'box type=0x80010 => EIO' 'end 2'
	learns 'argument=0x10 => EINVAL' '=> EIO'
	atf_check -o match:'argument=0x10' pairoracle explain \
	    -t ./learned.table AF_UNIX 16 0
}

# Calls and checks of their pairs are in rows of their own.
atf_test_case checks
checks_body()
{
	trace 'sweep call calls' 'axis check call,bind,seek,ready-new' \
	    'axis type 1,2,3' 'axis ends forward,reversed' \
	    'box check=call => ok' 'box check=ready-new => writable' \
	    'box check=bind,seek type=1,2 => yes' \
	    'box check=bind type=3 => no' \
	    'box check=seek type=3 ends=forward => EIO' \
	    'box check=seek type=3 ends=reversed => no' 'end 24'
	learns '=> ok' 'check=ready-new => writable' \
	    'check=!call type=!SOCK_RAW => yes' 'check=bind => no' \
	    'check=seek ends=forward => EIO' 'check=seek => no'
}

# What depends on the host is said by facts, where that is shorter.
atf_test_case facts
facts_body()
{
	trace 'sweep socket facts' 'axis domain 1..9' 'axis protocol 0..2' \
	    'box domain=1 protocol=0 => ok' 'box domain=4 => EAFNOSUPPORT' \
	    'box domain=1 protocol=1,2 => EPROTONOSUPPORT' \
	    'box domain=2,5,7 protocol=0 => ok' \
	    'box domain=3,6,8,9 protocol=0 => ESOCKTNOSUPPORT' \
	    'box domain=2,5,7 protocol=1,2 => EACCES' \
	    'box domain=3,6,8,9 protocol=1,2 => EPROTOTYPE' \
	    'sweep call calls' 'axis domain 1..9' 'axis protocol 0..2' \
	    'box domain=1 protocol=0 => ok' \
	    'box domain=4 => EAFNOSUPPORT vector=first' \
	    'box domain=1 protocol=1,2 => EPROTONOSUPPORT vector=first' \
	    'box domain=2,5,7 protocol=0 => EOPNOTSUPP' \
	    'box domain=3,6,8,9 protocol=0 => ESOCKTNOSUPPORT vector=first' \
	    'box domain=2,5,7 protocol=1,2 => EACCES vector=first' \
	    'box domain=3,6,8,9 protocol=1,2 => EPROTOTYPE vector=first' \
	    'end 27'
	atf_check -o save:learned.table pairoracle learn host.trace
	grep -q '^when protocol=!0 => socket vector=first$' learned.table ||
	    atf_fail "no row uses facts: $(cat learned.table)"
	reproduces host.trace learned.table
}

# A request that was seen with several outcomes may have any of them.
atf_test_case contradiction
contradiction_body()
{
	trace 'absent guard' 'sweep call one' 'axis domain 1,2' \
	    'box domain=1 => ok' 'box domain=2 => EIO guard=written' \
	    'sweep call two' 'axis domain 1,2' 'axis vector valid,null' \
	    'box domain=1 vector=null => EFAULT' \
	    'box domain=1 vector=valid => ENOMEM vector=first' \
	    'box domain=2 => EIO' 'end 6'
	learns 'domain=AF_INET => EIO' 'vector=null => EFAULT' \
	    '=> ok|ENOMEM vector=kept|first'
	trace 'sweep call one' 'box => ok name-length=2' \
	    'sweep call two' 'box => ok name-length=110' 'end 2'
	learns '=> ok name-length=*'
}

# A table has the numbers of its host, so that lint and predict do.
atf_test_case numbers
numbers_body()
{
	trace 'number AF_INET6 26' 'number SOCK_NONBLOCK 0x4000' \
	    'sweep call calls' 'axis domain 1,2,26' 'axis type 1,0x4001' \
	    'box domain=26 => EIO' 'box domain=1,2 type=1 => ok' \
	    'box domain=1,2 type=0x4001 => EBUSY' 'end 6'
	learns 'domain=AF_INET6 => EIO' 'flags=SOCK_NONBLOCK => EBUSY' '=> ok'
	atf_check -o inline:'AF_INET6 26\nSOCK_NONBLOCK 16384\n' -x \
	    "sed -n 's/^number *//p' learned.table | grep -v -e -"
	atf_check -o match:'EIO' \
	    pairoracle predict -t ./learned.table AF_INET6 SOCK_STREAM 0
}

# Nothing is said of what was not asked.
atf_test_case open
open_body()
{
	trace 'sweep call calls privilege=root' 'axis domain 1,2,33' \
	    'axis type 1,2' 'box domain=1 => ok' \
	    'box domain=2,33 => EAFNOSUPPORT' 'sweep call vectors' \
	    'axis vector valid,null' 'box vector=null => EFAULT' \
	    'box vector=valid => ok' 'end 8'
	learns 'domain=!AF_UNIX => EAFNOSUPPORT' 'vector=null => EFAULT' \
	    '=> ok'
	for request in 'AF_UNIX SOCK_STREAM 0 privilege=root:ok' \
	    'AF_INET SOCK_DGRAM 0 privilege=root:EAFNOSUPPORT' \
	    'AF_UNIX SOCK_STREAM 0 vector=null privilege=root:EFAULT' \
	    '10 SOCK_STREAM 0 privilege=root:inconclusive' \
	    '34 SOCK_STREAM 0 privilege=root:inconclusive' \
	    'AF_INET SOCK_RAW 0 privilege=root:inconclusive' \
	    'AF_INET 1 0 vector=null privilege=root:inconclusive' \
	    'AF_INET SOCK_STREAM 0 privilege=user:inconclusive' \
	    'AF_UNIX 1 0 check=bind privilege=root:inconclusive'; do
		# shellcheck disable=SC2086 # these are operands
		got=$(pairoracle predict -t ./learned.table ${request%:*})
		echo "$got" | grep -q "	${request##*:}	" ||
		    atf_fail "$request: $got: $(cat learned.table)"
	done
}

atf_test_case head
head_body()
{
	trace 'sweep call calls' 'box => ok' 'end 1'
	atf_check -o match:'^table    test-os$' \
	    -o match:'^title    Test OS 1.0' \
	    -o match:'^order    first$' -o match:'^clause   c1 CITE-ME$' \
	    -o match:'^text     .* 1 request\.$' pairoracle learn host.trace
	atf_check -o match:'^table    mine$' pairoracle learn -n mine - \
	    <host.trace
	atf_check pairoracle learn -n mine -o out.table host.trace
	atf_check -o match:'^table    mine$' cat out.table
	printf '%s\n' 'pairtest-trace 2' 'sweep call x' 'box => ok' 'end 1' |
	    frame >host.trace
	atf_check -o match:'^table    unknown$' pairoracle learn host.trace
}

# The base level of this very host.
atf_test_case host
host_body()
{
	atf_check pairprobe -l base -o host.trace
	atf_check pairoracle learn -o host.table host.trace
	reproduces host.trace host.table
	[ "$(grep -c '^when' host.table)" -lt 100 ] ||
	    atf_fail "the table has $(grep -c '^when' host.table) rows"
}

# All that is tried on this host.
atf_test_case full
full_head()
{
	atf_set timeout 600
}
full_body()
{
	atf_check pairprobe -l full -o host.trace
	atf_check pairoracle learn -o host.table host.trace
	reproduces host.trace host.table
	# Most checks of a pair have an answer of their own.
	[ "$(grep '^when' host.table | grep -vc 'check=')" -lt 100 ] ||
	    atf_fail "the table has $(grep -c '^when' host.table) rows"
}

# What has no short table is refused in little time.
atf_test_case irregular
irregular_head()
{
	atf_set timeout 600
}
irregular_body()
{
	awk 'BEGIN {
		srand(1)
		for (i = 0; i < 2000; i++) {
			d = int(rand() * 40)
			p = int(rand() * 25)
			print "sweep call s" i " privilege=root"
			print "axis domain " d "," d + 3 "," d + 9
			print "axis protocol " p "," p + 2 "," p + 5
			print "axis vector " (i % 2 ? "valid" : "null") ",one"
			print "box => errno-" 200 + int(rand() * 6)
		}
		print "end 36000"
	}' | make_trace >host.trace
	(ulimit -t 20; exec pairoracle learn host.trace) >out 2>err
	atf_check_equal 2 $?
	grep -q 'host.trace: .*; learn from fewer sweeps$' err ||
	    atf_fail "$(cat err)"
	[ -s out ] && atf_fail 'half a table'
	true
}

atf_test_case bad
bad_body()
{
	atf_check -s exit:2 -e match:'exactly one trace' pairoracle learn
	atf_check -s exit:2 -e match:'exactly one trace' pairoracle learn a b
	atf_check -s exit:2 -e match:'unknown option -x' pairoracle learn -x a
	atf_check -s exit:2 -e match:'none.trace: No such file' \
	    pairoracle learn none.trace
	atf_check -s exit:2 -e match:'the value of --name is empty; give NAME' \
	    pairoracle learn -n '' host.trace
	for name in 'a b' a:b; do
		atf_check -s exit:2 -e match:'is no name of a table' \
		    pairoracle learn -n "$name" host.trace
	done
	trace 'end 0'
	atf_check -s exit:2 -e match:'host.trace: the trace holds no call' \
	    pairoracle learn host.trace
	trace 'sweep call calls' 'axis type 0..70000' 'box => ok' 'end 70001'
	atf_check -s exit:2 -e match:'more than 65536 types at once' \
	    pairoracle learn host.trace
	trace 'sweep call calls' 'box => ok' 'end 1'
	atf_check -s exit:2 -e match:'none/x: No such file' \
	    pairoracle learn -o none/x host.trace
	atf_check -s exit:2 -e match:'standard output' -x \
	    'pairoracle learn host.trace >/dev/full'
	head -c 300 host.trace >cut.trace
	atf_check -s exit:2 -e match:'cut.trace:' pairoracle learn -o new \
	    cut.trace
	[ -e new ] && atf_fail 'a table was written all the same'
	true
}

atf_init_test_cases()
{
	atf_add_test_case order
	atf_add_test_case words
	atf_add_test_case arguments
	atf_add_test_case checks
	atf_add_test_case facts
	atf_add_test_case contradiction
	atf_add_test_case numbers
	atf_add_test_case open
	atf_add_test_case head
	atf_add_test_case host
	atf_add_test_case full
	atf_add_test_case irregular
	atf_add_test_case bad
}
