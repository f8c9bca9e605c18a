# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The judge: each kind of deviation, facts that are known or not, effects,
# and the verdicts of clauses.

# trace [FACT] LINE ...: a trace of UNIX stream requests with these boxes of
# calls over vectors; FACT is what socket(2) answered for AF_UNIX.
trace()
{
	fact=$1
	shift
	{
		if [ -n "$fact" ]; then
			echo 'sweep socket facts privilege=root'
			echo 'axis type 1..3'
			echo "box => $fact"
		fi
		echo 'sweep call calls privilege=root fds=many'
		echo 'axis type 1..3'
		echo 'axis vector valid,null'
		printf '%s\n' "$@"
		echo 'end 6'
	} | make_trace 'absent clofork' \
	    'untested resource=files needs --allow system-files' >host.trace
}

# judges STATUS TABLE WORDS ...: judge says each of these, and exits so.
judges()
{
	status=$1
	table=$2
	shift 2
	pairoracle judge -t "$table" host.trace >out 2>err
	got=$?
	for words in "$@"; do
		grep -qe "$words" out ||
		    atf_fail "want '$words', got '$(cat out err)'"
	done
	atf_check_equal "$status" "$got"
	atf_check -o empty cat err
}

fault='box vector=null => EFAULT'

atf_test_case conforms
conforms_body()
{
	trace ok 'box vector=valid => ok' "$fault"
	judges 0 berkeley '6 passed, 0 failed'
	judges 0 posix-2008 '3 passed, 0 failed, 3 inconclusive'
	pairoracle judge -t berkeley host.trace | grep deviation &&
	    atf_fail 'a deviation without reason'
	true
}

atf_test_case kinds
kinds_body()
{
	trace ok 'box vector=valid => ok' 'box vector=null => EMFILE'
	judges 1 berkeley 'ERRORS.EFAULT:EMFILE: wrong errno, 3 requests' \
	    'allowed EFAULT, got EMFILE' \
	    'pairprobe AF_UNIX SOCK_STREAM 0 vector=null | pairoracle judge'
	trace ok 'box vector=valid => ok' 'box vector=null => EIO'
	judges 1 berkeley 'EFAULT:EIO: undocumented errno, 3 requests'
	trace ok 'box => ok'
	judges 1 berkeley 'EFAULT:ok: unexpected success'
	trace ok 'box vector=valid => EMFILE' "$fault"
	judges 1 berkeley 'success:EMFILE: unexpected failure'
	trace ok 'box vector=valid => SIGSEGV' "$fault"
	judges 1 berkeley 'success:SIGSEGV: unexpected failure'
	trace ok 'box vector=valid => hang' "$fault"
	judges 1 berkeley 'success:hang: unexpected failure'
	trace ok 'box vector=valid => ok unnamed=bad-both' "$fault"
	judges 1 berkeley 'DESCRIPTION.unnamed:unnamed=bad-both: side effect'
}

# The simplest request is the witness, whatever comes first.
atf_test_case witness
witness_body()
{
	trace ok 'box type=SOCK_RAW vector=null => EIO' \
	    'box type=SOCK_DGRAM vector=null => EIO' \
	    'box type=SOCK_STREAM vector=null => EIO' \
	    'box vector=valid => ok'
	judges 1 berkeley 'pairprobe AF_UNIX SOCK_STREAM 0 vector=null'
}

atf_test_case effects
effects_body()
{
	trace ok 'box vector=valid => ok' 'box vector=null => EFAULT leaked=2'
	judges 0 berkeley '0 failed'
	judges 1 posix-2008 'none-allocated:leaked=2'
	trace ok 'box vector=valid => ok connected=bad-second' "$fault"
	judges 1 berkeley 'DESCRIPTION.connected:connected=bad-second' \
	    'DESCRIPTION.alike:.*connected=bad-second'
	trace ok 'box vector=valid => ok clofork=bad-first' "$fault"
	judges 0 berkeley '0 failed'
}

# A system's row may allow several values of an effect, or any.
atf_test_case allowed
allowed_body()
{
	printf '%s\n' 'table x' 'order first' 'clause c 1' 'text t' \
	    'when vector=null => EFAULT vector=kept|first' \
	    'when => ok name-length=*' >x.table
	for outcome in 'EFAULT' 'EFAULT vector=first'; do
		trace ok 'box vector=valid => ok name-length=16' \
		    "box vector=null => $outcome"
		judges 0 ./x.table '6 passed, 0 failed'
	done
	trace ok 'box vector=valid => ok unnamed=bad-both' \
	    'box vector=null => EFAULT vector=written'
	judges 1 ./x.table 'c:EFAULT,vector=written: side effect' \
	    'allowed EFAULT vector=kept|first' \
	    'c:ok,unnamed=bad-both: side effect' 'allowed ok name-length=\*'
}

# What is not known of the host makes a verdict a question, not a failure.
atf_test_case facts
facts_body()
{
	trace '' 'box type=SOCK_RAW vector=valid => EPROTOTYPE' \
	    'box type=1,2 vector=valid => ok' "$fault"
	judges 0 berkeley '3 inconclusive'
	trace EPROTOTYPE 'box vector=valid => EPROTOTYPE' "$fault"
	judges 0 berkeley '6 passed'
	trace EPERM 'box vector=valid => EPERM' "$fault"
	judges 1 berkeley 'ERRORS.EACCES:EPERM: undocumented errno'
	trace EACCES 'box vector=valid => EACCES' "$fault"
	judges 0 berkeley '6 passed'
	trace EAFNOSUPPORT 'box vector=valid => EAFNOSUPPORT' "$fault"
	judges 0 berkeley '6 passed'
	trace EINVAL 'box vector=valid => EINVAL' "$fault"
	judges 1 berkeley 'ERRORS.EPROTOTYPE:EINVAL: undocumented errno'
	trace ok 'box vector=valid => EPROTOTYPE' "$fault"
	judges 1 berkeley 'ERRORS.success:EPROTOTYPE'
}

# checks LINE ...: a trace of what two checks of a pair answered.
checks()
{
	printf '%s\n' 'sweep call pair privilege=root' \
	    'axis check read-closed,seek' "$@" 'end 4' | make_trace >host.trace
}

# What is told from one end must be told from the other.
atf_test_case ends
ends_body()
{
	checks 'axis ends forward,reversed' 'box check=seek => ESPIPE' \
	    'box check=read-closed => eof'
	judges 0 berkeley '0 failed'
	checks 'axis ends forward,reversed' 'box check=seek => ESPIPE' \
	    'box check=read-closed ends=forward => eof' \
	    'box check=read-closed ends=reversed => data'
	judges 1 berkeley 'DESCRIPTION.alike:read-closed=eof,from,one,end' \
	    'DESCRIPTION.alike:read-closed=data' 'check=read-closed'
	# Nothing was exchanged here, and nothing is made of it.
	checks 'box check=seek => ESPIPE' 'box check=read-closed => eof'
	frame -u <host.trace | sed 's/^end 4/end 2/' | frame >two.trace
	mv two.trace host.trace
	judges 0 berkeley '0 failed'
	judges 0 linux '2 passed'
}

# A system's row says all that happens, effects included.
atf_test_case system
system_body()
{
	cat >x.table <<'EOF'
table x
order first
clause a 1
text t
when vector=null => EFAULT vector=first
when type=SOCK_RAW => socket
when type=SOCK_DGRAM => inconclusive
when => ok
EOF
	trace EIO 'box vector=null => EFAULT vector=first' \
	    'box type=SOCK_RAW vector=valid => EIO' \
	    'box type=1,2 vector=valid => ok'
	judges 0 ./x.table '5 passed, 0 failed, 1 inconclusive'
	trace EIO "$fault" 'box type=SOCK_RAW vector=valid => EPERM' \
	    'box type=1,2 vector=valid => ok lowest=no'
	judges 1 ./x.table 'x:a:EFAULT: side effect' 'x:a:EPERM' \
	    'allowed socket, got EPERM' 'x:a:ok,lowest=no: side effect'
}

# A row whose answer is altered is noticed; row_test does more with each row.
atf_test_case altered_row
altered_row_body()
{
	trace ok 'box vector=valid => ok' "$fault"
	builtin=$(atf_get_srcdir)/../../oracle/tables/linux.table
	sed '/^when domain=AF_UNIX => ok/s/ok/ENOMEM/' "$builtin" >y.table
	cmp -s "$builtin" y.table && atf_fail "the row is not there"
	trace ok 'box type=1,2 vector=valid => ok name-length=2' \
	    'box type=3 vector=valid => ok type=SOCK_DGRAM name-length=2' \
	    "$fault"
	judges 0 linux '6 passed'
	judges 1 ./y.table 'linux:unix.pair:ok,name-length=2'
}

# However many rows allow an answer, each of them counts.
atf_test_case many_rows
many_rows_body()
{
	{
		printf '%s\n' 'table many' 'order any'
		i=0
		while [ $i -lt 40 ]; do
			i=$((i + 1))
			printf '%s\n' "clause c$i 1" 'text t' \
			    "when vector=null => may errno-$((100 + i))"
		done
		printf '%s\n' 'clause ok 1' 'text t' 'otherwise => ok'
	} >many.table
	for errno in 101 131 132 140; do
		trace ok 'box vector=valid => ok' \
		    "box vector=null => errno-$errno"
		judges 0 ./many.table '6 passed, 0 failed'
	done
	trace ok 'box vector=valid => ok' 'box vector=null => errno-141'
	judges 1 ./many.table 'allowed errno-101|.*|errno-140|ok, got'
}

# Outcomes that differ in their last word are two deviations.
atf_test_case long_outcomes
long_outcomes_body()
{
	all='descriptors=same lowest=no order=descending sockets=bad-second'
	for effect in unnamed connected cloexec nonblock clofork; do
		all="$all $effect=bad-second"
	done
	all="$all type=SOCK_SEQPACKET domain=other protocol=other"
	all="guard=written leaked=7 lost=7 signal=pending return=odd $all"
	all="vector=written $all errno=touched"
	printf '%s\n' 'table x' 'order first' \
	    "clause $(printf '%0400d' 7) 1" 'text t' 'when => ok' >x.table
	for vector in valid:7 null:8; do
		echo "box vector=${vector%:*} => ok $all" \
		    "name-length=${vector#*:}"
	done >boxes
	{
		printf '%s\n' 'pairtest-trace 2' 'number AF_UNIX 1' \
		    'number SOCK_STREAM 1' 'sweep call calls' \
		    'axis vector valid,null'
		cat boxes
		echo 'end 2'
	} | frame >host.trace
	judges 1 ./x.table ',name-length=7: side effect, 1 request' \
	    ',name-length=8: side effect, 1 request'
}

# A clause that failed 2 to the power of 64 times has failed.
atf_test_case many_failures
many_failures_body()
{
	{
		printf '%s\n' 'pairtest-trace 2' 'number AF_UNIX 1' \
		    'number SOCK_STREAM 1' 'sweep call all' \
		    'axis domain INT_MIN..INT_MAX' 'axis type 0..INT_MAX' \
		    'box => EIO vector=written' 'end 9223372036854775808'
	} | frame >host.trace
	printf '%s\n' 'table x' 'order any' 'clause e 1' 'text t' \
	    'on failure => vector=kept' 'on failure => vector=kept' \
	    'clause ok 1' 'text t' 'otherwise => ok' >x.table
	judges 1 ./x.table \
	    'x:e:vector=written: side effect, 18446744073709551615 requ' \
	    '2 clauses: 0 passed, 2 failed, 0 inconclusive, 0 untested'
}

# What no row of a system speaks of is counted, shown, and red where the
# trace is of the full plan.
atf_test_case unsaid
unsaid_body()
{
	printf '%s\n' 'table x' 'order first' 'clause c 1' 'text t' \
	    'when vector=valid => ok' 'when check=bind => yes' >x.table
	trace ok 'box vector=valid => ok' "$fault"
	judges 1 ./x.table 'no row of x speaks of 3 requests with check=call' \
	    'such as AF_UNIX SOCK_STREAM 0 vector=null, which got EFAULT' \
	    '3 passed, 0 failed, 3 inconclusive, 0 inapplicable; 1 clauses.*'\
'; 3 without a row$'
	checks 'axis ends forward,reversed' 'box check=seek => ESPIPE' \
	    'box check=read-closed => eof'
	judges 1 ./x.table 'speaks of 2 requests with check=seek' \
	    'speaks of 2 requests with check=read-closed' \
	    '4 inapplicable; .*; 4 without a row$'
	atf_check -s exit:2 -e match:'x.table:1: no row speaks of 2 requests' \
	    pairoracle lint host.trace ./x.table
	atf_check -s exit:1 -o match:'0 differences; 2 checks without a row$' \
	    pairoracle diff host.trace ./x.table
	# A table without rows on checks need not speak of those of this plan.
	sed '/check=bind/d' x.table >y.table
	judges 0 ./y.table '; 4 without a row$'
	judges 0 berkeley '4 inapplicable; [^;]*$'
	frame -u <host.trace |
	    sed '/^pairtest/a\
plan full 00000000' | frame >full.trace
	mv full.trace host.trace
	judges 1 ./x.table '4 without a row$'
	judges 0 berkeley '4 inapplicable; [^;]*$'
	judges 0 linux '0 inapplicable; [^;]*$'
}

# A row of several that speak of one check.
atf_test_case partial
partial_body()
{
	cp "$(atf_get_srcdir)/../../oracle/tables/linux.table" linux.table
	atf_check pairoracle lint ./linux.table
	grep -vx 'when check=read-empty,write-full => blocks' linux.table \
	    >linux-less.table
	atf_check -e match:'warning: .* of check=read-empty, write-full' \
	    pairoracle lint ./linux-less.table
	pairprobe -l quick -o host.trace
	judges 1 ./linux-less.table 'with check=read-empty' '; 6 without a row$'
}

# Rows on checks that are taken out of the table of this very system, one in
# ten of them; row_test takes out each.
atf_test_case check_rows
check_rows_head()
{
	atf_set timeout 300
}
check_rows_body()
{
	builtin=$(atf_get_srcdir)/../../oracle/tables/linux.table
	[ "$(uname)" = Linux ] || atf_skip 'the table is of Linux'
	types=SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET
	flags=$(echo "$types" | sed 's/[^,]*/&|SOCK_NONBLOCK,&|SOCK_CLOEXEC/g')
	pairprobe -o host.trace AF_UNIX "$types,SOCK_RDM,$flags" 0 'check=!call'
	judges 0 linux '0 inapplicable; [^;]*$'
	grep -n '^when check=' "$builtin" | grep -v =kqueue- |
	    awk -F : 'NR % 10 == 1 { print $1 }' >rows
	[ "$(wc -l <rows)" -ge 30 ] || atf_fail 'the rows are not there'
	while read -r row; do
		sed "${row}d" "$builtin" >cut.table
		pairoracle judge -t ./cut.table host.trace >out 2>err
		[ $? -eq 1 ] ||
		    atf_fail "row $row is not missed: $(cat out err)"
	done <rows
}

atf_test_case several
several_body()
{
	trace ok 'box vector=valid => ok' 'box vector=null => EIO'
	atf_check -s exit:1 -o match:'^berkeley: ' -o match:'^posix-2008: ' \
	    pairoracle judge -t berkeley,posix-2008 host.trace
	atf_check -s exit:1 -o match:'^berkeley: ' -o match:'^posix-2008: ' \
	    pairoracle judge -t berkeley -t posix-2008 host.trace
	# Without a name: the two documents, and no table of system Test.
	atf_check -s exit:1 -o match:'^berkeley: ' -o match:'^posix-2008: ' \
	    -o not-match:'^linux' pairoracle judge host.trace
	frame -u <host.trace | sed 's/^host system Test/host system Linux/' |
	    frame >linux.trace
	atf_check -s exit:1 -o match:'^linux: ' pairoracle judge linux.trace
	pairoracle judge -t berkeley host.trace >/dev/full 2>err
	atf_check_equal 2 $?
}

atf_init_test_cases()
{
	atf_add_test_case conforms
	atf_add_test_case kinds
	atf_add_test_case witness
	atf_add_test_case effects
	atf_add_test_case allowed
	atf_add_test_case facts
	atf_add_test_case ends
	atf_add_test_case system
	atf_add_test_case altered_row
	atf_add_test_case many_rows
	atf_add_test_case long_outcomes
	atf_add_test_case many_failures
	atf_add_test_case unsaid
	atf_add_test_case partial
	atf_add_test_case check_rows
	atf_add_test_case several
}
