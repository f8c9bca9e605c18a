# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Completion for fish, by what --help prints.

function __pairtest_options
	set -l words (commandline -opc)
	set -l program $words[1]
	if test (basename $program) = pairoracle
		test (count $words) -ge 2; or return
		set program $program $words[2]
	end
	command $program --help 2>/dev/null | sed -n \
		's/^  \(-., \|    \)\(--[a-z-]*\).*/\2/p'
end

function __pairtest_commands
	command pairoracle --help 2>/dev/null | sed -n \
		's/^  \([a-z][a-z-]*\)  *\(.*\)/\1\t\2/p'
end

function __pairtest_first
	test (count (commandline -opc)) -eq 1
end

complete -c pairoracle -n __pairtest_first -f -a '(__pairtest_commands)'
complete -c pairoracle -a '(__pairtest_options)'
complete -c pairprobe -a '(__pairtest_options)'
