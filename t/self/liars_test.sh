# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The kill matrix: lies that are known to be noticed are, one that nobody can
# notice survives, one that is never told is no survivor, and this host
# itself is not accused.  `make kill-matrix' runs all lies.

# matrix STATUS LIE ...: runs the lies, rows of lies.tsv with ":" for tabs.
matrix()
{
	want=$1
	shift
	printf '%s\n' "$@" | tr : '\t' >lies
	SOURCE=$(cd "$(atf_get_srcdir)/../.." && pwd)
	build=$SOURCE
	export SOURCE
	(cd "$build" && LIES=$OLDPWD/lies sh t/liars/matrix.sh \
	    "$OLDPWD/kills" 1 base) >out 2>err
	got=$?
	[ $got -eq "$want" ] ||
	    atf_fail "status $got, want $want: $(cat out err)"
}

need_lying()
{
	need_liar
	[ -s "$(atf_get_srcdir)/../liars/liar.so" ] ||
	    atf_skip 'no shared object can be built here'
}

# Each fault that people met elsewhere is a lie, and is named by its checks.
atf_test_case field
field_body()
{
	need_lying
	while read -r fault clause checks; do
		LIE="field $fault" \
		    LD_PRELOAD=$(atf_get_srcdir)/../liars/liar.so \
		    pairprobe -o "$fault.trace" AF_UNIX SOCK_STREAM 0 \
		    "check=name-own,$checks"
		atf_check -s exit:1 -o match:"^deviation linux:$clause:" \
		    -o match:"^cause 1: check=$checks: .* instead of " \
		    pairoracle judge -t linux "$fault.trace"
		printf '%s\n' "$fault" >>told
	done <<-'END'
	peek-eats life.flags peek,peek-message
	sleepy life.waiting wake-recv-data,wake-read-data
	sleepy-poll life.waiting wake-poll-data,wake-hang-up-shut
	sleepy-epoll life.waiting wake-epoll-data,wake-edge-data
	no-end life.in read-after-shut,recv-after-shut
	read-nothing-waits life.in read-zero-empty
	read-no-reset life.in read-lost
	write-no-signal life.out write-raises
	writev-no-signal life.out writev-raises
	one-buffer life.out sendmsg-several
	one-right life.passed pass-several
	rights-again life.passed pass-once
	rights-leak life.passed pass-short-strays
	no-ctrunc life.passed pass-short-flags
	no-credentials life.passed credentials-asked
	process-0 life.peer peer-process
	flags-stay life.set nonblock-told
	no-rdhup life.ready poll-rdhup-shut
	poll-error life.ready poll-in-idle
	poll-pri life.ready poll-pri-idle
	no-hang-up life.ready poll-nothing-closed
	END
	awk -F '\t' '$1 == "field" { gsub(/,/, "\n", $2); print $2 }' \
	    "$(atf_get_srcdir)/../liars/lies.tsv" | sort >listed
	sort told | diff listed - || atf_fail 'not every fault is tried'
}

atf_test_case killed
killed_head()
{
	atf_set timeout 600
}
killed_body()
{
	need_lying
	matrix 0 'swap:EFAULT:EINVAL:-:berkeley.EFAULT' \
	    'fail:EIO:-:type=1:berkeley.success' \
	    'return:7:-:-:berkeley.vector' \
	    'flag:cloexec:first:-:posix.flags' \
	    'unwritten:second:-:-:berkeley.vector'
	grep -q '^base: 5 of 5 lies killed' out || atf_fail "$(cat out)"
	grep -q ' 0 of 3 honest variants accused' out || atf_fail "$(cat out)"
	for want in 'swap EFAULT EINVAL.*berkeley:ERRORS.EFAULT:EINVAL' \
	    'fail EIO.*berkeley:ERRORS.success:EIO' \
	    'return 7.*berkeley:DESCRIPTION.vector:.*return=odd'; do
		grep -q "$want" kills/kills.tsv ||
		    atf_fail "no $want in $(cat kills/kills.tsv)"
	done
	grep -q '</html>' kills/kills.html || atf_fail 'the page has no end'
	grep -q '"false_alarms": 0' kills/kills.json || atf_fail 'no figure'
}

# The same lies to a program that nothing is preloaded into.
atf_test_case supervised
supervised_head()
{
	atf_set timeout 600
}
supervised_body()
{
	supervisor=$(atf_get_srcdir)/../liars/supervisor
	[ -s "$supervisor" ] || atf_skip 'no supervisor can be built here'
	"$supervisor" true || atf_skip 'no program can be supervised here'
	MECHANISM=supervisor
	export MECHANISM
	matrix 0 'swap:EFAULT:EINVAL:-:berkeley.EFAULT' \
	    'fail:EIO:-:type=1:berkeley.success' \
	    'leak:low:EAFNOSUPPORT:-:linux.vector' \
	    'unwritten:second:-:-:berkeley.vector' \
	    'exchanged:-:-:-:linux.pair' 'succeed:EFAULT:-:-:not.known'
	grep -q '^base: 5 of 5 lies killed' out || atf_fail "$(cat out)"
	grep -q 'leak low EAFNOSUPPORT.*leaked=1' kills/kills.tsv ||
	    atf_fail "$(cat kills/kills.tsv)"
}

atf_test_case survives
survives_head()
{
	atf_set timeout 600
}
survives_body()
{
	need_lying
	[ "$(uname -s)" = Linux ] || atf_skip 'the lie is one on Linux alone'
	# Linux has written the vector already when it looks at the protocol.
	matrix 1 'none:-:-:-:none' 'swap:EIO:EINVAL:-:none' \
	    'written:first:EPROTONOSUPPORT:-:none'
	grep -q '^survives: written first' out || atf_fail "$(cat out)"
	grep -q '^2 never told here' out || atf_fail "$(cat out)"
	grep -q '^base: 0 of 1 lies killed' out || atf_fail "$(cat out)"
}

# Each clause that a lie is said to break is one of a table, and each lie
# is one that liar.c knows.
atf_test_case table
table_body()
{
	top=$(cd "$(atf_get_srcdir)/../.." && pwd)
	grep -v '^#' "$top/t/liars/lies.tsv" | cut -f 5 | sort -u >clauses
	[ -s clauses ] || atf_fail 'no lies'
	while IFS=: read -r table clause; do
		pairoracle explain -t "$table" AF_UNIX SOCK_STREAM 0 \
		    >/dev/null 2>&1
		[ $? -le 1 ] || atf_fail "there is no table $table"
		grep -q "^clause  *$clause " \
		    "$top/oracle/tables/$table.table" ||
		    atf_fail "$table has no clause $clause"
	done <clauses
}

atf_init_test_cases()
{
	atf_add_test_case table
	atf_add_test_case field
	atf_add_test_case killed
	atf_add_test_case supervised
	atf_add_test_case survives
}
