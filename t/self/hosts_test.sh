# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairtest-run: other hosts are prepared, run and judged.

# host NAME LINE ...: a subject of these lines.
host()
{
	file=$1.host
	shift
	printf '%s\n' 'seconds=5' "$@" >"$file"
}

# runs STATUS WORDS ARGUMENT ...: one line with these words comes out.
runs()
{
	want=$1
	words=$2
	shift 2
	pairtest-run "$@" >out 2>err
	atf_check_equal "$want" $?
	grep -q -- "$words" out err ||
	    atf_fail "want '$words', got '$(cat out err)'"
}

atf_test_case passes
passes_body()
{
	make_trace >stored <<'END'
sweep call calls privilege=root fds=many
axis type 1..3
box => ok
end 3
END
	printf '%s\n' 'table islet' 'title Islet' 'year 2026' \
	    'document net/pair.c' 'order first' 'clause all net/pair.c' \
	    'text Each is a pair.' 'when => ok' >islet.table
	host islet "table=$PWD/islet.table" "run() { cat '$PWD/stored'; }"
	runs 0 '^islet  *passed  *islet: 3 requests: 3 passed' \
	    -d d ./islet.host
	cmp stored d/islet/trace || atf_fail "the trace is not kept"
	runs 0 'passed' -d d -t "$PWD/islet.table" -- cat stored
}

atf_test_case deviates
deviates_body()
{
	make_trace >stored <<'END'
sweep call calls privilege=root fds=many
axis type 1..3
box => EPERM
end 3
END
	host islet "run() { cat '$PWD/stored'; }"
	runs 1 '^islet  *failed  *linux: .* 3 failed' -d d ./islet.host
}

atf_test_case untested
untested_body()
{
	host lacking "needs='sh no-such-command'" 'packages=nothing'
	runs 0 'untested  *needs no-such-command; apt-get install nothing' \
	    -d d ./lacking.host
	host closed 'absent() { echo "the sea is closed"; }'
	runs 0 'untested  *the sea is closed' -d d ./closed.host
}

atf_test_case broken
broken_body()
{
	host ends 'run() { echo half; return 3; }'
	runs 2 'ended with 3; see' -d d ./ends.host
	host unbuilt 'prepare() { false; true; }' 'run() { echo x; }'
	runs 2 'not prepared; see' -d d ./unbuilt.host
	host text 'run() { echo "no trace"; }'
	runs 2 'failed  *pairoracle: ' -d d ./text.host
	runs 2 "no host is called 'atlantis'; see" -d d atlantis
	runs 2 "unknown option '-z'; see" -z
	runs 2 "'false' ended with 1" -d d -- false
}

atf_test_case hangs
hangs_head()
{
	atf_set require.progs timeout
}
hangs_body()
{
	host sleeper 'seconds=1' 'run() { sleep 100; }'
	runs 2 'sleeper.host  *failed  *still running after 10 s' \
	    -d d ./sleeper.host
}

# Every subject says what the runner and its reader need.
atf_test_case complete
complete_body()
{
	pairtest-run --list >list
	[ "$(wc -l <list)" -ge 12 ] || atf_fail "hosts are missing: $(cat list)"
	pairtest-run --list fast >quick
	grep -q native quick || atf_fail "native is not fast"
	hosts=$(atf_get_srcdir)/../hosts
	while read -r name
	do
		for word in title= needs= packages= seconds=
		do
			grep -q "^$word" "$hosts/$name.host" ||
			    atf_fail "$name does not set $word"
		done
		table=$(sed -n 's/^table=//p' "$hosts/$name.host")
		pairoracle predict -t "${table:-linux}" AF_UNIX SOCK_STREAM 0 \
		    >/dev/null || atf_fail "$name: no table $table"
	done <list
}

atf_init_test_cases()
{
	atf_add_test_case passes
	atf_add_test_case deviates
	atf_add_test_case untested
	atf_add_test_case broken
	atf_add_test_case hangs
	atf_add_test_case complete
}
