# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Completion for bash.  Subcommands and options are those that --help prints,
# so that they are always those of the program.

_pairtest()
{
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
	local program=${COMP_WORDS[0]} help words

	if [ "${program##*/}" = pairoracle ]; then
		if [ "$COMP_CWORD" -eq 1 ]; then
			words=$("$program" --help 2>/dev/null |
			    sed -n 's/^  \([a-z][a-z-]*\) .*/\1/p')
			mapfile -t COMPREPLY < <(compgen -W \
			    "$words --help --version" -- "$cur")
			return
		fi
		help=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null)
	else
		help=$("$program" --help 2>/dev/null)
	fi
	if [[ $cur == -* ]]; then
		words=$(printf '%s\n' "$help" | sed -n \
		    's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p')
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
	elif [[ $prev == -t || $prev == --table ]]; then
		words=$("$program" lint 2>/dev/null | cut -f 1)
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"
		    compgen -f -- "$cur")
	else
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
	fi
}
complete -o filenames -F _pairtest pairoracle pairprobe
