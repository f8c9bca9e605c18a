# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Completion of command lines: it offers what --help lists, all and only.

# options PROGRAM ARGUMENT ...: the long options in its help.
options()
{
	"$@" --help | grep -oE '^  (-., |    )--[a-z-]+' | grep -oE -- '--.*' |
	    sort
}

# offered WORD ...: what bash offers for the last word of the command line.
offered()
{
	bash -c '. "$0"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_pairtest
		printf "%s\n" "${COMPREPLY[@]}"' \
	    "$SOURCES/completion/pairoracle.bash" "$@" | sort
}

atf_test_case shell_bash
shell_bash_body()
{
	command -v bash >/dev/null || atf_skip 'there is no bash'
	subcommands=$(pairoracle --help | awk '/^  [a-z]/ { print $1 }')
	{
		echo "$subcommands"
		printf '%s\n' --help --version
	} | sort >want
	offered pairoracle '' >got
	atf_check diff want got
	for c in $subcommands; do
		options pairoracle "$c" >want
		[ -s want ] || atf_fail "$c has no options"
		offered pairoracle "$c" -- >got
		atf_check diff want got
	done
	options pairprobe >want
	[ "$(wc -l <want)" -gt 10 ] || atf_fail "$(cat want)"
	offered pairprobe -- >got
	atf_check diff want got
	offered pairoracle judge -t posix-2008 >got
	atf_check -o match:'^posix-2008$' cat got
	: >a.trace
	offered pairoracle judge a. >got
	atf_check -o inline:'a.trace\n' cat got
}

atf_test_case shell_fish
shell_fish_body()
{
	command -v fish >/dev/null || atf_skip 'there is no fish'
	options pairoracle judge >want
	HOME=$PWD fish -c "source $SOURCES/completion/pairoracle.fish
		complete -C 'pairoracle judge --'" | cut -f 1 | sort >got
	atf_check diff want got
}

atf_test_case shell_zsh
shell_zsh_body()
{
	command -v zsh >/dev/null || atf_skip 'there is no zsh'
	atf_check zsh -n "$SOURCES/completion/_pairoracle"
}

atf_init_test_cases()
{
	atf_add_test_case shell_bash
	atf_add_test_case shell_fish
	atf_add_test_case shell_zsh
}
