#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Who may include whom: the rules are in check-rooms.awk.  Then, that no
# module includes itself by way of others; a module is NAME.c and NAME.h.
# usage: cd SOURCE && check-rooms.sh

status=0
sources()
{
	find lib t/probe t/suite oracle -name '*.[ch]' | sort
}

sources | xargs awk -f build-aux/check-rooms.awk || status=1

# What follows is awk's.
# shellcheck disable=SC2016
sources | xargs awk '
function module_of(file) {
	sub(/\.[ch]$/, "", file)
	return file
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	if (module_of(part[2]) != module_of(FILENAME))
		print module_of(FILENAME), module_of(part[2])
}' | tsort 2>&1 >/dev/null | grep -v ': -: input contains a loop:' |
    sed 's/^tsort: /circle: /' | grep . && status=1
exit $status
