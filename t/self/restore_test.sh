# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Shortages, and that nothing is left of them, nor of anything else that the
# probe does.  Some of these change a setting of the whole system for some
# milliseconds, as the probe does, if somebody asks for that; else the probe
# has a limit of its own, which only it and its guardian heed.

LIMIT=/proc/sys/fs/file-max

# allowed: whether somebody asked for what concerns the whole system.
allowed()
{
	case ,$(atf_config_get allow ''), in
	*[,\ ]system-files[,\ ]*) ;;
	*) false ;;
	esac
}

# guarded ARGUMENT ...: becomes the probe, with the limit of the system or
# another one in its place.
guarded()
{
	if allowed; then
		exec pairprobe --allow system-files "$@"
	fi
	# shellcheck disable=SC2016
	NO_FILES=yes LD_PRELOAD="$(atf_get_srcdir)/liar.so" \
	    exec unshare -m sh -c 'mount --bind "$0" /proc/sys/fs/file-max &&
		exec pairprobe --allow system-files "$@"' "$LIMIT" "$@"
}

# need_limit: goes on only where there is a limit to guard; keeps it.
need_limit()
{
	if ! allowed; then
		cat "$LIMIT" >fake || atf_skip "this system has no $LIMIT"
		LIMIT=$PWD/fake
	fi
	cat "$LIMIT" >limit
	(guarded AF_UNIX 1 0 resource=files privilege=user) >first.trace ||
	    atf_skip "the limit can have no other in its place"
	bodies <first.trace >first
	grep '^untested resource=files' first >reason &&
	    atf_skip "$(cut -d ' ' -f 3- reason)"
	grep -q '^box' first || atf_fail "nothing was asked: $(cat first)"
}

# need_files: goes on only where files can run out; keeps the limit.
need_files()
{
	allowed || atf_skip "this is for: make check ALLOW=system-files"
	[ -r "$LIMIT" ] || atf_skip "this system has no $LIMIT"
	cat "$LIMIT" >limit
	pairprobe --allow system-files AF_UNIX 1 0 resource=files \
	    privilege=user | bodies >first || atf_fail "the probe failed"
	grep '^untested resource=files' first >reason &&
	    atf_skip "$(cut -d ' ' -f 3- reason)"
	grep -q '^box' first || atf_fail "nothing was asked: $(cat first)"
}

# is_low: the limit is not what it was.  Files in /proc have no size, so
# that cmp takes them for different.
is_low()
{
	[ "$(cat "$LIMIT")" != "$(cat limit)" ]
}

# put_back: whatever a test did; for cleanups.
put_back()
{
	[ -s limit ] && is_low && cat limit >"$LIMIT"
	true
}

# probes: the processes of this probe that are there, guardians too.
probes()
{
	want=$(readlink -f "$(command -v pairprobe)")
	for exe in /proc/[0-9]*/exe; do
		[ "$(readlink -f "$exe")" = "$want" ] && echo "$exe"
	done
}

# cgroups: those that this probe has made, and not somebody else's.
cgroups()
{
	want=$(readlink -f "$(command -v pairprobe)")
	find /sys/fs/cgroup -type d -name 'pairprobe-*' 2>/dev/null |
	    while read -r made; do
		case $(readlink -f "/proc/${made##*-}/exe") in
		"$want"|'') echo "$made" ;;
		esac
	    done
}

# settles WHAT: waits until the limit is as it was and no probe is left.
settles()
{
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		is_low || [ -n "$(probes)" ] || return 0
		sleep 0.1
	done
	atf_fail "$1: the limit is $(cat "$LIMIT"), was $(cat limit);" \
	    "there are: $(probes)"
}

atf_test_case files cleanup
files_head()
{
	atf_set require.user root
}
files_body()
{
	need_files
	atf_check -o save:trace pairprobe --allow system-files \
	    AF_UNIX,AF_INET,255 SOCK_STREAM,SOCK_DGRAM,0,11,17 0,99 \
	    resource='*' privilege=user fds=0,1,many vector=valid,null
	settles 'at the end'
	bodies <trace >plain
	grep -q '^axis resource ample,files$' plain ||
	    atf_fail "$(grep -e unt -e axis plain)"
	grep -q '^box .*resource=files .*domain=AF_UNIX.* => ENFILE' plain ||
	    atf_fail "no ENFILE: $(grep box plain)"
	grep -q '^box .*resource=ample.* => ENFILE' plain &&
	    atf_fail "not only where files ran out: $(grep box plain)"
	atf_check -o match:' 0 failed, 0 inconclusive' \
	    pairoracle judge -t linux trace
	# The limit is none for root, and that is said.
	pairprobe --allow system-files AF_UNIX 1 0 resource=files |
	    bodies >plain
	grep -q '^untested resource=files .*privilege=user' plain ||
	    atf_fail "$(cat plain)"
	grep -q '^end 0 ' plain || atf_fail "$(tail -n 1 plain)"
	pairprobe AF_UNIX 1 0 resource=files privilege=user | bodies |
	    grep -q '^untested resource=files needs --allow system-files$' ||
	    atf_fail "it was not asked to, and did"
}
files_cleanup()
{
	put_back
}

# Killed whenever it may be, in the middle of a shortage too.
atf_test_case killed cleanup
killed_head()
{
	atf_set require.user root
}
killed_body()
{
	need_limit
	times=$(od -An -N 16 -t u1 /dev/urandom)
	low=0
	for time in $times; do
		guarded AF_UNIX,AF_INET '*' 0,1,2,3,4,5,6,7 resource=files \
		    privilege=user vector='*' >/dev/null &
		probe=$!
		sleep "$(awk "BEGIN { print $time / 4000 }")"
		kill -s KILL "$probe" 2>/dev/null
		is_low && low=$((low + 1))
		wait "$probe" 2>/dev/null
		settles "killed after $time / 4 ms"
	done
	echo "killed $low of 16 times while the limit was low"
}
killed_cleanup()
{
	put_back
}

# Killed for certain while the limit is low: a request hangs there.
atf_test_case killed_low cleanup
killed_low_head()
{
	atf_set require.user root
}
killed_low_body()
{
	need_limit
	need_liar
	for signal in KILL TERM; do
		LIE=hang LD_PRELOAD=$liar guarded \
		    --timeout 1 AF_UNIX SOCK_DGRAM 0 resource=files \
		    privilege=user >/dev/null &
		probe=$!
		tries=0
		until is_low; do
			tries=$((tries + 1))
			[ "$tries" -lt 500 ] ||
			    atf_skip "nothing hangs in this build"
		done
		kill -s "$signal" "$probe"
		wait "$probe" 2>/dev/null
		settled=no
		for _ in 1 2 3 4 5; do
			is_low || settled=yes
			[ "$settled" = no ] || break
			sleep 0.05
		done
		atf_check_equal yes "$settled"
		sleep 1
		settles "SIG$signal while a request hangs"
	done
}
killed_low_cleanup()
{
	put_back
}

# Two at a time do not take each other's low limit for the usual one.
atf_test_case two_at_once cleanup
two_at_once_head()
{
	atf_set require.user root
}
two_at_once_body()
{
	need_files
	for round in 1 2 3; do
		for name in one two three; do
			pairprobe --allow system-files -o "$name" AF_UNIX '*' \
			    0..7 resource=files privilege=user &
		done
		wait
		settles "round $round"
		for name in one two three; do
			# The last line holds the run's own mark.
			bodies <"$name" | sed -n '/^sweep call/,$p' |
			    sed 's/^\(end [0-9]*\) .*/\1/' >"$name.plain"
			grep -q '=> ENFILE' "$name.plain" ||
			    atf_fail "$name: $(cat "$name.plain")"
			cmp -s one.plain "$name.plain" ||
			    atf_fail "$(diff one.plain "$name.plain")"
		done
	done
}
two_at_once_cleanup()
{
	put_back
}

# said FILE: what bodies say of requests, in one line.
said()
{
	grep -e '^box' -e '^note' -e '^untested' "$1" | tr '\n' ';'
}

# need_memory: goes on only where memory can be made to run out.
need_memory()
{
	pairprobe --allow memory -o first.trace AF_UNIX 1 0 resource=memory ||
	    atf_fail "the probe failed"
	bodies <first.trace >first
	grep '^untested resource=memory' first >reason &&
	    atf_skip "$(cut -d ' ' -f 3- reason)"
	grep -q '^note in memory-N ' first || atf_fail "$(said first)"
}

# none_starves WHAT: waits until there are neither cgroups nor probes.
none_starves()
{
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ -n "$(cgroups)$(probes)" ] || return 0
		sleep 0.1
	done
	atf_fail "$1: there are: $(cgroups) $(probes)"
}

# Memory runs out a little later each time, until it does not any more.
atf_test_case memory
memory_head()
{
	atf_set require.user root
}
memory_body()
{
	need_memory
	for name in one two; do
		pairprobe --allow memory -o "$name" AF_UNIX,AF_INET 1,2,11 \
		    0,99 resource=memory vector=valid,null ||
		    atf_fail "the probe failed"
		bodies <"$name" | grep -v -e '^date' -e '^pairtest' \
		    >"$name.plain"
	done
	cmp -s one.plain two.plain ||
	    atf_fail "not as before: $(diff one.plain two.plain)"
	grep -q '^sweep call memory-2 ' one.plain ||
	    atf_fail "memory runs out but once: $(said one.plain)"
	# With pages that are larger, one may be enough for all.
	answers=ENFILE
	[ "$(getconf PAGESIZE)" -gt 4096 ] || answers='ENFILE ENOMEM'
	for answer in $answers; do
		grep -q "^box .*vector=valid.*=> $answer" one.plain ||
		    atf_fail "no $answer: $(said one.plain)"
	done
	grep -q 'leaked' one.plain && atf_fail "it leaks: $(said one.plain)"
	atf_check -o match:' 0 failed, 0 inconclusive' \
	    pairoracle judge -t linux one
	none_starves 'at the end'
}

# A machine that is busy makes no difference, neither in the number of
# requests nor in their answers.
atf_test_case memory_busy
memory_busy_head()
{
	atf_set require.user root
	atf_set timeout 300
}
memory_busy_body()
{
	need_memory
	asked='AF_UNIX,AF_INET,255 SOCK_STREAM,SOCK_DGRAM,0 0,99'
	# shellcheck disable=SC2086 # these are operands
	pairprobe --allow memory $asked resource=memory |
	    bodies | grep -v -e '^date' -e '^pairtest' >idle
	for _ in 1 2; do
		timeout 200 sh -c 'while :; do :; done' &
		busy="$busy $!"
	done
	for run in 1 2 3; do
		# shellcheck disable=SC2086
		pairprobe --allow memory $asked resource=memory |
		    bodies | grep -v -e '^date' -e '^pairtest' >"busy.$run"
	done
	# shellcheck disable=SC2086
	kill $busy
	for run in 1 2 3; do
		cmp -s idle "busy.$run" ||
		    atf_fail "run $run: $(diff idle "busy.$run")"
	done
	tail -n 1 idle
}

# What a call leaves behind then is seen, also where no descriptor shows it.
atf_test_case memory_leaks
memory_leaks_head()
{
	atf_set require.user root
}
memory_leaks_body()
{
	need_memory
	need_liar
	unshare -n true || atf_skip "there are no network namespaces"
	LIE=hide LD_PRELOAD=$liar pairprobe --allow memory AF_UNIX \
	    SOCK_STREAM,SOCK_DGRAM 0 resource=memory | bodies >plain
	grep -q '^box type=SOCK_DGRAM => E.* leaked=1$' plain ||
	    atf_fail "a socket is lost, and nobody says so: $(said plain)"
	grep -q '^box type=SOCK_STREAM => E.*leaked' plain &&
	    atf_fail "blamed for another: $(said plain)"
	true
}

# A request that hangs or dies without memory is one answer among others.
atf_test_case memory_dies
memory_dies_head()
{
	atf_set require.user root
}
memory_dies_body()
{
	need_memory
	need_liar
	for lie in hang:hang kill:SIGKILL brittle:SIGSEGV; do
		LIE=${lie%:*} LD_PRELOAD=$liar pairprobe --allow memory \
		    --timeout 1 AF_UNIX SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET \
		    0 resource=memory | bodies >plain
		grep -q "^box type=SOCK_DGRAM => ${lie#*:}" plain ||
		    atf_fail "no ${lie#*:}: $(said plain)"
		grep -q '^box type=!SOCK_DGRAM => E' plain ||
		    atf_fail "not asked around ${lie#*:}: $(said plain)"
		none_starves "${lie%:*}"
	done
}

# Killed whenever it may be, and while a request has no memory.
atf_test_case memory_killed
memory_killed_head()
{
	atf_set require.user root
}
memory_killed_body()
{
	need_memory
	for time in $(od -An -N 16 -t u1 /dev/urandom); do
		pairprobe --allow memory AF_UNIX,AF_INET '*' 0,1 \
		    resource=memory >/dev/null &
		probe=$!
		sleep "$(awk "BEGIN { print $time / 2000 }")"
		kill -s KILL "$probe" 2>/dev/null
		wait "$probe" 2>/dev/null
		none_starves "killed after $time / 2 ms"
	done
}

# reason_without COMMAND: why there is no memory cgroup where it was run.
reason_without()
{
	# shellcheck disable=SC2016 # the inner shell expands it
	unshare -m sh -c "$1"' && exec pairprobe --allow memory AF_UNIX 1 0 \
		resource=memory' >none.trace ||
	    atf_skip "nothing can be mounted"
	bodies <none.trace | grep '^untested resource=memory'
}

# Where no cgroup can be made, or none that has memory, the trace says so.
atf_test_case memory_none
memory_none_head()
{
	atf_set require.user root
}
memory_none_body()
{
	[ -d /sys/fs/cgroup ] || atf_skip "this system has no cgroups"
	[ -e /proc/self/fail-nth ] && atf_skip "allocations fail without them"
	umounts='mount -t tmpfs none /sys/fs/cgroup'
	while read -r _ point _; do
		case $point in
		/sys/fs/cgroup*) umounts="umount '$point' && $umounts" ;;
		esac
	done </proc/self/mounts
	reason_without "$umounts" >reason
	grep -q 'no memory cgroup is mounted$' reason ||
	    atf_fail "$(cat reason)"
	unshare -m sh -c "$umounts && mount -t cgroup2 none /sys/fs/cgroup &&
		! grep memory /sys/fs/cgroup/cgroup.subtree_control" ||
	    atf_skip "there is no hierarchy that has no memory"
	reason_without "$umounts && mount -t cgroup2 none /sys/fs/cgroup" \
	    >reason
	grep -q 'has memory in cgroup.subtree_control$' reason ||
	    atf_fail "$(cat reason)"
}

# state: what a program could leave behind, in one text.
state()
{
	echo limits
	cat /proc/self/limits
	echo descriptors
	(cd "/proc/$$/fd" && ls)
	echo files
	find . "$TMPDIR" /tmp /dev/shm -maxdepth 1 -name '*pair*' | sort
	find "$TMPDIR" | sort
	echo cgroups
	cgroups
	echo mounts
	cat /proc/self/mounts
	echo processes
	probes
	echo settings
	find /proc/sys/fs /proc/sys/kernel /proc/sys/net /proc/sys/vm \
	    -type f ! -name '*-nr' ! -name 'inode-*' ! -name dentry-state \
	    ! -name ns_last_pid ! -path '*/random/*' ! -path '*/pty/nr' \
	    ! -path '*/binfmt_misc/*' ! -name stat_refresh \
	    ! -name '*compact_memory' ! -name drop_caches \
	    ! -path '*nf_conntrack*' -perm -400 \
	    -exec grep -H '' {} + 2>/dev/null | sort
}

# With all that may be allowed and changes nothing for good.
atf_test_case nothing_left cleanup
nothing_left_head()
{
	atf_set require.progs find
}
nothing_left_body()
{
	[ -d /proc/self/fd ] || atf_skip "this system has no /proc"
	[ -r "$LIMIT" ] && cat "$LIMIT" >limit
	mkdir tmp
	TMPDIR=$PWD/tmp
	export TMPDIR
	exec 5</dev/null 7</dev/null
	: >trace
	: >before
	: >after
	state >before
	more='--allow memory'
	allowed && more="$more --allow system-files"
	# shellcheck disable=SC2086 # these are options
	pairprobe $more -o trace || atf_fail "the probe failed"
	sleep 0.1
	state >after
	cmp -s before after ||
	    atf_fail "not as before: $(diff before after | tr '\n' ' ')"
	bodies <trace | grep '^untested resource' || true
}
nothing_left_cleanup()
{
	put_back
}

atf_init_test_cases()
{
	atf_add_test_case files
	atf_add_test_case killed
	atf_add_test_case killed_low
	atf_add_test_case two_at_once
	atf_add_test_case memory
	atf_add_test_case memory_busy
	atf_add_test_case memory_leaks
	atf_add_test_case memory_dies
	atf_add_test_case memory_killed
	atf_add_test_case memory_none
	atf_add_test_case nothing_left
}
