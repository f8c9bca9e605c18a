#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Looks at the layout of everything that is written by hand.
# usage: cd SOURCE && check-style.sh

{
	find .ci build-aux docs lib m4 oracle t -type f |
	    grep -e '\.[chm1-9]$' -e '\.m4$' -e '\.def$' -e '\.md$' \
	    -e '\.awk$' -e '\.sh$' -e '\.inc$' -e '\.cases$' \
	    -e '\.expect$' -e '\.table$' -e 'Kyuafile$' -e '/run$' |
	    grep -v -e '^oracle/table/builtin\.c$'
	echo Makefile.am configure.ac Kyuafile quickstart README.md NEWS \
	    CONTRIBUTING.md
} | xargs awk -f build-aux/check-style.awk
