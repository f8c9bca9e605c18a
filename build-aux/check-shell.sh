#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Checks all shell scripts.
# usage: cd SOURCE && SHELLCHECK=shellcheck check-shell.sh

[ -n "$SHELLCHECK" ] || { echo "shellcheck is not here: left out"; exit 0; }

status=0
"$SHELLCHECK" -s sh quickstart build-aux/*.sh || status=1
"$SHELLCHECK" -s bash .ci/run || status=1
# atf-sh calls functions by names that are made of a case's; the shells that
# run the tests have ulimit -t and -v; what a command writes to is not read
# by it under the same name.
find t -name '*.sh' | sort |
    xargs "$SHELLCHECK" -s sh \
	-e SC2016,SC2034,SC2094,SC2154,SC2238,SC2317,SC3045 || status=1
exit $status
