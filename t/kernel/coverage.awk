# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What was reached of some functions and of a file: lines and branches, each
# line that was not, and the run that reached each other one first.
# usage: awk -v functions='NAME ...' -v tree=DIR -v excuses=FILE \
#     -f coverage.awk ALL RUN ...
#
# ALL and the RUNs are tracefiles of lcov; the runs are in their order.  FILE
# is unreached.tsv.  Exits with status 1 where more lines are not reached than
# it has reasons for.

BEGIN {
	count = split(functions, name, " ")
	for (i = 1; i <= count; i++)
		wanted[name[i]] = i
	while ((getline text < excuses) > 0)
		if (split(text, part, "\t") == 3) {
			excused[part[1]] += part[2]
			why[part[1]] = why[part[1]] "    " part[2] \
			    " without " part[3] "\n"
		}
}

FNR == 1 {
	run = FILENAME
	sub(/.*\//, "", run)
	sub(/\.info$/, "", run)
	whole = NR == 1
}

/^SF:/ {
	file = substr($0, 4)
	sub(/.*\/net\//, "net/", file)
}

# The lines of a function end where the next one starts.
whole && /^FN:/ {
	split(substr($0, 4), part, ",")
	start[file, ++starts[file]] = part[1]
	called[file, part[1]] = part[2]
}

/^DA:/ {
	split(substr($0, 4), part, ",")
	if (whole) {
		line[file, part[1]] = part[2]
		last[file] = part[1] > last[file] ? part[1] : last[file]
		lines[file]++
		hit[file] += part[2] > 0
	} else if (part[2] > 0 && !((file, part[1]) in first))
		first[file, part[1]] = run
}

whole && /^BRDA:/ {
	split(substr($0, 6), part, ",")
	branches[file, part[1]]++
	taken[file, part[1]] += part[4] > 0
}

# Reads the source, to print lines.
function source(file,    n) {
	while ((getline text < (tree "/" file)) > 0)
		content[file, ++n] = text
	close(tree "/" file)
}

# The line behind the last one of the function that starts at a line.
function end_of(file, from,    n) {
	for (n = from + 1; n <= last[file] + 1; n++)
		if (content[file, n] ~ /^}/)
			return n
	return last[file] + 1
}

END {
	for (file in starts) {
		source(file)
		for (i = 1; i <= starts[file]; i++) {
			from = start[file, i]
			if (called[file, from] in wanted)
				report(file, from)
		}
	}
	for (file in lines)
		printf "%s: %d of %d lines\n", file, hit[file], lines[file]
	exit unexplained
}

function report(file, from,    n, to, all, got, ways, went) {
	to = end_of(file, from)
	for (n = from; n <= to; n++) {
		if (!((file, n) in line))
			continue
		all++
		got += line[file, n] > 0
		ways += branches[file, n]
		went += taken[file, n]
	}
	printf "%s: %d of %d lines, %d of %d branches\n", called[file, from],
	    got, all, went, ways
	if (got < all)
		printf "%s", why[called[file, from]]
	if (all - got > excused[called[file, from]])
		unexplained = 1
	for (n = from; n <= to; n++)
		if ((file, n) in line)
			printf "    %-16s %d/%d %5d %s\n",
			    line[file, n] ? first[file, n] : "NOT REACHED",
			    taken[file, n], branches[file, n], n,
			    content[file, n]
}
