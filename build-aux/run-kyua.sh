#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Runs a Kyuafile and says why what failed did.
# usage: KYUA=kyua run-kyua.sh RESULTS KYUAFILE [TEST-OPTION ...]
#
# ALLOW=system-files in the environment lets tests change a setting of the
# whole system briefly.  PARALLEL says how many tests run at once; as
# tests of a host disturb each other, that is one.
#
# Kyua stores the whole environment with the results and shows it with
# each report, so it is given next to none.

results=$1
kyuafile=$2
shift 2

run()
{
	env -i PATH="$PATH" HOME="${HOME-/}" TMPDIR="${TMPDIR-/tmp}" \
	    ${LSAN_OPTIONS+LSAN_OPTIONS="$LSAN_OPTIONS"} \
	    "${KYUA:-kyua}" --config=none --logfile=/dev/null \
	    ${ALLOW:+--variable=test_suites.pairtest.allow="$ALLOW"} \
	    --variable=parallelism="${PARALLEL:-1}" "$@"
}

rm -f "$results"
run test --kyuafile="$kyuafile" --results-file="$results" "$@"
status=$?
if [ $status -eq 1 ]; then
	run report --verbose --results-file="$results" \
	    --results-filter=broken,failed
fi
# "passed" has them too, as Kyua counts.
"${KYUA:-kyua}" --config=none --logfile=/dev/null report \
    --results-file="$results" --results-filter=xfail 2>/dev/null |
    awk '/ ->  expected_failure/ { n++ }
	END { if (n) print n " of the passed are expected failures" }'
exit $status
