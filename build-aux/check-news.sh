#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The version that configure.ac names must lead NEWS; before a release its
# section must have the date in place of "Not released yet".
# usage: cd SOURCE && check-news.sh [released]

version=$(sed -n 's/^AC_INIT(\[pairtest], \[\(.*\)])$/\1/p' configure.ac)
sed 15q NEWS | grep -q "version $version\$" || {
	echo "NEWS: has no section for version ${version:-?}; write it" >&2
	exit 1
}
[ "$1" = released ] || exit 0
sed 15q NEWS | grep -q '^Released [0-9][0-9-]*\.$' || {
	echo "NEWS: version $version has no date; write \"Released DATE.\" in" \
	    "place of \"Not released yet.\"" >&2
	exit 1
}
