# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The tables predict what hosts did that really ran, observation by
# observation, and each of these hosts is told from the others.

# of_each COMMAND ...: runs it with the name and the table of each trace.
of_each()
{
	while IFS='	' read -r name table _; do
		case $name in ''|'#'*) continue ;; esac
		trace=$SOURCES/t/traces/$name.trace
		[ -f "$trace" ] || atf_fail "no $trace"
		"$@" "$name" "$table" || atf_fail "see above"
	done <"$SOURCES/t/traces/list.tsv"
}

is_predicted()
{
	pairoracle judge -t "$2" "$trace" >out && return
	echo "$1 is not as $2 says:" && cat out
	return 1
}

atf_test_case predicted
predicted_body()
{
	of_each is_predicted
	# One line that is of another kernel is seen.
	trace=$SOURCES/t/traces/native.trace
	pairoracle judge -t freebsd "$trace" >out &&
	    atf_fail "Linux is taken for FreeBSD"
	true
}

is_nearest()
{
	pairoracle nearest "$trace" >out || return
	read -r first <out
	case $first in "$2"[!a-z0-9-]*) return ;; esac
	echo "$1 is nearest to: $first"
	return 1
}

atf_test_case nearest
nearest_body()
{
	of_each is_nearest
}

# A table that says that it was run has a trace, or a host to record one.
atf_test_case run
run_body()
{
	pairoracle lint | awk -F '	' '$4 == "run" { print $1 }' >want
	[ -s want ] || atf_fail 'no table was run'
	{ sed '/^#/d' "$SOURCES/t/traces/list.tsv" | cut -f 2
	sed -n 's/^table=//p' "$SOURCES"/t/hosts/*.host
	} | sort -u >got
	while read -r table; do
		grep -qx "$table" got || atf_fail "nothing ran $table"
	done <want
}

# All are listed, and they stay small.
atf_test_case listed
listed_body()
{
	for trace in "$SOURCES"/t/traces/*.trace; do
		name=${trace##*/}
		grep -q "^${name%.trace}	" \
		    "$SOURCES/t/traces/list.tsv" ||
		    atf_fail "$name is not in list.tsv"
	done
	bytes=$(cat "$SOURCES"/t/traces/*.trace | wc -c)
	[ "$bytes" -lt 2000000 ] || atf_fail "they take $bytes bytes"
}

atf_test_case findings
findings_body()
{
	sh "$SOURCES/build-aux/findings.sh" "$SOURCES/t/traces" >FINDINGS.md
	diff -u "$SOURCES/docs/FINDINGS.md" FINDINGS.md ||
	    atf_fail "run make findings"
}

atf_init_test_cases()
{
	atf_add_test_case predicted
	atf_add_test_case nearest
	atf_add_test_case run
	atf_add_test_case listed
	atf_add_test_case findings
}
