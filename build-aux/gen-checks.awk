# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors
#
# Writes docs/CHECKS.md: awk -f gen-checks.awk check.def script.def TABLE.
# Each check, its steps, and the clauses of the table that say what it leads
# to.

function number_of(word)
{
	if (!(word in place)) {
		print FILENAME ": unknown check " word | "cat >&2"
		exit 1
	}
	return place[word]
}

function mark(list, clause,    item, end, n, i, k)
{
	n = split(list, item, ",")
	for (i = 1; i <= n; i++) {
		k = split(item[i], end, "[.][.]")
		if (!(end[1] in place) || !(end[k] in place))
			continue
		for (k = place[end[1]]; k <= place[end[split(item[i], end,
		    "[.][.]")]]; k++)
			if (index(said[k] " ", " " clause " ") == 0)
				said[k] = said[k] " " clause
	}
}

FNR == 1 { file++ }

file <= 2 && /^\/\* .* \*\/$/ {
	heading = substr($0, 4, length($0) - 6)
	if (heading !~ /^SPDX/)
		title[count + 1] = heading
}

file <= 2 { line = line " " $0 }

file <= 2 && /^#|\*\/$|NULL\)$/ { line = "" }

file <= 2 && /"\)$/ && line ~ /(SCRIPT|CHECK)\(/ {
	split(line, part, "\"")
	name[++count] = part[2]
	steps[count] = part[4]
	for (n = 6; n in part; n += 2)
		steps[count] = steps[count] part[n]
	place[part[2]] = count
	line = ""
	split("", part)
}

file == 3 && $1 == "clause" { clause = $2 }

file == 3 && $1 == "when" {
	for (f = 2; f <= NF; f++)
		if ($f ~ /^check=[^!]/)
			mark(substr($f, 7), clause)
}

END {
	print "# Checks of a pair"
	print ""
	print "Written by `make checks` from lib/check.def, lib/script.def" \
	    " and the table linux,"
	print "whose clauses are those of the last column.  The language of" \
	    " the steps is in"
	print "t/probe/ask/script.h."
	for (i = 1; i <= count; i++) {
		if (i in title)
			printf "\n## %s\n\n| check | steps | clause |\n" \
			    "| --- | --- | --- |\n", title[i]
		printf "| %s | %s |%s |\n", name[i], steps[i], said[i]
	}
}
