# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Which systems a host behaves like, and what tells systems apart.

# system NAME ROW ...
system()
{
	{
		printf 'table %s\ntitle The %s\norder first\n' "$1" "$1"
		printf 'clause a 1\ntext t\n'
		shift
		printf '%s\n' "$@"
	} >"$1.table"
}

# trace LINE ...: the trace of a host with these boxes
trace()
{
	printf '%s\n' 'sweep call x' 'axis domain 1,2' \
	    'axis vector valid,null' 'axis fds 1,many' "$@" 'end 8' |
	    make_trace >host.trace
}

# ask ARGUMENT ...: nearest, with the three systems
ask()
{
	pairoracle nearest -t ./one.table,./two.table -t ./three.table "$@"
}

systems()
{
	system one 'when vector=null => EFAULT' 'when fds=1 => EMFILE' \
	    'when domain=AF_INET => EOPNOTSUPP' 'when => ok'
	system two 'when fds=1 => EMFILE' 'when vector=null => EFAULT' \
	    'when domain=AF_INET => EOPNOTSUPP vector=first' 'when => ok'
	system three 'when domain=AF_INET => inconclusive' 'when => EIO'
}

atf_test_case ranks
ranks_body()
{
	systems
	trace 'box vector=null => EFAULT' 'box vector=valid fds=1 => EMFILE' \
	    'box domain=2 vector=valid fds=many => EOPNOTSUPP' \
	    'box domain=1 vector=valid fds=many => ok'
	ask host.trace >out || atf_fail "status $?"
	{
		printf 'one\tdiffers in 0 requests\tThe one\n'
		printf 'two\tdiffers in 3 requests, 1 of them only in '
		printf 'effects\tThe two\n'
		printf '    2 as AF_UNIX SOCK_STREAM 0 fds=1 vector=null: '
		printf 'predicted EMFILE, got EFAULT\n'
		printf '    1 as AF_INET SOCK_STREAM 0: '
		printf 'predicted EOPNOTSUPP vector=first, got EOPNOTSUPP\n'
		printf 'three\tdiffers in 4 requests; 4 inconclusive'
		printf '\tThe three\n'
		printf '    2 as AF_UNIX SOCK_STREAM 0 vector=null: '
		printf 'predicted EIO, got EFAULT\n'
		printf '    1 as AF_UNIX SOCK_STREAM 0: predicted EIO, got ok\n'
		printf '    1 as AF_UNIX SOCK_STREAM 0 fds=1: '
		printf 'predicted EIO, got EMFILE\n'
	} >want
	diff want out >&2 || atf_fail 'the ranking is another one'
	atf_check -o file:want pairoracle nearest \
	    -t ./three.table,./two.table,./one.table,berkeley - <host.trace
}

# Without -t every system there is takes part, and no document.
atf_test_case all
all_body()
{
	atf_check pairprobe -l base -o host.trace
	atf_check -o save:out pairoracle nearest host.trace
	grep -q '^linux	' out || atf_fail 'linux is not among them'
	grep -q -e '^berkeley' -e '^posix' out && atf_fail 'documents are'
	last=0
	sed -n 's/.*differs in \([0-9 ]*\) request.*/\1/p' out |
	    tr -d ' ' >counts
	while read -r count; do
		[ "$count" -ge "$last" ] || atf_fail "$count after $last"
		last=$count
	done <counts
}

atf_test_case tree
tree_body()
{
	systems
	ask -T >out || atf_fail "status $?"
	head -n 1 out | grep -q '^[12] requests for 3 systems:$' ||
	    atf_fail "got $(cat out)"
	grep -q 'EIO: three$' out || atf_fail "got $(cat out)"
	grep -q ': one$' out || atf_fail "got $(cat out)"
	grep -q ': two$' out || atf_fail "got $(cat out)"
	grep 'not told apart' out && atf_fail 'they can be'
	atf_check -o file:out pairoracle nearest --tree \
	    -t ./one.table,./two.table,./three.table
}

# Outcomes that a system may have, and what no request tells.
atf_test_case alike
alike_body()
{
	system one 'when vector=null => EFAULT|EIO' 'when => ok name-length=2'
	system two 'when vector=null => EFAULT' 'when => ok name-length=*'
	system three 'when vector=null socket=ok => EFAULT' \
	    'when vector=null => EMFILE' 'when => ok name-length=40'
	ask -T >out || atf_fail "status $?"
	grep -qx 'not told apart: one, two' out || atf_fail "got $(cat out)"
	grep -qx 'not told apart: two, three' out || atf_fail "got $(cat out)"
	grep -qx 'not told apart: one, three' out && atf_fail 'they can be'
	grep -qx 'ask AF_UNIX SOCK_STREAM 0' out || atf_fail "got $(cat out)"
	grep -qx '    ok name-length=2: one, two' out ||
	    atf_fail "got $(cat out)"
	system three 'when domain=AF_INET => socket'
	system one 'when => socket'
	ask -T >out || atf_fail "status $?"
	grep -qx '0 requests for 3 systems:' out || atf_fail "got $(cat out)"
	system one 'when => ok' 'number SOCK_DGRAM -'
	ask -T >/dev/null || atf_fail "status $?"
}

# The built-in systems: few requests, and few that stay together.
atf_test_case builtin
builtin_body()
{
	atf_check -o save:out pairoracle nearest -T
	systems=$(sed -n '1s/.* for \([0-9]*\) systems:/\1/p' out)
	requests=$(sed -n '1s/ .*//p' out)
	[ "$requests" -le "$systems" ] || atf_fail "got $(cat out)"
	sed -n '2,/^$/p' out | sed '/^$/d; s/^ *//' >asked
	while read -r words; do
		eval "set -- $words"
		atf_check -o ignore pairoracle predict -t linux -- "$@"
	done <asked
}

atf_test_case bad
bad_body()
{
	systems
	atf_check -s exit:2 -e match:'exactly one trace' pairoracle nearest
	atf_check -s exit:2 -e match:'exactly one trace' pairoracle nearest -T x
	atf_check -s exit:2 -e match:'exactly one trace' pairoracle nearest a b
	atf_check -s exit:2 -e match:'unknown option -x' pairoracle nearest -x
	atf_check -s exit:2 -e match:'none.trace: No such' \
	    pairoracle nearest none.trace
	atf_check -s exit:2 -e match:'no built-in table' \
	    pairoracle nearest -t moon host.trace
	trace 'box => ok'
	atf_check -s exit:2 -e match:'no table is that of a system' \
	    pairoracle nearest -t berkeley host.trace
	atf_check -s exit:2 -e match:'no two systems' \
	    pairoracle nearest -t berkeley,linux -T
	head -c 40 host.trace >cut.trace
	atf_check -s exit:2 -e match:'cut.trace:' pairoracle nearest cut.trace
	many=$(i=0; while [ $i -lt 65 ]; do
	    printf ./one.table,; i=$((i + 1)); done)
	atf_check -s exit:2 -e match:'more than 64 systems' \
	    pairoracle nearest -T -t "${many%,}"
	atf_check -s exit:2 -e match:'standard output' -x \
	    'pairoracle nearest -T >/dev/full'
}

atf_init_test_cases()
{
	atf_add_test_case ranks
	atf_add_test_case all
	atf_add_test_case tree
	atf_add_test_case alike
	atf_add_test_case builtin
	atf_add_test_case bad
}
