#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Writes docs/FINDINGS.md: what the stored traces deviate in from documents.
# usage: findings.sh DIRECTORY-OF-TRACES; pairoracle is found by PATH.

LC_ALL=C
export LC_ALL
documents=berkeley,posix-2008
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cat <<'END'
# Findings

What systems that ran deviate in from the manual page that they ship or
descend from (`berkeley`) and from POSIX (`posix-2008`).  Written by
`make findings` from the traces in `t/traces/`, which pairprobe recorded with
the plan quick; the numbers count its requests.  A program that shows one
without pairtest is printed by `pairoracle reproduce -r TRACE ID`.

## Hosts

| trace | host | ran as | like |
| ----- | ---- | ------ | ---- |
END
grep -v '^#' "$1/list.tsv" | while IFS='	' read -r name table how; do
	pairoracle judge -t "$documents" "$1/$name.trace" >"$work/judged"
	[ $? -le 1 ] || exit 2
	sed "s/^/$name	/" "$work/judged" >>"$work/all"
	awk -v name="$name" -v table="$table" -v how="$how" '
	function value(    s) {
		s = $0
		sub(/^@[0-9]+ host [a-z]+ /, "", s)
		sub(/ ;[0-9a-f]+\r?$/, "", s)
		return s
	}
	$2 $3 == "hostsystem" { os = value() }
	$2 $3 == "hostrelease" { release = value() }
	$2 $3 == "hostmachine" { machine = value() }
	$2 == "number" { exit }
	END {
		print "| `" name "` | " os " " release " " machine \
		    " | " how " | `" table "` |"
	}' "$1/$name.trace"
done || exit
awk -F '\t' '
# An item of a list, in lines of at most 78 columns.
function item(text,    n, i, word, line, all) {
	n = split(text, word, " ")
	line = "-"
	for (i = 1; i <= n; i++) {
		if (length(line) + 1 + length(word[i]) > 78 && line != "-") {
			all = all line "\n"
			line = " "
		}
		line = line " " word[i]
	}
	return all line
}
$2 ~ /^deviation / {
	id = $2
	sub(/^deviation /, "", id)
	what = id
	sub(/: .*/, "", id)
	sub(/^[^ ]*: /, "", what)
	count = what
	sub(/.*, /, "", count)
	sub(/, [^,]*$/, "", what)
	if (!(id in first)) {
		first[id] = $1
		order[++n] = id
		kind[id] = what
		wanted = 4
	} else
		wanted = 0
	hosts[id] = hosts[id] (id in hosts && hosts[id] != "" ? ", " : "") \
	    $1 " (" count ")"
	next
}
wanted && $2 ~ /^    / {
	line = $2
	sub(/^ */, "", line)
	if (line ~ /^pairprobe /) {
		command[id] = line
		wanted = 0
	} else
		text[id] = text[id] item(line) "\n"
}
END {
	for (i = 1; i <= n; i++) {
		id = order[i]
		print "\n## `" id "`\n\n" item(kind[id])
		printf "%s", text[id]
		print item("on " hosts[id]) "\n\n      " command[id]
	}
}' "$work/all" | sed -e 's/[[:space:]]*$//' -e '/^[- ] [^ ]/s/[*<>|]/\\&/g'
