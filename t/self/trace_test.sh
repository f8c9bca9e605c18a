# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Traces: what the reader says of those that are cut, garbled, reordered or
# made to hurt, and that none of them is judged.

# bodies: the bodies of a small trace that is good.
bodies()
{
	cat <<'EOF'
pairtest-trace 2
date 2026-11-22T00:00:00Z
host system Linux
host release 6.1
user uid 0
plan base 00000000
number AF_UNIX 1
number AF_INET 2
number SOCK_STREAM 1
number SOCK_DGRAM 2
number EPERM 1
sweep socket facts entry=libc privilege=root fds=many
axis domain 1..3
axis type 1,2
box domain=1 => ok
box domain=2,3 => EAFNOSUPPORT
sweep call calls entry=libc privilege=root fds=many
axis domain 1..3
axis type 1,2
box domain=1 => ok
box domain=2,3 => EAFNOSUPPORT
end 6
EOF
}

# refuses PLACE WORDS [FILE]: the trace is refused so, and not judged.
refuses()
{
	file=${3-bad.trace}
	pairoracle judge -t berkeley "$file" >out 2>err
	atf_check_equal 2 $?
	[ -s out ] && atf_fail "something was judged: $(cat out)"
	[ "$(wc -l <err)" -eq 1 ] || atf_fail "not one line: $(cat err)"
	grep -q "$file:$1: .*$2" err ||
	    atf_fail "want '$1: $2', got '$(cat err)'"
	pairoracle lint "$file" >out 2>err
	atf_check_equal 2 $?
}

# judges_rest PLACE WORDS [LINT-WORDS]: what is whole of bad.trace is judged,
# what is not is named so, and lint refuses it.
judges_rest()
{
	pairoracle judge -t berkeley bad.trace >out 2>err
	atf_check_equal 2 $?
	grep -q "bad.trace:$1: .*$2" err ||
	    atf_fail "want '$1: $2', got '$(cat err)'"
	grep -q ' 0 failed, 0 inconclusive' out || atf_fail "$(cat out)"
	atf_check -s exit:2 -e match:"bad.trace:$1: .*${3-$2}" \
	    pairoracle lint bad.trace
}

# edited SCRIPT: the good trace with its bodies edited by sed.
edited()
{
	bodies | sed -e "$1" | frame >bad.trace
}

atf_test_case good
good_body()
{
	bodies | frame >good.trace
	atf_check pairoracle lint good.trace
	atf_check -o match:'6 requests: 6 passed' \
	    pairoracle judge -t berkeley good.trace
	atf_check -o match:'6 requests' -x \
	    'pairoracle judge -t berkeley - <good.trace'
	sed 's/$/\r/' good.trace >serial.trace
	atf_check pairoracle lint serial.trace
}

# A console adds text to lines, puts some between them and loses none.
atf_test_case console
console_body()
{
	bodies | frame >good.trace
	awk '
	NR == 1 { printf "[    1.5] Run /init as init process " }
	NR == 9 { printf "\r\033[0;32m\342\227\217 @7 x\033[0m\r\n@3 no\r\n" }
	NR == 12 { printf "@12 sweep socket fac" }
	{ printf "%s%s\r\n", $0, NR == 7 ? "[ 1.6] usb 1-1: new" : "" }
	' good.trace >console.log
	atf_check pairoracle lint console.log
	atf_check -o match:'6 requests: 6 passed' \
	    pairoracle judge -t berkeley console.log
	# Lines that come twice or in another order are the same lines.
	cat good.trace good.trace >twice.log
	atf_check pairoracle lint twice.log
	sort -r good.trace >sorted.log
	atf_check pairoracle lint sorted.log
	# A line that only mentions one does not belong to the trace.
	{ echo 'see @5 of the log ;01234567'; cat good.trace; } >mention.log
	atf_check pairoracle lint mention.log
}

# long_trace: a good trace whose line 15 goes on in lines 16 to 18.
long_trace()
{
	bodies | sed 's/^axis domain 1..3$/axis domain 1..3,'"$(seq -s , \
	    100 2 240)/" | sed 's/^end 6/end 146/
	s/^box domain=2,3 /box domain=!1 /
	s/^axis type 1,2/axis type 1/
	s/^end 146/end 74/' | frame
}

atf_test_case goes_on
goes_on_body()
{
	long_trace >long.trace
	atf_check pairoracle lint long.trace
	atf_check -o match:'74 requests: 74 passed' \
	    pairoracle judge -t berkeley long.trace
	[ "$(wc -L <long.trace)" -le 120 ] || atf_fail 'a line is too long'
	# Damage of a line that goes on, or of one behind it, is named there.
	grep -n '^@[0-9]* +' long.trace | cut -d: -f1 >numbers
	[ -s numbers ] || atf_fail 'no line goes on'
	while read -r n; do
		for k in "$((n - 1))" "$n"; do
			sed "${k}s/[0-9],/x,/" long.trace >bad.trace
			judges_rest "$k" "line $k of the run is damaged"
			sed "${k}d" long.trace >bad.trace
			judges_rest "$k" "line $k of the run is missing"
		done
	done <numbers
}

atf_test_case truncated
truncated_body()
{
	bodies | frame >good.trace
	lines=$(wc -l <good.trace)
	for n in 1 5 12 20 "$((lines - 1))"; do
		head -n "$n" good.trace >bad.trace
		judges_rest "$n" 'the run breaks off here' 'ends here without'
	done
	head -c 300 good.trace >bad.trace
	judges_rest '[0-9]*' 'the run breaks off here' 'ends here without'
	: >bad.trace
	refuses 1 'is empty'
}

atf_test_case garbled
garbled_body()
{
	bodies | frame | sed '7s/AF_UNIX/AF_UNIQ/' >bad.trace
	refuses 7 'line 7 of the run is damaged, for its check does not fit'
	bodies | frame | sed '7s/ ;.*/ ;00000000/' >bad.trace
	refuses 7 'its check does not fit'
	bodies | frame | sed '7s/ ;.*//' >bad.trace
	refuses 7 'line 7 of the run is damaged, for it has no check'
	bodies | frame | sed '9s/SOCK/[    1.2] usb 1-1: new device\n&/' \
	    >bad.trace
	refuses 9 'line 9 of the run is damaged'
	for byte in 1 9 27 127 128 155 195 255; do
		bodies | frame | LC_ALL=C awk -v byte="$byte" 'NR == 8 {
			sub(/AF_/, sprintf("%c", byte + 0) "AF_") }
			{ print }' >bad.trace
		refuses 8 'it has a byte that is not printable ASCII'
	done
	bodies | frame | sed 's/_INET/_#NET/' | tr '#' '\000' >bad.trace
	refuses 8 'it has a byte that is not printable ASCII'
	bodies | frame | sed '1s/;/ /' >bad.trace
	refuses 1 'the first line of the trace is damaged: it has no check'
	bodies | frame | sed '1s/ab/ba/' >bad.trace
	refuses 1 'the first line of the trace is missing or damaged'
	awk 'BEGIN { printf "@1 "; for (i = 0; i < 5000; i++) printf "x" }' \
	    >bad.trace
	refuses 1 'it has no check'
	printf '@1 pairtest\000-trace 2 ;00000000\n' >bad.trace
	refuses 1 'not printable ASCII'
	echo 'Linux version 6.1' >bad.trace
	refuses 1 'this is no trace'
	printf '%s\n' '@1 pairtest-trace 1 ;7453f945' \
	    '@2 date 2026-11-22T13:57:52Z ;b2865d3e' >bad.trace
	refuses 1 'this is a trace of version 1, and only version 2 is read'
}

# What has its check right may be wrong all the same.
atf_test_case lost
lost_body()
{
	bodies | frame | sed '9d' >bad.trace
	refuses 9 'line 9 of the run is missing'
	bodies | frame | sed '9,11d' >bad.trace
	refuses 9 'lines 9 to 11 of the run are missing'
	bodies | frame | sed '1d' >bad.trace
	refuses 1 'the first line of the trace is missing'
}

# Of two runs of one plan each line belongs to one.
atf_test_case splice
splice_head()
{
	atf_set timeout 300
}
splice_body()
{
	pairprobe -l base -o one.trace
	pairprobe -l base -o two.trace
	frame -u <one.trace >one
	frame -u <two.trace >two
	[ "$(head -n 1 one)" != "$(head -n 1 two)" ] ||
	    atf_fail 'two runs have one identity'
	sed 1,2d one >a
	sed 1,2d two >b
	cmp -s a b || atf_fail "two runs differ: $(diff a b)"
	lines=$(wc -l <one.trace)
	try=0
	while [ $try -lt 500 ]; do
		at=$((try * 7919 % (lines - 1) + 1))
		for half in head tail; do
			case $half in
			head) sed "1,${at}!d" one.trace
			    sed "1,${at}d" two.trace ;;
			tail) sed "${at}d" one.trace
			    sed "${at}!d" two.trace ;;
			esac >bad.trace
			pairoracle lint bad.trace 2>err &&
			    atf_fail "splice $half $at is taken"
		done
		try=$((try + 2))
	done
	# Two runs in one file are no trace either.
	cat one.trace two.trace >bad.trace
	complains pairoracle 'there are 2 runs in it' lint bad.trace
	# Nor are lines of one body that are sewn to another.
	frame <one >a
	sed '/^host release/s/$/x/' one | frame >b
	{ sed 1q a; sed 1d b; } >bad.trace
	atf_check pairoracle lint bad.trace
	sed '$d' b >bad.trace
	tail -n 1 a >>bad.trace
	complains pairoracle 'the digest of the trace does not fit' \
	    lint bad.trace
}

# limited COMMAND ...: runs it in 512 MB and 20 seconds.
limited()
{
	begin=$(date +%s)
	# shellcheck disable=SC3045
	(ulimit -v "$(memory_limit)"; ulimit -t 20; "$@") >out 2>err
	status=$?
	[ $(($(date +%s) - begin)) -le 60 ] || atf_fail "$* takes too long"
	[ "$status" -le 2 ] || atf_fail "$* ends with $status: $(head -n 1 err)"
	! grep -q 'out of memory' err || atf_fail "$*: $(cat err)"
}

# header: the header of a trace that may get large.
header()
{
	bodies | sed '/^sweep/,$d'
}

atf_test_case large
large_head()
{
	atf_set timeout 600
}
large_body()
{
	# Boxes that have nothing in common but their sweep.
	{ header
	echo 'sweep call calls'
	echo 'axis protocol 0..99999'
	awk 'BEGIN { for (i = 0; i < 50000; i++)
		print "box protocol=" i (i % 2 ? " => ok" : " => EINVAL") }'
	echo 'end 50000'; } | frame >large.trace
	limited pairoracle lint large.trace
	atf_check_equal 0 "$status"
	# Boxes of one sweep that have much in common.
	{ header
	echo 'sweep call calls'
	echo 'axis domain 0..400'
	echo 'axis protocol 0..400'
	awk 'BEGIN { for (i = 0; i < 40000; i++)
		printf "box domain=%d protocol=%d => ok\n", i % 200, i / 200 }'
	echo 'end 40000'; } | frame >large.trace
	limited pairoracle lint large.trace
	atf_check_equal 0 "$status"
	{ header
	echo 'sweep call calls'
	echo 'axis protocol 0..99999'
	awk 'BEGIN { for (i = 0; i < 50001; i++)
		print "box protocol=" i " => ok" }'
	echo 'end 50001'; } | frame >bad.trace
	refuses '[0-9]*' 'more than 50000 boxes in a sweep'
	{ header
	awk 'BEGIN { for (i = 0; i < 2000; i++)
		print "sweep call x" i "\nbox => ok" }'
	echo 'end 2000'; } | frame >large.trace
	limited pairoracle lint large.trace
	atf_check_equal 0 "$status"
	limited pairoracle judge -t berkeley large.trace
	atf_check_equal 0 "$status"
	{ header
	awk 'BEGIN { for (i = 0; i < 20001; i++)
		print "sweep call x" i "\nbox => ok" }'
	echo 'end 20001'; } | frame >bad.trace
	limited pairoracle lint bad.trace
	refuses '[0-9]*' 'more than 20000 sweeps'
	{ header
	echo 'sweep call calls'
	echo "axis protocol $(seq -s , 0 2 8192)"; echo 'end 0'; } |
	    frame >bad.trace
	refuses '[0-9]*' 'more than 4096 ranges'
	# Boxes that overlap nowhere, and are not easily seen to.
	{ header
	echo 'sweep call calls'
	echo 'axis domain 0..1'; echo 'axis protocol 0..4095'
	even=$(seq -s , 0 2 1022); odd=$(seq -s , 1 2 1023)
	for i in 0 1; do
		echo "box domain=$i protocol=$even => ok"
		echo "box domain=$i protocol=$odd => ok"
	done; echo 'end 2048'; } | frame >large.trace
	limited pairoracle lint large.trace
	atf_check_equal 0 "$status"
	awk 'BEGIN { for (i = 0; i < 500001; i++)
		print "@" i + 1 " note ;00000000" }' >bad.trace
	limited pairoracle lint bad.trace
	refuses '[0-9]*' 'more than 500000 lines'
	limited pairoracle judge -t berkeley /dev/zero
	complains pairoracle 'zero:1: there is more than 256 MB' \
	    judge -t berkeley /dev/zero
	head -c 1000000 /dev/zero | gzip >bad.trace
	limited pairoracle lint bad.trace
	refuses 1 'this is no trace'
	tr '\000' '@' </dev/zero | head -c 20000000 >bad.trace
	limited pairoracle lint bad.trace
	refuses 1 'this is no trace'
}

atf_test_case words
words_body()
{
	edited '1s/2/9/'
	refuses 1 'no trace of version 2'
	edited '7s/AF_UNIX/AF_UNIQ/'
	refuses 7 'number NAME NUMBER'
	edited '7s/ 1/ one/'
	refuses 7 'number NAME NUMBER'
	edited '6s/plan/plot/'
	refuses 6 'not known to this version'
	edited '12s/socket/sprocket/'
	refuses 12 'sweep call or sweep socket'
	edited '12s/fds=many/fds=most/'
	refuses 12 "no fds is called 'most'"
	edited '12s/fds=/fids=/'
	refuses 12 'no dimension of a request'
	edited '12s/fds=many/fds/'
	refuses 12 'DIMENSION=SET'
	edited '13s/domain/moon/'
	refuses 13 'no dimension of a request'
	edited '13s/1..3/3..1/'
	refuses 13 'the range'
	edited '15s/ok/okay/'
	refuses 15 'no answer is called'
	edited '15s/ok/ok moon=1/'
	refuses 15 'no effect is called'
	edited '22s/6/six/'
	refuses 22 'end REQUESTS DIGEST'
	edited '6s/.*/absent moon/'
	refuses 6 'absent EFFECT'
	edited '6s/.*/untested moon=full/'
	refuses 6 'no dimension of a request'
	edited '15s/domain=1/domain=1 domain=1/'
	refuses 15 'a dimension is given twice'
	edited '22s/^/absent clofork\n/'
	refuses 22 'a line of the header is behind the first sweep'
}

atf_test_case hostile
hostile_body()
{
	edited '21s/2,3/1..3/'
	refuses 21 'overlaps an earlier one'
	edited '21s/2,3/9/'
	refuses 21 'nothing that its sweep tried'
	edited '22s/6/7/'
	refuses 22 'promises another number'
	edited '12,14d'
	refuses 12 'outside a sweep'
	edited '12d'
	refuses 12 'outside the head of a sweep'
	edited '16s/.*/axis protocol 1,2/'
	refuses 16 'outside the head of a sweep'
	for flag in -1 0 1 3 0x180000 4294967296; do
		edited "6s/.*/number SOCK_CLOEXEC $flag/"
		refuses 6 'number that it can have'
	done
	{ bodies | sed '/^sweep/,$d'
	echo 'sweep call x'
	for d in domain type protocol; do
		echo "axis $d INT_MIN..INT_MAX"
	done
	echo 'box => ok'
	echo 'end 1'; } | frame >bad.trace
	refuses 16 'more requests than can be counted'
}

atf_test_case missing
missing_body()
{
	atf_check -s exit:2 -e match:'No such file' \
	    pairoracle judge -t berkeley none.trace
	mkdir dir
	atf_check -s exit:2 -e match:'dir: ' pairoracle judge -t berkeley dir
	atf_check -s exit:2 -e match:'takes one or more parts of a trace' \
	    pairoracle judge -t berkeley
	atf_check -s exit:2 -e match:'is empty' -x \
	    'pairoracle judge -t berkeley - </dev/null'
	head -c 20000 /dev/urandom >noise
	atf_check -s exit:2 -e match:'noise:1: ' \
	    pairoracle judge -t berkeley noise
}

# Any one byte changed is noticed, wherever it stands.
atf_test_case bytes
bytes_body()
{
	bodies | frame >good.trace
	size=$(wc -c <good.trace)
	at=3
	while [ "$at" -lt "$size" ]; do
		head -c "$at" good.trace >bad.trace
		printf '~' >>bad.trace
		tail -c +"$((at + 2))" good.trace >>bad.trace
		# A line that loses its end is whole all the same.
		if [ "$(tail -c +"$((at + 1))" good.trace | head -c 1 |
		    wc -l)" -eq 0 ] && pairoracle lint bad.trace 2>/dev/null
		then
			atf_fail "byte $at may be anything"
		fi
		at=$((at + 17))
	done
}

atf_init_test_cases()
{
	atf_add_test_case good
	atf_add_test_case console
	atf_add_test_case goes_on
	atf_add_test_case truncated
	atf_add_test_case garbled
	atf_add_test_case lost
	atf_add_test_case splice
	atf_add_test_case large
	atf_add_test_case words
	atf_add_test_case hostile
	atf_add_test_case missing
	atf_add_test_case bytes
}
