# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The checks behind make lint find what they are for, and nothing else.

aux()
{
	echo "$(atf_get_srcdir)/../../build-aux/$1"
}

licence='/* SPDX-License-Identifier: BSD-2-Clause */'

# check_rooms FILE LINE ...: check a file of these lines.
check_rooms()
{
	file=$1
	shift
	mkdir -p "$(dirname "$file")"
	printf '%s\n' "$@" >"$file"
	awk -f "$(aux check-rooms.awk)" "$file" >found
}

# A system does something with each call, and with each check if with one.
atf_test_case silence
silence_body()
{
	printf '%s\n' 'table x' 'order first' 'clause c 1' 'text t' \
	    'when domain=AF_UNIX => ok' >x.table
	atf_check -s exit:2 -e match:':1: no row speaks of some calls; ' \
	    pairoracle lint ./x.table
	printf '%s\n' 'when => EIO' >>x.table
	atf_check pairoracle lint ./x.table
	printf '%s\n' 'when check=!call,bind,seek => yes' \
	    'when check=bind => no' >>x.table
	atf_check -s exit:2 -e match:'x.table:1: .* none of check=seek; add' \
	    -e not-match:bind pairoracle lint ./x.table
	printf '%s\n' 'when check=seek => ESPIPE' >>x.table
	atf_check pairoracle lint ./x.table
}

atf_test_case rooms_call
rooms_call_body()
{
	check_rooms oracle/cmd/x.c '	fd = socket(1, 2, 3);' &&
	    atf_fail "a call of socket in oracle/ is let through"
	atf_check_equal 'oracle/cmd/x.c:1: socket is called; only t/probe may' \
	    "$(cat found)"
	check_rooms lib/x.c '	x = 1; socketpair (a, b, c, d);' &&
	    atf_fail "a call of socketpair in lib/ is let through"
	check_rooms t/probe/x.c '	host_socketpair(a, b, c, d);' ||
	    atf_fail "the probe may not make a socket"
	check_rooms t/probe/x.c '	socketpair(a, b, c, d);' &&
	    atf_fail "the probe may pass by its host's names"
	grep -q 'reach the host through host_socketpair$' found ||
	    atf_fail "it is not said how: $(cat found)"
}

atf_test_case rooms_words
rooms_words_body()
{
	check_rooms oracle/cmd/x.c '/* socket(2)' ' * bind(2) */' \
	    '	puts("socket(AF_UNIX) \" listen()"); /* bind() */' \
	    '	bind_names(x);' ||
	    atf_fail "words are taken for calls: $(cat found)"
}

atf_test_case rooms_include
rooms_include_body()
{
	check_rooms t/probe/x.c '#include "oracle/table/table.h"' &&
	    atf_fail "the probe may include oracle/"
	check_rooms lib/x.c '#include "t/probe/host/host.h"' &&
	    atf_fail "lib may include t/probe"
	check_rooms oracle/cmd/x.c '#include "oracle/table/table.h"' ||
	    atf_fail "the oracle may not include itself"
	check_rooms t/suite/x.c '#include "t/probe/host/host.h"' &&
	    atf_fail "the suite may include all of t/probe"
	check_rooms t/suite/x.c '#include "t/probe/probe.h"' \
	    '#include "oracle/table/table.h"' ||
	    atf_fail "the suite may not run the probe and ask the oracle"
}

atf_test_case rooms_order
rooms_order_body()
{
	check_rooms oracle/table/x.c '#include "oracle/judge/judge.h"' &&
	    atf_fail "a room includes one above it"
	grep -q 'table includes oracle/judge/judge.h, which is above' found ||
	    atf_fail "the wrong room is blamed: $(cat found)"
	check_rooms oracle/judge/x.c '#include "oracle/table/table.h"' \
	    '#include "oracle/judge/judge.h"' ||
	    atf_fail "a room may not include one below it: $(cat found)"
	check_rooms t/probe/ask/x.c '#include "t/probe/run/run.h"' &&
	    atf_fail "the rooms of the probe have no order"
	check_rooms oracle/attic/x.c '#include "oracle/base/text.h"' &&
	    atf_fail "a folder that is not in the list is a room"
	check_rooms oracle/x.c '#include "oracle/base/text.h"' &&
	    atf_fail "a file outside of all rooms is let through"
	:
}

# style_finds WORDS LINE ...: a C file of these lines is complained of so.
style_finds()
{
	words=$1
	shift
	printf '%s\n' "$licence" "$@" >x.c
	awk -f "$(aux check-style.awk)" x.c >found &&
	    atf_fail "nothing is found; want: $words"
	grep -q -- "$words" found ||
	    atf_fail "found $(cat found), want $words"
}

atf_test_case style_lines
style_lines_body()
{
	style_finds 'blanks at the end' 'int x; '
	style_finds 'wider than 80' "$(printf '\t%073d' 0)"
	style_finds 'use tabs' '        int x;'
	style_finds 'for an issue' '/* TO''DO: x */'
	printf '%s\n' "$licence" "$(printf '\t%072d' 0)" >x.c
	atf_check awk -f "$(aux check-style.awk)" x.c
}

atf_test_case style_licence
style_licence_body()
{
	printf '%s\n' a b c d >x.c
	atf_check -s exit:1 -o match:'x.c:4: .*licence' \
	    awk -f "$(aux check-style.awk)" x.c
}

atf_test_case style_function
style_function_body()
{
	{
		printf '%s\n' "$licence" 'int' 'f(void)' '{'
		awk 'BEGIN { for (i = 0; i < 61; i++) print "\t;" }'
		echo '}'
	} >x.c
	atf_check -s exit:1 -o match:'x.c:66: a function of 61 lines' \
	    awk -f "$(aux check-style.awk)" x.c
}

# A phrase is found in any case, across marks of comments and lines.
atf_test_case words
words_body()
{
	printf 'red herring\tfish\n' >words.list
	printf '/*\n * Beware of Red\n * herrings, red\n * herring.\n */\n' >a.c
	printf 'what ared herring, red herrings\n' >b.c
	atf_check -s exit:1 \
	    -o inline:'a.c:4: "red herring": write fish\n' \
	    awk -f "$(aux check-words.awk)" words.list a.c b.c
	atf_check awk -f "$(aux check-words.awk)" words.list b.c
}

# A release needs a section of NEWS for its version, with a date.
atf_test_case news
news_body()
{
	echo 'AC_INIT([pairtest], [0.2])' >configure.ac
	printf 'Changes in version 0.1\n' >NEWS
	atf_check -s exit:1 -e match:'no section for version 0.2' \
	    sh "$(aux check-news.sh)"
	printf 'Changes in version 0.2\n\nNot released yet.\n' >NEWS
	atf_check sh "$(aux check-news.sh)"
	atf_check -s exit:1 -e match:'0.2 has no date' \
	    sh "$(aux check-news.sh)" released
	printf 'Changes in version 0.2\n\nReleased 2027-01-31.\n' >NEWS
	atf_check sh "$(aux check-news.sh)" released
}

atf_init_test_cases()
{
	atf_add_test_case silence
	atf_add_test_case rooms_call
	atf_add_test_case rooms_words
	atf_add_test_case rooms_include
	atf_add_test_case rooms_order
	atf_add_test_case style_lines
	atf_add_test_case style_licence
	atf_add_test_case news
	atf_add_test_case words
	atf_add_test_case style_function
}
