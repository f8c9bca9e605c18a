#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Compiles each header alone, twice over: it must bring what it needs.
# lib and the probe must do with C99, the oracle has C11.
# usage: cd SOURCE && CC=cc check-headers.sh

status=0

check()
{
	for header in "$2"/*.h
	do
		[ -f "$header" ] || continue
		printf '#include "%s"\n#include "%s"\n' "$header" "$header" |
		    ${CC:-cc} -std="$1" -D_GNU_SOURCE -Wall -Wextra \
		    -Wpedantic -Werror -fsyntax-only -I. -x c - || {
			echo "$header: does not compile alone; include in" \
			    "it what it uses" >&2
			status=1
		}
	done
}

check c99 lib
check c99 t/probe
for room in t/probe/*/
do
	check c99 "${room%/}"
done
check c11 t/suite
check c11 t/self
for room in oracle/*/
do
	check c11 "${room%/}"
done
exit $status
