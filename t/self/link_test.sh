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
	# Only the interface is visible: no name may be one of a program's own.
	grep -q '^HIDE_NAMES = yes' "$(atf_get_srcdir)/$build/Makefile" ||
	    atf_skip 'this build has no objcopy that hides names'
	nm -g "$(atf_get_srcdir)/$build/libpairoracle.a" >all
	awk 'NF == 3 && $2 ~ /[A-TV-Z]/ { sub(/^_/, "", $3); print $3 }' \
	    all | grep -v '^__\|gcov\|asan' | sort >have
	sed -n 's/.*\(pairoracle_[a-z_]*\)(.*/\1/p' \
	    "$(atf_get_srcdir)/$build/oracle/api/pairoracle.h" | sort >want
	[ "$(wc -l <want)" -ge 12 ] || atf_fail "$(cat want)"
	atf_check -o file:want cat have
}

# A library neither prints nor ends its program, whatever it is asked.
atf_test_case calls
calls_head()
{
	atf_set require.progs nm
}
calls_body()
{
	grep -q '^HIDE_NAMES = yes' "$(atf_get_srcdir)/$build/Makefile" ||
	    atf_skip 'the library holds objects that it does not use'
	nm -u "$(atf_get_srcdir)/$build/libpairoracle.a" |
	    awk '$1 == "U" { sub(/^_/, "", $2); print $2 }' >used
	grep -qx malloc used || atf_fail "nm shows nothing: $(cat used)"
	forbidden='exit|_exit|_Exit|abort|quick_exit|__assert_fail|atexit'
	forbidden="$forbidden|printf|fprintf|vfprintf|puts|fputs|putchar|putc"
	forbidden="$forbidden|perror|fwrite|write|stdout|stderr"
	forbidden="$forbidden|signal|raise|kill|fork|system|popen"
	forbidden="$forbidden|posix_spawnp|unlink|rename|open|mkstemp"
	grep -Ex "(__)?($forbidden)(_chk)?" used >bad &&
	    atf_fail "the library calls $(cat bad)"
	true
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
	atf_add_test_case calls
	atf_add_test_case package
	atf_add_test_case header
	atf_add_test_case example
}
