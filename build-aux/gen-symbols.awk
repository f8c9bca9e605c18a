# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors
#
# Makes the lists of names from lib/symbols.txt.
#   awk -v want=names   -f gen-symbols.awk symbols.txt > lib/symbols.def
#   awk -v want=numbers -f gen-symbols.awk symbols.txt \
#       > t/probe/host/numbers.def
# The first gives every name its kind and reference number; the second gives
# the numbers that the headers of the host under test have.

BEGIN {
	print "/* Made by build-aux/gen-symbols.awk from lib/symbols.txt;" \
	    " do not edit. */"
}

/^#/ || NF == 0 { next }

NF != 3 {
	printf "%s:%d: want KIND NAME NUMBER\n", FILENAME, FNR > "/dev/stderr"
	exit 1
}

want == "names" {
	known = $3 != "-"
	printf "SYMBOL(%s, %s, %d, %s)\n", toupper($1), $2, known,
	    known ? $3 : 0
}

# A protocol that is spelt as a domain has the domain's number.
want == "numbers" {
	printf "#ifdef %s\nNUMBER(%s)\n#endif\n", $2, $2
}
