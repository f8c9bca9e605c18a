#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Adds up Kyua's results: prints "N passed, N failed, N skipped".  Exits with
# status 1 where more than MAX are skipped, and then names them.
# usage: KYUA=kyua count-results.sh [-s MAX] RESULTS ...

max=
if [ "$1" = -s ]; then
	max=$2
	shift 2
fi

for results
do
	"${KYUA:-kyua}" --config=none --logfile=/dev/null report \
	    --results-file="$results" --results-filter=skipped || exit 2
done | awk -v max="$max" '
	/  ->  skipped: / { names[++named] = $0 }
	/^Test cases: / {
		total += $3
		skipped += $5
		failed += $(NF - 1) + $(NF - 3)
	}
	END {
		printf "%d passed, %d failed, %d skipped\n",
		    total - skipped - failed, failed, skipped
		if (max == "" || skipped <= max)
			exit 0
		for (i = 1; i <= named; i++)
			print names[i]
		print "count-results: at most " max " should be skipped"
		exit 1
	}'
