# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# libpairoracle as it is installed: its names, its file for pkg-config, its
# header and the example.

build=../..

atf_test_case names
names_head()
{
	atf_set require.progs nm
}
names_body()
{
	# No name of the library may be one of a program's own.
	nm -g "$(atf_get_srcdir)/$build/libpairoracle.a" >all 2>/dev/null ||
	    atf_skip 'nm does not read the library'
	awk 'NF == 3 && $2 ~ /[A-TV-Z]/ { sub(/^_/, "", $3); print $3 }' \
	    all | grep -v '^pairoracle_\|^__\|gcov\|asan' >odd
	[ -s odd ] && atf_fail "add to oracle/api/Makefile.am.inc: $(cat odd)"
	grep -q ' pairoracle_predict$\| _pairoracle_predict$' all ||
	    atf_fail "$(cat all)"
	grep -q ' U .*printf$\| U .*_exit$' all >out || true
	atf_check -o not-match:' U puts' -o not-match:' U printf' cat all
}

atf_test_case package
package_head()
{
	atf_set require.progs pkg-config
}
package_body()
{
	PKG_CONFIG_PATH=$(atf_get_srcdir)/$build
	export PKG_CONFIG_PATH
	atf_check -o match:-lpairoracle pkg-config --libs pairoracle
	atf_check -o ignore pkg-config --cflags pairoracle
	atf_check -o match:'^[0-9]' pkg-config --modversion pairoracle
	grep '@' "$PKG_CONFIG_PATH/pairoracle.pc" &&
	    atf_fail 'something is not filled in'
	true
}

atf_test_case header
header_head()
{
	atf_set require.progs c++
}
header_body()
{
	cp "$(atf_get_srcdir)/$build/oracle/api/pairoracle.h" pairoracle.h
	cat >x.cc <<'EOT'
#include "pairoracle.h"
int main() { return pairoracle_builtin(0) == 0; }
EOT
	atf_check c++ -Wall -Wextra -Wpedantic -Werror -fsyntax-only x.cc
}

atf_test_case example
example_body()
{
	example=$(atf_get_srcdir)/$build/docs/examples/inprocess
	"$example" >out 2>err
	status=$?
	[ $status -le 1 ] || atf_fail "$(cat err)"
	atf_check -o match:'^The Berkeley page' \
	    -o match:'AF_UNIX SOCK_STREAM 0 socket=ok: ok: passed' cat out
	[ "$(wc -l <out)" -eq 7 ] || atf_fail "$(cat out)"
	printf '%s\n' 'table no' 'order first' 'clause a 1' 'text No pair.' \
	    'when => EIO' >no.table
	atf_check -s exit:1 -o match:': ok: failed .a: No pair' \
	    "$example" ./no.table
	atf_check -s exit:2 -e match:'no built-in table' "$example" none
}

atf_init_test_cases()
{
	atf_add_test_case names
	atf_add_test_case package
	atf_add_test_case header
	atf_add_test_case example
}
