# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What the shell tests have in common; it is prepended to each of them.

host_numbers='AF_UNIX 1,AF_INET 2,SOCK_STREAM 1,SOCK_DGRAM 2,SOCK_RAW 3,'\
'SOCK_CLOEXEC 0x80000'

# make_trace [LINE ...] <BODIES >TRACE: a trace of a small host.  The lines
# are added to its header; the bodies of the sweeps, and the end, follow.
make_trace()
{
	{
		printf '%s\n' 'pairtest-trace 2' 'date 2026-11-22T12:00:00Z' \
		    "host system ${system-Test}" "host release ${release-1.0}" \
		    'host machine vax' "$@"
		echo "${numbers-$host_numbers}" | tr , '\n' |
		    sed 's/^/number /'
		cat
	} | frame
}

# bodies <TRACE: prints the bodies of a trace, each on one line.
bodies()
{
	frame -u | awk '
	/^\+/ { line = line substr($0, 2); next }
	NR > 1 { print line }
	{ line = $0 }
	END { print line }'
}

# calls <TRACE: prints the boxes of call sweeps, not those of facts.
calls()
{
	bodies | awk '$1 == "sweep" { call = $2 == "call" } call && $1 == "box"'
}

# complains PROGRAM WORDS ARGUMENT ...: it exits with status 2, prints one
# line with these words and a remedy (set $remedy to expect another than
# "; "), and nothing on standard output.
complains()
{
	program=$1
	words=$2
	shift 2
	"$program" "$@" >out 2>err
	atf_check_equal 2 $?
	[ ! -s out ] || atf_fail "something was written: $(cat out)"
	[ "$(wc -l <err)" -eq 1 ] || atf_fail "not one line: $(cat err)"
	grep -qe "^$program: .*$words" err ||
	    atf_fail "want '$words', got '$(cat err)'"
	grep -q "${remedy-; }" err || atf_fail "no remedy: $(cat err)"
}

# memory_limit: what ulimit -v is given, in kilobytes.  A build with sanitizers
# maps more than it uses.
memory_limit()
{
	if grep -q '^MODE_CFLAGS = .*sanitize' \
	    "$(atf_get_srcdir)/../../Makefile"; then
		echo unlimited
	else
		echo 524288
	fi
}

# need_liar: skips the case where nothing can be preloaded; sets $liar.
need_liar()
{
	liar=$(atf_get_srcdir)/liar.so
	[ -s "$liar" ] || atf_skip 'no shared object can be built here'
	LIE=unset LD_PRELOAD=$liar pairprobe AF_UNIX SOCK_DGRAM 99 \
	    2>/dev/null | grep -q errno-0 ||
	    atf_skip 'nothing can be preloaded into this build'
}
