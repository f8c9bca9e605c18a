#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Compares C sources with what clang-format makes of them; with -i, rewrites
# them.  Releases of clang-format differ in what they make, so only one is
# asked: the one that Debian 12 has.
# usage: cd SOURCE && [CLANG_FORMAT=clang-format] check-format.sh [-i]

release=14
format=${CLANG_FORMAT:-clang-format}
if ! "$format" --version 2>/dev/null | grep -q "version $release\."; then
	echo "check-format: no clang-format $release; layout not checked" >&2
	[ "$1" != -i ]
	exit
fi
sources()
{
	find docs lib oracle t -name '*.[ch]' ! -name builtin.c | sort
}
if [ "$1" = -i ]; then
	sources | xargs "$format" -i
else
	! sources | xargs "$format" --dry-run --Werror 2>&1 |
	    sed -n 's/:[0-9]*:[0-9]*: error: .*/: run make format/p' |
	    sort -u | grep .
fi
