# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Differences by meaning, of tables, of traces, and of one and the other.

# table FILE ORDER LINE ...: a table with these lines in one clause.
table()
{
	file=$1
	order=$2
	shift 2
	{
		printf 'table x\norder %s\nclause a 1\ntext t\n' "$order"
		printf '%s\n' "$@"
	} >"$file"
}

# trace FILE LINE ...: a trace with these lines behind its numbers.
trace()
{
	file=$1
	shift
	printf '%s\n' "$@" | make_trace >"$file"
}

# same A B, both ways
same()
{
	atf_check -o inline:'0 differences\n' pairoracle diff "$1" "$2"
	atf_check -o inline:'0 differences\n' pairoracle diff "$2" "$1"
}

# differ A B LINE ...: these are lines of what is said, both ways.
differ()
{
	a=$1
	b=$2
	shift 2
	pairoracle diff "$b" "$a" >back
	atf_check_equal 1 $?
	pairoracle diff "$a" "$b" >out
	atf_check_equal 1 $?
	for line in "$@"; do
		grep -qxF -e "$line" out ||
		    atf_fail "want '$line', got '$(cat out)'"
	done
	atf_check_equal "$(grep -c '^    wherever' out)" \
	    "$(grep -c '^    wherever' back)"
}

# Other rows that mean the same make no difference.
atf_test_case equal
equal_body()
{
	table a.table first 'when fds=0,1 => EMFILE' \
	    'when type=!0..15 => EINVAL' 'when => ok'
	table b.table first 'when fds=0 => EMFILE' 'when fds=1 => EMFILE' \
	    'when type=0..15 => ok' 'when => EINVAL'
	same ./a.table ./b.table
	same linux linux
	same berkeley berkeley
	table a.table any 'otherwise => ok' 'when fds=0,1 => EMFILE|ENFILE' \
	    'on success => unnamed=good lowest=yes'
	table b.table any 'when fds=!2,many,holes,low => ENFILE' \
	    'when fds=0,1 => EMFILE' 'otherwise => ok' \
	    'on success => lowest=yes' 'on success => unnamed=good'
	same ./a.table ./b.table
}

atf_test_case systems
systems_body()
{
	table a.table first 'when type=!0..15 => EINVAL' 'when => ok'
	table b.table first 'when type=!0..15 => EINVAL vector=first' \
	    'when domain=AF_INET vector=invalid => EFAULT|EIO' 'when => ok'
	differ ./a.table ./b.table '2 differences' \
	    'AF_UNIX 0x10 0' '    ./a.table: EINVAL' \
	    '    ./b.table: EINVAL vector=first' '    wherever type=!0..15' \
	    'AF_INET SOCK_STREAM 0 vector=null' '    ./b.table: EFAULT|EIO' \
	    '    wherever domain=AF_INET type=0..15 vector=invalid'
	[ "$(head -n 1 out)" = 'AF_UNIX 0x10 0' ] ||
	    atf_fail 'the smallest witness is not the first'
}

# Neighbours that say the same are one box, facts are what they can be.
atf_test_case documents
documents_body()
{
	table a.table any 'otherwise => ok' 'when domain=unsupported => EIO' \
	    'when type=unsupported => EINVAL'
	table b.table any 'otherwise => ok' 'when type=unsupported => EINVAL'
	differ ./a.table ./b.table '2 differences' '    ./a.table: EIO' \
	    '    ./b.table: ok' '    ./a.table: EINVAL|EIO'
	grep 'socket=ok' out && atf_fail 'no such host can be'
	table b.table any 'otherwise => ok' 'when domain=unsupported => EIO' \
	    'when type=unsupported => EINVAL' \
	    'on success domain=AF_UNIX => unnamed=good' \
	    'on failure => vector=kept|first'
	differ ./a.table ./b.table '2 differences' \
	    '    ./b.table: after success: unnamed=good' \
	    '    ./a.table: after success: unnamed may be anything' \
	    '    wherever domain=AF_UNIX' \
	    '    ./b.table: after failure: vector=kept|first' \
	    '    wherever anything'
}

# Checks of a pair are compared apart from calls; a system's table that has no
# row for one that the other side speaks of is shown and is a difference.
atf_test_case checks
checks_body()
{
	table a.table first 'when check=bind,seek => yes' \
	    'when check=!call => no' 'when => ok'
	table b.table first 'when check=seek => no' 'when check=bind => yes' \
	    'when check=!call => no' 'when => ok'
	differ ./a.table ./b.table '1 difference' \
	    'AF_UNIX SOCK_STREAM 0 check=seek' '    wherever check=seek'
	table b.table first 'when => ok'
	differ ./a.table ./b.table
	for file in out back; do
		tail -n 1 $file |
		    grep -qx '0 differences; [0-9]* checks without a row' ||
		    atf_fail "$(cat $file)"
		grep -q '^./b.table has .*ready-new,.* more, and ./a' $file ||
		    atf_fail "$(cat $file)"
	done
	trace a.trace 'sweep call x' 'axis check call,bind,seek' \
	    'axis ends forward,reversed' 'box => ok' 'end 6'
	differ a.trace ./b.table '0 differences; 2 checks without a row' \
	    './b.table has no row for bind, seek:'
	grep -q '^    4 requests of a.trace, such as .* check=' back ||
	    atf_fail "$(cat back)"
	table b.table any 'otherwise => ok'
	same a.trace ./b.table
	table b.table first 'when check=!call => blocks' 'when => EIO'
	differ ./a.table ./b.table '3 differences' '    wherever anything' \
	    '    wherever check=!call,bind,seek'
	table a.table any 'otherwise => ok' 'on ends => alike'
	table b.table any 'otherwise => ok'
	differ ./a.table ./b.table '1 difference' '    wherever check=!call' \
	    '    ./a.table: both ends are alike' \
	    '    ./b.table: both ends may be told apart'
	trace a.trace 'sweep call x' 'axis check bind,seek' \
	    'axis ends forward,reversed' 'box check=bind => yes' \
	    'box check=seek => no' 'end 4'
	trace b.trace 'sweep call x' 'axis check bind,seek' \
	    'axis ends forward,reversed' 'box check=bind => yes' \
	    'box check=seek ends=forward => no' \
	    'box check=seek ends=reversed => ESPIPE' 'end 4'
	differ a.trace b.trace '1 difference' \
	    'AF_UNIX SOCK_STREAM 0 check=seek ends=reversed' \
	    '    wherever check=seek ends=reversed'
}

# A document against a system: only what it does not allow.
atf_test_case against
against_body()
{
	table doc.table any 'otherwise => ok' 'when fds=0,1 => EMFILE' \
	    'when vector=invalid => EFAULT' \
	    'when vector=misaligned => inconclusive' \
	    'on failure => vector=kept'
	table sys.table first 'when vector=invalid => EFAULT' \
	    'when fds=0,1 => EMFILE' 'when vector=misaligned => EIO' \
	    'when => ok'
	same ./doc.table ./sys.table
	table sys.table first 'when fds=0,1 => EMFILE vector=first' \
	    'when vector=null => socket' 'when vector=invalid => EFAULT' \
	    'when domain=!AF_UNIX => inconclusive' 'when => ok'
	differ ./doc.table ./sys.table '1 difference' \
	    'AF_UNIX SOCK_STREAM 0 fds=0' '    ./doc.table: vector=kept' \
	    '    ./sys.table: EMFILE vector=first' '    wherever fds=0,1'
}

atf_test_case traces
traces_body()
{
	trace a.trace 'sweep call x' 'axis domain 1,2,3' \
	    'axis type 1,2,0x80001,0x80002' 'box domain=1 => ok' \
	    'box domain=2,3 => EOPNOTSUPP' 'end 12'
	trace b.trace 'sweep call x' 'axis domain 1,2,4' \
	    'axis type 1,2,0x80001,0x80002' 'box domain=1 => ok' \
	    'box domain=2 type=1,0x80001 => EOPNOTSUPP' \
	    'box domain=2 type=2,0x80002 => EIO' 'box domain=4 => EIO' 'end 12'
	same a.trace a.trace
	differ a.trace b.trace '1 difference' 'AF_INET SOCK_DGRAM 0' \
	    '    a.trace: EOPNOTSUPP' '    b.trace: EIO' \
	    '    wherever domain=AF_INET type=SOCK_DGRAM' \
	    '4 requests are in a.trace alone' '4 requests are in b.trace alone'
	trace b.trace 'sweep call x' 'axis domain 1,2,3' \
	    'axis type 1,2,0x80001,0x80002' 'box domain=1 => ok' \
	    'box domain=2,3 type=1,2 => EOPNOTSUPP' \
	    'box domain=2,3 type=0x80001,0x80002 => EIO' 'end 12'
	flags=SOCK_STREAM\|SOCK_CLOEXEC,SOCK_DGRAM\|SOCK_CLOEXEC
	differ a.trace b.trace "    wherever domain=!AF_UNIX argument=$flags"
	trace b.trace 'absent guard' 'sweep call x' 'box => ok' 'end 1'
	trace a.trace 'sweep call x' 'box => ok guard=written' 'end 1'
	same a.trace b.trace
	trace b.trace 'sweep call x' 'box => ok' 'sweep call y' 'box => EIO' \
	    'end 2'
	differ a.trace b.trace '    b.trace: ok or EIO' '    wherever anything'
}

# Traces of hosts with other numbers are compared by name.
atf_test_case numbers
numbers_body()
{
	trace a.trace 'number AF_INET6 10' 'sweep call x' \
	    'axis domain 1,2,10' 'axis type 1,2,0x80001' 'box domain=1 => ok' \
	    'box domain=2 => EIO' 'box domain=10 => EBUSY' 'end 9'
	numbers='AF_UNIX 1,AF_INET 2,AF_INET6 26,SOCK_STREAM 2,SOCK_DGRAM 1,'
	numbers=${numbers}'SOCK_CLOEXEC 0x100'
	trace b.trace 'sweep call x' 'axis domain 1,2,26' \
	    'axis type 2,1,0x102' 'box domain=1 => ok' 'box domain=2 => EIO' \
	    'box domain=26 => EBUSY' 'end 9'
	same a.trace b.trace
	numbers='AF_UNIX 9,SOCK_STREAM 1'
	trace b.trace 'sweep call x' 'axis domain 0..70000' 'box => ok' \
	    'end 70001'
	atf_check -s exit:2 -e match:'b.trace: its numbers' \
	    pairoracle diff a.trace b.trace
	table a.table first 'number AF_INET6 26' 'when domain=AF_INET6 => EIO' \
	    'when => ok'
	table b.table first 'when domain=AF_INET6 => EIO' 'when => ok'
	same ./a.table ./b.table
	table b.table first 'number AF_INET6 26' 'when domain=26 => EIO' \
	    'when => ok'
	same ./a.table ./b.table
}

atf_test_case mixed
mixed_body()
{
	trace a.trace 'sweep socket facts' 'axis domain 1,2' \
	    'box domain=1 => ok' 'box domain=2 => EAFNOSUPPORT' \
	    'sweep call x' 'axis domain 1,2,3' 'axis vector valid,null' \
	    'box vector=null => EFAULT' 'box vector=valid domain=1 => ok' \
	    'box vector=valid domain=2,3 => EAFNOSUPPORT' 'end 6'
	table a.table first 'when vector=null => EFAULT' \
	    'when domain=!AF_UNIX socket=EAFNOSUPPORT => socket' 'when => ok'
	same a.trace ./a.table
	table a.table first 'when vector=null => EFAULT vector=first' \
	    'when domain=!AF_UNIX => EAFNOSUPPORT' 'when => ok'
	differ a.trace ./a.table '1 difference' \
	    'AF_UNIX SOCK_STREAM 0 vector=null' '    a.trace: EFAULT' \
	    '    ./a.table: EFAULT vector=first' '    wherever vector=null'
	same a.trace berkeley
	differ a.trace linux '    linux: ok name-length=2'
}

# Two runs of the base level on this host; only the date may differ.
atf_test_case host
host_body()
{
	atf_check pairprobe -l base -o a.trace
	atf_check pairprobe -l base -o b.trace
	same a.trace b.trace
	atf_check pairoracle learn -o host.table a.trace
	same a.trace ./host.table
}

atf_test_case json
json_body()
{
	table a.table first 'when => ok'
	table b.table first 'when fds=0 => EMFILE' 'when => ok'
	pairoracle diff -j out.json ./a.table ./b.table >out 2>err
	status=$?
	grep -q 'no jansson' err && atf_skip "$(cat err)"
	atf_check_equal 1 "$status"
	for word in '"a": "./a.table"' \
	    '"witness": "AF_UNIX SOCK_STREAM 0 fds=0"' \
	    '"conditions": "fds=0"' '"b": "EMFILE"'; do
		grep -qF -e "$word" out.json ||
		    atf_fail "want $word, got $(cat out.json)"
	done
	atf_check -s exit:2 -e match:'none/x: ' \
	    pairoracle diff -j none/x ./a.table ./b.table
}

atf_test_case bad
bad_body()
{
	trace a.trace 'sweep call x' 'box => ok' 'end 1'
	atf_check -s exit:2 -e match:'takes exactly two' pairoracle diff
	atf_check -s exit:2 -e match:'takes exactly two' pairoracle diff linux
	atf_check -s exit:2 -e match:'takes exactly two' \
	    pairoracle diff linux linux x
	atf_check -s exit:2 -e match:'unknown option -x' pairoracle diff -x a b
	atf_check -s exit:2 -e match:'none: No such file' \
	    pairoracle diff linux none
	head -c 60 a.trace >cut.trace
	atf_check -s exit:2 -e match:'cut.trace:' \
	    pairoracle diff a.trace cut.trace
	: >empty
	atf_check -s exit:2 -e match:'empty:1: the trace is empty' \
	    pairoracle diff linux empty
	table a.table first 'when => moon'
	atf_check -s exit:2 -e match:'a.table:5:9: no answer' \
	    pairoracle diff ./a.table linux
	cp a.table word
	atf_check -s exit:2 -e match:'write ./word' pairoracle diff word linux
	atf_check -s exit:2 -e match:'standard output' -x \
	    'pairoracle diff linux berkeley >/dev/full'
}

atf_init_test_cases()
{
	atf_add_test_case equal
	atf_add_test_case systems
	atf_add_test_case documents
	atf_add_test_case checks
	atf_add_test_case against
	atf_add_test_case traces
	atf_add_test_case numbers
	atf_add_test_case mixed
	atf_add_test_case host
	atf_add_test_case json
	atf_add_test_case bad
}
