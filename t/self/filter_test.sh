# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Hosts with a filter on socket(2) alone are not accused.

tables=linux,posix-2008,berkeley

# deviations TRACE: what these tables find, without counts.
deviations()
{
	pairoracle judge -t $tables "$1" >judged
	grep '^deviation' judged | sed 's/, [0-9]* requests*$//' | sort
}

# unaccused FILTER ARGUMENT ...: the filter makes no deviation of a request,
# and what rests on its answers is inconclusive, with the reason.
unaccused()
{
	which=$1
	shift
	filter "$which" true
	[ $? -ne 77 ] || atf_skip 'there are no such filters here'
	pairprobe "$@" >plain.trace || atf_fail 'the probe failed'
	filter "$which" pairprobe "$@" >filtered.trace ||
	    atf_fail 'the probe failed under the filter'
	bodies <filtered.trace | grep -qx 'host seccomp 2' ||
	    atf_fail 'the filter is not noted'
	deviations plain.trace >plain
	deviations filtered.trace >filtered
	comm -13 plain filtered >accused
	[ ! -s accused ] || atf_fail "accused: $(cat accused)"
	grep -q '^linux: a filter is in force' judged ||
	    atf_fail "no reason is given: $(cat judged)"
	grep -q '^linux:.* 0 failed, [1-9][0-9]* inconclusive' judged ||
	    atf_fail "not inconclusive: $(grep ^linux: judged)"
}

atf_test_case docker
docker_body()
{
	unaccused docker 'AF_UNIX,AF_INET,AF_ALG,AF_VSOCK' '*' 0
}

atf_test_case podman
podman_body()
{
	unaccused podman AF_NETLINK SOCK_RAW,SOCK_DGRAM 0..31
}

atf_test_case systemd
systemd_body()
{
	unaccused systemd 0..46 SOCK_STREAM,SOCK_DGRAM,SOCK_RAW 0
}

# A host that lies is still noticed under a filter that is no excuse for it.
atf_test_case liar
liar_body()
{
	need_liar
	filter docker true
	[ $? -ne 77 ] || atf_skip 'there are no such filters here'
	LIE=unset LD_PRELOAD=$liar filter docker pairprobe \
	    AF_UNIX SOCK_DGRAM 99 >lie.trace
	atf_check -s exit:1 -o match:'got errno-0' \
	    pairoracle judge -t linux lie.trace
}

atf_init_test_cases()
{
	atf_add_test_case docker
	atf_add_test_case podman
	atf_add_test_case systemd
	atf_add_test_case liar
}
