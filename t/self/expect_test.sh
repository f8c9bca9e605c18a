# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Expectations: how they are read, what they accept, and when they are stale.

# trace PLAN LINE ...: a host that answers AF_UNIX SOCK_RAW in its own way,
# with these lines in the header.
trace()
{
	plan=$1
	shift
	make_trace "plan $plan 00000000" 'number AF_VSOCK 40' "$@" \
	    >host.trace <<'END'
sweep socket facts privilege=user
axis type SOCK_STREAM,SOCK_RAW
box => ok
sweep call calls privilege=user
axis type SOCK_STREAM,SOCK_RAW
box type=SOCK_STREAM => ok
box type=SOCK_RAW => ok type=SOCK_DGRAM
end 2
END
}

# entry NAME HOST: an expectation of them.
entry()
{
	printf 'expect %s\nhost %s\nreason why not\nreference here\n' "$1" "$2"
}

# reports STATUS WORDS: a report by host.expect says so, or does not (!).
reports()
{
	pairoracle report -o out -t berkeley -e host.expect host.trace \
	    >said 2>err
	got=$?
	atf_check -o empty cat err
	case $2 in
	!*)
		grep -q "${2#!}" said && atf_fail "it says ${2#!}" ;;
	*)
		grep -q "$2" said || atf_fail "want '$2', got '$(cat said)'" ;;
	esac
	atf_check_equal "$1" "$got"
}

# refuses WORDS LINE ...: a file of these lines is refused in these words.
refuses()
{
	words=$1
	shift
	printf '%s\n' "$@" >bad.expect
	atf_check -s exit:2 -e match:"pairoracle: bad.expect$words" \
	    pairoracle lint bad.expect
}

known=berkeley:DESCRIPTION.type:type=SOCK_DGRAM

atf_test_case accepts
accepts_body()
{
	trace full
	: >host.expect
	reports 1 'side effect *0 *1$'
	entry "$known" 'Test 1.0 vax' >host.expect
	reports 0 'side effect *1 *0$'
	entry 'berkeley:*:type=*' 'Test *' >host.expect
	reports 0 'side effect *1 *0$'
	entry "$known" 'Linux *' >host.expect
	reports 1 'side effect *0 *1$'
	entry "berkeley:DESCRIPTION.type" '*' >host.expect
	reports 1 'side effect *0 *1$'
}

# The table of a system is exact, or wrong.
atf_test_case system_table
system_table_body()
{
	trace full
	cat >own.table <<'END'
table own
order first
clause all here
when => ok
END
	entry 'own:*' '*' >host.expect
	atf_check -s exit:1 -o match:'own:all:ok,type=SOCK_DGRAM' \
	    pairoracle report -o out -t ./own.table -e host.expect host.trace
}

atf_test_case stale
stale_body()
{
	trace full
	entry "$known" '*' >host.expect
	entry 'berkeley:ERRORS.EFAULT:EIO' 'Test *' >>host.expect
	reports 1 'host.expect:5: berkeley:ERRORS.EFAULT:EIO'
	grep -q 'EFAULT:EIO' out/index.html ||
	    atf_fail 'the page does not show what is stale'
	entry "$known" '*' >host.expect
	entry 'berkeley:ERRORS.EFAULT:EIO' 'Linux *' >>host.expect
	reports 0 !stale
	entry "$known" '*' >host.expect
	entry 'posix-2008:ERRORS.EFAULT:EIO' '*' >>host.expect
	entry 'vector:EFAULT.null' '*' >>host.expect
	reports 0 !stale
}

# What a trace need not show, it need not show.
atf_test_case not_stale
not_stale_body()
{
	entry "$known" '*' >host.expect
	entry 'berkeley:ERRORS.EFAULT:EIO' '*' >>host.expect
	trace base
	reports 0 !stale
	trace full 'untested privilege=user no other user here'
	reports 0 !stale
	trace full 'untested privilege=root started without privilege'
	reports 1 stale
	trace full 'untested entry=socketcall not on this host'
	reports 1 stale
}

atf_test_case needs
needs_body()
{
	trace full
	entry "$known" '*' >host.expect
	entry 'berkeley:ERRORS.EFAULT:EIO' '*' >>host.expect
	echo 'needs AF_VSOCK' >>host.expect
	reports 0 !stale
	sed 's/AF_VSOCK/AF_UNIX/' host.expect >other
	mv other host.expect
	reports 1 stale
	sed 's/AF_UNIX/resource=memory/' host.expect >other
	mv other host.expect
	reports 0 !stale
	sed 's/resource=memory/resource=ample/' host.expect >other
	mv other host.expect
	reports 1 stale
}

# The first of several that match is shown, and none of them is stale.
atf_test_case several
several_body()
{
	trace full
	entry "$known" '*' >host.expect
	entry 'berkeley:*' '*' | sed 's/why not/too wide/' >>host.expect
	reports 0 !stale
	grep -q 'why not' out/index.html || atf_fail 'the first is not shown'
	grep -q 'too wide' out/index.html && atf_fail 'the second is shown'
	true
}

atf_test_case reads
reads_body()
{
	{
		printf '# a comment\n\n'
		printf 'expect\tx:y \r\n  host *\nreference a\nreason b c \n'
		entry 'x:y' 'Linux *'
		entry 'x:z' '*'
	} >good.expect
	atf_check pairoracle lint good.expect
	atf_check pairoracle lint "$(atf_get_srcdir)/../suite/linux.expect"
}

# However many there are, they are read and used in little time.
atf_test_case many
many_body()
{
	trace full
	awk 'BEGIN {
		for (i = 0; i < 60000; i++)
			print "expect program:case" i ":EIO" \
			    "\nhost Linux *\nreason r\nreference f\n"
	}' >many.expect
	(ulimit -t 20; exec pairoracle lint many.expect) || atf_fail 'too long'
	entry "$known" '*' >>many.expect
	(ulimit -t 20
	exec pairoracle report -o out -t berkeley -e many.expect host.trace) \
	    >said || atf_fail "$(cat said)"
	atf_check -o match:'side effect *1 *0$' cat said
}

# A region limits what is accepted to these requests, no more and no fewer.
atf_test_case region
region_body()
{
	trace full
	entry "$known" '*' >host.expect
	echo 'region domain=AF_UNIX type=SOCK_RAW' >>host.expect
	reports 0 'side effect *1 *0$'
	sed 's/SOCK_RAW/SOCK_RAW,SOCK_STREAM/' host.expect >other
	mv other host.expect
	reports 1 'side effect *0 *1$'
	sed 's/type=.*/type=SOCK_STREAM/' host.expect >other
	mv other host.expect
	reports 1 'side effect *0 *1$'
	echo 'region type=SOCK_RAW vector=valid' >>host.expect
	reports 1 'side effect *0 *1$'
	refuses ':5: no condition is called' "$(entry x:y '*')" 'region moon=1'
	refuses ':5: socket is a fact of the host' "$(entry x:y '*')" \
	    'region socket=ok'
	refuses ':2: a plan comes once' 'plan full 1' 'plan base 2'
	refuses ':1: no line .*; did you mean expect?' 'expekt x:y'
}

atf_test_case refuses
refuses_body()
{
	refuses ':1: the expectation has no host' 'expect x:y' 'reason z' \
	    'reference z'
	refuses ':1: the expectation has no reason' 'expect x:y' 'host *' \
	    'reference z' 'expect x:z'
	refuses ':1: the expectation has no reference' 'expect x:y' \
	    'host *' 'reason z'
	refuses ':3: the value is empty' 'expect x:y' 'host *' \
	    'reason  '
	refuses ':1: the value is empty' 'expect'
	refuses ':3: the expectation has this already' 'expect x:y' \
	    'host *' 'host *'
	refuses ':2: no line of an expectation starts with this word' \
	    'expect x:y' 'because z'
	refuses ':6: nothing of this name can be needed' "$(entry x:y '*')" '' \
	    'needs VSOCK'
	refuses ':6: x:y is already at bad.expect:1 for the same host' \
	    "$(entry x:y '*')" '' "$(entry x:y '*')"
	printf 'expect x:y\nhost *\0\n' >bad.expect
	atf_check -s exit:2 -e match:'bad.expect:2: .x00 is a control' \
	    pairoracle lint bad.expect
}

# What only the commands that use the files can find.
atf_test_case refuses_files
refuses_files_body()
{
	trace full
	printf 'host *\nexpect x:y\n' >bad.expect
	atf_check -s exit:2 -e match:'bad.expect:1: this comes before the' \
	    pairoracle report -o out -e bad.expect host.trace
	entry x:y '*' >one.expect
	cp one.expect two.expect
	atf_check -s exit:2 -e match:'two.expect:1: x:y is already at one' \
	    pairoracle report -o out -e one.expect -e two.expect host.trace
	atf_check -s exit:2 -e match:'none.expect: .*; name a file' \
	    pairoracle report -o out -e none.expect host.trace
	atf_check -s exit:2 -e match:'.: .*; name a file' \
	    pairoracle report -o out -e . host.trace
	atf_check test ! -e out
}

atf_init_test_cases()
{
	atf_add_test_case accepts
	atf_add_test_case system_table
	atf_add_test_case stale
	atf_add_test_case not_stale
	atf_add_test_case needs
	atf_add_test_case several
	atf_add_test_case reads
	atf_add_test_case many
	atf_add_test_case region
	atf_add_test_case refuses
	atf_add_test_case refuses_files
}
