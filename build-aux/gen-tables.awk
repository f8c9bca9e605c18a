# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Makes oracle/table/builtin.c of the tables named on the command line.
# usage: awk -f gen-tables.awk FILE...

function stem(path) {
	sub(/.*\//, "", path)
	sub(/\.table$/, "", path)
	return path
}

function literal(text) {
	gsub(/[\\"?]/, "\\\\&", text)
	gsub(/\t/, "\\t", text)
	return "\"" text "\""
}

# An empty file has no line and so no record: the list of files is walked.
function read_lines(path,    text, status) {
	lines = 0
	width = 1
	while ((status = (getline text < path)) > 0) {
		if (text ~ /[^ -~\t]/)
			refuse(path ":" lines + 1 ": not 7-bit text")
		line[++lines] = text
		if (length(text) >= width)
			width = length(text) + 1
	}
	if (status < 0)
		refuse(path ": cannot be read")
	close(path)
}

# Lines of one width need no pointers, which a loader would have to adjust.
function print_lines(n,    i) {
	printf "\nstatic const char lines_%d[][%d] = {\n", n, width
	for (i = 1; i <= lines; i++)
		printf "\t%s,\n", literal(line[i])
	print "\t\"\"\n};"
}

function refuse(why) {
	print "gen-tables: " why | "cat 1>&2"
	failed = 1
	exit 1
}

function sort_files(    i, j, t) {
	for (i = 2; i < ARGC; i++)
		for (j = i; j > 1 && stem(ARGV[j - 1]) > stem(ARGV[j]); j--) {
			t = ARGV[j]
			ARGV[j] = ARGV[j - 1]
			ARGV[j - 1] = t
		}
}

BEGIN {
	sort_files()
	print "/* Made by build-aux/gen-tables.awk; do not edit. */"
	print "\n#include <stddef.h>\n\n#include \"oracle/table/builtin.h\""
	for (i = 1; i < ARGC; i++) {
		read_lines(ARGV[i])
		print_lines(i)
		row[i] = sprintf("lines_%d[0], %d, %d", i, width, lines)
	}
	print "\nconst struct builtin_table builtin_tables[] = {"
	for (i = 1; i < ARGC; i++)
		printf "\t{ \"%s\", %s },\n", stem(ARGV[i]), row[i]
	print "\t{ NULL, NULL, 0, 0 }\n};"
	printf "const size_t builtin_table_count = %d;\n", ARGC - 1
	exit failed
}
