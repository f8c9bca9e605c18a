#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Looks for errors in C that a compiler does not look for.
# usage: cd SOURCE && CPPCHECK=cppcheck BUILD=directory check-static.sh

[ -n "$CPPCHECK" ] || { echo "cppcheck is not here: left out"; exit 0; }

"$CPPCHECK" --quiet --std=c11 --enable=warning,performance,portability \
    --inline-suppr --error-exitcode=1 -DHAVE_CONFIG_H -I. -I"$BUILD" \
    --suppress=missingIncludeSystem \
    --suppressions-list=build-aux/cppcheck.suppress lib oracle t
