# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Refuses phrases that make a reader stop; words.list has them, with advice.
# A phrase may go on in the next line.
# usage: awk -f check-words.awk words.list FILE ...

# The words of a line alone: no marks of comments, no quotes.
function plain(text) {
	text = tolower(text)
	gsub(/[^a-z0-9'-]+/, " ", text)
	return " " text " "
}

function complain(phrase, where) {
	print FILENAME ":" where ": \"" phrase "\": write " advice[phrase]
	bad = 1
}

BEGIN {
	FS = "\t"
}

FNR == NR {
	if (!/^#/ && NF == 2) {
		advice[$1] = $2
		key[$1] = plain($1)
	}
	next
}

FNR == 1 {
	before = ""
}

{
	now = plain($0)
	gsub(/ +/, " ", now)
	both = before now
	gsub(/ +/, " ", both)
	for (phrase in key)
		if (index(both, key[phrase]) && !index(before, key[phrase]))
			complain(phrase, FNR)
	before = now
}

END {
	exit bad
}
