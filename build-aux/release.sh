#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Makes the tarball of a release from what is committed, and prints the text
# of its tag.  The version is the one in configure.ac.
# usage: cd SOURCE && release.sh DIRECTORY

die()
{
	echo "release: $*" >&2
	exit 1
}

to=$(cd "$1" && pwd) || exit 2
version=$(sed -n 's/^AC_INIT(\[pairtest], \[\(.*\)])$/\1/p' configure.ac)
[ -e .git ] || die "not a git checkout; release from one"
[ -z "$(git status --porcelain --untracked-files=no)" ] ||
    die "there are changes that are not committed; commit or drop them"
git rev-parse -q --verify "refs/tags/v$version" >/dev/null &&
    die "v$version is a tag already; raise the version in configure.ac"
sh build-aux/check-news.sh released || exit 1

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
git archive HEAD | tar -xf - -C "$work" || exit 2
log=$to/release.log
(cd "$work" && autoreconf -i && ./configure && make distcheck) \
    >"$log" 2>&1 || die "make distcheck failed; see $log"
tarball=pairtest-$version.tar.gz
cp "$work/$tarball" "$to/$tarball" || exit 2

echo "release: $to/$tarball"
echo "release: git tag -s v$version, with this text:"
echo
echo "pairtest $version"
echo
awk -v version="$version" '
/^Changes in version / { on = $4 == version; next }
on && !/^=+$/' NEWS | sed -e '/./,$!d'
echo "SHA-256 of $tarball:"
sha256sum "$to/$tarball" | cut -d ' ' -f 1
