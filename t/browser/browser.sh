#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Looks at reports of one host and of twenty in headless Chromium.
# usage: browser.sh SOURCES BUILD [AXE.js]
# Without AXE.js, axe-core is fetched by npm into BUILD/t/browser; where that
# cannot be, the rest is looked at.  SHOTS=DIR keeps a picture of each page.

set -eu
sources=$1 build=$2 axe=${3-}
work=$build/t/browser
mkdir -p "$work"
cd "$work"
PATH=$build:$build/t/self:$PATH
for p in node "${CHROMIUM:-chromium}"; do
	command -v "$p" >/dev/null || { echo "there is no $p; install it" >&2
	    exit 2; }
done
if [ -z "$axe" ]; then
	axe=node_modules/axe-core/axe.min.js
	[ -s "$axe" ] || npm install --no-save axe-core >npm.log 2>&1 ||
	    echo 'axe-core is not to be had; the rest is looked at' >&2
fi

# The same trace with one errno made another, which is another host.
pairprobe -l quick -o 1.trace
names='a=1.trace'
n=1
for e in EACCES EAGAIN EBADF EDOM EEXIST EFBIG EINTR EIO EISDIR ENODEV ENOENT \
    ENOMEM ENOSYS ENOTDIR ENXIO EPERM EPIPE ERANGE EROFS; do
	n=$((n + 1))
	frame -u <1.trace | sed "$((n % 5 + 3))~7s/=> EINVAL/=> $e/" |
	    frame >$n.trace
	names="$names $e=$n.trace"
done
pairoracle report -o one 1.trace >/dev/null || [ $? -eq 1 ]
begin=$(date +%s%N)
# One word for each trace.
# shellcheck disable=SC2086
pairoracle report -o twenty $names >/dev/null || [ $? -eq 1 ]
echo "twenty hosts in $((($(date +%s%N) - begin) / 1000000)) ms"
status=0
small() {
	size=$(wc -c <"$1")
	echo "$1: $size bytes"
	[ "$size" -lt "$2" ] || { echo "$1: more than $2 bytes"; status=1; }
}
small one/index.html 300000
small twenty/index.html 600000
small twenty/hosts/a.html 300000
set -- one/index.html twenty/index.html twenty/hosts/a.html \
    twenty/hosts/EPERM.html
[ ! -s "$axe" ] || set -- -a "$axe" "$@"
[ -z "${SHOTS-}" ] || set -- -s "$SHOTS" "$@"
node "$sources/t/browser/browser.mjs" "$@" || status=$?
exit $status
