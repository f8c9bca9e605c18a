#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Shows what a coverage build has executed of lib and oracle, and fails if
# that is less than a part of their lines.
# usage: LCOV=lcov GENHTML=genhtml GCOV=gcov coverage.sh BUILD PERCENT

build=$1
limit=$2

if [ -z "$LCOV" ] || [ -z "$GCOV" ]; then
	echo "coverage: needs lcov and gcov; configure again" >&2
	exit 1
fi

# Also what was never run counts: hence a first count of nothing.
capture()
{
	"$LCOV" --quiet --capture --gcov-tool "$GCOV" --no-external \
	    --directory . "$@" 2>coverage.log || {
		cat coverage.log >&2
		exit 1
	}
}

# The tests themselves are left out.
select_rooms()
{
	awk '
	{ record = record $0 "\n" }
	/^SF:/ { wanted = /\/(lib|oracle|t\/probe)\// }
	/^end_of_record/ {
		if (wanted)
			printf "%s", record
		record = ""
	}'
}

percent()
{
	awk -F: -v rooms="$2" '
	/^SF:/ { counted = $2 ~ "/(" rooms ")/" }
	counted && /^LF:/ { lines += $2 }
	counted && /^LH:/ { hit += $2 }
	END { printf "%.1f", lines ? 100 * hit / lines : 0 }' "$1"
}

set -e
cd "$build"
capture --initial --output-file coverage-none.info
capture --output-file coverage-run.info
"$LCOV" --quiet --add-tracefile coverage-none.info \
    --add-tracefile coverage-run.info --output-file coverage-all.info
select_rooms <coverage-all.info >coverage.info
[ -z "$GENHTML" ] || {
	"$GENHTML" --quiet --prefix "$PWD" --title pairtest \
	    --output-directory html coverage.info
	echo "coverage: $PWD/html/index.html"
}
for room in lib oracle t/probe
do
	echo "coverage: $(percent coverage.info "$room") % of $room"
done
total=$(percent coverage.info 'lib|oracle')
echo "coverage: $total % of the lines of lib and oracle, at least $limit %"
awk -v total="$total" -v limit="$limit" 'BEGIN { exit total < limit }'
