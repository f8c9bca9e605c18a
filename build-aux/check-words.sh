#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Reads comments, messages, scripts and documents for phrases that words.list
# refuses.
# usage: cd SOURCE && check-words.sh

{
	find .ci build-aux docs lib m4 oracle t -type f |
	    grep -e '\.[ch1-9]$' -e '\.m4$' -e '\.def$' -e '\.md$' \
	    -e '\.awk$' -e '\.sh$' -e '\.inc$' -e '\.cases$' \
	    -e '\.expect$' -e '\.table$' -e 'README$' -e '/run$' |
	    grep -v -e '^build-aux/words' -e 'builtin\.c$'
	echo Makefile.am configure.ac quickstart README.md NEWS CONTRIBUTING.md
} | xargs awk -f build-aux/check-words.awk build-aux/words.list
