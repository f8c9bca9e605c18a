# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Makes oracle/builtin.c of the tables named on the command line.
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
function print_lines(path, n,    line, count, status) {
	printf "\nstatic const char *const lines_%d[] = {\n", n
	while ((status = (getline line < path)) > 0) {
		if (line ~ /[^ -~\t]/)
			refuse(path ":" count + 1 ": not 7-bit text")
		printf "\t%s,\n", literal(line)
		count++
	}
	if (status < 0)
		refuse(path ": cannot be read")
	close(path)
	print "\tNULL\n};"
	return count + 0
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
	print "\n#include <stddef.h>\n\n#include \"oracle/builtin.h\""
	for (i = 1; i < ARGC; i++)
		count[i] = print_lines(ARGV[i], i)
	print "\nconst struct builtin_table builtin_tables[] = {"
	for (i = 1; i < ARGC; i++)
		printf "\t{ \"%s\", lines_%d, %d },\n",
		    stem(ARGV[i]), i, count[i]
	print "\t{ NULL, NULL, 0 }\n};"
	printf "const size_t builtin_table_count = %d;\n", ARGC - 1
	exit failed
}
