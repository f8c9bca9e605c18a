#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What is committed must be in the tarball, but for what is about commits.
# usage: cd SOURCE && SOURCE=name DISTFILES='file ...' check-dist.sh

[ -e .git ] || { echo "not a checkout: left out"; exit 0; }

# The names come with or without the source directory before them.
git ls-files | grep -v '\.gitignore$' |
    awk -v top="$SOURCE/" -v listed="$DISTFILES" '
	BEGIN {
		count = split(listed, names, " ")
		for (i = 1; i <= count; i++) {
			if (index(names[i], top) == 1)
				names[i] = substr(names[i], length(top) + 1)
			known[names[i]] = 1
		}
	}
	!($0 in known) {
		print $0 ": is not in the tarball; list it in a Makefile.am.inc"
		missing = 1
	}
	END { exit missing }'
