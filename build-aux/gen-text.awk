# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Makes C of a text: const char *const NAME[], its lines and a NULL, which is
# declared in HEADER.  Comments of a
# line each and indentation are left out.
# usage: awk -v header=HEADER -f gen-text.awk name=NAME FILE

FNR == 1 {
	printf "#include \"%s\"\n\nconst char *const %s[] = {\n", header, name
}
/^\/\*.*\*\/$/ || /^$/ { next }
{
	gsub(/^[ \t]+/, "")
	gsub(/\\/, "\\\\")
	gsub(/"/, "\\\"")
	printf "\t\"%s\",\n", $0
}
END { print "\tNULL\n};" }
