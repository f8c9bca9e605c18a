# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Text of unknown origin: nothing of an argument, a path or a file reaches a
# terminal, or another program, as anything but text.

# A line break, a colour, a C1 control, a right-to-left override, a bad byte.
evil=$(printf 'e\nSF:x\033[31m\302\233\342\200\256\377vil')

# clean WHAT: fails if what was printed has a byte that no text has, and
# empties it.
clean()
{
	control=$(printf '[\001-\010\013-\037\177\377]')
	c1=$(printf '\302[\200-\237]')
	turn=$(printf '\342\200[\252-\256]')
	for f in out err; do
		if LC_ALL=C grep -q -e "$control" -e "$c1" -e "$turn" \
		    -e '^SF:x' $f; then
			atf_fail "$1: $(grep . $f | cat -v | tr '\n' '|')"
		fi
		: >$f
	done
}

# run ARGUMENT ...: runs pairoracle, whatever its status; clean is due.
run()
{
	pairoracle "$@" >>out 2>>err || [ $? -le 2 ] ||
	    atf_fail "$* ended badly"
}

atf_test_case arguments
arguments_body()
{
	subcommands=$(pairoracle --help | awk '/^  [a-z]/ { print $1 }')
	[ "$(echo "$subcommands" | wc -l)" -ge 16 ] || atf_fail "no subcommands"
	run "$evil"
	run "--$evil"
	for c in $subcommands; do
		run "$c" "$evil"
		run "$c" "--$evil"
		run "$c" "-$evil"
		run "$c" -t "$evil" t
		run "$c" -o "$evil/x" t
		run "$c" "$evil" SOCK_STREAM 0
		run "$c" AF_UNIX SOCK_STREAM 0 "$evil"
		run "$c" AF_UNIX SOCK_STREAM 0 "vector=$evil"
		clean "$c"
	done
	for p in "$evil" "--$evil" "-$evil" --level="$evil" --allow="$evil" \
	    --checkpoint="$evil/x" --resume="$evil" --shard="$evil" \
	    --sweep="$evil" "AF_UNIX $evil 0" "check=$evil"; do
		pairprobe "$p" SOCK_STREAM 0 >>out 2>>err ||
		    [ $? -le 2 ] || atf_fail "$p ended badly"
	done
	clean pairprobe
}

# Files with such a name, of every kind that a command reads or writes.
atf_test_case paths
paths_body()
{
	mkdir "$evil.d"
	t="./$evil.d/$evil.trace"
	table="./$evil.d/$evil.table"
	x="./$evil.d/$evil.expect"
	printf 'sweep call\nbox type=%s => %s\nend 4\n' \
	    SOCK_STREAM EINVAL SOCK_DGRAM ok >bodies
	pairprobe -l base >"$t"
	pairoracle learn -n here "$t" >"$table"
	printf 'table ./evil\norder any\nclause a 1\ntext A.\nwhen => EPERM\n' \
	    >"$table.2"
	pairoracle accept -e "$x" -t "$table.2" "$t" 2>/dev/null
	printf '\nexpect evil:a:nothing\nreason Stale.\nreference none\n' >>"$x"
	page="./$evil.d/$evil.2"
	printf '%s\n' '.Dd January 1, 2026' ".Dt X$(printf '\033[1m') 2" \
	    ".Os $(printf '\302\233')" .Sh\ NAME '.Nm x' '.Nd x' \
	    '.Sh ERRORS' '.Bl -tag -width Er' ".It Bq Er E$(printf '\033')X" \
	    'Full.' '.It Bq Er EMFILE' 'Full.' .El >"$page"
	for of in "$table" "$table.2" linux; do
		run judge -t "$of" "$t"
		run predict -t "$of" AF_UNIX SOCK_STREAM 0
		run explain -t "$of" AF_UNIX SOCK_STREAM 0
		run diff "$of" "$table"
		run diff "$of" "$t"
		run nearest -t "$of" "$t"
		run reproduce -t "$of" -r "$t"
		run reproduce -b -t "$of" -r "$t"
		run report -o "$evil.d/r" -e "$x" -t "$of" "$t"
		run cover -o "$evil.d/x.info" -t "$of" "$t"
		[ ! -e "$evil.d/x.info" ] || cat "$evil.d/x.info" >>out
		clean "$of"
	done
	run errors "$t"
	run learn "$t"
	run learn -n "$evil" "$t"
	run import "$page"
	run import -n "$evil" "$page"
	run cover -o x.info -p "$page" "$t"
	[ ! -e x.info ] || cat x.info >>out
	clean pages
	run lint "$t" "$table" "$table.2" "$x"
	run accept -u -e "$x" -t "$table.2" "$t"
	for format in text markdown github json junit tap; do
		run gate -e "$x" -t "$table.2" -f "$format" "$t"
	done
	run documents -t "$table.2"
	clean gate
}

atf_init_test_cases()
{
	atf_add_test_case arguments
	atf_add_test_case paths
}
