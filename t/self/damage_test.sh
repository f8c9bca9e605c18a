# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Damaged traces: what is whole is judged, what is not is named, and no line
# that is damaged or lost leads to a verdict that the whole trace does not get.

# Random damage; make damage COUNT=N does more of it.
atf_test_case random
random_head()
{
	atf_set timeout 600
}
random_body()
{
	atf_check -o match:'300 damaged traces' \
	    sh "$(atf_get_srcdir)/../../build-aux/damage.sh" 300
}

# sweeps_of FILE: how many sweeps of calls a trace has.
sweeps_of()
{
	bodies <"$1" | grep -c '^sweep call'
}

# judged STATUS FILE ...: judges the files by the table linux.
judged()
{
	want=$1
	shift
	pairoracle judge -t linux "$@" >out 2>err
	atf_check_equal "$want" $?
}

# line_of FILE WORDS [N]: the number of the N-th line that begins so.
line_of()
{
	grep -n "^@[0-9]* $2" "$1" | sed -n "${3-1}s/:.*//p"
}

# A host that goes down loses nothing of what came before.
atf_test_case cut
cut_body()
{
	pairprobe -l base -o whole.trace
	sweep=$(line_of whole.trace 'sweep call' 2)
	head -n "$((sweep + 4))" whole.trace >console.log
	printf '%s' '@999 box dom' >>console.log
	judged 2 console.log
	grep -q "console.log:[0-9]*: .*breaks off" err || atf_fail "$(cat err)"
	grep -q '^linux: [1-9][0-9]* requests' out || atf_fail "$(cat out)"
	cp out first
	# A gate, a table and a report are made of whole traces only.
	complains pairoracle 'ends here without its last line' \
	    learn console.log
	# What is whole becomes a trace that says what it lacks.
	pairoracle merge -o part.trace console.log 2>err
	atf_check_equal 2 $?
	grep -q 'breaks off' err || atf_fail "$(cat err)"
	bodies <part.trace | grep -q '^lost .*breaks off' ||
	    atf_fail 'the loss is forgotten'
	atf_check pairoracle lint part.trace
	judged 2 part.trace
	atf_check_equal "$(tail -n 1 first)" "$(tail -n 1 out)"
}

# What was asked last is named.
atf_test_case culprit
culprit_body()
{
	{ printf '%s\n' 'pairtest-trace 2' 'number AF_UNIX 1' \
	    'number SOCK_STREAM 1' 'sweep call one' 'box => ok name-length=2' \
	    'next sweep two, requests 1 to 64' 'sweep call two'
	} | frame >console.log
	judged 2 console.log
	grep -q 'in sweep two (asked last: sweep two, requests 1 to 64)' err ||
	    atf_fail "$(cat err)"
	grep -q '^linux: 1 request: 1 passed' out || atf_fail "$(cat out)"
	# The probe names a batch where somebody reads along, and only there.
	pairprobe -l base | bodies | grep -q '^next .*domain-type 0\.\.[1-9]' ||
	    atf_fail 'no batch is named'
	pairprobe -l base -o file.trace
	bodies <file.trace | grep '^next' && atf_fail 'a file names batches'
	true
}

atf_test_case gap
gap_body()
{
	pairprobe -l base -o whole.trace
	# In the header, all is lost.
	sed 5d whole.trace >bad.log
	complains pairoracle 'line 5 of the run is missing; without its whole' \
	    judge -t linux bad.log
	# In the facts, all that depends on them.
	n=$(line_of whole.trace 'sweep socket' 2)
	sed "${n}d" whole.trace >bad.log
	judged 2 bad.log
	grep -q "is left out, since facts" err || atf_fail "$(cat err)"
	grep -q '^linux: 0 requests' out || atf_fail "$(cat out)"
	# In a sweep, the rest of it.
	n=$(line_of whole.trace 'sweep call' 2)
	sed "$((n + 4))d" whole.trace >bad.log
	judged 2 bad.log
	grep -q "line $((n + 4)) of the run is missing" err ||
	    atf_fail "$(cat err)"
	[ "$(wc -l <err)" -eq 1 ] || atf_fail "$(cat err)"
	# Between two logs of one run, nothing.
	sed "5,$((n + 4))d" whole.trace >other.log
	sed "$((n + 4)),\$d" whole.trace >bad.log
	sed -n "$((n + 4))p" whole.trace >line.log
	judged 0 bad.log line.log other.log
	[ ! -s err ] || atf_fail "$(cat err)"
	atf_check pairoracle merge -o merged.trace bad.log line.log other.log
	bodies <whole.trace | sed '$d' >want
	bodies <merged.trace | sed '$d' >got
	diff want got || atf_fail 'the merged trace differs'
}

# The parts of a plan that was begun twice make one trace.
atf_test_case parts
parts_body()
{
	pairprobe -l base -o one.trace
	pairprobe -l base -o two.trace
	sweep=$(line_of one.trace 'sweep call' 2)
	head -n "$((sweep + 4))" one.trace >one.log
	judged 0 one.log two.trace
	[ ! -s err ] || atf_fail "$(cat err)"
	pairoracle judge -t linux two.trace >want
	diff want out || atf_fail 'they are judged differently'
	atf_check pairoracle merge -o merged.trace one.log two.trace
	bodies <two.trace | sed '1,2d' | sort >want
	bodies <merged.trace | sed '1,2d' | sort >got
	diff want got | grep -v '^[<>] end' | grep '^[<>]' &&
	    atf_fail 'the merged trace differs'
	# The second part lacks what the first one lacks.
	head -n "$((sweep + 2))" two.trace >two.log
	judged 2 one.log two.log
	grep -q 'breaks off' err || atf_fail "$(cat err)"
	# Parts of other plans or hosts, or that contradict each other.
	bodies <two.trace | sed '/^host release/s/$/x/' | frame ab >bad.trace
	complains pairoracle 'bad.trace:[0-9]*: this run is of another host' \
	    judge -t linux one.log bad.trace
	bodies <two.trace | sed '/^sweep call/,$s/EAFNOSUPPORT/EIO/' |
	    frame ab >bad.trace
	complains pairoracle 'the parts contradict each other' \
	    judge -t linux one.trace bad.trace
}

atf_init_test_cases()
{
	atf_add_test_case random
	atf_add_test_case cut
	atf_add_test_case culprit
	atf_add_test_case gap
	atf_add_test_case parts
}
