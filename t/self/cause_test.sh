# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Causes: what explains the deviations of a host comes first, in few words.

# small LINE ...: a trace of calls through both entries, with these boxes.
small()
{
	{
		printf '%s\n' 'sweep socket facts privilege=root' \
		    'axis domain 1,2' 'axis type 1,2,3' 'box => ok' \
		    'sweep call calls privilege=root fds=many' \
		    'axis domain 1,2' 'axis type 1,2,3' \
		    'axis vector valid,null' 'axis entry libc,syscall'
		printf '%s\n' "$@" 'end 24'
	} | make_trace >host.trace
	cat >own.table <<'EOT'
table own
order first
clause vector 1
text t
when vector=null => EFAULT
clause inet 2
text t
when domain=AF_INET => EOPNOTSUPP
clause pair 3
text t
when => ok
EOT
}

# says STATUS LINE ...: judge exits so and says these lines, in this order.
says()
{
	status=$1
	shift
	pairoracle judge -t ./own.table,berkeley host.trace >out 2>err
	atf_check_equal "$status" $?
	atf_check -o empty cat err
	for line in "$@"; do
		grep -qx -e "$line" out || atf_fail "want '$line': $(cat out)"
		sed -n "/^$line\$/,\$p" out >rest
		mv rest out
	done
}

atf_test_case none
none_body()
{
	small 'box vector=null => EFAULT' \
	    'box vector=valid domain=1 => ok' \
	    'box vector=valid domain=2 => EOPNOTSUPP'
	says 0 'own: 24 requests: 24 passed, .*'
	! pairoracle judge -t ./own.table host.trace | grep cause ||
	    atf_fail 'a cause of nothing'
}

# A library that does not know a domain breaks many clauses for one reason.
atf_test_case library
library_body()
{
	small 'box domain=2 entry=libc => EAFNOSUPPORT' \
	    'box domain=2 entry=syscall vector=valid => EOPNOTSUPP' \
	    'box domain=2 entry=syscall vector=null => EFAULT' \
	    'box domain=1 vector=null => EFAULT' \
	    'box domain=1 vector=valid => ok'
	says 1 'cause 1: domain=AF_INET entry=libc: EAFNOSUPPORT instead of'\
' EOPNOTSUPP, 6 requests' \
	    '    the system call itself is right, so the C library is to .*' \
	    '    breaks own: vector, inet; berkeley: ERRORS.EOPNOTSUPP' \
	    '    pairprobe AF_INET SOCK_STREAM 0 | .*own.table -' \
	    'deviation own:inet:EAFNOSUPPORT: .*, 3 requests' \
	    '    wherever domain=AF_INET vector=valid entry=libc'
	pairoracle judge -t ./own.table,berkeley host.trace >out
	atf_check_equal 1 "$(grep -c ^cause out)"
}

# Two faults are two causes; an effect is one whatever else comes with it.
atf_test_case several
several_body()
{
	small 'box vector=null domain=1 => EFAULT vector=first' \
	    'box vector=null domain=2 => EFAULT' \
	    'box domain=2 vector=valid => EOPNOTSUPP' \
	    'box domain=1 vector=valid type=1,2 => ok' \
	    'box domain=1 vector=valid type=3 => ok unnamed=bad-both'
	says 1 'cause 1: domain=AF_UNIX vector=null: vector=first instead of'\
' vector=kept, 6 requests' \
	    'cause 2: .*type=SOCK_RAW.*: unnamed=bad-both instead of'\
' unnamed=good, 2 requests'
}

# An effect that is wanted and lacks is named, too.
atf_test_case lacking
lacking_body()
{
	small 'box vector=null => EFAULT' \
	    'box domain=2 vector=valid => EOPNOTSUPP' \
	    'box domain=1 vector=valid => ok name-length=2'
	sed 's/^when => ok/when => ok name-length=2 status=O_APPEND|O_SYNC/
	    s/^when vector=null => .*/& vector=first|second/' own.table >new
	mv new own.table
	says 1 'cause 1: vector=null: vector=kept instead of'\
' vector=first|second, 12 requests' \
	    'cause 2: domain=AF_UNIX vector=valid: status=none instead of'\
' status=O_APPEND|O_SYNC, 6 requests'
}

# A filter that refuses everything is said to do so.
atf_test_case refused
refused_body()
{
	small 'box => EPERM'
	says 1 'the call is refused as a whole: 24 of 24 requests got EPERM' \
	    'cause 1: everywhere: EPERM instead of ok, 24 requests'
	pairoracle judge -t ./own.table,berkeley host.trace >out
	atf_check_equal 1 "$(grep -c ^cause out)"
	frame -u <host.trace | sed '/^host machine/a\
user seccomp 2' | frame >filtered.trace
	mv filtered.trace host.trace
	says 1 'the call is refused as a whole: 24 of 24 requests got EPERM;'\
' a filter of system calls is in force (Seccomp: 2)'
	small 'box domain=1 => EPERM' \
	    'box domain=2 vector=null => EFAULT' \
	    'box domain=2 vector=valid => EOPNOTSUPP'
	says 1 'cause 1: domain=AF_UNIX: EPERM instead of ok, 12 requests'
	pairoracle judge -t ./own.table,berkeley host.trace >out
	atf_check_equal 1 "$(grep -c ^cause out)"
	grep 'as a whole' out && atf_fail 'half of the calls were not refused'
	true
}

# Beside all that Linux does against documents, one library that is wrong.
atf_test_case linux
linux_head()
{
	atf_set timeout 300
}
linux_body()
{
	[ "$(uname)" = Linux ] || atf_skip 'the table is of Linux'
	need_liar
	while read -r instead region outcome; do
		INSTEAD=$(echo "$instead" | tr , ' ') LD_PRELOAD=$liar \
		    pairprobe -l full -o host.trace
		pairoracle judge host.trace >out
		grep -m 1 '^cause 1: ' out |
		    sed 's/ vector=.*fds=!0,1//; s/,[^,]*$//' >got
		echo "cause 1: $(echo "$region" | tr + ' '): $outcome" >want
		diff want got >&2 || atf_fail "$(grep -m 3 ^cause out)"
	done <<'EOT'
2,*,*,*,97 domain=AF_INET+entry=libc EAFNOSUPPORT instead of EOPNOTSUPP
1,11,255,22,5 domain=AF_UNIX+type=11+protocol=255 EIO instead of EINVAL
EOT
	grep -q '^    the system call itself' out &&
	    atf_fail 'the system call was not asked'
	true
}

# However many regions there are, they are sought in little time.
atf_test_case scattered
scattered_body()
{
	{
		awk 'BEGIN {
			srand(1)
			for (i = 0; i < 1000; i++) {
				print "sweep call s" i " privilege=root"
				print "axis domain " i % 50 "," (i * 7 + 1) % 50
				print "axis protocol " i % 30 "," (i * 11) % 31
				print "axis vector valid,null"
				print "box => E" (i % 3 ? "INVAL" : "IO")
				n += 2 * (i % 50 == (i * 7 + 1) % 50 ? 1 : 2) \
				    * (i % 30 == (i * 11) % 31 ? 1 : 2)
			}
			print "end " n
		}'
	} | make_trace >host.trace
	start=$(date +%s)
	pairoracle judge host.trace >out 2>err
	atf_check_equal 1 $?
	[ $(($(date +%s) - start)) -le 20 ] || atf_fail 'that took long'
	grep -q '^cause 1: ' out || atf_fail "$(cat out)"
}

atf_init_test_cases()
{
	atf_add_test_case none
	atf_add_test_case library
	atf_add_test_case several
	atf_add_test_case lacking
	atf_add_test_case refused
	atf_add_test_case linux
	atf_add_test_case scattered
}
