#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Reads the manual pages as mandoc does.
# usage: cd SOURCE && MANDOC=mandoc check-man.sh

[ -n "$MANDOC" ] || { echo "mandoc is not here: left out"; exit 0; }

# Whether a page that is referred to is installed here says nothing.
"$MANDOC" -T lint -W style -I os=pairtest docs/*.[1-9] 2>&1 |
    awk '
	/STYLE: referenced manual not found/ { next }
	/outdated mandoc.db/ { next }
	/STYLE: RCS id missing/ { next }
	{ print; bad = 1 }
	END { exit bad }'
