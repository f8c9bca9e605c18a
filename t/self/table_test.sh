# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Tables: what the reader and lint say of bad ones, and that the built-in
# ones are good.

# table LINE ...: writes bad.table of these lines.
table()
{
	printf '%s\n' "$@" >bad.table
}

# refuses PLACE WORDS LINE ...: lint says so of a table of these lines.
refuses()
{
	place=$1
	words=$2
	shift 2
	table "$@"
	pairoracle lint ./bad.table >out 2>err
	atf_check_equal 2 $?
	[ -s out ] && atf_fail "lint wrote to standard output"
	grep -q "bad.table:$place: .*$words" err ||
	    atf_fail "want '$place: $words', got '$(cat err)'"
}

# The lines that most tables start with.
head='table x
order any
clause c 1
text words'

# A table speaks of what it says was asked, and of nothing else.
atf_test_case asked
asked_body()
{
	printf '%s\n' 'table x' 'order first' \
	    'asked domain=AF_UNIX argument=SOCK_STREAM,SOCK_DGRAM' \
	    'asked check=bind,seek domain=AF_UNIX' 'clause c 1' 'text t' \
	    'when type=SOCK_DGRAM => EIO' 'when => ok' \
	    'when check=bind => yes' >x.table
	atf_check pairoracle lint ./x.table
	for request in 'AF_UNIX 1 0:ok	c' 'AF_UNIX 2 0:EIO	c' \
	    'AF_UNIX 3 0:inconclusive	silent' \
	    'AF_INET 1 0:inconclusive	silent' \
	    'AF_UNIX 3 0 check=bind:yes	c' \
	    'AF_UNIX 3 0 check=seek:inconclusive	silent' \
	    'AF_INET 3 0 check=bind:inconclusive	silent'; do
		# shellcheck disable=SC2086 # these are operands
		atf_check -o inline:"x	${request#*:}\n" \
		    pairoracle predict -t ./x.table ${request%%:*}
	done
	printf '%s\n' 'table x' 'order any' 'asked domain=1' 'clause c 1' \
	    'text t' 'otherwise => ok' >y.table
	atf_check -s exit:2 -e match:'of order any speaks of every request; ' \
	    pairoracle lint ./y.table
	printf '%s\n' 'table x' 'order first' 'asked domain' >y.table
	atf_check -s exit:2 -e match:'y.table:3:7: want KEY=SET' \
	    pairoracle lint ./y.table
	printf '%s\n' 'table x' 'order first' 'asked moon=full' >y.table
	atf_check -s exit:2 -e match:'y.table:3:7: no condition is called' \
	    pairoracle lint ./y.table
}

atf_test_case builtin
builtin_body()
{
	atf_check -o match:berkeley -o match:posix-2008 -o match:linux \
	    pairoracle lint
}

# How it is known what a system does: of a run, of a source, or of both.
atf_test_case evidence
evidence_body()
{
	printf '%s\n' 'table x' 'order first' 'evidence source X 4, X 5' \
	    'evidence run X 3' 'clause c 1' 'text t' 'when => ok' >x.table
	atf_check pairoracle lint ./x.table
	atf_check -o match:'^  evidence: run of X 3; source of X 4, X 5$' \
	    pairoracle explain -t ./x.table 1 1 0
	sed '/^evidence/d' x.table >y.table
	atf_check pairoracle lint ./y.table
	atf_check -o not-match:evidence pairoracle explain -t ./y.table 1 1 0
	refuses 3:10 'want evidence run VERSION' 'table x' 'order first' \
	    'evidence run'
	refuses 3:10 'want evidence run VERSION' 'table x' 'order first' \
	    'evidence rumour X'
	refuses 4:10 'a line above has evidence' 'table x' 'order first' \
	    'evidence run X 1' 'evidence run X 2'
	refuses 6:1 'is known by its document' "$head" 'evidence run X 1' \
	    'otherwise => ok'
	# Every built-in system has some; documents are what they are.
	atf_check -o match:'^linux	.*	run$' \
	    -o match:'^openbsd	.*	source$' \
	    -o match:'^berkeley	.*	-$' \
	    -o not-match:'	$' pairoracle lint
}

atf_test_case words
words_body()
{
	refuses 1:1 'starts with table' 'order any'
	refuses 1:6 'has no name' 'table'
	refuses 2:7 'order any or order first' 'table x' 'order some'
	refuses 2:1 'starts with this word' 'table x' 'weather fine'
	refuses 5:6 "no condition is called 'moon'" "$head" \
	    'when moon=full => ok'
	refuses 5:6 "no vector is called 'nul'" "$head" 'when vector=nul => ok'
	refuses 5:6 "no domain is called" "$head" 'when domain=AF_UNX => ok'
	refuses 5:9 'no answer has this name' "$head" 'when => EFOLT'
	refuses 5:16 'no answer has this name' "$head" 'when => EFAULT|'
	refuses 5:16 'no effect has this name' "$head" 'when => EFAULT moon=1'
	refuses 5:23 'no such value' "$head" 'when => EFAULT vector=blue'
	refuses 5:4 'want on success' "$head" \
	    'on monday => vector=kept'
	refuses 5:6 'want KEY=SET or' "$head" 'when vector => ok'
	refuses 5:17 'no outcome' "$head" 'when vector=null'
	refuses 5:8 'no outcome' "$head" 'when =>'
	refuses 2:8 'no symbol has this name' 'table x' 'number AF_UNX 1'
	refuses 2:16 'want number NAME' 'table x' 'number AF_UNIX one'
	refuses 2:21 'one bit above' 'table x' 'number SOCK_CLOEXEC 3'
	refuses 2:8 'no errno has this name' 'table x' 'errors EFOLT'
}

# Nothing of a table can work on a terminal, and lines are UTF-8.
atf_test_case bytes
bytes_body()
{
	for byte in '\0033[2J' '\0001' '\rb' '\0177' '\0302\0233' \
	    '\0342\0200\0256' '\0377' '\0303' '\0000'; do
		printf "table x\ntitle a%b\norder any\n" "$byte" >bad.table
		complains pairoracle 'bad.table:2: .*control character' \
		    lint ./bad.table
		grep -q "$(printf '[\001-\011\013-\037\177]')" err &&
		    atf_fail "the message holds the byte"
	done
	printf 'table x\ntitle na\303\257ve\norder any\r\nclause c 1\n' >x.table
	printf 'text t\nwhen => ok\n' >>x.table
	atf_check -o ignore pairoracle lint ./x.table
}

# A condition on the low four bits of the type, whatever the others are.
# No value of an effect is dropped without a word.
atf_test_case effects
effects_body()
{
	table 'table x' 'order first' 'clause a 1' 'text t' \
	    'when fds=many => ok name-length=40' \
	    'when => ok name-length=2|31'
	atf_check -o match:'ok name-length=40	a$' \
	    pairoracle predict -t ./bad.table 1 1 0
	atf_check -o match:'ok name-length=2.31	a$' \
	    pairoracle predict -t ./bad.table 1 1 0 fds=holes
	refuses 5:26 'cannot be one of several' 'table x' 'order first' \
	    'clause a 1' 'text t' 'when => ok name-length=2|40'
	refuses 5:24 'cannot be one of several' 'table x' 'order first' \
	    'clause a 1' 'text t' 'when => ok name-length=40|2'
}

atf_test_case mask
mask_body()
{
	table 'table x' 'order first' 'clause a 1' 'text t' \
	    'when type&0xf=11..15 => EINVAL' \
	    'when type&0xf=SOCK_STREAM type=!0..15 => EIO' \
	    'when type&0xf=!1,2,5 => ESOCKTNOSUPPORT' 'when => ok'
	for asked in '255 EINVAL' '-1 EINVAL' '11 EINVAL' '0x7fffffff EINVAL' \
	    '0x21 EIO' '0x80000001 EIO' 'SOCK_STREAM ok' \
	    'SOCK_STREAM|SOCK_CLOEXEC ok' '3 ESOCKTNOSUPPORT' \
	    '0x33 ESOCKTNOSUPPORT' '0x12 ok' 'SOCK_SEQPACKET ok'; do
		atf_check -o match:"^x	${asked#* }	a\$" \
		    pairoracle predict -t ./bad.table -- AF_UNIX "${asked% *}" 0
	done
	atf_check -o ignore pairoracle lint ./bad.table
	atf_check -o match:'^0 differences' pairoracle diff ./bad.table \
	    ./bad.table
	sed 's/11..15/12..15/' bad.table >worse.table
	atf_check -s exit:1 -o match:'^AF_UNIX 11 0' \
	    -o match:'^1 difference' pairoracle diff ./bad.table ./worse.table
	refuses 5:6 'no mask that a condition may have; use type&0xf' \
	    'table x' 'order any' 'clause c 1' 'text t' 'when type&7=1 => ok'
	refuses 5 'no request meets' 'table x' 'order first' 'clause c 1' \
	    'text t' 'when type&0xf=16 => ok'
}

atf_test_case order
order_body()
{
	refuses 5:1 'no otherwise' 'table x' 'order first' 'clause c 1' \
	    'text t' 'otherwise => ok'
	refuses 5:1 'effects in its rows' 'table x' 'order first' \
	    'clause c 1' 'text t' 'on success => type=asked'
	refuses 3:1 'has no order' 'table x' 'clause c 1' ''
}

atf_test_case clauses
clauses_body()
{
	refuses 3:1 'belongs to no clause' 'table x' 'order any' 'when => ok'
	refuses 3:8 'no citation' 'table x' 'order any' 'clause c'
	refuses 5:8 'taken by a clause above' "$head" 'clause c 2'
	refuses 3:1 'before the first clause' 'table x' 'order any' 'text t'
	refuses 5:1 'say why' "$head" 'untestable'
	refuses 6 'has no row' "$head" 'otherwise => ok' 'clause d 2' 'text t'
	refuses 3 'has no text' 'table x' 'order any' 'clause c 1' \
	    'otherwise => ok'
	refuses 3 'choose one' "$head" 'untestable no' 'otherwise => ok'
	refuses 1 'lists ENFILE' "$head" 'errors ENFILE' 'otherwise => ok'
	refuses 1 'when the call succeeds' "$head" 'when fds=0 => EMFILE'
}

atf_test_case empty
empty_body()
{
	: >empty.table
	atf_check -s exit:2 -e match:'empty' pairoracle lint ./empty.table
	table '# nothing' 'table x' 'order any'
	atf_check -s exit:2 -e match:'no rows' pairoracle lint ./bad.table
}

atf_test_case rows
rows_body()
{
	refuses 6 'rows above decide all' 'table x' 'order first' \
	    'clause c 1' 'text t' 'when fds=0,1 => EMFILE' \
	    'when fds=1 vector=null => EFAULT' 'when => ok'
	refuses 6 'says nothing that another' "$head" \
	    'when vector=invalid => EFAULT' 'when vector=null => EFAULT' \
	    'otherwise => ok'
	refuses 5 'no request meets' "$head" \
	    'when vector=null vector=valid => EFAULT' 'otherwise => ok'
}

atf_test_case missing
missing_body()
{
	atf_check -s exit:2 -e match:'No such file' pairoracle lint ./none.table
	atf_check -s exit:2 -e match:'no built-in table' \
	    pairoracle predict -t none 1 1 0
	mkdir dir
	atf_check -s exit:2 -e match:'dir: ' pairoracle lint ./dir
}

atf_test_case predict
predict_body()
{
	table 'table x' 'order first' 'clause a 1' 'text t' \
	    'when fds=0,1 => EMFILE' 'when vector=invalid => EFAULT' \
	    'clause b 2' 'text t' 'when domain=!AF_UNIX => socket' \
	    'when type=SOCK_STREAM flags=!none => EINVAL' 'when => ok'
	atf_check -o inline:"x\tEMFILE\ta\n" \
	    pairoracle predict -t ./bad.table AF_UNIX SOCK_STREAM 0 fds=1 \
	    vector=null
	atf_check -o inline:"x\tEFAULT\ta\n" \
	    pairoracle predict -t ./bad.table 1 1 0 vector=kernel
	atf_check -o inline:"x\tsocket\tb\n" \
	    pairoracle predict -t ./bad.table AF_INET SOCK_STREAM 0
	atf_check -o inline:"x\tEINVAL\tb\n" \
	    pairoracle predict -t ./bad.table AF_UNIX \
	    'SOCK_STREAM|SOCK_CLOEXEC' 0
	atf_check -o inline:"x\tok\tb\n" \
	    pairoracle predict -t ./bad.table AF_UNIX SOCK_DGRAM 0
}

atf_test_case numbers
numbers_body()
{
	table 'table x' 'order first' 'number domain - AF_UNIX 9' \
	    'number SOCK_NONBLOCK -' 'number SOCK_CLOEXEC 0x1000000' \
	    'clause a 1' 'text t' 'when type=!0..0xffffff => EINVAL' \
	    'when domain=!AF_UNIX,AF_INET => EAFNOSUPPORT' \
	    'when type=!SOCK_STREAM => EPROTOTYPE' 'when => ok'
	atf_check pairoracle lint ./bad.table
	atf_check -o inline:"x\tok\ta\n" \
	    pairoracle predict -t ./bad.table AF_UNIX \
	    'SOCK_STREAM|SOCK_CLOEXEC' 0
	atf_check -o inline:"x\tEAFNOSUPPORT\ta\n" \
	    pairoracle predict -t ./bad.table 2 SOCK_STREAM 0
	atf_check -o inline:"x\tEPROTOTYPE\ta\n" \
	    pairoracle predict -t ./bad.table 9 0x10001 0
	atf_check -o inline:"x\tEINVAL\ta\n" \
	    pairoracle predict -t ./bad.table 9 0x2000001 0
	atf_check -o inline:"x\tinapplicable\tno number for AF_INET there\n" \
	    pairoracle predict -t ./bad.table AF_INET SOCK_STREAM 0
	atf_check -o match:'has no number for SOCK_STREAM.SOCK_NONBLOCK' \
	    pairoracle explain -t ./bad.table 9 'SOCK_STREAM|SOCK_NONBLOCK' 0
	refuses 2:16 'or - for none' 'table x' 'number AF_UNIX none'
	refuses 2:25 'or - for none' 'table x' 'number AF_UNIX 1 AF_INET'
	refuses 2:6 'want year' 'table x' 'year first'
	refuses 2:6 'want year' 'table x' 'year 12345'
	refuses 2:8 'no symbol has this name' 'table x' 'number domains -'
}

atf_test_case socket
socket_body()
{
	table 'table x' 'order first' 'clause a 1' 'text t' \
	    'when socket=!ok => socket vector=written' 'when => ok'
	atf_check -o inline:"x\tENOMEM vector=written\ta\n" \
	    pairoracle predict -t ./bad.table 1 1 0 socket=ENOMEM
	atf_check -o inline:"x\tsocket vector=written\ta\n" \
	    pairoracle predict -t ./bad.table 1 1 0 socket=ENOMEM,ENOBUFS
}

atf_test_case operands
operands_body()
{
	for bad in '' 'AF_UNIX' 'AF_UNIX SOCK_STREAM' 'AF_UNX 1 0' \
	    'AF_UNIX 1 0 vector' 'AF_UNIX 1 0 vector=nil' \
	    'AF_UNIX 1 0 moon=full' '1 1 4294967296'; do
		# shellcheck disable=SC2086 # these are operands
		pairoracle predict -t linux $bad >out 2>err
		atf_check_equal 2 $?
		[ -s out ] && atf_fail "'$bad' is answered"
		[ "$(wc -l <err)" -eq 1 ] || atf_fail "'$bad': $(cat err)"
	done
	atf_check -s exit:2 -e match:'unknown option -x' pairoracle predict -x
	atf_check -s exit:2 -e match:'needs a value' pairoracle predict -t
	atf_check -s exit:2 -e match:'unknown subcommand' pairoracle divine
	atf_check -s exit:2 -e match:'no subcommand;' pairoracle
}

atf_test_case output
output_body()
{
	pairoracle predict 1 1 0 >/dev/full 2>err
	atf_check_equal 2 $?
	grep -q 'cannot be written' err || atf_fail "$(cat err)"
	pairoracle --help >&- 2>err
	atf_check_equal 2 $?
	atf_check -o match:'^  judge  ' pairoracle --help
	atf_check -o match:'^pairtest [0-9]' pairoracle --version
}

atf_test_case explain
explain_body()
{
	atf_check -o match:'EOPNOTSUPP vector=written' \
	    -o match:'sock_no_socketpair' -o match:'linux.table:' \
	    pairoracle explain -t linux AF_INET SOCK_STREAM 0
	# Each row above it, with what it asks in vain, and none below.
	table 'table x' 'order first' 'clause a 1' 'text t' \
	    'when fds=0,1 => EMFILE' 'when vector=invalid => EFAULT' \
	    'when domain=AF_UNIX type=!SOCK_STREAM => EPROTOTYPE' \
	    'when domain=AF_UNIX => ok' 'when => EAFNOSUPPORT'
	atf_check -o match:'not above it: 5 fds=0,1, 6 vector=invalid, 7 ty' \
	    -o match:'bad.table:8, since domain=AF_UNIX' \
	    -o not-match:' 9 ' \
	    pairoracle explain -t ./bad.table AF_UNIX SOCK_STREAM 0
	atf_check -o match:'depends on the host' -o match:'source: 73-74' \
	    pairoracle explain -t berkeley AF_INET SOCK_STREAM 0
}

atf_init_test_cases()
{
	atf_add_test_case asked
	atf_add_test_case builtin
	atf_add_test_case evidence
	atf_add_test_case words
	atf_add_test_case bytes
	atf_add_test_case effects
	atf_add_test_case mask
	atf_add_test_case order
	atf_add_test_case clauses
	atf_add_test_case empty
	atf_add_test_case rows
	atf_add_test_case missing
	atf_add_test_case predict
	atf_add_test_case numbers
	atf_add_test_case socket
	atf_add_test_case operands
	atf_add_test_case output
	atf_add_test_case explain
}
