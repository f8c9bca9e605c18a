# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Makes kills.html and kills.json of kills.tsv and variants.tsv, and prints
# the score; where all lies were told (whole), also the clauses in clauses.txt,
# which were tested, that kill none.  The columns of the page are clauses, each
# with the number of lies that it kills.
# usage: awk -f matrix.awk -v levels='base quick' -v dir=DIR \
#     KILLS VARIANTS CLAUSES

function html(text) {
	gsub(/&/, "\\&amp;", text)
	gsub(/</, "\\&lt;", text)
	return text
}

function json(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

# "berkeley:ERRORS.EFAULT:EINVAL" without what was got.
function clause_of(id,    part) {
	split(id, part, ":")
	return part[1] ":" part[2]
}

BEGIN {
	FS = "\t"
	count = split(levels, level, " ")
	for (i = 1; i <= count; i++)
		rank[level[i]] = i
}

NR == FNR {
	name[++lies] = $1 ($2 == "-" ? "" : " (" $2 ")")
	killed_by[lies] = $3
	breaks[lies] = $4
	excuse[lies] = $6
	ids = split($5, id, " ")
	artefact = ids > 0
	for (i = 1; i <= ids; i++) {
		clause = clause_of(id[i])
		if (!((lies, clause) in kills)) {
			kills[lies, clause] = id[i]
			if (!total[clause]++)
				clauses[++columns] = clause
		}
		if (id[i] !~ /:(hang|SIG[A-Z]*|exit)/ && id[i] !~ /^probe:/)
			artefact = 0
	}
	if (artefact && $1 !~ /^(hang|die|exit|lose|signal|same|closed)/)
		artefacts++
	if ($3 == "untold") {
		untold++
		next
	}
	if ($3 in rank)
		for (i = rank[$3]; i <= count; i++)
			score[i]++
	else if ($6 == "-")
		survivors[++alive] = name[lies]
	else
		excused++
	next
}

FILENAME ~ /clauses.txt$/ {
	tested++
	if (!($1 in total))
		idle[++idles] = $1
	next
}

{
	variants++
	if ($3 != "") {
		alarms++
		print "false alarm: " $1 ": " $3
	}
}

END {
	page = dir "/kills.html"
	print "<!DOCTYPE html>\n<html lang=\"en\">\n<head>" \
	    "<meta charset=\"utf-8\">\n<title>Lies and what kills them" \
	    "</title>\n<style>td,th{border:1px solid #ccc;padding:2px 6px}" \
	    "th.c{writing-mode:vertical-rl}.k{background:#9c9}" \
	    ".s{background:#f99}</style></head>\n<body>\n" \
	    "<h1>Lies and what kills them</h1>\n<table>\n<tr>" \
	    "<th>lie</th><th>killed by</th>" >page
	for (k = 1; k <= columns; k++)
		printf "<th class=\"c\">%s (%d)</th>", html(clauses[k]),
		    total[clauses[k]] >page
	print "</tr>" >page
	for (n = 1; n <= lies; n++) {
		printf "<tr><th>%s</th><td class=\"%s\">%s</td>",
		    html(name[n]), killed_by[n] in rank ? "k" : "s",
		    killed_by[n] in rank ? killed_by[n] : \
		    excuse[n] == "-" ? killed_by[n] : html(excuse[n]) >page
		for (k = 1; k <= columns; k++)
			printf "<td%s></td>", (n, clauses[k]) in kills ? \
			    " class=\"k\" title=\"" \
			    html(kills[n, clauses[k]]) "\"" : "" >page
		print "</tr>" >page
	}
	print "</table>\n</body>\n</html>" >page

	file = dir "/kills.json"
	print "{\n  \"lies\": [" >file
	for (n = 1; n <= lies; n++) {
		printf "    { \"lie\": %s, \"breaks\": %s, \"killed\": %s," \
		    " \"by\": [", json(name[n]), json(breaks[n]),
		    json(killed_by[n]) >file
		first = 1
		for (k = 1; k <= columns; k++)
			if ((n, clauses[k]) in kills) {
				printf "%s%s", first ? "" : ", ",
				    json(kills[n, clauses[k]]) >file
				first = 0
			}
		print "] }" (n < lies ? "," : "") >file
	}
	printf "  ],\n  \"false_alarms\": %d\n}\n", alarms + 0 >file

	for (i = 1; whole && i <= idles; i++)
		print "kills nothing: " idle[i]
	for (i = 1; i <= alive; i++)
		print "survives: " survivors[i]
	for (i = 1; i <= count; i++)
		printf "%s: %d of %d lies killed\n", level[i], score[i] + 0,
		    lies - untold
	printf "%d never told here, %d survive for a known reason, " \
	    "%d killed by a crash or a time-out alone, " \
	    "%d of %d honest variants accused\n", untold + 0, excused + 0,
	    artefacts + 0, alarms + 0, variants
	if (whole)
		printf "%d of %d tested clauses kill a lie\n",
		    tested - idles, tested
	exit alive > 0 || alarms > 0
}
