# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The programs of the suite: what they read, whom they ask, and what they
# make of the answer.  One is copied, and asks what a test wants to know.

suite()
{
	echo "$(atf_get_srcdir)/../suite"
}

# cases LINE ...: the program is there, and these are all of its cases.
cases()
{
	[ -x vector ] || cp "$(suite)/vector" . || atf_fail 'no program'
	printf '%s\n' "$@" >vector.cases
}

# a_case [LINE ...]: it has one case, "it", about an unmapped vector.
a_case()
{
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_STREAM 0 vector=unmapped' \
	    'descr A bad vector is refused.' "$@"
}

# good [LINE ...]: a trace of eight calls in the UNIX domain, in which nothing
# is wrong but what the lines say, "vector=V [privilege=P] => OUTCOME"; EXTRA
# is in its head.
good()
{
	{
		cat <<'END'
sweep socket facts
axis privilege root,user
axis type 1..3
axis protocol 0,6
box protocol=0 => ok
box protocol=6 => EPROTONOSUPPORT
sweep call calls fds=many
axis privilege root,user
axis vector valid,null,unmapped,misaligned-1
END
		for vector in valid null unmapped misaligned-1; do
			for privilege in root user; do
				good_box "$vector" "$privilege" "$@"
			done
		done
		echo 'end 8'
	} | make_trace ${extra:+"$extra"} >host.trace
}

# good_box VECTOR PRIVILEGE LINE ...
good_box()
{
	box="box vector=$1 privilege=$2"
	outcome=ok
	case $1 in
	null|unmapped) outcome=EFAULT ;;
	esac
	for line in "$@"; do
		case $line in
		"vector=$1 => "*|"vector=$1 privilege=$2 => "*)
			outcome=${line#* => } ;;
		esac
	done
	echo "$box => $outcome"
}

# run CASE [VARIABLE=VALUE ...]: the outcome is in "result".
run()
{
	name=$1
	shift
	for variable in "$@"; do
		set -- "$@" -v "$variable"
		shift
	done
	rm -f result
	__RUNNING_INSIDE_ATF_RUN=internal-yes-value ./vector -r result \
	    -s "$PWD" "$@" "$name" >out 2>err
	[ -s result ] || atf_fail "no result of $name: $(cat out err)"
}

# judged WORDS [VARIABLE=VALUE ...]: the trace makes this of the case.
judged()
{
	words=$1
	shift
	run it "trace=$PWD/host.trace" "$@"
	says "$words"
}

# says WORDS ...: the result matches each of them, and is one line.
says()
{
	for words in "$@"; do
		grep -qe "$words" result ||
		    atf_fail "want '$words', got '$(cat result)'"
	done
	atf_check_equal 1 "$(grep -c '' result)"
}

# refused WORDS: no case is listed, but this is said.
refused()
{
	for option in -l 'it'; do
		__RUNNING_INSIDE_ATF_RUN=internal-yes-value \
		    ./vector -s "$PWD" "$option" >out 2>err &&
		    atf_fail "the cases are accepted: $(cat vector.cases)"
		grep -q "^ident" out && atf_fail "cases are listed: $(cat out)"
		grep -qe "$1" err || atf_fail "want '$1', got '$(cat err)'"
	done
}

atf_test_case probe_missing
probe_missing_body()
{
	a_case
	run it probe=/nowhere/probe
	says '^failed: the probe /nowhere/probe cannot be run; .*variable probe'
	: >probe
	run it "probe=$PWD/probe"
	says '^failed: the probe .* cannot be run'
}

atf_test_case probe_silent
probe_silent_body()
{
	a_case
	run it 'probe=true'
	says '^failed: the probe true printed nothing'
}

atf_test_case probe_nonsense
probe_nonsense_body()
{
	a_case
	run it 'probe=echo hello'
	says '^failed: the probe echo hello printed no trace: standard output'
	run it 'probe=head -c 5000 /dev/zero; :'
	says '^failed: the probe .* printed no trace: '
	run it 'probe=yes; :'
	says '^failed: the probe yes; : prints without end'
}

atf_test_case probe_truncated
probe_truncated_body()
{
	a_case
	good
	sed '$d' host.trace >short.trace
	run it "probe=cat $PWD/short.trace; :"
	says '^failed: the probe .* printed no trace: standard output:'
	run it "trace=$PWD/short.trace"
	says "^failed: $PWD/short.trace:"
}

atf_test_case probe_fails
probe_fails_body()
{
	a_case
	run it 'probe=echo sorry >&2; exit 3; :'
	says '^failed: .* exited with status 3; .* on standard error'
	atf_check_equal sorry "$(sort -u err)"
	good
	run it "probe=cat $PWD/host.trace; exit 3; :"
	says '^failed: the probe .* exited with status 3'
}

atf_test_case probe_dies
probe_dies_body()
{
	a_case
	# shellcheck disable=SC2016
	run it 'probe=kill -KILL $$; :'
	says '^failed: the probe .* was killed by signal 9 '
	# shellcheck disable=SC2016
	run it 'probe=sh -c '\''kill -KILL $$'\''; exit $?; :'
	says '^failed: the probe .* was killed by signal 9 '
}

# Neither the probe nor what it started goes on.
atf_test_case probe_hangs
probe_hangs_body()
{
	a_case
	run it 'probe=(sleep 2; echo left >left) & sleep 1000; :' timeout=1
	says '^failed: the probe .* hung: it was not done after 1 s'
	run it 'probe=exec >&-; (sleep 2; echo left >left) & sleep 1000; :' \
	    timeout=1
	says '^failed: the probe .* hung: it was not done after 1 s'
	sleep 2
	[ ! -e left ] || atf_fail 'what the probe started goes on'
	for seconds in 0 -1 1x '' 999999999999999999999; do
		run it "timeout=$seconds"
		says '^failed: the variable timeout is .*; give it seconds'
	done
}

# What a probe leaves running is stopped when the probe is done.
atf_test_case probe_leaves
probe_leaves_body()
{
	a_case
	good
	run it "probe=(sleep 1; echo left >left) >&- & cat $PWD/host.trace; :"
	says '^passed$'
	sleep 2
	[ ! -e left ] || atf_fail 'what the probe started goes on'
}

# The arguments of the request arrive as they are.
atf_test_case probe_arguments
probe_arguments_body()
{
	cases 'case it' 'clause berkeley:ERRORS.success' \
	    'request AF_UNIX SOCK_STREAM|SOCK_CLOEXEC 0' 'descr Flags.'
	# shellcheck disable=SC2016
	run it 'probe=printf "<%s>" "$@" >got; pairprobe'
	atf_check_equal '<AF_UNIX><SOCK_STREAM|SOCK_CLOEXEC><0>' "$(cat got)"
	cases 'case it' 'clause berkeley:ERRORS.EAFNOSUPPORT' \
	    'request -1 SOCK_STREAM 0' 'descr No domain.'
	# shellcheck disable=SC2016
	run it 'probe=printf "<%s>" "$@" >got; pairprobe'
	atf_check_equal '<--><-1><SOCK_STREAM><0>' "$(cat got)"
	says '^passed$'
}

# Without the variable no program is looked for: the probe is built in.
atf_test_case probe_default
probe_default_body()
{
	a_case
	printf '%s\n' '#! /bin/sh' 'echo asked >&2; exit 3' >pairprobe
	chmod +x pairprobe
	PATH=$PWD:$PATH run it
	says '^passed$'
	atf_check_equal '' "$(cat err)"
}

# What kills or hangs the built-in probe's worker is an observation.
atf_test_case worker_dies
worker_dies_body()
{
	need_liar
	cases 'case it' 'clause berkeley:ERRORS.success' \
	    'request AF_UNIX SOCK_DGRAM 0' 'descr A pair.'
	LIE=segv LD_PRELOAD=$liar run it
	says '^failed: .*, got SIGSEGV;'
	LIE=hang LD_PRELOAD=$liar run it timeout=1
	says '^failed: .*, got hang;'
}

# What reaches beyond the probe's own processes is done if it is allowed.
atf_test_case allowed
allowed_body()
{
	cases 'case it' 'clause posix-2008:ERRORS.ENOMEM' \
	    'request AF_UNIX SOCK_STREAM 0 resource=memory' 'descr Memory.'
	run it
	cp result unasked
	for words in memory 'system-files, memory,' ' memory system-files'; do
		run it "allow=$words"
		grep 'needs --allow' result && atf_fail "not with '$words'"
	done
	grep -q 'needs --allow memory' unasked ||
	    cmp -s unasked result ||
	    atf_fail "done unasked: $(cat unasked result)"
	run it 'allow=memory,everything'
	says "^failed: .*unknown word 'everything'"
}

# A probe that knows no such name cannot be blamed for it.
atf_test_case probe_excused
probe_excused_body()
{
	good
	cases 'case it' 'clause berkeley:ERRORS.success' \
	    'request AF_TIPC SOCK_RDM 0' 'descr What few hosts have.'
	# shellcheck disable=SC2016
	run it 'probe=[ $1 != AF_TIPC ] || exit 2; cat '"$PWD/host.trace; :"
	says "^skipped: untested: on this host no domain is called 'AF_TIPC'"
	judged "^skipped: untested: on this host no domain is called 'AF_TIPC'"
	run it 'probe=exit 2; :'
	says '^failed: the probe exit 2; : exited with status 2'
}

atf_test_case trace_path
trace_path_body()
{
	a_case
	run it trace=host.trace
	says '^failed: the variable trace is .*; give it a path that starts'
	run it "trace=$PWD/none.trace"
	says "^failed: $PWD/none.trace: No such file"
	run it "trace=$PWD"
	says '^failed: '
}

# again STATUS: the command of the result exits so.
again()
{
	sed 's/.*; again: //' result >again
	atf_check -s exit:"$1" -o ignore sh ./again
}

# All that it takes to look a failure up is in its text.
atf_test_case failure
failure_body()
{
	a_case
	good 'vector=unmapped => EINVAL'
	judged '^failed: requested AF_UNIX SOCK_STREAM 0 vector=unmapped; '
	says '; allowed EFAULT, got EINVAL; ' \
	    '; clause berkeley:ERRORS.EFAULT (79); ' \
	    "; again: pairoracle judge -t berkeley $PWD/host.trace$"
	again 1
	run it "probe=cat '$PWD/host.trace'; :"
	says "; again: cat '$PWD/host.trace'; : AF_UNIX SOCK_STREAM 0 .* | "
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_STREAM 0 vector=null' 'descr A lie.'
	need_liar
	cases 'case it' 'clause berkeley:ERRORS.success' \
	    'request AF_UNIX SOCK_DGRAM 0' 'descr A pair.'
	LIE=abort LD_PRELOAD=$liar run it
	says '; again: pairprobe AF_UNIX SOCK_DGRAM 0 | pairoracle judge -t '
	again 0
}

# One errno of a trace, or one row of a table, makes a case red.
atf_test_case mutants
mutants_body()
{
	a_case
	good
	judged '^passed$'
	for answer in EINVAL ok SIGSEGV hang ENOMEM errno-999; do
		good "vector=unmapped => $answer"
		judged "^failed: .* got $answer; clause berkeley:ERRORS.EFAULT"
	done
	good
	tables=$(atf_get_srcdir)/../../oracle/tables
	judged '^passed$' "table=$tables/berkeley.table"
	sed '/^when vector=invalid/s/EFAULT/EIO/' "$tables/berkeley.table" \
	    >own.table
	judged '^failed: .* allowed EIO, got EFAULT' "table=$PWD/own.table"
	sed '/^when vector=invalid/s/invalid/first-bad/' \
	    "$tables/berkeley.table" >own.table
	judged '^failed: .* allowed ok, got EFAULT' "table=$PWD/own.table"
	says "judge -t $PWD/own.table $PWD/host.trace$"
}

atf_test_case table_other
table_other_body()
{
	a_case
	good
	judged '^failed: unknown: no built-in table has this name' \
	    table=unknown
	judged '^failed: .*none.table: No such file' table=/none.table
	echo rubbish >own.table
	judged "^failed: $PWD/own.table:1:" "table=$PWD/own.table"
	judged '^passed$' table=posix-2008
	good 'vector=unmapped => EFAULT leaked=1'
	judged '^passed$'
	judged '^failed: .*posix-2008:RETURN.none-allocated' table=posix-2008
}

# A wrong answer is a failure of a case about answers, and of one that got
# nothing else to look at; it is no failure of a case about effects.
atf_test_case about
about_body()
{
	cases 'case it' 'clause berkeley:ERRORS.EMFILE' \
	    'request AF_UNIX SOCK_STREAM 0 vector=null' 'descr Not about it.'
	good
	judged '^skipped: untested: no clause of this case .* answer, EFAULT$'
	good 'vector=null => EIO'
	judged '^failed: .* got EIO; clause berkeley:ERRORS.EFAULT'
	cases 'case it' 'clause posix-2008:DESCRIPTION.unbound' \
	    'request AF_UNIX SOCK_STREAM 0' 'descr Not reached.'
	good 'vector=valid => EIO'
	judged '^failed: .* got EIO; clause posix-2008:ERRORS.success'
	cases 'case it' 'clause posix-2008:RETURN.vector-kept' \
	    'request AF_UNIX SOCK_STREAM 0' 'descr An effect.'
	judged '^passed$'
	good 'vector=valid => EIO vector=written'
	judged '^failed: .* got vector=written guard=kept'
}

atf_test_case silence
silence_body()
{
	cases 'case it' 'clause berkeley:ERRORS.EFAULT.alignment' \
	    'request AF_UNIX SOCK_STREAM 0 vector=misaligned-1' 'descr Open.'
	good
	judged '^skipped: inconclusive: .*; allowed inconclusive, got ok;'
}

atf_test_case untested
untested_body()
{
	extra='untested vector=read-only no page can be protected'
	good
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_STREAM 0 vector=read-only' 'descr Missing.'
	judged '^skipped: untested: no page can be protected$'
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_STREAM 0 vector=text' 'descr Missing.'
	judged '^skipped: untested: the trace does not hold this request$'
	extra='absent nonblock'
	good
	cases 'case it' 'clause berkeley:DESCRIPTION.alike' \
	    'request AF_UNIX SOCK_STREAM 0' 'effect nonblock=good' \
	    'descr Unseen.'
	judged '^skipped: untested: this host does not show that effect$'
}

# Each end is asked by itself, and both together.
atf_test_case ends
ends_body()
{
	cases 'case both' 'clause berkeley:DESCRIPTION.unnamed' \
	    'request AF_UNIX SOCK_STREAM 0' 'descr Both.' \
	    'for end forward=good|bad-second reversed=good|bad-first' \
	    'case $end' 'clause berkeley:DESCRIPTION.unnamed' \
	    'request AF_UNIX SOCK_STREAM 0' 'effect unnamed=$end' 'descr One.'
	while read -r value both forward reversed; do
		good "vector=valid => ok unnamed=$value"
		for name in both forward reversed; do
			run $name "trace=$PWD/host.trace"
			eval "says \"^\$$name\""
		done
	done <<'END'
good passed passed passed
bad-first failed failed passed
bad-second failed passed failed
bad-both failed failed failed
END
	says 'allowed unnamed=good|bad-first, got unnamed=bad-both;' \
	    'clause berkeley:DESCRIPTION.unnamed (54);'
}

# Effects are looked at where there are any.
atf_test_case effects
effects_body()
{
	cases 'case it' 'clause posix-2008:RETURN.none-allocated' \
	    'request AF_UNIX SOCK_STREAM 0' 'effect leaked=0 lost=0' \
	    'effect signal=none vector=kept' 'descr Nothing else happens.'
	good
	judged '^passed$'
	good 'vector=valid => EIO vector=first'
	judged '^failed: .* allowed vector=kept, got vector=first;'
	good 'vector=valid => ok lost=2'
	judged '^failed: .* allowed lost=0, got lost=2;'
	good 'vector=valid => hang'
	judged '^failed: .* got hang;'
}

# The privilege is that of who ran the probe, unless the case has its own.
atf_test_case privilege
privilege_body()
{
	a_case
	good 'vector=unmapped privilege=user => EIO'
	judged '^passed$'
	good 'vector=unmapped privilege=root => EIO'
	judged '^failed: .*got EIO'
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' 'descr A user.' \
	    'request AF_UNIX SOCK_STREAM 0 vector=unmapped privilege=user'
	judged '^passed$'
}

# expects FILE PATTERN HOST [LINE]: a file of one expectation.
expects()
{
	printf '%s\n' "expect $2" "host $3" 'reason known since long' \
	    'reference fs/pair.c' "${4-}" >"$1"
}

atf_test_case expected
expected_body()
{
	a_case
	good 'vector=unmapped => EIO'
	for pattern in 'vector:it:EIO' 'vector:*:EIO' 'vector:i?:E*'; do
		expects own.expect "$pattern" 'Test *'
		judged '^expected_failure: known since long (fs/pair.c): req'
	done
	# What else may go wrong is not accepted, nor is every case that has
	# the deviation.
	for pattern in 'vector:it:EINVAL' 'vector:it:ok' 'vector:it' \
	    'vector:them:EIO' 'berkeley:ERRORS.EFAULT:EIO'; do
		expects own.expect "$pattern" 'Test *'
		judged '^failed: requested'
	done
	expects own.expect 'vector:it:EIO' 'Linux *'
	judged '^failed: requested'
	expects other 'vector:it:EIO' 'Test 1.* vax'
	judged '^expected_failure: ' "expectations=$PWD/other"
	judged '^failed: requested' expectations=/dev/null
	expects own.expect 'vector:it:EIO' 'Test *'
	judged '^failed: requested' table=berkeley
	expects own.expect 'berkeley:ERRORS.EFAULT:EIO' 'Test *'
	judged '^expected_failure: ' table=berkeley
	run it 'probe=exit 3; :'
	says '^failed: the probe'
}

atf_test_case expected_stale
expected_stale_body()
{
	a_case
	good
	expects own.expect 'vector:it:EIO' 'Test *'
	judged "^failed: passed, though $PWD/own.expect:1 expects it to fail"
	expects own.expect 'vector:it:EIO' 'Linux *'
	judged '^passed$'
	expects own.expect 'vector:it:EIO' 'Test *' 'needs AF_UNIX'
	judged '^failed: passed, though'
	expects own.expect 'vector:it:EIO' 'Test *' 'needs AF_INET6'
	judged '^passed$'
	expects own.expect 'vector:it:EIO' 'Test *' \
	    'needs socket=EPROTONOSUPPORT'
	judged '^failed: passed, though'
	expects own.expect 'vector:it:EIO' 'Test *' \
	    'needs socket=ESOCKTNOSUPPORT'
	judged '^passed$'
	cases 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_STREAM 0 vector=read-only' 'descr Missing.'
	expects own.expect 'vector:it:EIO' 'Test *'
	judged '^skipped: untested: '
}

atf_test_case expected_bad
expected_bad_body()
{
	a_case
	good
	echo 'expects nothing' >own.expect
	judged "^failed: $PWD/own.expect:1: "
	printf '%s\n' 'expect a' 'host *' 'reference x' >own.expect
	judged "^failed: $PWD/own.expect:1: .*reason"
	rm own.expect
	judged '^failed: /none.expect: No such file' expectations=/none.expect
}

# bad LINE WORDS: a block of four lines with LINE in place of its own one.
bad()
{
	word=${1%% *}
	a_case
	sed "/^$word /d" vector.cases >rest
	case $word in
	for) { printf '%s\n' "$1"; cat rest; } >vector.cases ;;
	case) { printf '%s\n' "$1"; cat rest; } >vector.cases ;;
	*) { cat rest; printf '%s\n' "$1"; } >vector.cases ;;
	esac
	refused "$2"
}

atf_test_case cases_bad
cases_bad_body()
{
	here=$PWD/vector.cases
	bad 'color blue' "$here:5: no line of a case starts with 'color'"
	bad 'case a b' "$here:1: 'a b' is no name of a case"
	bad 'case a/b' "$here:1: 'a/b' is no name of a case"
	bad 'case $x' "$here:1: \$x is no variable of this block"
	bad 'clause berkeley:ERRORS.NONE' \
	    "$here:1: no clause of the table berkeley is called 'ERRORS.NONE'"
	bad 'clause nobody:ERRORS.EFAULT' "$here:1: nobody: no built-in table"
	bad 'clause EFAULT' "$here:1: 'EFAULT' is no TABLE:CLAUSE"
	bad 'request AF_UNIX SOCK_STREAM' "$here:1: want DOMAIN TYPE PROTOCOL"
	bad 'request AF_NONE SOCK_STREAM 0' "$here:1: .*'AF_NONE'"
	bad 'request AF_UNIX SOCK_STREAM 0 moon=full' "$here:1: .*'moon'"
	bad 'effect unnamed' "$here:1: 'unnamed' is no EFFECT=VALUE"
	bad 'effect unnamed=maybe' "$here:1: unnamed has no value 'maybe'"
	bad 'effect colour=red' "$here:1: 'colour=red' is no EFFECT=VALUE"
	bad 'for X a' "$here:1: want small letters for a variable"
	bad 'for x' "$here:1: want small letters for a variable"
	bad 'for x =a' "$here:1: '=a' is no LABEL=VALUE"
	bad 'for x a=' "$here:1: 'a=' is no LABEL=VALUE"
	bad 'for x a="b c' "$here:1: .* is no LABEL=VALUE"
	bad 'for x a b' "$here:1: the case it is defined at line 1 already"
	bad 'case' "$here:1: nothing follows case"
	bad 'descr $' "$here:1: \$ is no variable of this block"
}

atf_test_case cases_incomplete
cases_incomplete_body()
{
	for word in case clause request descr; do
		a_case
		sed "/^$word /d" vector.cases >rest
		mv rest vector.cases
		refused "vector.cases:1: .*$word"
	done
	a_case 'request AF_UNIX SOCK_DGRAM 0'
	refused 'vector.cases:5: the block has a request line already'
	a_case 'case it' 'clause berkeley:ERRORS.EFAULT' \
	    'request AF_UNIX SOCK_DGRAM 0' 'descr The same.'
	refused 'vector.cases:5: the case it is defined at line 1 already'
	cases 'clause berkeley:ERRORS.EFAULT'
	refused 'vector.cases:1: the case line of the block comes first'
}

atf_test_case cases_none
cases_none_body()
{
	cases '# nothing'
	refused "$PWD/vector.cases: the file has no cases"
	cases 'for x a b'
	refused 'vector.cases:1: the block has no case line'
	rm vector.cases
	refused "$PWD/vector.cases: No such file"
	printf 'case \000' >vector.cases
	refused 'x00 is a control character'
}

# Kyua is told, too.
atf_test_case cases_kyua
cases_kyua_body()
{
	cases '# nothing'
	printf '%s\n' 'syntax(2)' 'test_suite("pairtest")' \
	    'atf_test_program{name="vector"}' >Kyuafile
	kyua --config=none --logfile=/dev/null test -r "$PWD/r.db" >out 2>&1
	atf_check_equal 1 $?
	grep -q 'vector:__test_cases_list__.*broken' out ||
	    atf_fail "$(cat out)"
}

atf_test_case cases_many
cases_many_body()
{
	words=$(awk 'BEGIN { while (i++ < 50) printf " w" i }')
	block="clause berkeley:ERRORS.EFAULT
request AF_UNIX SOCK_STREAM 0
descr One of many."
	cases "for word$words" 'for three a b c' 'case $word.$three' "$block"
	atf_check_equal 150 "$(./vector -s "$PWD" -l | grep -c '^ident')"
	cases "for word$words" 'for three a b c' 'case $word.$three' "$block" \
	    'case more' "$block"
	refused 'vector.cases:7: these are over 150 cases'
	cases "for word$words$words" 'case $word' "$block"
	refused 'vector.cases:1: .* over 64 words; make a second block'
	cases 'for a a' 'for b a' 'for c a' 'for d a' 'for e a' 'for f a' \
	    'for g a' 'for h a' 'for i a' 'case it' "$block"
	refused 'vector.cases:9: a block has at most 8 variables'
}

# A block stands for each combination, by labels and by values.
atf_test_case cases_product
cases_product_body()
{
	cases '# A comment.' '' 'for	type  x=SOCK_STREAM' \
	    'for type y=2	' 'for rest plain="0" bad="0 vector=null"' \
	    '  case	$type.$rest' 'clause berkeley:ERRORS.EFAULT' \
	    'clause berkeley:ERRORS.success' \
	    'request AF_UNIX $type $rest' 'descr Of $type and $rest.' \
	    'case alone' 'clause berkeley:ERRORS.success' \
	    'request AF_UNIX SOCK_STREAM 0' 'descr Alone.'
	./vector -s "$PWD" -l >out 2>err || atf_fail "$(cat err)"
	sed -n 's/^ident: //p' out >got
	printf '%s\n' x.plain x.bad y.plain y.bad alone >want
	atf_check cmp want got
	for line in 'descr: Of y and bad.' \
	    'X-clause: berkeley:ERRORS.EFAULT berkeley:ERRORS.success' \
	    'X-request: AF_UNIX 2 0 vector=null'; do
		grep -qxe "$line" out || atf_fail "no '$line': $(cat out)"
	done
}

# The suite itself.

programs()
{
	sed -n 's/^atf_test_program{name="\(.*\)"}$/\1/p' "$(suite)/Kyuafile"
}

atf_test_case suite_counts
suite_counts_body()
{
	all=0
	for program in $(programs); do
		"$(suite)/$program" -s "$(suite)" -l >list 2>err ||
		    atf_fail "$program: $(cat err)"
		count=$(grep -c '^ident: ' list)
		[ "$count" -le 150 ] || atf_fail "$program: $count cases"
		all=$((all + count))
		for word in descr X-clause X-request; do
			atf_check_equal "$program:$count" \
			    "$program:$(grep -c "^$word: " list)"
		done
		grep -vE '^(Content-Type|ident|descr|X-clause|X-request): |^$' \
		    list && atf_fail "$program has other properties"
	done
	[ $all -ge 150 ] || atf_fail "$all cases"
}

# Whatever the documents of the suite can say is asked.
atf_test_case suite_clauses
suite_clauses_body()
{
	for program in $(programs); do
		"$(suite)/$program" -s "$(suite)" -l 2>/dev/null
	done | sed -n 's/^X-clause: //p' | tr ' ' '\n' | sort -u >asked
	for table in berkeley posix-2008; do
		awk -v table=$table '
		$1 == "clause" { clause = table ":" $2 }
		/^(when|on|otherwise) / { print clause }' \
		    "$(atf_get_srcdir)/../../oracle/tables/$table.table"
	done | sort -u >said
	[ -s said ] || atf_fail 'no clause has rows'
	comm -13 asked said >missing
	atf_check -o empty cat missing
}

# ask PROGRAM CASE: what the case says of this host by own.table.
ask()
{
	__RUNNING_INSIDE_ATF_RUN=internal-yes-value "$(suite)/$1" -r result \
	    -s "$(suite)" -v "table=$PWD/own.table" \
	    -v expectations=/dev/null "$2" >/dev/null 2>&1
	cat result
}

# The same row with all that it says turned round.
turned='
	s/=good|bad-both/=bad-first/g
	s/=good/=bad-both/g
	s/=asked/=other/g
	s/=kept/=written/g
	s/=wanted/=odd/g
	s/=different/=same/
	s/=yes/=no/
	s/=0/=1/g
	s/=> \(may \)*[A-Zi].*/=> EIO/
	s/=> ok/=> EIO/
'

# turned_shows TABLE LINE CLAUSE: a case that names the clause says so.
turned_shows()
{
	sed -n "s/^$1:$3 //p" asked >about
	while read -r program name; do
		cat "$1.table" >own.table
		before=$(ask "$program" "$name")
		sed "$2{$turned}" "$1.table" >own.table
		[ "$before" = "$(ask "$program" "$name")" ] || return 0
	done <about
	return 1
}

# A row that is turned round shows.  Resources do not run out here, no honest
# host has ends that differ, and what the last one says another says too.
atf_test_case suite_rows
suite_rows_body()
{
	for program in $(programs); do
		"$(suite)/$program" -s "$(suite)" -l 2>/dev/null |
		    awk -v program="$program" '
		$1 == "ident:" { name = $2 }
		$1 == "X-clause:" { clauses = $0 }
		$1 == "X-request:" && !/check=/ {
			count = split(clauses, clause)
			for (i = 2; i <= count; i++)
				print clause[i], program, name
		}'
	done >asked
	for table in berkeley posix-2008; do
		cat "$(atf_get_srcdir)/../../oracle/tables/$table.table" \
		    >"$table.table"
		awk '$1 == "clause" { clause = $2 }
		/^(when|on|otherwise) / && !/resource=|on ends|socket=ok/ {
			print FNR, clause
		}' "$table.table" >rows
		[ -s rows ] || atf_fail 'no rows'
		while read -r line clause; do
			turned_shows "$table" "$line" "$clause" ||
			    sed -n "${line}s/^/$table:$line:/p" "$table.table"
		done <rows
	done >missing
	atf_check -o empty cat missing
}

# A full trace holds whatever the suite asks, so one that is stored is judged
# as its host is.
atf_test_case suite_stored
suite_stored_body()
{
	pairprobe -l full -o full.trace 2>err || atf_fail "$(cat err)"
	for program in $(programs); do
		"$(suite)/$program" -s "$(suite)" -l 2>/dev/null |
		    sed -n 's/^ident: //p' >names
		while read -r name; do
			__RUNNING_INSIDE_ATF_RUN=internal-yes-value \
			    "$(suite)/$program" -s "$(suite)" -r result \
			    -v "trace=$PWD/full.trace" "$name" >/dev/null 2>&1
			sed "s/^/$program:$name: /" result
		done <names
	done >results
	[ -s results ] || atf_fail 'no results'
	grep -e ': failed' -e 'does not hold this request' results >missing
	atf_check -o empty cat missing
}

# told LIE PROGRAM CASE WORDS: under the lie the case fails, with these words.
told()
{
	[ -e honest ] || atf_fail 'no honest result'
	__RUNNING_INSIDE_ATF_RUN=internal-yes-value "$(suite)/$2" -r honest \
	    -s "$(suite)" "$3" >/dev/null 2>&1
	grep -q -e '^passed' -e '^expected_failure' honest ||
	    atf_fail "$2:$3 of an honest host: $(cat honest)"
	__RUNNING_INSIDE_ATF_RUN=internal-yes-value LIE=$1 LD_PRELOAD=$liar \
	    "$(suite)/$2" -r result -s "$(suite)" "$3" >/dev/null 2>&1
	says '^failed: requested' "$4"
}

# No expectation of this host excuses a lie.
atf_test_case suite_lies
suite_lies_body()
{
	need_liar
	[ "$(uname)" = Linux ] || atf_skip 'the expectations are of Linux'
	: >honest
	told packets pair type.seqpacket 'got type=SOCK_DGRAM;'
	told any-type errno EPROTOTYPE.unix.rdm 'got ok;'
	told any-type flags alone.cloexec 'got ok;'
	told any-protocol errno EPROTONOSUPPORT.unix.stream.p99 'got ok;'
	told swapped pair order.linux.stream 'got order=descending;'
}

# A case that is about some hosts is skipped on others.
atf_test_case host
host_body()
{
	a_case
	good
	judged '^passed$'
	a_case 'host Test *'
	judged '^passed$'
	a_case 'host Linux *'
	judged '^skipped: untested: the case is about hosts Linux \*, and '
}

# Each expectation of a case speaks of some case, and says what is got.
atf_test_case suite_expectations
suite_expectations_body()
{
	for program in $(programs); do
		"$(suite)/$program" -s "$(suite)" -l 2>/dev/null |
		    sed -n "s/^ident: /$program:/p"
	done >names
	programs | tr '\n' ' ' >list
	sed -n 's/^expect  *//p' "$(suite)"/*.expect |
	    while read -r pattern; do
		case " $(cat list)" in
		*" ${pattern%%:*} "*) ;;
		*) continue ;;
		esac
		found=no
		case ${pattern#*:} in
		*:?*) ;;
		*) echo "$pattern" ;;
		esac
		while read -r name; do
			# shellcheck disable=SC2254
			case $name in
			${pattern%:*}) found=yes ;;
			esac
		done <names
		[ $found = yes ] || echo "$pattern"
	done >missing
	atf_check -o empty cat missing
}

atf_init_test_cases()
{
	atf_add_test_case probe_missing
	atf_add_test_case probe_silent
	atf_add_test_case probe_nonsense
	atf_add_test_case probe_truncated
	atf_add_test_case probe_fails
	atf_add_test_case probe_dies
	atf_add_test_case probe_hangs
	atf_add_test_case probe_leaves
	atf_add_test_case probe_arguments
	atf_add_test_case probe_default
	atf_add_test_case worker_dies
	atf_add_test_case allowed
	atf_add_test_case probe_excused
	atf_add_test_case trace_path
	atf_add_test_case failure
	atf_add_test_case mutants
	atf_add_test_case table_other
	atf_add_test_case about
	atf_add_test_case silence
	atf_add_test_case untested
	atf_add_test_case ends
	atf_add_test_case effects
	atf_add_test_case privilege
	atf_add_test_case expected
	atf_add_test_case expected_stale
	atf_add_test_case expected_bad
	atf_add_test_case cases_bad
	atf_add_test_case cases_incomplete
	atf_add_test_case cases_none
	atf_add_test_case cases_kyua
	atf_add_test_case cases_many
	atf_add_test_case cases_product
	atf_add_test_case suite_counts
	atf_add_test_case suite_clauses
	atf_add_test_case suite_rows
	atf_add_test_case suite_stored
	atf_add_test_case suite_expectations
	atf_add_test_case suite_lies
	atf_add_test_case host
}
