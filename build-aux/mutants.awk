# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Lists what can be changed in C code, one change a line: file, line, column,
# the text there, and what takes its place, separated by tabs.  Comments,
# strings, preprocessor lines and what is outside of functions are left alone.
# usage: awk -f mutants.awk FILE ...

# Blanks out strings, characters and comments, so that columns stay.
function code_of(text,    out, c, i, mode) {
	mode = in_comment ? "*" : ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (mode == "*") {
			if (substr(text, i, 2) == "*/") {
				mode = ""
				out = out " "
				i++
			}
			c = " "
		} else if (mode != "") {
			if (c == "\\") {
				out = out " "
				i++
			} else if (c == mode)
				mode = ""
			c = " "
		} else if (c == "\"" || c == "'") {
			mode = c
			c = " "
		} else if (substr(text, i, 2) == "/*") {
			mode = "*"
			out = out " "
			i++
			c = " "
		}
		out = out c
	}
	in_comment = mode == "*"
	return out
}

function change(at, old, new) {
	print FILENAME "\t" FNR "\t" at "\t" old "\t" new
}

BEGIN {
	n = split("==/!=;!=/==;<=/<;>=/>;&&/||;||/&&;</<=;>/>=;+/-;-/+", pair,
	    ";")
	for (i = 1; i <= n; i++) {
		split(pair[i], side, "/")
		from[i] = " " side[1] " "
		to[i] = " " side[2] " "
	}
}

FNR == 1 {
	in_comment = 0
	inside = 0
}

{
	text = code_of($0)
	if (text ~ /^\{/)
		inside = 1
	if (text ~ /^\}/)
		inside = 0
	if (!inside || text ~ /^#/)
		next
	for (i = 1; i <= n; i++)
		for (at = 0; (k = index(substr(text, at + 1), from[i])) > 0;) {
			at += k
			change(at, from[i], to[i])
		}
	if (match(text, /return -1;/))
		change(RSTART, "return -1;", "return 0;")
	if (match(text, /return 0;/))
		change(RSTART, "return 0;", "return 1;")
	if (match(text, /return true;/))
		change(RSTART, "return true;", "return false;")
	if (match(text, /return false;/))
		change(RSTART, "return false;", "return true;")
	if (match(text, /^\t+if \(.*\)( \{)?$/)) {
		at = index(text, "if (")
		change(at, "if (", "if (!(")
	}
	if (match(text, /[ (]![a-z(]/))
		change(RSTART + 1, "!", "")
	if (match(text, /[^0-9A-Za-z_.][0-9]+[^0-9A-Za-z_.]/)) {
		old = substr(text, RSTART + 1, RLENGTH - 2)
		change(RSTART + 1, old, old + 1)
	}
	if (match(text, /^\t+[a-z_]+\(.*\);$/)) {
		at = match(text, /[a-z]/)
		change(at, substr($0, at), ";")
	}
	if (text ~ /^\t+[a-z].* [|&+-]?= .*;$/ && text ~ /^\t+[a-z_>.[\]-]+ /) {
		at = match(text, /[a-z]/)
		change(at, substr($0, at), ";")
	}
}
