#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The version that configure.ac names must lead NEWS.
# usage: cd SOURCE && check-news.sh

version=$(sed -n 's/^AC_INIT(\[pairtest], \[\(.*\)])$/\1/p' configure.ac)
sed 15q NEWS | grep -q "version $version\$" || {
	echo "NEWS: has no section for version ${version:-?}; write it" >&2
	exit 1
}
