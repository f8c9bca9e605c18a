#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Adds up Kyua's results: prints "N passed, N failed, N skipped".
# usage: KYUA=kyua count-results.sh RESULTS ...

for results
do
	"${KYUA:-kyua}" --config=none --logfile=/dev/null report \
	    --results-file="$results" || exit 2
done | awk '
	/^Test cases: / {
		total += $3
		skipped += $5
		failed += $(NF - 1) + $(NF - 3)
	}
	END {
		printf "%d passed, %d failed, %d skipped\n",
		    total - skipped - failed, failed, skipped
	}'
