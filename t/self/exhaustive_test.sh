# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Every value of an argument: small ranges of it, runs that are killed and
# resumed, shards and how they are joined.

# all OPTION ...: a run of the exhaustive plan, which comes to its end.
all()
{
	pairprobe -l exhaustive "$@" || atf_fail "it failed: $*"
}

# same FILE FILE: two traces say the same, but for what is each run's own.
same()
{
	bodies <"$1" | sed 1,2d >same.one
	bodies <"$2" | sed 1,2d >same.two
	cmp -s same.one same.two || atf_fail "$1 and $2 differ:
$(diff same.one same.two | head)"
}

# edited FILE SCRIPT: a file of lines with its bodies <edited by sed.
edited()
{
	frame -u <"$1" | sed "$2" | frame
}

# as_asked SWEEP OPERAND ...: the sweep is what the operands ask for.
as_asked()
{
	all --sweep "$1" --range -40..300 >swept
	shift
	pairprobe "$@" >asked || atf_fail "$* failed"
	atf_check pairoracle lint swept
	calls <swept | sort >boxes.swept
	calls <asked | sort >boxes.asked
	[ -s boxes.swept ] || atf_fail "nothing was asked for $*"
	diff boxes.asked boxes.swept >differ ||
	    atf_fail "asked (<) and swept (>) for $*: $(cat differ)"
	atf_check_equal "$(bodies <asked | tail -n 1 | cut -d ' ' -f 2)" \
	    "$(bodies <swept | tail -n 1 | cut -d ' ' -f 2)"
}

atf_test_case ranges
ranges_body()
{
	as_asked domain -40..300 SOCK_STREAM 0
	as_asked domain-bad -40..300 11 99
	as_asked domain-null -40..300 SOCK_STREAM 0 vector=null
	as_asked type AF_UNIX -40..300 0
	as_asked type-bad 255 -40..300 99
	as_asked type-null AF_UNIX -40..300 0 vector=null
	as_asked protocol AF_UNIX SOCK_STREAM -40..300
	as_asked protocol-bad 255 11 -40..300
	as_asked protocol-null AF_UNIX SOCK_STREAM -40..300 vector=null
	for ends in -2147483648..-2147483600 2147483600..INT_MAX 7..7; do
		all --range "$ends" >end.trace
		atf_check pairoracle lint end.trace
	done
	# Nothing is asked that may load something.
	all --deny modules --sweep domain --range 0..63 >swept
	pairprobe --deny modules 0..63 SOCK_STREAM 0 >asked
	calls <swept | sort >boxes.swept
	calls <asked | sort >boxes.asked
	diff boxes.asked boxes.swept || atf_fail 'modules are not left out'
	if [ -r /proc/net/protocols ]; then
		bodies <swept | grep '^end 64 ' &&
		    atf_fail 'all was asked for that may load something'
	fi
	true
}

atf_test_case plan
plan_body()
{
	all -n >plan
	atf_check_equal 9 "$(grep -c '4294967296 requests' plan)"
	all -n --range 0..9 >small
	atf_check_equal 9 "$(grep -c ' 10 requests' small)"
	all -n --range 0..9 --shard 3/4 >shard
	atf_check_equal 9 "$(grep -c ' 2 requests' shard)"
	grep '^plan' plan >whole
	for file in small shard; do
		sed -n 's/^plan exhaustive \([0-9a-f]*\):.*/\1/p' $file
	done >hashes
	atf_check_equal 1 "$(sort -u hashes | wc -l | tr -d ' ')"
	grep -q -f hashes whole && atf_fail 'a range does not change the hash'
	true
}

# What the table of the system says of it, and how long it gets.
atf_test_case predicted
predicted_body()
{
	all --range -70000..600000 --sweep type -o type.trace
	all --range -20000..70000 -o all.trace
	for trace in type.trace all.trace; do
		[ "$(wc -c <$trace)" -lt 100000 ] ||
		    atf_fail "$trace is long: $(wc -c <$trace)"
		[ "$(uname -s)" = Linux ] || continue
		atf_check -o match:' 0 failed, 0 inconclusive' \
		    pairoracle judge -t linux $trace
	done
	[ "$(uname -s)" = Linux ] || atf_skip 'no table is known to fit'
}

# nap SEED: sleeps for a while of up to two seconds.
nap()
{
	sleep "$(awk -v seed="$1" 'BEGIN { srand(seed); print 2 * rand() }')"
}

# killed SEED OPTION ...: a run that is killed, if it takes so long.
killed()
{
	seed=$1
	shift
	pairprobe -l exhaustive "$@" -o part.trace 2>err &
	run=$!
	nap "$seed"
	kill -s KILL "$run" 2>/dev/null
	wait "$run" 2>/dev/null
	[ ! -s err ] || atf_fail "the run said: $(cat err)"
}

# Whenever it is killed, it goes on and comes to the same end.
atf_test_case resumed
resumed_head()
{
	atf_set timeout 300
}
resumed_body()
{
	set -- --sweep type --range -6000000..6000000
	all "$@" -o whole.trace
	inside=0
	begin=$(date +%s)
	for try in 1 2 3 4 5 6 7 8 9 10 11 12; do
		[ $inside -lt 2 ] || break
		rm -f part.trace part.ckpt
		killed "$begin$try" "$@" --checkpoint part.ckpt
		[ -f part.ckpt ] || continue
		bodies <part.ckpt | grep '^at [0-9]* -*[0-9]*$' >/dev/null &&
		    inside=$((inside + 1))
		killed "$try$begin" "$@" --resume part.ckpt
		if [ ! -f part.trace ]; then
			[ -f part.ckpt ] || atf_fail "seed $begin$try: the
checkpoint is lost"
			all "$@" --resume part.ckpt -o part.trace
		fi
		same whole.trace part.trace
		[ ! -f part.ckpt ] || atf_fail 'the checkpoint is left'
	done
	[ $inside -gt 0 ] || atf_fail 'it was never killed within a sweep'
}

# It ends in order too, and leaves nothing but the checkpoint.
atf_test_case interrupted
interrupted_body()
{
	pairprobe -l exhaustive --sweep protocol --checkpoint kept.ckpt \
	    -o cut.trace &
	run=$!
	# A loaded machine takes its time to get into a sweep.
	for try in $(seq 120); do
		sleep 1
		[ -f kept.ckpt ] && bodies <kept.ckpt 2>/dev/null |
		    grep -q '^streak ' && break
	done
	kill -s TERM "$run" || atf_fail "it has ended by second $try"
	wait "$run"
	[ $? -gt 128 ] || atf_fail 'it lived on'
	atf_check_equal kept.ckpt "$(ls)"
	bodies <kept.ckpt | grep '^streak ' >/dev/null ||
	    atf_fail "nothing is known: $(bodies <kept.ckpt | head)"
}

# A plan that has no spans goes on behind the last whole sweep.
atf_test_case resumed_asked
resumed_asked_body()
{
	set -- --deny modules 0..63 '*' '*'
	atf_check pairprobe -o whole.trace "$@"
	pairprobe --checkpoint part.ckpt -o part.trace "$@" &
	run=$!
	while [ ! -f part.ckpt ] && [ ! -f part.trace ]; do
		sleep 0.1
	done
	kill -s KILL "$run" 2>/dev/null
	wait "$run" 2>/dev/null
	[ -f part.ckpt ] || atf_skip 'the run was too fast to be killed'
	atf_check pairprobe --resume part.ckpt -o part.trace "$@"
	same whole.trace part.trace
}

# kept OPTION ...: a checkpoint of a run that was killed, as kept.ckpt.
kept()
{
	pairprobe -l exhaustive "$@" --checkpoint kept.ckpt -o kept.trace &
	run=$!
	# A loaded machine takes its time to get into a sweep.
	tries=0
	while [ $((tries += 1)) -le 120 ]; do
		[ ! -f kept.ckpt ] || ! bodies <kept.ckpt 2>/dev/null |
		    grep -q '^streak ' || break
		sleep 0.5
	done
	kill -s KILL "$run"
	wait "$run" 2>/dev/null
	rm -f kept.trace.*
	[ -f kept.ckpt ] || atf_fail 'there is no checkpoint'
}

# resumes_not WORDS FILE [OPTION ...]: this checkpoint is refused.
resumes_not()
{
	words=$1
	file=$2
	shift 2
	[ $# -ne 0 ] || set -- --sweep protocol
	complains pairprobe "$words" -l exhaustive "$@" --resume "$file"
}

atf_test_case strange_checkpoint
strange_checkpoint_body()
{
	kept --sweep protocol
	resumes_not 'No such file' none.ckpt
	all --range 0..9 -o a.trace
	resumes_not 'a.trace:1: this is no checkpoint' a.trace
	edited kept.ckpt '$d' >cut.ckpt
	resumes_not 'cut.ckpt:[0-9]*: the checkpoint is cut off' cut.ckpt
	sed '3s/[0-9] /4 /' kept.ckpt >garbled.ckpt
	resumes_not 'garbled.ckpt:4: line 3 of the run is missing' garbled.ckpt
	: >empty.ckpt
	resumes_not 'this is no checkpoint' empty.ckpt
	for edit in 's/^at .*/at 99/' 's/^at .*/at x/' '/^counts/s/0//' \
	    's/^trace$/tracy/' 's/^streak/streaks/' '/^streak/d' \
	    's/^\(streak .*\) [A-Z].*/\1 EMAGIC/' 's/^at .*/at 3 7/'; do
		edited kept.ckpt "$edit" >odd.ckpt
		resumes_not 'no line of a checkpoint' odd.ckpt
	done
	resumes_not 'another plan' kept.ckpt --sweep type
	resumes_not 'another plan' kept.ckpt --sweep protocol --range 0..9
	resumes_not 'another plan' kept.ckpt --sweep protocol --shard 1/2
	complains pairprobe 'another plan' -l full --resume kept.ckpt
	for edit in 's/^host release .*/host release 0.1/' \
	    's/^number AF_UNIX .*/number AF_UNIX 77/' \
	    's/^build compiler .*/build compiler none/'; do
		edited kept.ckpt "$edit" >other.ckpt
		resumes_not 'another host' other.ckpt
	done
	complains pairprobe 'No such file' -l exhaustive --range 0..9 \
	    --checkpoint nowhere/a.ckpt -o none.trace
	[ ! -e none.trace ] || atf_fail 'a trace was written'
}

# sharded COUNT OPTION ...: all shards of a run, as 1.trace, 2.trace, ...
sharded()
{
	count=$1
	shift
	i=1
	while [ "$i" -le "$count" ]; do
		all "$@" --shard "$i/$count" -o "$i.trace"
		atf_check pairoracle lint "$i.trace"
		i=$((i + 1))
	done
}

atf_test_case merged
merged_body()
{
	set -- --range -30001..60000
	all "$@" -o whole.trace
	sharded 3 "$@"
	atf_check pairoracle merge -o merged.trace 2.trace 3.trace 1.trace
	same whole.trace merged.trace
	atf_check -o save:printed pairoracle merge 1.trace 2.trace 3.trace
	same whole.trace printed
	atf_check pairoracle lint merged.trace
	sharded 1 "$@"
	atf_check pairoracle merge -o one.trace 1.trace
	same whole.trace one.trace
	# Where domains are left out, too, and where all are.
	set -- --deny modules --range 0..63
	all "$@" -o whole.trace
	sharded 5 "$@"
	atf_check pairoracle merge -o merged.trace 5.trace 4.trace 3.trace \
	    2.trace 1.trace
	same whole.trace merged.trace
}

# merges_not WORDS FILE ...: these are not joined.
merges_not()
{
	words=$1
	shift
	complains pairoracle "$words" merge "$@"
	complains pairoracle "$words" merge -o none.trace "$@"
	[ ! -e none.trace ] || atf_fail 'a trace was written'
}

atf_test_case strange_shards
strange_shards_body()
{
	sharded 3 --range 0..99
	all --range 0..99 -o whole.trace
	all --range 0..98 --shard 2/3 -o plan.trace
	all --range 0..99 --shard 2/4 -o number.trace
	edited 2.trace 's/^host release .*/host release 0.1/' >host.trace
	edited 2.trace 's/^limit nofile .*/limit nofile 7/' >limit.trace
	edited 2.trace 's/^\(box .*=> \)EAFNOSUPPORT$/\1EPERM/' >facts.trace
	sed 5d 2.trace >cut.trace
	merges_not '1.trace: shard 2/3 .*missing' 1.trace 3.trace
	merges_not 'shard 1/3 .*missing' 3.trace 2.trace
	merges_not 'shard 3/3 .*missing' 1.trace 2.trace
	atf_check -o save:twice pairoracle merge 1.trace 2.trace 3.trace 2.trace
	same whole.trace twice
	merges_not 'whole.trace: this is no shard' 1.trace whole.trace
	merges_not 'plan.trace:[0-9]*: .*another plan' \
	    1.trace plan.trace 3.trace
	merges_not 'number.trace: this is shard 2/4.*is shard 1/3' \
	    1.trace number.trace 3.trace
	merges_not 'host.trace:[0-9]*: .*another host: .*.host release 0.1' \
	    1.trace host.trace 3.trace
	merges_not 'limit.trace:[0-9]*: .*another host' \
	    1.trace limit.trace 3.trace
	merges_not 'facts.trace:[0-9]*: .*another host' \
	    1.trace facts.trace 3.trace
	merges_not 'cut.trace:5: line 5 of the run is missing; without' \
	    1.trace cut.trace
	sed '$d' 2.trace >cut.trace
	merges_not 'cut.trace:.*breaks off.*record the shard again' \
	    1.trace cut.trace 3.trace
	merges_not 'none: No such file' none
	for bad in '1\/3:0\/3' '1\/3:4\/3' '1\/3:one'; do
		edited 1.trace "s/^shard ${bad%%:*}/shard ${bad#*:}/" \
		    >bad.trace
		atf_check -s exit:2 -e match:'bad.trace:[0-9]*: want shard' \
		    pairoracle judge -t berkeley bad.trace
	done
}

atf_test_case options
options_body()
{
	for shard in 0/4 5/4 4 a/b 1/0 -1/4 1/4/2 1/ /4 1/99999999999; do
		complains pairprobe 'is not a shard' -l exhaustive \
		    --shard "$shard"
	done
	complains pairprobe 'make no 4 shards' -l exhaustive --range 1..3 \
	    --shard 1/4
	complains pairprobe 'only the exhaustive plan' --shard 1/4
	complains pairprobe 'only the exhaustive plan' --shard 1/4 1 1 0
	complains pairprobe 'limits the exhaustive' --range 1..3
	complains pairprobe 'limits the exhaustive' --range 1..3 1 1 0
	complains pairprobe 'not one range' -l exhaustive --range 1,5
	complains pairprobe 'is empty' -l exhaustive --range 5..1
	complains pairprobe 'no domain is called' -l exhaustive --range all
	complains pairprobe 'no sweep' -l exhaustive --sweep types
	complains pairprobe 'is empty' -l exhaustive --checkpoint=
}

# lying LIE OPTION ...: the bodies <of a run on a host that is wrong so.
lying()
{
	lie=$1
	shift
	LIE=$lie LD_PRELOAD="$(atf_get_srcdir)/liar.so" pairprobe \
	    --timeout 1 -l exhaustive --sweep type "$@" >lie.trace ||
	    atf_fail 'the probe failed'
	atf_check pairoracle lint lie.trace
	bodies <lie.trace >lies
}

# A host that dies, or whose outcomes have no pattern, gets a trace as well.
atf_test_case wrong_hosts
wrong_hosts_head()
{
	atf_set timeout 600
}
wrong_hosts_body()
{
	need_liar
	lying kill --range 16..64
	grep -q '^box type=0x12,SOCK_DGRAM|0x20,SOCK_DGRAM|0x30 => SIGKILL$' \
	    lies || grep '^box type=.*0x30 => SIGKILL$' lies ||
	    atf_fail "$(grep '^box' lies)"
	atf_check_equal 'end 49' "$(tail -n 1 lies | cut -c 1-6)"
	lying leak --range 16..64
	grep '^box type=.*0x30 => .* leaked=1$' lies ||
	    atf_fail "$(grep '^box' lies)"
	lying unset --range 16..2000000
	grep '^untested type=[0-9]*..2000000 given up in type: the outcome' \
	    lies || atf_fail "$(grep '^untested' lies)"
	[ "$(wc -c <lie.trace)" -lt 125000 ] ||
	    atf_fail "it is long: $(wc -c <lie.trace)"
	lying hang --range 16..2000 --timeout 1
	grep '^untested type=[0-9]*..2000 given up in type: the host hung' \
	    lies || atf_fail "$(grep '^untested' lies)"
}

atf_test_case progress
progress_head()
{
	atf_set require.progs script
}
progress_body()
{
	script -qec true /dev/null >/dev/null 2>&1 ||
	    atf_skip "no terminal can be had here"
	{ script -qec "$(command -v pairprobe) -l exhaustive --sweep protocol \
-o cut.trace" /dev/null; } </dev/null >screen 2>&1 &
	run=$!
	sleep 5
	pkill -TERM -P "$run" 2>/dev/null
	kill "$run" 2>/dev/null
	wait "$run" 2>/dev/null
	grep -q '\[.*\] *0 %, .* left' screen ||
	    atf_fail "nothing is drawn: $(head -c 300 screen)"
}

# A signal asks how far the run is, wherever its output goes.
atf_test_case asked
asked_body()
{
	pairprobe -l exhaustive --sweep protocol 2>err >cut.trace &
	run=$!
	for try in 1 2 3 4 5 6 7 8 9 10; do
		sleep 1
		kill -USR1 "$run" || atf_fail "it ends: $(cat err)"
		grep -q . err && break
	done
	kill "$run"
	wait "$run" 2>/dev/null
	[ "$try" -lt 10 ] || atf_fail 'it says nothing'
	grep -q '^pairprobe: [0-9]* %, .* left$' err || atf_fail "$(cat err)"
}

atf_init_test_cases()
{
	atf_add_test_case asked
	atf_add_test_case ranges
	atf_add_test_case plan
	atf_add_test_case predicted
	atf_add_test_case resumed
	atf_add_test_case interrupted
	atf_add_test_case resumed_asked
	atf_add_test_case strange_checkpoint
	atf_add_test_case merged
	atf_add_test_case strange_shards
	atf_add_test_case options
	atf_add_test_case wrong_hosts
	atf_add_test_case progress
}
