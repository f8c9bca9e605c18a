# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Checks the layout of files: width, blanks, the licence at the top, of C also
# how it is indented and how long its functions are, and of tests in sh that
# each has a name of its own and is run.
# usage: awk -f check-style.awk FILE...

function complain(what) {
	print FILENAME ":" FNR ": " what
	bad = 1
}

function width_of(text,    i, column) {
	column = 0
	for (i = 1; i <= length(text); i++)
		if (substr(text, i, 1) == "\t")
			column += 8 - column % 8
		else
			column++
	return column
}

FNR == 1 {
	is_text = FILENAME ~ /\.md$/ || FILENAME == "NEWS"
	is_c = FILENAME ~ /\.(c|h|def)$/
	indents_by_tabs = is_c || FILENAME ~ /\.(awk|sh)$/
	widest = FILENAME ~ /\.(table|md)$/ ? 120 : 80
	licensed = is_text
	function_start = 0
}

FNR <= 3 && /SPDX-License-Identifier: BSD-2-Clause|do not edit/ {
	licensed = 1
}

FNR == 4 && !licensed {
	complain("the first lines do not name the licence")
}

/[ \t]$/ {
	complain("blanks at the end")
}

width_of($0) > widest {
	complain("wider than " widest " columns")
}

indents_by_tabs && /^\t*        / {
	complain("indented by spaces; use tabs")
}

# Written apart, so that this file does not complain of itself.
!is_text && $0 ~ ("(TO" "DO[:(]|FIX" "ME|[^A-Za-z_.]XX" "X([^A-Za-z_]|$))") {
	complain("work left to do is for an issue, not for a comment")
}

is_c && /\/\/ / && !/:\/\/|"/ {
	complain("comments are /* ... */")
}

is_c && /^\{/ {
	function_start = FNR
}

is_c && /^\}/ && function_start {
	if (FNR - function_start > 61)
		complain("a function of " FNR - function_start - 1 " lines")
	function_start = 0
}

/^atf_test_case / && ++cases[FILENAME, $2] > 1 {
	complain("another test case is called " $2)
}

/^[\t ]+atf_add_test_case / && ++added[FILENAME, $2] > cases[FILENAME, $2] {
	complain("no such test case, or it is added twice: " $2)
}

END {
	for (name in cases)
		if (!(name in added)) {
			split(name, part, SUBSEP)
			print part[1] ": never added: " part[2]
			bad = 1
		}
	exit bad
}
