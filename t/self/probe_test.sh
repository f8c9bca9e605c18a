# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The probe: what it writes of this host, of hosts that are wrong in one
# way (liar.c), and where there is nothing but sockets.

# lying LIE ARGUMENT ...: the boxes that a host wrong in this way gets.
lying()
{
	lie=$1
	shift
	LIE=$lie LD_PRELOAD="$(atf_get_srcdir)/liar.so" \
	    pairprobe --timeout 1 "$@" >lie.trace 2>lie.err ||
	    atf_fail "the probe failed: $(cat lie.err)"
	[ -s lie.err ] && atf_fail "something was said: $(cat lie.err)"
	calls <lie.trace >boxes
	cat boxes
}

# caught LIE BOX ...: the boxes of SOCK_DGRAM requests with such a host.
caught()
{
	lie=$1
	shift
	lying "$lie" AF_UNIX SOCK_STREAM,SOCK_DGRAM 0,99 >/dev/null
	grep SOCK_DGRAM boxes >got
	printf '%s\n' "$@" >want
	diff want got >differ ||
	    atf_fail "host that lies about $lie: $(cat differ)"
}

# runs PID: whether that process is there, and no zombie.
runs()
{
	case $(sed 's/.*) //' "/proc/$1/stat" 2>/dev/null) in
	''|Z*) return 1 ;;
	esac
}

# need_lies: goes on only where a lie is believed, and would be one.
need_lies()
{
	need_liar
	true_dgram=$(pairprobe AF_UNIX SOCK_DGRAM 0 | calls)
	[ "$true_dgram" = 'box => ok name-length=2' ] ||
	    atf_skip "this host does not do as the test needs it"
}

atf_test_case full
full_head()
{
	atf_set timeout 600
}
full_body()
{
	atf_check pairprobe -o one.trace
	atf_check pairprobe -o two.trace
	bodies <one.trace | sed 1,2d >one
	bodies <two.trace | sed 1,2d >two
	cmp -s one two || atf_fail "two runs differ: $(diff one two | head)"
	LC_ALL=C grep -q '[^ -~]' one.trace && atf_fail "not all is plain ASCII"
	awk 'length($0) > 120 { print NR; exit 1 }' one.trace ||
	    atf_fail "a line is over 120 columns"
	atf_check pairoracle lint one.trace
	bodies <one.trace >plain
	[ "$(awk '$1 == "end" { print $2 }' plain)" -gt 500000 ] ||
	    atf_fail "few requests: $(tail -n 1 plain)"
	[ "$(wc -c <one.trace)" -lt 500000 ] || atf_fail "the trace is long"
	for secret in "$PWD" "$(uname -n)" "$(atf_get_srcdir)"; do
		grep -qF -- " $secret" plain && atf_fail "it says $secret"
	done
	[ "$(ls)" = "$(printf 'one\none.trace\nplain\ntwo\ntwo.trace')" ] ||
	    atf_fail "left behind: $(ls)"
}

# Each pair of dimensions is swept as a whole.
atf_test_case plan
plan_body()
{
	atf_check -o save:plan pairprobe -n
	bodies=$(grep '^sweep' plan)
	for pair in domain-vector type-vector protocol-vector fds-domain \
	    fds-type fds-protocol fds-vector entry-domain entry-type \
	    entry-protocol entry-vector entry-fds entry-privilege \
	    privilege-vector privilege-fds arguments faults facts; do
		echo "$bodies" | grep -q " $pair " ||
		    echo "$bodies" | grep -q " $pair\$" ||
		    atf_fail "no sweep $pair"
	done
	grep -q '^sweep call elsewhere ' plan ||
	    pairprobe AF_UNIX 1 0 privilege=namespace | bodies |
	    grep -q '^untested privilege=namespace' ||
	    atf_fail "no sweep elsewhere"
	for text in '-1..63' '256,65535,65536,INT_MAX' '-1..263' \
	    'vector valid,misaligned-1,' 'fds 0,1,2,many,holes,low'; do
		grep -qF -- "$text" plan || atf_fail "nowhere is $text"
	done
	hash=$(sed -n 's/^plan full \([0-9a-f]*\):.*/\1/p' plan)
	[ -n "$hash" ] || atf_fail "no hash: $(tail -n 1 plan)"
	atf_check -o match:"plan full $hash" pairprobe --dry-run -l full
	atf_check -o not-match:"$hash" pairprobe -n -l base
	atf_check -o not-match:"$hash" pairprobe -n --deny modules
}

atf_test_case base
base_body()
{
	atf_check -o save:base.trace pairprobe -l base
	atf_check pairoracle lint base.trace
	requests=$(bodies <base.trace | awk '$1 == "end" { print $2 }')
	case $requests in 8?|9?|1[0-4]?) ;; *) false ;; esac ||
	    atf_fail "not about a hundred: $requests"
	bodies <base.trace | grep '^sweep socket' >/dev/null ||
	    atf_fail "there are no facts"
}

# The same with no fork, mmap, limits, signals, poll and users.
atf_test_case bare
bare_head()
{
	atf_set timeout 600
}
bare_body()
{
	bareprobe -l base >bare.trace || atf_fail "it failed"
	atf_check pairoracle lint bare.trace
	pairprobe -l base | calls >full
	calls <bare.trace >bare
	cmp -s full bare || atf_fail "not the same: $(diff full bare)"
	bodies <bare.trace >plain
	grep -q '^absent signal' plain ||
	    atf_fail "it says nothing of signals that it cannot see"
	bareprobe -o wide.trace AF_UNIX 1 0 fds='*' vector='*' entry='*' ||
	    atf_fail "it failed with operands"
	bodies <wide.trace >plain
	for part in fds=0 vector=unmapped entry=syscall; do
		grep -q "^untested $part.*" plain ||
		    atf_fail "not said to be untested: $part"
	done
}

atf_test_case operands
operands_body()
{
	pairprobe 200,-1 SOCK_STREAM 0 >a.trace || atf_fail "it failed"
	atf_check pairoracle lint a.trace
	bodies <a.trace >plain
	grep -q '^plan asked ' plain || atf_fail "no plan asked"
	grep -q '^axis domain -1,200$' plain || atf_fail "$(cat plain)"
	atf_check_equal 'end 2' "$(tail -n 1 plain | cut -d ' ' -f 1,2)"
	# Facts for what is asked, and for the plain types beside it.
	bodies <a.trace | grep '^axis type 1..3,SOCK_SEQPACKET$' >/dev/null ||
	    atf_fail "facts are missing"
	atf_check -o match:'^ *6 requests' pairprobe -n \
	    AF_UNIX SOCK_STREAM 0 vector=null,valid,one fds=1,2
	atf_check -o match:'^ *15 requests' pairprobe -n 1 1 0 vector='*'
	atf_check -o match:'^ *14 requests' pairprobe -n 1 1 0 vector='!null'
	pairprobe -n -1 -1 -1 >plan || atf_fail "-1 is an option"
	grep -q '^ *1 requests' plan || atf_fail "$(cat plan)"
	pairprobe 1 1 0 resource=files | bodies >plain
	grep -q '^untested resource=files ' plain ||
	    atf_fail "it claims to have no files left"
	grep -q '^end 0' plain || atf_fail "it asked all the same"
}

atf_test_case options
options_body()
{
	atf_check -o match:'^usage: pairprobe' pairprobe --help
	atf_check -o match:'^pairprobe .pairtest ' pairprobe --version
	complains pairprobe 'unknown option -x' -x
	complains pairprobe 'unknown option --levels; did you mean --level' \
	    --levels=base
	complains pairprobe 'needs a value' -o
	complains pairprobe 'takes no value' --dry-run=yes
	complains pairprobe 'no plan' -l half
	complains pairprobe 'both choose' -l base 1 1 0
	complains pairprobe 'three arguments' AF_UNIX SOCK_STREAM
	complains pairprobe "no domain is called 'AF_UNIQ'" AF_UNIQ 1 0
	complains pairprobe "no vector is called 'nil'" 1 1 0 vector=nil
	complains pairprobe "no KEY=VALUE" 1 1 0 vector
	complains pairprobe 'no dimension' 1 1 0 color=red
	complains pairprobe 'too many values' 0..100000 1 0
	complains pairprobe 'more than' 0..1000 0..1000 0..1000
	complains pairprobe 'out of range' --timeout 0 1 1 0
	complains pairprobe "unknown word 'fire'" --allow fire
}

atf_test_case modules
modules_body()
{
	atf_check -o save:deny.trace pairprobe --deny modules
	atf_check pairoracle lint deny.trace
	bodies <deny.trace >plain
	if [ -r /proc/net/protocols ]; then
		grep -q '^untested domain=.*AF_UNSPEC.* needs --allow' plain ||
		    atf_fail "families wait for nothing: $(grep unt plain)"
		grep -q '^box.*domain=AF_UNIX.* => ok' plain ||
		    atf_fail "AF_UNIX was not asked"
	fi
	grep -q '^untested domain=.* needs --allow' plain ||
	    atf_fail "nothing waits: $(grep unt plain)"
	calls <deny.trace | grep 'domain=.*AF_DECnet' &&
	    atf_fail "a family was asked that may be loaded"
	if grep -q "^end 0" plain; then
		atf_fail "nothing was asked"
	fi
}

atf_test_case output
output_body()
{
	complains pairprobe 'No such file' -o nowhere/trace -l base
	if [ -c /dev/full ]; then
		complains pairprobe '/dev/full: No space' -o /dev/full -l base
		for arg in '-l base' '-l full' -n --help --version; do
			# shellcheck disable=SC2086
			pairprobe $arg >/dev/full 2>err
			atf_check_equal 2 $?
			grep -q 'standard output: No space' err ||
			    atf_fail "$arg: $(cat err)"
		done
	fi
	for arg in '-l base' -n --help --version; do
		# shellcheck disable=SC2086
		pairprobe $arg >&- 2>err
		atf_check_equal 2 $?
		grep -q 'standard output: ' err || atf_fail "$arg: $(cat err)"
	done
	echo old >kept.trace
	chmod 640 kept.trace
	atf_check pairprobe -o kept.trace -l base
	atf_check pairoracle lint kept.trace
	atf_check_equal "err
kept.trace
out" "$(ls)"
}

# The first child of a process, waited for; ps is not everywhere.
child_of()
{
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		for stat in /proc/[0-9]*/stat; do
			sed -n "s/^\\([0-9]*\\) (.*) [A-Z] $1 .*/\\1/p" \
			    "$stat" 2>/dev/null
		done | grep . && return
		sleep 0.3
	done
}

# Each check of a pair is made, by this host answered, and shown alone.
atf_test_case checks
checks_body()
{
	pairprobe -o checks.trace AF_UNIX SOCK_STREAM 0 check='!call' ends='*'
	frame -u <checks.trace | grep '^untested' | grep -v '=kqueue-' &&
	    atf_fail "this host cannot make a check that it should"
	for pair in ready-new:writable read-closed:eof exec:yes; do
		atf_check_equal "${pair#*:}" "$(pairprobe AF_UNIX SOCK_STREAM \
		    0 check="${pair%:*}" | frame -u |
		    sed -n 's/^box => //p' | tail -n 1)"
	done
	atf_check_equal no "$(pairprobe AF_UNIX 'SOCK_STREAM|SOCK_CLOEXEC' 0 \
	    check=exec | frame -u | sed -n 's/^box => //p' | tail -n 1)"
}

atf_test_case checks_judged
checks_judged_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip 'the table is that of Linux'
	pairprobe -o checks.trace AF_UNIX SOCK_STREAM 0 check='!call' ends='*'
	atf_check -o match:' 0 failed, 0 inconclusive' \
	    pairoracle judge -t linux checks.trace
}

# Somebody ends the probe: neither worker nor half a file stays.
atf_test_case interrupted
interrupted_body()
{
	need_lies
	for signal in TERM HUP; do
		LIE=hang LD_PRELOAD="$(atf_get_srcdir)/liar.so" pairprobe \
		    --timeout 60 -o cut.trace AF_UNIX SOCK_DGRAM 0 &
		probe=$!
		worker=$(child_of "$probe")
		[ -n "$worker" ] || atf_fail "there is no worker"
		kill -s "$signal" "$probe"
		wait "$probe"
		[ $? -gt 128 ] || atf_fail "it lived on after SIG$signal"
		sleep 0.2
		runs "$worker" &&
		    atf_fail "the worker lives on after SIG$signal"
		for left in cut.trace*; do
			[ -e "$left" ] && atf_fail "$left is left"
		done
	done
	LIE=hang LD_PRELOAD="$(atf_get_srcdir)/liar.so" pairprobe \
	    --timeout 1 AF_UNIX SOCK_DGRAM 0,1,2,3,4,5,6,7 >/dev/null &
	probe=$!
	worker=$(child_of "$probe")
	[ -n "$worker" ] || atf_fail "there is no worker"
	kill -s KILL "$probe"
	wait "$probe"
	sleep 3
	runs "$worker" && atf_fail "an orphan stays"
	true
}

atf_test_case unprivileged
unprivileged_head()
{
	atf_set require.user root
}
unprivileged_body()
{
	as_user='setpriv --reuid=65534 --regid=65534 --clear-groups'
	$as_user "$(command -v pairprobe)" --version >/dev/null 2>&1 ||
	    atf_skip "nobody else can run the probe where it lies"
	$as_user "$(command -v pairprobe)" AF_UNIX 1 0 privilege='*' \
	    >user.trace || atf_fail "it failed"
	bodies <user.trace >plain
	grep -q '^untested privilege=root started without privilege' plain ||
	    atf_fail "it claims to be root"
	grep -q '^sweep call .*privilege=user' plain || atf_fail "not as user"
	pairprobe AF_UNIX 1 0 privilege='*' | bodies >plain
	grep -q '^axis privilege root,user' plain ||
	    atf_fail "not both: $(grep -v number plain)"
	# What root asks with its privilege dropped is what a user is told.
	pairprobe AF_INET,AF_INET6,AF_UNIX '*' 0,1,6 privilege=user |
	    calls >dropped
	$as_user "$(command -v pairprobe)" AF_INET,AF_INET6,AF_UNIX '*' \
	    0,1,6 | calls >born
	cmp -s dropped born || atf_fail "$(diff dropped born)"
}

# Within namespaces nothing is lacking, and nothing of them stays.
atf_test_case namespace
namespace_body()
{
	range=/proc/sys/net/ipv4/ping_group_range
	cat "$range" >before 2>/dev/null || atf_skip "no ping sockets here"
	pairprobe AF_INET SOCK_RAW 1 privilege=user,namespace >both.trace
	if reason=$(bodies <both.trace | grep '^untested privilege=nam'); then
		unshare -Urn true 2>/dev/null && [ -w "$range" ] &&
		    atf_fail "others can have namespaces: $reason"
		atf_skip "$reason"
	fi
	calls <both.trace | grep -q '^box privilege=user => EPERM' ||
	    atf_fail "users may: $(calls <both.trace)"
	pairprobe AF_INET SOCK_RAW,SOCK_DGRAM 1 privilege=namespace |
	    calls >within
	[ "$(sed 's/ vector.*//' within)" = 'box => EOPNOTSUPP' ] ||
	    atf_fail "not root within: $(cat within)"
	atf_check -o file:before cat "$range"
	pairprobe AF_UNIX 1 0 privilege=namespace fds=0,1 | calls >within
	atf_check -o inline:'box => EMFILE\n' cat within
}

# Where there are none, that is said.
atf_test_case namespace_none
namespace_none_body()
{
	# shellcheck disable=SC2016
	unshare -Ur sh -c 'echo 0 >/proc/sys/user/max_user_namespaces &&
	    pairprobe AF_UNIX 1 0 privilege=namespace,root,user' >none ||
	    atf_skip "nothing can be denied here"
	bodies <none >plain
	grep -q '^untested privilege=namespace no process can' plain ||
	    atf_fail "it has some: $(grep untested plain)"
}

# A process with few descriptors, or with some that others opened.
atf_test_case descriptors
descriptors_body()
{
	pairprobe AF_UNIX 1 0 fds='*' | calls >usual
	grep -q '=> ok name-length' usual || atf_skip "this host differs"
	(exec 3</dev/null 5</dev/null 9</dev/null
	pairprobe AF_UNIX 1 0 fds='*' | calls >inherited)
	cmp -s usual inherited || atf_fail "$(diff usual inherited)"
	# shellcheck disable=SC3045
	(ulimit -n 30 && pairprobe AF_UNIX 1 0 fds='*' | calls >few)
	cmp -s usual few || atf_fail "$(diff usual few)"
	(pairprobe AF_UNIX 1 0 fds='*' <&- | calls >closed)
	cmp -s usual closed || atf_fail "$(diff usual closed)"
	# shellcheck disable=SC3045
	(ulimit -n 6 && pairprobe AF_UNIX 1 0 fds='*' | bodies >poor)
	grep -q '^untested fds=.*holes' poor || atf_fail "$(grep unt poor)"
}

# judged ARGUMENT ...: no deviation is seen in what the probe, run so, says.
judged()
{
	"$@" >poor.trace || atf_fail "failed: $*"
	atf_check -o match:' 0 failed,' pairoracle judge -t linux poor.trace
	bodies <poor.trace >plain
}

# A process that may have few descriptors says that it lacks them.
atf_test_case poor
poor_head()
{
	atf_set timeout 300
}
poor_body()
{
	need_lies
	for limit in 4 10 20; do
		for level in base full; do
			# shellcheck disable=SC2016
			judged sh -c \
			    'ulimit -n "$0" && exec pairprobe -l "$1"' \
			    "$limit" "$level"
			if [ "$limit" = 4 ]; then
				grep -q '^untested fds=many fewer than' plain
			else
				grep -q 'domain=AF_UNIX.*=> ok' plain
			fi || atf_fail "$limit, $level: $(grep unt plain)"
		done
	done
	# shellcheck disable=SC2016
	judged sh -c 'ulimit -n 10 && exec pairprobe AF_UNIX 1 0 check="*"'
	# Ten are fewer than check=pass-most takes.
	pairprobe AF_UNIX 1 0 check='*' | bodies | grep '=> ' |
	    grep -v '=> 253' >usual
	grep '=> ' plain >few
	cmp -s usual few || atf_fail "with 10: $(diff usual few)"
}

# A host may have no other program than the probe.
atf_test_case no_shell
no_shell_head()
{
	atf_set require.user root
}
no_shell_body()
{
	pairprobe AF_UNIX 1,SOCK_STREAM\|SOCK_CLOEXEC 0 check=exec |
	    calls >usual
	for proc in '' 'mount -t tmpfs none /proc &&'; do
		unshare -m sh -c "mount --bind /dev/null \
		    '$(readlink -f /bin/sh)' && $proc
		    exec pairprobe AF_UNIX '1,SOCK_STREAM|SOCK_CLOEXEC' 0 \
		    check=exec" >none.trace ||
		    atf_skip "nothing can be hidden here"
		calls <none.trace >none
		cmp -s usual none || atf_fail "$(diff usual none)"
	done
}

# A root that has no power over the network is told from one that has.
atf_test_case powerless
powerless_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip "this system has one root"
	unshare -Ur true 2>/dev/null || atf_skip "there are no namespaces"
	need_lies
	judged unshare -Ur pairprobe AF_INET,AF_PACKET,AF_UNIX \
	    SOCK_RAW,SOCK_STREAM 0,1 privilege='*'
	grep -q '^untested privilege=root started without' plain ||
	    atf_fail "it claims to be root: $(grep unt plain)"
	[ "$(id -u)" = 0 ] || return 0
	judged setpriv --bounding-set=-net_raw --inh-caps=-net_raw \
	    pairprobe AF_INET,AF_PACKET,AF_UNIX SOCK_RAW,SOCK_STREAM 0,1
	judged setpriv --reuid=65534 --regid=65534 --clear-groups \
	    --inh-caps=+net_raw --ambient-caps=+net_raw \
	    "$(command -v pairprobe)" AF_INET,AF_PACKET,AF_UNIX \
	    SOCK_RAW,SOCK_STREAM 0,1 privilege='*'
}

# A profile is believed when it is in force, and forbids sockets.
atf_test_case profile
profile_body()
{
	need_liar
	echo 'changeprofile pairprobe-confined' >any
	echo 'pairprobe-confined (enforce)' >void
	for file in any:'is not in force' void:'does not forbid sockets'; do
		PROFILE=$PWD/${file%%:*} LD_PRELOAD=$liar pairprobe \
		    AF_UNIX 1 0 privilege=confined | bodies >plain
		grep -q "^untested privilege=confined .*${file#*:}" plain ||
		    atf_fail "${file%%:*}: $(grep -e box -e unt plain)"
		atf_check_equal 'end 0' "$(tail -n 1 plain | cut -d ' ' -f 1,2)"
	done
}

# What befalls the process is the answer, and what follows is asked too.
atf_test_case fates
fates_body()
{
	need_lies
	caught hang 'box type=SOCK_DGRAM => hang'
	caught abort 'box type=SOCK_DGRAM => SIGABRT'
	caught kill 'box type=SOCK_DGRAM => SIGKILL'
	caught exit 'box type=SOCK_DGRAM => dead'
	caught segv 'box type=SOCK_DGRAM => SIGSEGV'
	grep -q 'box type=SOCK_STREAM protocol=0 => ok' boxes ||
	    atf_fail "the others were lost: $(cat boxes)"
	# The same in the process itself.
	lying segv -l base | grep -q '=> SIGSEGV' ||
	    atf_fail "base: $(cat boxes)"
	lying hang -l base | grep -q 'SOCK_DGRAM .*=> hang' ||
	    atf_fail "base: $(cat boxes)"
}

# A worker that is killed or stopped from outside is no answer of the host:
# the request is asked again, and if it fares otherwise it is untested.
atf_test_case once
once_head()
{
	atf_set timeout 600
}
once_body()
{
	need_lies
	for fate in kill:SIGKILL abort:SIGABRT exit:dead stop:hang \
	    hang:hang segv:SIGSEGV; do
		rm -f mark
		ONCE=$PWD/mark lying "once-${fate%:*}" AF_UNIX \
		    SOCK_STREAM,SOCK_DGRAM 0,99 >/dev/null
		bodies <lie.trace >plain
		[ -e mark ] || atf_fail "${fate%:*}: nothing was done"
		grep -q "=> ${fate#*:}" boxes &&
		    atf_fail "${fate%:*}: the host is blamed: $(cat boxes)"
		grep -q "^note asked: a request got ${fate#*:}, and not when\
 asked again alone:.* type=SOCK_DGRAM protocol=0$" plain ||
		    atf_fail "${fate%:*}: not noted: $(grep note plain)"
		grep -q "^untested type=SOCK_DGRAM one request in asked:\
 .*(${fate#*:})$" plain ||
		    atf_fail "${fate%:*}: no reason: $(grep untest plain)"
		atf_check_equal 'end 3' "$(tail -n 1 plain | cut -d ' ' -f 1,2)"
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t linux lie.trace
	done
	# In the process itself, where nobody else watches.
	for fate in stop:hang hang:hang segv:SIGSEGV; do
		rm -f mark
		ONCE=$PWD/mark lying "once-${fate%:*}" -l base >/dev/null &
		lying=$!
		if [ "${fate%:*}" = stop ]; then
			stopped=$(child_of "$lying")
			sleep 3
			kill -s CONT "$stopped"
		fi
		wait "$lying"
		grep -q "=> ${fate#*:}" boxes &&
		    atf_fail "base, ${fate%:*}: blamed: $(cat boxes)"
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t linux lie.trace
	done
}

# The same in the middle of a full run.
atf_test_case outside
outside_head()
{
	atf_set timeout 300
}
outside_body()
{
	[ "$(uname -s)" = Linux ] || atf_skip "this test reads /proc"
	for signal in KILL STOP; do
		pairprobe --timeout 1 -o "$signal.trace" &
		probe=$!
		sent=0
		# The first is no worker, but a process that tries something.
		worker=
		while [ -z "$worker" ] && kill -0 "$probe"; do
			read -r worker <"/proc/$probe/task/$probe/children"
		done
		kill -s "$signal" "${worker%% *}"
		for _ in 1 2 3 4 5 6; do
			worker=$(cat "/proc/$probe/task/$probe/children")
			[ -n "$worker" ] &&
			    kill -s "$signal" "${worker%% *}" &&
			    sent=$((sent + 1))
			sleep 0.6
		done
		wait "$probe" || atf_fail "SIG$signal: the probe failed"
		[ "$sent" -gt 0 ] || atf_fail "nothing was sent"
		echo "SIG$signal: sent $sent"
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t linux "$signal.trace"
		bodies <"$signal.trace" | grep -e '=> hang' -e '=> SIGKILL' &&
		    atf_fail "the host is blamed for SIG$signal"
	done
	true
}

# A caller that blocks or ignores signals changes nothing.
atf_test_case masked
masked_body()
{
	need_lies
	env --block-signal=ALRM true 2>/dev/null ||
	    atf_skip "this env cannot block signals"
	for how in --block-signal=ALRM --block-signal=SEGV \
	    --ignore-signal=PIPE --ignore-signal=CHLD; do
		for lie in hang:'=> hang' segv:'=> SIGSEGV' \
		    sigpipe:'signal=SIGPIPE'; do
			env "$how" LIE="${lie%%:*}" \
			    LD_PRELOAD="$(atf_get_srcdir)/liar.so" pairprobe \
			    --timeout 1 AF_UNIX SOCK_DGRAM 0 >lie.trace ||
			    atf_fail "$how: the probe failed"
			calls <lie.trace | grep -q -- "${lie#*:}" ||
			    atf_fail "$how: ${lie%%:*} is missed"
		done
	done
}

# A host that always hangs costs no eternity, and what that cuts is said.
atf_test_case given_up
given_up_head()
{
	atf_set timeout 600
}
given_up_body()
{
	need_lies
	lying hang AF_UNIX SOCK_DGRAM 0..40 >/dev/null
	bodies <lie.trace >plain
	grep -q '^untested protocol=16..40 given up in asked' plain ||
	    atf_fail "$(grep untested plain)"
	atf_check_equal 'end 16' "$(tail -n 1 plain | cut -d ' ' -f 1,2)"
	atf_check pairoracle lint lie.trace
}

# Descriptors and signals, named at the very request among thousands.
atf_test_case leaks
leaks_body()
{
	need_lies
	tail=' name-length=2'
	caught sigpipe \
	    'box type=SOCK_DGRAM protocol=0 => ok signal=SIGPIPE'"$tail" \
	    "$(pairprobe AF_UNIX SOCK_DGRAM 99 | calls |
		sed 's/box/& type=SOCK_DGRAM protocol=99/') signal=SIGPIPE"
	caught leak \
	    'box type=SOCK_DGRAM protocol=0 => ok leaked=1 lowest=no'"$tail" \
	    "$(pairprobe AF_UNIX SOCK_DGRAM 99 | calls |
		sed 's/box/& type=SOCK_DGRAM protocol=99/') leaked=1"
	lying leak AF_UNIX 1..5 2..1000 >/dev/null
	grep -v 'type=SOCK_DGRAM.* leaked=1' boxes | grep leaked &&
	    atf_fail "the wrong one leaked"
	grep -q 'box type=SOCK_DGRAM => .* leaked=1' boxes ||
	    atf_fail "not named: $(cat boxes)"
	lying lose AF_UNIX 1..5 2..1000 >/dev/null
	grep -q 'box type=SOCK_DGRAM => .* lost=1' boxes ||
	    atf_fail "not named: $(cat boxes)"
	lying leak -l base | grep -q ' leaked=1' || atf_fail "$(cat boxes)"
}

# Far above all descriptors that are open, in a worker and in the program,
# whatever way the system has to count them.
atf_test_case leaks_high
leaks_high_body()
{
	need_lies
	[ "$(ulimit -n)" = unlimited ] || [ "$(ulimit -n)" -gt 1024 ] ||
	    ulimit -n 2048 2>/dev/null || atf_skip 'few descriptors are allowed'
	honest=$(pairprobe AF_UNIX SOCK_DGRAM 99 | calls)
	caught leak-high \
	    'box type=SOCK_DGRAM protocol=0 => ok leaked=1 name-length=2' \
	    "$(echo "$honest" |
		sed 's/box/& type=SOCK_DGRAM protocol=99/') leaked=1"
	lying leak-high AF_UNIX 1..5 2..1000 fds=many,holes >/dev/null
	grep -v 'type=SOCK_DGRAM.* leaked=1' boxes | grep leaked &&
	    atf_fail "the wrong one leaked"
	grep -q 'box type=SOCK_DGRAM => .* leaked=1' boxes ||
	    atf_fail "not named: $(cat boxes)"
	lying leak-high -l base >/dev/null
	grep 'SOCK_DGRAM' boxes | grep -q ' leaked=1' ||
	    atf_fail "$(cat boxes)"
	grep -v DGRAM boxes | grep leaked && atf_fail "the wrong one leaked"
	true
}

# What a request wrote before it died is not laid to the next one.
atf_test_case late
late_body()
{
	need_lies
	pairprobe AF_UNIX -1,SOCK_STREAM\|16 0 | calls >usual
	[ "$(cat usual)" = 'box => EINVAL' ] || atf_skip "this host differs"
	lying late AF_UNIX -1,SOCK_DGRAM,SOCK_STREAM\|16 0 >/dev/null
	atf_check -o match:'^box type=SOCK_DGRAM => SIGSEGV$' cat boxes
	grep -q 'vector=' boxes && atf_fail "the wrong one wrote: $(cat boxes)"
	true
}

# Sockets that no descriptor leads to, where there are no others.
atf_test_case sockets
sockets_body()
{
	need_lies
	lying hide AF_UNIX SOCK_STREAM,SOCK_DGRAM 0 privilege=namespace \
	    >/dev/null
	bodies <lie.trace | grep -q '^untested privilege=namespace' &&
	    atf_skip "this host has no namespaces"
	grep -qx 'box type=SOCK_DGRAM => ok leaked=1 name-length=2' boxes ||
	    atf_fail "a socket is missed: $(cat boxes)"
	grep -qx 'box type=SOCK_STREAM => ok name-length=2' boxes ||
	    atf_fail "the wrong one leaked: $(cat boxes)"
}

# Pairs that are wrong in one way.
atf_test_case pairs
pairs_body()
{
	need_lies
	pair='box type=SOCK_DGRAM protocol=0 => ok'
	caught return "$pair return=odd name-length=2"
	caught errno "$pair errno=touched name-length=2"
	caught descending "$pair order=descending name-length=2"
	caught same "$pair descriptors=same lowest=no connected=bad-both\
 channel=refused name-length=2"
	caught high "$pair lowest=no name-length=2"
	caught cloexec "$pair cloexec=bad-second name-length=2"
	caught nonblock "$pair nonblock=bad-first name-length=2"
	caught pipe "$pair sockets=bad-both unnamed=bad-both\
 connected=bad-both channel=refused status=access-mode type=other\
 domain=other protocol=other"
	caught stream "$pair connected=bad-both channel=merged\
 type=SOCK_STREAM name-length=2"
	caught apart "$pair connected=bad-both channel=refused name-length=2"
	caught third "$pair leaked=2 connected=bad-both channel=elsewhere\
 name-length=2"
	caught one-way "$pair connected=bad-second channel=refused\
 name-length=2"
	caught append "$pair status=O_APPEND name-length=2"
	caught async "$pair status=O_ASYNC name-length=2"
	lying half AF_UNIX SOCK_DGRAM 0 | grep -q '=> ok vector=first' ||
	    atf_fail "$(cat boxes)"
}

# Memory around the vector, and an errno that was not set.
atf_test_case memory
memory_body()
{
	need_lies
	lying guard AF_UNIX SOCK_DGRAM 0,99 >/dev/null
	[ "$(grep -c 'guard=written' boxes)" -eq 2 ] ||
	    atf_fail "$(cat boxes)"
	lying unset AF_UNIX SOCK_DGRAM 99 | grep -q '=> errno-0' ||
	    atf_fail "$(cat boxes)"
	lying kept AF_UNIX SOCK_DGRAM 99 vector=second-bad,first-bad,valid \
	    >/dev/null
	grep -q 'vector=second-bad => .* vector=first' boxes ||
	    atf_fail "$(cat boxes)"
}

# The quick plan is short, and has every value that the full plan has.
atf_test_case quick
quick_body()
{
	pairprobe -n -l quick >quick || atf_fail 'there is no quick plan'
	requests=$(sed -n 's/^plan quick .*, \([0-9]*\) requests,.*/\1/p' quick)
	if [ "$requests" -le 1000 ] || [ "$requests" -gt 20000 ]; then
		atf_fail "$requests requests"
	fi
	pairprobe -n -l full >full
	for dimension in fds vector entry domain type protocol check; do
		grep "^    axis $dimension " full | awk '{ print length, $0 }' |
		    sort -n | tail -n 1 | sed 's/.* //' >longest
		grep "^    axis $dimension " quick | grep -Fqf longest ||
		    atf_fail "not all of $dimension: $(cat longest)"
	done
	pairprobe -l quick -o quick.trace
}

# A run that the host ended goes on behind the sweep that was its end.
atf_test_case from
from_body()
{
	pairprobe -l quick -o whole.trace
	grep -v ' next ' whole.trace |
	    sed '/sweep call state/,$d' >first.log
	complains pairprobe 'no sweep' -l quick --from nosuch
	complains pairprobe 'use one of them' --from state --sweep state
	pairprobe -l quick --from fds-some -o second.trace
	bodies <second.trace >second
	grep -q '^sweep call state' second && atf_fail 'all is asked again'
	grep -q '^sweep call domain-type' second &&
	    atf_fail 'all is asked again'
	grep -qx 'note no call before the sweep fds-some' second ||
	    atf_fail "it is not said: $(tail -n 3 second)"
	atf_check -o save:both.trace pairoracle merge first.log second.trace
	bodies <both.trace | grep '^sweep call' >both
	bodies <whole.trace | grep '^sweep call' | grep -v ' state' >want
	atf_check -o file:want cat both
	pairprobe -l quick --from state -o third.trace
	atf_check -o save:all.trace pairoracle merge first.log third.trace
	bodies <whole.trace | grep '^box' >want
	bodies <all.trace | grep '^box' >all
	atf_check -o file:want cat all
}

# As the first process of a container, which has not mounted /proc: it does,
# and turns nothing off.
atf_test_case first_process
first_process_body()
{
	contained='unshare --user --map-root-user --fork --pid --mount'
	$contained sh -c 'mount -t tmpfs none /proc &&
	    mount -t proc none /proc' ||
	    atf_skip 'there are no such namespaces'
	# A build with sanitizers misses /proc and says so.
	# shellcheck disable=SC2016,SC2086
	atf_check -e ignore -o save:first.trace $contained sh -c \
	    'mount -t tmpfs none /proc && exec pairprobe AF_UNIX 1 0 fds=low'
	atf_check -o ignore pairoracle lint first.trace
	$contained sh -c 'mount -t tmpfs none /proc &&
	    mount -t proc none /proc &&
	    exec pairprobe -l quick --from pair' >with.trace
	$contained sh -c 'mount -t tmpfs none /proc &&
	    exec pairprobe -l quick --from pair' >without.trace
	calls <with.trace >want
	calls <without.trace >got
	[ "$(wc -l <want)" -gt 20 ] || atf_fail 'few requests are made'
	atf_check -o file:want cat got
}

atf_init_test_cases()
{
	atf_add_test_case from
	atf_add_test_case first_process
	atf_add_test_case quick
	atf_add_test_case full
	atf_add_test_case plan
	atf_add_test_case base
	atf_add_test_case bare
	atf_add_test_case operands
	atf_add_test_case options
	atf_add_test_case modules
	atf_add_test_case output
	atf_add_test_case checks
	atf_add_test_case checks_judged
	atf_add_test_case interrupted
	atf_add_test_case unprivileged
	atf_add_test_case namespace
	atf_add_test_case namespace_none
	atf_add_test_case descriptors
	atf_add_test_case poor
	atf_add_test_case no_shell
	atf_add_test_case powerless
	atf_add_test_case profile
	atf_add_test_case fates
	atf_add_test_case once
	atf_add_test_case outside
	atf_add_test_case masked
	atf_add_test_case given_up
	atf_add_test_case leaks
	atf_add_test_case leaks_high
	atf_add_test_case sockets
	atf_add_test_case late
	atf_add_test_case pairs
	atf_add_test_case memory
}
