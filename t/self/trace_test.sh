# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Traces: what the reader says of those that are cut, garbled, reordered or
# made to hurt, and that none of them is judged.

# bodies: the bodies of a small trace that is good.
bodies()
{
	cat <<'EOF'
pairtest-trace 1
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

atf_test_case goes_on
goes_on_body()
{
	bodies | awk '/^box domain=2/ { print "box domain=2"; print "+,3"
	    print "+ => EAFNO"; print "+SUPPORT"; next } { print }' |
	    frame >long.trace
	atf_check pairoracle lint long.trace
	atf_check -o match:'6 requests: 6 passed' \
	    pairoracle judge -t berkeley long.trace
	# What is wrong in a long body is said of its first line.
	sed 's/ ;.*//; s/^@[0-9]* //; s/^+,3/+,x/' long.trace | frame \
	    >bad.trace
	refuses 16 'no domain is called'
	{ echo '+pairtest-trace 1'; bodies; } | frame >bad.trace
	refuses 1 'no trace of version 1'
	{ bodies; echo +1; } | frame >bad.trace
	refuses 23 'another number'
	{ bodies; echo; } | frame >bad.trace
	refuses 23 'follows the last line'
	{ echo 'pairtest-trace 1'; echo 'note x'; awk 'BEGIN {
	    for (i = 0; i < 700; i++) printf "+%98d\n", i }'; } | frame \
	    >bad.trace
	refuses 2 'goes on for too long'
}

atf_test_case truncated
truncated_body()
{
	bodies | frame >good.trace
	lines=$(wc -l <good.trace)
	for n in 1 5 12 20 "$((lines - 1))"; do
		head -n "$n" good.trace >bad.trace
		refuses "$n" 'ends here without its last line'
	done
	head -c 300 good.trace >bad.trace
	refuses '[0-9]*' 'garbled'
	: >bad.trace
	refuses 1 'is empty'
}

atf_test_case garbled
garbled_body()
{
	bodies | frame | sed '7s/AF_UNIX/AF_UNIQ/' >bad.trace
	refuses 7 'garbled'
	bodies | frame | sed '7s/ ;.*/ ;00000000/' >bad.trace
	refuses 7 'garbled'
	bodies | frame | sed '7s/ ;.*//' >bad.trace
	refuses 7 'garbled'
	bodies | frame | sed '9s/^/[    1.2] usb 1-1: new device/' >bad.trace
	refuses 9 'not a line of a trace'
	bodies | frame | sed '3s/^/                    /' >bad.trace
	refuses 3 'not a line of a trace'
	awk 'BEGIN { printf "@1 "; for (i = 0; i < 5000; i++) printf "x" }' \
	    >bad.trace
	refuses 1 'over 120 columns'
	printf '@1 pairtest\000-trace 1 ;00000000\n' >bad.trace
	refuses 1 'garbled'
}

atf_test_case reordered
reordered_body()
{
	bodies | frame | sed '9d' >bad.trace
	refuses 9 'lines are missing'
	bodies | frame | sed '9p' >bad.trace
	refuses 10 'was here before'
	bodies | frame | awk 'NR == 8 { held = $0; next } { print }
	    NR == 9 { print held }' >bad.trace
	refuses 8 'lines are missing'
	{ bodies | frame; bodies | frame; } >bad.trace
	refuses 23 'follows the last line'
}

atf_test_case words
words_body()
{
	edited '1s/1/9/'
	refuses 1 'no trace of version 1'
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
	refuses 12 'DIMENSION=VALUE'
	edited '13s/domain/moon/'
	refuses 13 'no dimension of a request'
	edited '13s/1..3/3..1/'
	refuses 13 'the range'
	edited '15s/ok/okay/'
	refuses 15 'no answer is called'
	edited '15s/ok/ok moon=1/'
	refuses 15 'no effect is called'
	edited '22s/6/six/'
	refuses 22 'end REQUESTS'
	edited '6s/.*/absent moon/'
	refuses 6 'absent EFFECT'
	edited '6s/.*/untested moon=full/'
	refuses 6 'no dimension of a request'
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
	refuses 16 'holds more than a trace can'
}

atf_test_case missing
missing_body()
{
	atf_check -s exit:2 -e match:'No such file' \
	    pairoracle judge -t berkeley none.trace
	mkdir dir
	atf_check -s exit:2 -e match:'dir: ' pairoracle judge -t berkeley dir
	atf_check -s exit:2 -e match:'exactly one trace' \
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
		cmp -s good.trace bad.trace ||
		    pairoracle lint bad.trace 2>/dev/null &&
		    atf_fail "byte $at may be anything"
		at=$((at + 17))
	done
}

atf_init_test_cases()
{
	atf_add_test_case good
	atf_add_test_case goes_on
	atf_add_test_case truncated
	atf_add_test_case garbled
	atf_add_test_case reordered
	atf_add_test_case words
	atf_add_test_case hostile
	atf_add_test_case missing
	atf_add_test_case bytes
}
