# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# pairoracle predict -a: all tables on one request, grouped by answer, and
# operands as people type them.

# tables: two systems that number and answer differently, and a document.
tables()
{
	cat >one.table <<'EOT'
table one
order first
clause bad one.c, check
text t
when vector=invalid => EFAULT vector=first
clause six one.c, six
text t
when domain=AF_INET6 => EINVAL|EMFILE
clause rest one.c, rest
text t
when => ok
EOT
	cat >two.table <<'EOT'
table two
order first
number domain -
number AF_UNIX 1
number AF_INET6 28
clause bad two.c, check
text t
when vector=invalid => EFAULT
clause six two.c, six
text t
when domain=28 => EINVAL
clause rest two.c, rest
text t
when type=SOCK_RAW => inconclusive
when => ok
EOT
	cat >page.table <<'EOT'
table page
order any
clause bad 12
text t
when vector=invalid => EFAULT
clause domain 13
text t
when domain=unsupported => EAFNOSUPPORT
clause good 14
text t
otherwise => ok
EOT
	all='-a -t ./one.table,./two.table,./page.table'
}

# says WORDS OPERAND ...: the tables say so of the request.
says()
{
	words=$1
	shift
	# shellcheck disable=SC2086 # these are options
	pairoracle predict $all "$@" >out 2>err ||
	    atf_fail "$*: $(cat err)"
	grep -qe "$words" out || atf_fail "want '$words', got '$(cat out)'"
}

# asks WORDS OPERAND ...: the operands are asked back so, in one line.
asks()
{
	words=$1
	shift
	pairoracle predict -a -t linux "$@" >out 2>err
	atf_check_equal 2 $?
	[ -s out ] && atf_fail "'$*' is answered"
	[ "$(wc -l <err)" -eq 1 ] || atf_fail "not one line: $(cat err)"
	grep -qe "$words" err || atf_fail "want '$words', got '$(cat err)'"
}

atf_test_case groups
groups_body()
{
	tables
	says '^EFAULT: 3 of 3 tables' unix stream 0 vector=null
	grep -q '^    one  *bad: one.c, check; with vector=first$' out ||
	    atf_fail "$(cat out)"
	grep -q '^    page  *bad: 12$' out || atf_fail "$(cat out)"
	says '^EAFNOSUPPORT: 1 of 3 tables' unix stream 0
	grep -q 'domain: 13; if domain=unsupported' out ||
	    atf_fail "$(cat out)"
	[ "$(sed -n 2p out)" = 'ok: 3 of 3 tables' ] ||
	    atf_fail "$(cat out)"
	says '^AF_UNIX SOCK_STREAM 0 check=large$' unix stream 0 check=large
	says '^ok: 2 of 3' unix raw 0
	[ "$(sed -n '/^inconclusive/,$p' out | wc -l)" -eq 2 ] ||
	    atf_fail "$(cat out)"
}

# How each system is known stands beside its name.
atf_test_case evidence
evidence_body()
{
	tables
	sed -i 's/^order first/&\nevidence source 1.c 1.2/' one.table
	sed -i 's/^order first/&\nevidence source 2.c 1\nevidence run 3/' \
	    two.table
	says '^    one            source bad: one.c' unix stream 0 vector=null
	grep -q '^    two            run    bad: two.c' out ||
	    atf_fail "$(cat out)"
	grep -q '^    page                  bad: 12$' out ||
	    atf_fail "$(cat out)"
}

# Without -t: the documents and this system; with -a: all tables.
atf_test_case usual
usual_body()
{
	printf '%s\n' berkeley posix-2008 >want
	system=$(uname -s | tr '[:upper:]' '[:lower:]')
	pairoracle lint | cut -f 1 | grep -x "$system" >>want
	pairoracle predict unix stream 0 flags=cloexec check=call ends=f >out ||
	    atf_fail "$(cat out)"
	cut -f 1 out | atf_check -o file:want cat
	pairoracle explain unix stream 0 |
	    sed -n 's/^\([a-z0-9.-]*\): .*/\1/p' |
	    atf_check -o file:want cat
	pairoracle lint | cut -f 1 >want
	pairoracle explain -a unix stream 0 |
	    sed -n 's/^\([a-z0-9.-]*\): .*/\1/p' | atf_check -o file:want cat
	pairoracle predict -a unix stream 0 | grep -q '^ok: .* tables$' ||
	    atf_fail 'the tables are not grouped'
}

# A name stands for the number that it has in each table.
atf_test_case numbers
numbers_body()
{
	tables
	says '^EINVAL: 2 of 3 tables' inet6 stream 0
	says '^EMFILE: 1 of 3 tables' inet6 stream 0
	says '^EINVAL: 1 of 3 tables' 10 stream 0
	says '^EINVAL: 1 of 3 tables' 28 1 0
	says 'inapplicable: two has no number for AF_INET$' inet stream 0
	asks 'no table has a number for AF_CCITT' ccitt stream 0
}

atf_test_case spelling
spelling_body()
{
	tables
	for words in 'AF_UNIX SOCK_STREAM 0' 'unix stream 0' \
	    'Unix STREAM 0' 'pf_unix sock_stream 0' 'unix str 0'; do
		# shellcheck disable=SC2086 # these are operands
		says '^AF_UNIX SOCK_STREAM 0$' $words
	done
	says '^1 0x1 -1$' 1 0x1 -1
	says '^INT_MAX INT_MIN 0$' INT_MAX INT_MIN 0
	says '^AF_LOCAL SOCK_STREAM IPPROTO_TCP$' local stream tcp
	says '^AF_UNIX SOCK_STREAM PF_UNIX$' unix stream unix
}

atf_test_case flags
flags_body()
{
	all='-a -t linux'
	says '^AF_UNIX SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK 0$' \
	    unix stream+cloexec 0 flags=nonblock
	says '^AF_UNIX SOCK_DGRAM|SOCK_CLOEXEC|0x10 0$' \
	    unix 'dgram|Sock_CloExec|0x10' 0 flags=none
	says '^EINVAL' unix stream 0 flags=0x10
	asks 'no flag is called .moon' unix stream 0 flags=moon
	asks 'is a type, no flag' unix stream 0 flags=dgram
}

atf_test_case keys
keys_body()
{
	all='-a -t linux'
	says 'vector=misaligned-2 fds=many privilege=user' unix stream 0 \
	    VECTOR=Misaligned-2 fds=MANY Privilege=u
	says 'vector=invalid entry=syscall resource=files' unix stream 0 \
	    vector=invalid entry=sys resource=Files
	says 'vector=null,text socket=EPERM' unix stream 0 \
	    vector=Null,TEXT socket=eperm
	says '0 socket=ok' unix stream 0 socket=OK
	asks 'no KEY=VALUE' unix stream 0 vector
	asks "no key is called 'moon'" unix stream 0 moon=full
	asks "no key is called 'domain'" unix stream 0 domain=1
	asks "no vector is called 'nil'" unix stream 0 vector=nil
	asks "no socket is called 'EFOLT'" unix stream 0 socket=efolt
}

atf_test_case choices
choices_body()
{
	asks 'which: AF_LOCAL, AF_LLC, AF_LAT, AF_LINK' l stream 0
	asks 'which: misaligned-1, misaligned-2, misaligned-3' \
	    unix stream 0 vector=mis
	asks 'may be several types; say which' unix s 0
	asks "'stream' is a type, no domain" stream unix 0
	asks "'cloexec' is a type, no protocol" unix stream cloexec
	asks "no domain is called 'moon'" moon stream 0
	asks "no domain is called ''" '' stream 0
	asks "no type is called ''" unix stream+ 0
	asks 'takes DOMAIN TYPE PROTOCOL' unix stream
	asks "no protocol is called '99999999999'" 1 1 99999999999
	asks "no built-in table" -t none 1 1 0
	asks "unknown option -x" -x 1 1 0
}

# One answer of socket(2) decides what else there is to know.
atf_test_case facts
facts_body()
{
	while read -r want request; do
		# shellcheck disable=SC2086 # these are operands
		got=$(pairoracle predict -t berkeley $request | cut -f 2)
		[ "$got" = "$want" ] ||
		    atf_fail "$request: want '$want', got '$got'"
	done <<'EOT'
ok AF_UNIX SOCK_STREAM 0 socket=ok
EFAULT AF_UNIX SOCK_STREAM 0 socket=ok vector=null
EOPNOTSUPP AF_INET SOCK_STREAM 6 socket=ok
EAFNOSUPPORT 200 SOCK_STREAM 0 socket=EAFNOSUPPORT
EPROTONOSUPPORT AF_UNIX SOCK_STREAM 0 socket=EPROTONOSUPPORT
EPROTOTYPE AF_UNIX SOCK_RDM 0 socket=ESOCKTNOSUPPORT
EOPNOTSUPP|EACCES AF_INET SOCK_RAW 0 socket=EACCES
EPROTONOSUPPORT|EPROTOTYPE AF_UNIX 1 9 socket=EPROTONOSUPPORT
EPROTOTYPE|EAFNOSUPPORT AF_UNIX 16 0 socket=EINVAL
EOT
}

# Every table that is built in has something to say.
atf_test_case builtin
builtin_body()
{
	all=-a
	says '^ok' unix stream 0
	pairoracle predict -a unix stream 0 >/dev/full 2>err
	atf_check_equal 2 $?
	echo 'order any' >bad.table
	asks 'bad.table:1:1' -t ./bad.table 1 1 0
}

# Requests from standard input are answered as if each were an operand.
atf_test_case stream
stream_body()
{
	printf '%s\n' 'AF_UNIX SOCK_STREAM 0' 'AF_UNIX 1 0 vector=null' \
	    'AF_UNIX SOCK_STREAM|SOCK_CLOEXEC 0 fds=0 vector=null' \
	    'AF_UNIX 1 0 vector=invalid' '1 0x1 -1' 'AF_INET 3 255' \
	    'AF_INET 3 0 socket=EPERM' 'AF_UNIX SOCK_DGRAM 0 check=large' \
	    'AF_UNIX 1 0 privilege=user' 'AF_CCITT 1 0' >requests
	while read -r request; do
		# shellcheck disable=SC2086 # these are operands
		pairoracle predict -t linux $request
	done <requests >want
	atf_check -o file:want pairoracle predict -t linux - <requests
	atf_check -o file:want -x 'cat requests requests requests requests |
	    pairoracle predict -t linux - | tail -n 10'
	printf 'AF_UNIX SOCK_STREAM 0' >requests
	atf_check -o match:'^linux	ok name-length=2	unix.pair$' \
	    pairoracle predict -t linux - <requests
	atf_check pairoracle predict -t linux - </dev/null
	printf '%s\n' 'AF_UNIX 1 0' 'AF_UNIX 1 moon' >requests
	atf_check -s exit:2 -o match:'^linux	ok' \
	    -e match:'pairoracle: standard input:2: .*moon' \
	    pairoracle predict -t linux - <requests
	head -c 3000 /dev/zero | tr '\0' 1 >requests
	atf_check -s exit:2 -e match:'standard input:1: the line is too long' \
	    pairoracle predict -t linux - <requests
	atf_check -s exit:2 -e match:'one table; name it by -t' \
	    pairoracle predict - <requests
	atf_check -s exit:2 -e match:'or - for standard input' \
	    pairoracle predict -t linux unix
}

atf_init_test_cases()
{
	atf_add_test_case groups
	atf_add_test_case evidence
	atf_add_test_case usual
	atf_add_test_case numbers
	atf_add_test_case spelling
	atf_add_test_case flags
	atf_add_test_case keys
	atf_add_test_case choices
	atf_add_test_case facts
	atf_add_test_case builtin
	atf_add_test_case stream
}
