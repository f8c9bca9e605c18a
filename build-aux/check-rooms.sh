#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Who may know whom: the rules are in check-rooms.awk.
# usage: cd SOURCE && check-rooms.sh

find lib t/probe t/suite oracle -name '*.[ch]' | sort |
    xargs awk -f build-aux/check-rooms.awk
