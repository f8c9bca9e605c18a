# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairoracle reproduce: programs that show a deviation compile anywhere, are
# short, and exit as they say.

# compiles: ./show.c is one that any reader takes.
compiles()
{
	[ "$(wc -l <show.c)" -le 56 ] ||
	    atf_fail "$(wc -l <show.c) lines: $(cat show.c)"
	cc -std=c99 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -Wall -Wextra \
	    -Werror -O2 -o show show.c 2>err ||
	    atf_fail "$(cat err show.c)"
}

# shows STATUS OPERAND ...: the program of these exits so.
shows()
{
	want=$1
	shift
	pairoracle reproduce -o show.c "$@" 2>err ||
	    atf_fail "$*: $(cat err)"
	compiles
	./show >out 2>&1
	got=$?
	[ -s out ] || atf_fail "$*: the program prints nothing: $(cat show.c)"
	[ "$got" -eq "$want" ] ||
	    atf_fail "$*: status $got, not $want: $(cat out show.c)"
}

# refuses WORDS OPERAND ...
refuses()
{
	words=$1
	shift
	remedy='' complains pairoracle "$words" reproduce "$@"
}

# trace FACT LINE ...: a trace of AF_UNIX with these boxes.
trace()
{
	fact=$1
	shift
	{
		cat <<'EOT'
sweep socket facts privilege=root
axis type 1..3
EOT
		echo "box => $fact"
		echo 'sweep call calls privilege=root fds=many'
		echo 'axis type 1..3'
		echo 'axis vector valid,null'
		printf '%s\n' "$@"
		echo 'end 6'
	} | system='Test*/System' make_trace >host.trace
}

# What Linux does otherwise than the documents say.
atf_test_case linux
linux_head()
{
	atf_set require.progs cc
}
linux_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip 'this is not Linux'
	shows 1 berkeley:DESCRIPTION.type:type=SOCK_DGRAM unix raw 0
	shows 1 berkeley:DESCRIPTION.protocol:protocol=0 unix stream 1
	shows 1 posix-2008:RETURN.vector-kept:vector=written,guard=kept \
	    unspec stream 0
	shows 1 posix-2008:RETURN.vector-kept:vector=first,guard=kept \
	    unix stream 0 vector=second-bad
	for document in berkeley posix-2008; do
		shows 2 -t $document unix rdm 0
		shows 2 -t $document unix 0x10 0
	done
	shows 0 unix stream 0
	shows 0 -t linux unix raw 1
	shows 0 -t linux unix rdm 0
}

# The same from a trace, which holds what socket(2) does.
atf_test_case traced
traced_head()
{
	atf_set require.progs cc
}
traced_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip 'this is not Linux'
	[ "$(id -u)" -eq 0 ] || atf_skip 'this needs two users'
	pairprobe -o all.trace AF_UNIX,AF_UNSPEC,AF_INET \
	    SOCK_STREAM,SOCK_RAW,SOCK_RDM,0x10 0..1,263 \
	    privilege=root,user vector=valid,second-bad
	for document in berkeley posix-2008; do
		pairoracle judge -t $document all.trace |
		    sed -n 's/^deviation \([^ ]*\): .*/\1/p' >ids
		[ "$(wc -l <ids)" -ge 5 ] || atf_fail "$(cat ids)"
		while read -r id; do
			shows 1 -r all.trace "$id" </dev/null
			grep -q "Got: .* on Linux" show.c ||
			    atf_fail "$(cat show.c)"
		done <ids
	done
	shows 1 -r all.trace
	shows 1 -r all.trace AF_UNIX SOCK_RDM 0
	shows 0 -r all.trace AF_UNIX SOCK_STREAM 0
	grep -q 'Got: ok' show.c || atf_fail "$(cat show.c)"
	shows 0 -r all.trace -t linux AF_UNIX SOCK_RAW 1 privilege=user
}

# Any vector, any descriptors, any effect.
atf_test_case parts
parts_head()
{
	atf_set require.progs cc
}
parts_body()
{
	for vector in valid misaligned-1 misaligned-2 misaligned-3 null one \
	    unmapped no-access read-only text beyond-eof kernel ones \
	    second-bad first-bad; do
		cat >any.table <<'EOT'
table any
order first
clause a 1
text t
when vector=valid,misaligned-1,misaligned-2,misaligned-3 => ok
when => EFAULT
EOT
		shows 0 -t ./any.table unix stream 0 vector=$vector
	done
	for fds in 0 1; do
		shows 0 -t linux unix stream 0 fds=$fds vector=null
		shows 0 unix stream 0 fds=$fds
	done
	for fds in 2 holes; do
		shows 0 unix stream 0 fds=$fds
	done
	shows 0 unix stream 0 privilege=user
	grep -q 'setuid' show.c || atf_fail "$(cat show.c)"
	cc -fsyntax-only -x c -Wall -Wextra -Werror show.c ||
	    atf_fail 'needs a standard of its own'
}

# effect STATUS NAME VALUE REQUEST ...: a clause demands the value.
effect()
{
	printf '%s\n' 'table e' 'order any' 'clause c 1' 'text t' \
	    "on $when => $2=$3" 'clause d 2' 'text t' 'otherwise => ok' \
	    >e.table
	want=$1
	id="e:c:$2=$4"
	shift 4
	shows "$want" -t ./e.table "$id" "$@"
}

atf_test_case effects
effects_head()
{
	atf_set require.progs cc
}
effects_body()
{
	when=success
	for name in sockets unnamed connected cloexec nonblock; do
		effect 0 $name good bad-both unix stream 0
		effect 1 $name bad-first good unix stream 0
	done
	effect 0 cloexec good bad-first unix stream+cloexec 0
	effect 0 nonblock 'good|bad-both' bad-first unix dgram+nonblock 0
	effect 0 descriptors different same unix stream 0
	effect 0 lowest yes no unix stream 0
	effect 0 order ascending descending unix stream 0
	effect 0 type asked other unix stream 0
	effect 0 domain asked other unix stream 0
	effect 0 protocol asked other unix stream 0
	effect 0 errno kept touched unix stream 0
	effect 0 leaked 0 2 unix stream 0
	effect 0 lost 0 1 unix stream 0 fds=2
	effect 1 name-length 99 2 unix stream 0
	effect 2 lowest yes no unix stream 0 fds=0
	when=failure
	effect 0 leaked 0 1 unix stream 0 vector=null
	effect 2 leaked 0 1 unix stream 0
	effect 0 vector kept written unix 0x100 0 vector=read-only
	grep -q memcpy.sv, show.c && atf_fail "$(cat show.c)"
	refuses 'arrange or see the effect vector' -t ./e.table \
	    e:c:vector=written unix 0x100 0 vector=null
	printf '%s\n' 'table e' 'order any' 'clause c 1' 'text t' \
	    'on success => clofork=good' 'otherwise => ok' >e.table
	pairoracle reproduce -o show.c -t ./e.table e:c:clofork=bad-both \
	    unix stream 0
	compiles
	printf '%s\n' 'table e' 'order any' 'clause c 1' 'text t' \
	    'on success => guard=kept' 'otherwise => ok' >e.table
	refuses 'arrange or see the effect guard' -t ./e.table \
	    e:c:guard=written unix stream 0
}

# A name that a host lacks leaves a program that cannot tell.
atf_test_case names
names_head()
{
	atf_set require.progs cc
}
names_body()
{
	cat >n.table <<'EOT'
table n
order first
number domain -
number AF_UNIX 1
number AF_CHAOS 5
clause a 1*/
text anything */ may stand here, however long it is, and the program is
text still one that a compiler takes, of no more lines than are allowed,
text though words and words and words and words and words and words and
text words and words and words and words and words and words follow on
text words that follow on words and words and words and words and words
when domain=AF_UNIX => EDOOFUS|ENODEV
when => ok
EOT
	shows 2 -t ./n.table chaos stream 0
	shows 1 -t ./n.table unix stream 0
	grep -q '^#ifdef EDOOFUS' show.c || atf_fail "$(cat show.c)"
	shows 1 -t ./n.table 1 INT_MIN 0
	grep -q limits.h show.c || atf_fail "$(cat show.c)"
	cat >s.table <<'EOT'
table s
order first
clause a 1
text t
when => socket
EOT
	shows 1 -t ./s.table inet stream 0
	shows 0 -t ./s.table unix rdm 0
}

# What a table or a trace says stays inside the comment of the program.
atf_test_case hostile
hostile_head()
{
	atf_set require.progs cc
}
hostile_body()
{
	cat >h.table <<'EOT'
table h
document d */ int x; /*
order first
clause a 1*\
text */ #error out
text *\
text / #error out ??/
text \
text #include "none.h"
when => EIO
EOT
	shows 1 -t ./h.table unix stream 0
	# shellcheck disable=SC1003 # the backslash is meant
	release='1 */ #error out \' trace ok 'box vector=valid => EIO' \
	    'box vector=null => ok'
	shows 0 -r host.trace -t berkeley AF_UNIX SOCK_STREAM 0
	grep -q 'Got: EIO' show.c || atf_fail "$(cat show.c)"
	for bad in '\r' '\033' '\302\233' '\342\200\256' '\377'; do
		# shellcheck disable=SC2059 # the bytes are escapes
		printf "table h\norder first\nclause a 1\ntext *\\\\$bad/\n" \
		    >r.table
		echo 'when => EIO' >>r.table
		refuses 'r.table:4' -t ./r.table unix stream 0
	done
}

# The programs say what they saw, and which of many answers conform.
atf_test_case words
words_head()
{
	atf_set require.progs cc
}
words_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip 'this is not Linux'
	shows 1 berkeley:DESCRIPTION.type:type=SOCK_DGRAM unix raw 0
	atf_check -o inline:'type=SOCK_DGRAM, expected asked\n' cat out
	shows 0 unix stream 0 vector=null
	atf_check -o match:'^got .*, expected EFAULT' cat out
	{
		printf 'table many\norder first\nclause a 1\ntext t\nwhen => '
		for name in E2BIG EACCES EAGAIN EBADF EBUSY ECHILD EDOM EEXIST \
		    EFAULT EFBIG EINTR EINVAL EIO EISDIR EMFILE EMLINK ENFILE \
		    ENODEV ENOENT ENOEXEC ENOLCK ENOMEM ENOSPC ENOSYS ENOTDIR \
		    ENOTEMPTY ENOTTY ENXIO EPERM EPIPE ERANGE EROFS ESPIPE; do
			printf '%s|' "$name"
		done
		echo ok
	} >many.table
	pairoracle reproduce -o show.c -t ./many.table unix stream 0
	cc -o show show.c || atf_fail "$(cat show.c)"
	atf_check -o match:'ESPIPE.ok$' ./show
}

atf_test_case report
report_body()
{
	trace ok 'box type=3 vector=valid => ok type=SOCK_DGRAM' \
	    'box type=1,2 vector=valid => ok' 'box vector=null => EFAULT'
	atf_check -o match:'^Subject: socketpair.AF_UNIX, SOCK_RAW, 0. gives' \
	    -o match:'^    type=asked$' -o match:'berkeley:DESCRIPTION.type.:' \
	    -o match:'^    type=SOCK_DGRAM on Test./System 1.0 vax$' \
	    -o match:'^Result:$' -o match:'^main' \
	    -o not-match:'Got: .*Test./' pairoracle reproduce -b -r host.trace
	atf_check -o save:page pairoracle reproduce -b unix stream 0
	grep -q 'Result' page && atf_fail "$(cat page)"
	# What a trace says is in blocks and comments, where it is no markup.
	release='<b>#1</b>[x](y)' trace ok 'box vector=valid => EIO' \
	    'box vector=null => ok'
	pairoracle reproduce -b -r host.trace -t berkeley >page
	[ "$(grep -c '<b>#1' page)" -eq 2 ] || atf_fail "$(cat page)"
	grep '<b>#1' page | grep -qv '^ \* \|^    ' && atf_fail "$(cat page)"
	trace ok 'box vector=valid => EIO vector=first' 'box vector=null => ok'
	cat >x.table <<'EOT'
table x
order first
clause a 1
text t
when vector=valid => EIO
when => ok
EOT
	atf_check -o match:'Expected: EIO$' \
	    -o match:'vector=%s, expected kept' \
	    pairoracle reproduce -r host.trace -t ./x.table
}

atf_test_case bad
bad_body()
{
	trace ok 'box vector=valid => ok' 'box vector=null => EFAULT'
	refuses 'no request is given'
	refuses 'does not deviate' -r host.trace
	refuses 'no deviation of this id' -r host.trace berkeley:a:b
	refuses 'no clause with rows' berkeley:a:b unix stream 0
	refuses 'the clause allows that' \
	    berkeley:DESCRIPTION.type:type=asked unix stream 0
	refuses 'want DOMAIN TYPE PROTOCOL' unix stream
	refuses 'one value of vector' unix stream 0 vector=invalid
	refuses 'entry other than libc' unix stream 0 entry=syscall
	refuses 'a check of the pair' unix stream 0 check=large
	refuses 'run out' unix stream 0 resource=files
	refuses 'such descriptors' unix stream 0 fds=low
	refuses 'no built-in table' none:a:b unix stream 0
	refuses 'no built-in table' -t none unix stream 0
	refuses 'No such file' -r none.trace
	refuses 'No such file' -o none/show.c unix stream 0
	refuses 'unknown option -x' -x
	refuses 'such descriptors' -o show.c unix stream 0 fds=low
	[ -e show.c ] && atf_fail 'a file is left'
	pairoracle reproduce unix stream 0 >/dev/full 2>err
	atf_check_equal 2 $?
}

atf_init_test_cases()
{
	atf_add_test_case linux
	atf_add_test_case traced
	atf_add_test_case parts
	atf_add_test_case effects
	atf_add_test_case names
	atf_add_test_case hostile
	atf_add_test_case words
	atf_add_test_case report
	atf_add_test_case bad
}
