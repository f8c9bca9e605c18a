# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The gate: a host is accepted request by request, and whatever it does
# otherwise turns the gate red, in few words.

# host NAME LINE ...: a trace of a host whose answers, but for these boxes,
# are ok for AF_UNIX, EOPNOTSUPP for AF_INET, and EFAULT for a bad vector.
host()
{
	name=$1
	shift
	{
		printf '%s\n' 'sweep socket facts privilege=root' \
		    'axis domain 1,2' 'axis type 1,2,3' \
		    'box domain=1 type=3 => ESOCKTNOSUPPORT' \
		    'box domain=1 type=1,2 => ok' 'box domain=2 => ok' \
		    'sweep call calls privilege=root fds=many' \
		    'axis domain 1,2' 'axis type 1,2,3' \
		    'axis vector valid,null' 'axis entry libc,syscall'
		printf '%s\n' "$@" 'end 24'
	} | make_trace "plan ${plan-base 01234567}" >"$name.trace"
}

good_null='box vector=null => EFAULT'
good_unix='box domain=1 vector=valid type=1,2 => ok'
good_raw='box domain=1 vector=valid type=3 => ESOCKTNOSUPPORT'
good_inet='box domain=2 vector=valid => EOPNOTSUPP'

# honest: a host that deviates in one way, and what was accepted of it.
honest()
{
	host honest "$good_null" "$good_unix" "$good_raw" "$good_inet"
	atf_check pairoracle accept -t berkeley -e host.expect honest.trace
	sed -i 's/TODO/it is known/' host.expect
	atf_check -e match:"warning: no table is of the system of 'Test 1.0" \
	    pairoracle lint host.expect
}

atf_test_case lint
lint_body()
{
	honest
	sed 's/^reason .*/reason    TODO/' host.expect >todo.expect
	atf_check -s exit:2 -e match:'todo.expect:[0-9]*: a reason or refere' \
	    pairoracle lint todo.expect
	while read -r id words
	do
		printf '%s\n' "expect    $id" 'host      *' 'reason    x' \
		    'reference y' "region    domain=AF_UNIX" >bad.expect
		pairoracle lint bad.expect >out 2>err
		atf_check_equal "2 $id" "$? $id"
		grep -q "^pairoracle: bad.expect:1: $words" err ||
		    atf_fail "$id: want '$words', got '$(cat err)'"
	done <<-'END'
	berkely:ERRORS.EFAULT:EINVAL no table is called 'berkely'; did you mean
	berkeley:ERRORS.EFAUL:EINVAL the table has no clause 'ERRORS.EFAUL'; did
	berkeley:Q:EINVAL the table has no clause 'Q'; take one of its clauses
	berkeley:ERRORS.EFAULT:EINVALID no host can answer 'EINVALID'; write
	berkeley:ERRORS.EFAULT:vector=lost no host can answer 'vector=lost'; w
	END
	printf '%s\n' 'expect    berkeley:ERRORS.EFAULT:EINVAL' 'host      *' \
	    'reason    x' 'reference y' \
	    'region    domain=AF_UNIX domain=AF_INET' >bad.expect
	atf_check -s exit:2 -e match:'no request lies in the region' \
	    pairoracle lint bad.expect
	# What accept writes of a real trace is fit to be read again.
	pairprobe -l base -o base.trace
	atf_check pairoracle accept -t berkeley,posix-2008 -e base.expect \
	    base.trace
	sed -i.orig 's/TODO/it is known/' base.expect
	atf_check pairoracle lint base.expect
	atf_check -o match:green pairoracle gate -t berkeley,posix-2008 \
	    -e base.expect base.trace
}

# gate STATUS WORDS ...: the gate exits so, and says each of these.
gate()
{
	status=$1
	shift
	# shellcheck disable=SC2086 # these are options
	pairoracle gate -t berkeley -e host.expect ${options-} host.trace \
	    >out 2>err
	got=$?
	atf_check -o empty cat err
	for words in "$@"; do
		grep -q -e "$words" out ||
		    atf_fail "want '$words', got '$(cat out)'"
	done
	atf_check_equal "$status" "$got"
}

atf_test_case accept
accept_body()
{
	honest
	atf_check -o inline:"# Deviations that were accepted: complete each\
 reason and reference.

plan      base 01234567

expect    berkeley:ERRORS.EPROTOTYPE:ESOCKTNOSUPPORT
host      Test 1.0 vax
region    domain=AF_UNIX type=SOCK_RAW vector=valid
reason    it is known
reference it is known
" cat host.expect
	cp honest.trace host.trace
	gate 0 '^gate: green; 1 known$'
	atf_check_equal 1 "$(wc -l <out)"
}

atf_test_case unfinished
unfinished_body()
{
	honest
	pairoracle accept -t berkeley -e host.expect honest.trace
	cp honest.trace host.trace
	gate 1 '^undone: host.expect:5: .* has no reason' '^gate: red: 1 undone'
}

# The library alone is wrong for one domain.
atf_test_case library
library_body()
{
	honest
	host host 'box domain=2 entry=libc => EAFNOSUPPORT' \
	    'box domain=2 entry=syscall vector=null => EFAULT' \
	    'box domain=2 entry=syscall vector=valid => EOPNOTSUPP' \
	    'box domain=1 vector=null => EFAULT' "$good_unix" "$good_raw"
	gate 1 '^new: domain=AF_INET entry=libc: EAFNOSUPPORT instead of' \
	    'so the C library is to blame' '^gate: red: 1 new; 1 known$'
}

# An errno that another deviation has already, for one domain alone.
atf_test_case same_errno
same_errno_body()
{
	host honest "$good_null" "$good_unix" "$good_raw" \
	    'box domain=2 vector=valid type=1,2 => EOPNOTSUPP' \
	    'box domain=2 vector=valid type=3 => ESOCKTNOSUPPORT'
	atf_check pairoracle accept -t berkeley -e host.expect honest.trace
	sed -i 's/TODO/it is known/' host.expect
	host host "$good_null" "$good_unix" \
	    'box domain=1 vector=valid type=3 => ESOCKTNOSUPPORT' \
	    'box domain=2 vector=valid type=1,2 => EOPNOTSUPP' \
	    'box domain=2 vector=valid type=3 => ESOCKTNOSUPPORT'
	gate 0 green
	host host "$good_null" \
	    'box domain=1 vector=valid type=1 => ok' \
	    'box domain=1 vector=valid type=2 entry=libc => ok' \
	    'box domain=1 vector=valid type=2 entry=syscall =>'\
' ESOCKTNOSUPPORT' "$good_raw" \
	    'box domain=2 vector=valid type=1,2 => EOPNOTSUPP' \
	    'box domain=2 vector=valid type=3 => ESOCKTNOSUPPORT'
	gate 1 '^new: .*type=SOCK_DGRAM.*: ESOCKTNOSUPPORT instead of ok'
}

# One request is enough, whether it deviates or no longer does.
atf_test_case one_request
one_request_body()
{
	honest
	host host "$good_null" "$good_unix" "$good_inet" \
	    'box domain=1 vector=valid type=3 entry=libc => ESOCKTNOSUPPORT' \
	    'box domain=1 vector=valid type=3 entry=syscall => EPROTOTYPE'
	gate 1 '^moved: host.expect:5: .* has moved: it covers fewer' \
	    'no longer, wherever .*type=SOCK_RAW .*entry=syscall' \
	    '^gate: red: 1 moved; 0 known$'
	atf_check -s exit:1 -o match:'^unexpected deviations' \
	    pairoracle report -o page -t berkeley -e host.expect host.trace
	host host 'box vector=null domain=1 => EFAULT' \
	    'box vector=null domain=2 type=2,3 => EFAULT' \
	    'box vector=null domain=2 type=1 entry=libc => EFAULT' \
	    'box vector=null domain=2 type=1 entry=syscall => EIO' \
	    "$good_unix" "$good_raw" "$good_inet"
	gate 1 '^new: domain=AF_INET .*EIO instead of EFAULT.*, 1 request$' \
	    '^gate: red: 1 new; 1 known$'
}

atf_test_case refused
refused_body()
{
	honest
	host host 'box => EPERM'
	gate 1 'the call is refused as a whole: 24 of 24 requests got EPERM' \
	    '^gate: red: 1 new, 1 gone; 0 known$' \
	    '^gone: host.expect:5: .* no longer deviates; remove lines 5-9$'
}

# A crash or a hang is accepted only as such.
atf_test_case crash
crash_body()
{
	honest
	crash='box domain=2 vector=valid => SIGSEGV'
	host host "$good_null" "$good_unix" "$good_raw" "$crash"
	gate 1 '^new: domain=AF_INET .*: SIGSEGV instead of'
	pairoracle accept -t berkeley -e crash.expect host.trace
	sed 's/TODO/it is known/' crash.expect >host.expect
	grep -q '^kind      crash$' host.expect || atf_fail "$(cat host.expect)"
	gate 0 '^gate: green; 2 known$'
	grep -v ^kind host.expect >fail.expect
	mv fail.expect host.expect
	gate 1 '^new: domain=AF_INET .*: SIGSEGV instead of'
	host host "$good_null" "$good_unix" "$good_raw" \
	    'box domain=2 vector=valid => hang'
	sed 's/TODO/it is known/' crash.expect >host.expect
	gate 1 '^new: domain=AF_INET .*: hang instead of'
}

# What shows now and then has a bound, and is never gone.
atf_test_case flaky
flaky_body()
{
	honest
	sed 's/^host .*/&\
kind flaky\
bound 2/' host.expect >flaky.expect
	mv flaky.expect host.expect
	host host "$good_null" "$good_inet" "$good_unix" \
	    'box domain=1 vector=valid type=3 entry=libc => ESOCKTNOSUPPORT' \
	    'box domain=1 vector=valid type=3 entry=syscall => EPROTOTYPE'
	gate 0 '^gate: green; 1 known$'
	host host "$good_null" "$good_inet" "$good_unix" \
	    'box domain=1 vector=valid type=3 => EPROTOTYPE'
	gate 0 '^gate: green; 0 known$'
	cp honest.trace host.trace
	gate 0 '^gate: green; 1 known$'
	sed -i 's/^bound 2/bound 1/' host.expect
	gate 1 '^moved: host.expect:5: .*: 2 requests, at most 1$'
	sed '/^bound/d' host.expect >bad.expect
	atf_check -s exit:2 -e match:'bad.expect:5: a flaky expectation has' \
	    pairoracle lint bad.expect
	sed 's/^kind .*/kind lost/' host.expect >bad.expect
	atf_check -s exit:2 -e match:'bad.expect:5: .* unknown kind' \
	    pairoracle lint bad.expect
}

# What is not the run that was accepted is red.
atf_test_case runs
runs_body()
{
	honest
	plan='full 89abcdef'
	host host "$good_null" "$good_unix" "$good_raw" "$good_inet"
	gate 1 '^run: the plan is full 89abcdef, and what was accepted is for'
	plan='base 01234567'
	echo 'end 0' | make_trace "plan $plan" >host.trace
	gate 1 '^run: the run made no request$'
}

# Each observation that differs, whether or not a document forbids it.
atf_test_case against
against_body()
{
	honest
	host host "$good_null" "$good_unix" "$good_raw" \
	    'box domain=2 vector=valid entry=libc => EOPNOTSUPP vector=first' \
	    'box domain=2 vector=valid entry=syscall => EOPNOTSUPP'
	gate 0 green
	options='--against honest.trace'
	gate 1 '^observed: domain=AF_INET .*entry=libc: differs, 3 requests$' \
	    'now EOPNOTSUPP vector=first, was EOPNOTSUPP'
	cp honest.trace host.trace
	gate 0 green
}

# Only what changed is changed; reasons and comments stay.
atf_test_case update
update_body()
{
	honest
	printf '%s\n' '# of our own' '' 'expect other:x' 'host *' 'reason r' \
	    'reference f' >>host.expect
	cp host.expect before
	atf_check pairoracle accept -u -t berkeley -e host.expect honest.trace
	atf_check cmp before host.expect
	host host 'box vector=null domain=1 => EFAULT' \
	    'box vector=null domain=2 => EIO' "$good_unix" "$good_inet" \
	    'box domain=1 vector=valid type=3 entry=libc => ESOCKTNOSUPPORT' \
	    'box domain=1 vector=valid type=3 entry=syscall => EPROTOTYPE'
	atf_check -o save:change pairoracle accept -u -t berkeley \
	    -e host.expect host.trace
	old='-region    domain=AF_UNIX type=SOCK_RAW vector=valid'
	for line in "$old" "+${old#-} entry=libc" \
	    '+expect    berkeley:ERRORS.EOPNOTSUPP:EIO' \
	    ' # of our own' ' reason    it is known'; do
		grep -qx -e "$line" change || atf_fail "$line: $(cat change)"
	done
	grep -q 'it is known' host.expect || atf_fail 'the reason is lost'
	grep -q 'of our own' host.expect || atf_fail 'the comment is lost'
	grep -q '^expect other:x' host.expect || atf_fail 'an entry is lost'
	patch -p0 before <change >said || atf_fail "$(cat said change)"
	atf_check cmp before host.expect
	cp honest.trace host.trace
	atf_check -o match:'^-expect    berkeley:ERRORS.EOPNOTSUPP:EIO$' \
	    pairoracle accept -u -t berkeley -e host.expect honest.trace
	gate 0 green
}

# A system's table is mended, not excused.
atf_test_case system
system_body()
{
	honest
	printf '%s\n' 'table own' 'order first' 'clause c 1' 'text t' \
	    'when => ok' >own.table
	atf_check -e match:'own: deviations from the table of a system' \
	    pairoracle accept -t ./own.table -e own.expect honest.trace
	grep 'expect  ' own.expect && atf_fail 'it was accepted'
	cp honest.trace host.trace
	atf_check -s exit:1 -o match:'^new: .* instead of ok' \
	    pairoracle gate -t ./own.table -e own.expect honest.trace
}

atf_test_case formats
formats_body()
{
	honest
	host host 'box vector=null domain=1 => EFAULT' \
	    'box vector=null domain=2 => EIO' "$good_unix" "$good_inet" \
	    'box domain=1 vector=valid type=3 entry=libc => ESOCKTNOSUPPORT' \
	    'box domain=1 vector=valid type=3 entry=syscall => EPROTOTYPE'
	options='--format markdown'
	gate 1 '^\*\*pairtest: red: 1 new, 1 moved; 0 known\*\*' \
	    '^### New deviations$' '<details><summary>'
	options='--format github'
	gate 1 '^::error title=pairtest moved,file=host.expect,line=5::' \
	    '^::error title=pairtest new::'
	options='--format tap'
	gate 1 '^TAP version 14$' '^1..2$' '^not ok 1 - new ' \
	    '^not ok 2 - moved'
	options='--format junit'
	gate 1 'tests="2" failures="2"' '<failure message='
	options='--format json'
	gate 1 '^{"green": false' '"kind": "moved"' '"line": 5'
	if command -v python3 >/dev/null; then
		python3 -m json.tool <out >/dev/null || atf_fail "$(cat out)"
	fi
	atf_check -s exit:2 -e match:"no format is called 'moon'; use text" \
	    pairoracle gate -e host.expect --format moon host.trace
	atf_check -s exit:2 -e match:'-e' pairoracle gate host.trace
	atf_check -s exit:2 -e match:'none.expect' \
	    pairoracle gate -e none.expect host.trace
}

atf_init_test_cases()
{
	atf_add_test_case lint
	atf_add_test_case accept
	atf_add_test_case unfinished
	atf_add_test_case library
	atf_add_test_case same_errno
	atf_add_test_case one_request
	atf_add_test_case refused
	atf_add_test_case crash
	atf_add_test_case flaky
	atf_add_test_case runs
	atf_add_test_case against
	atf_add_test_case update
	atf_add_test_case system
	atf_add_test_case formats
}
