# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The probe on its way to other systems: one line builds it with any
# compiler and C library, and a stack behind other names is asked.

# compiles NAME COMPILER ...: one line, without configure, makes the probe.
compiles()
{
	name=$1
	shift
	# Some compilers write objects beside the sources.
	[ -d sources ] || {
		mkdir sources && (cd "$SOURCES" &&
		    tar -cf - lib t/probe t/self/islet) |
		    (cd sources && tar -xf -) && chmod -R u+w sources
	}
	(cd sources && "$@" -O1 -I. -o "$OLDPWD/$name" t/probe/*.c \
	    t/probe/*/*.c lib/*.c) >built 2>&1 ||
	    atf_fail "$*: $(grep -e error -e undefined built)"
}

# builds NAME COMPILER ...: the same where there is such a compiler.
builds()
{
	command -v "$2" >/dev/null || atf_skip "there is no $2"
	echo 'int main(void) { return 0; }' >try.c
	(shift && "$@" -o try try.c) 2>/dev/null ||
	    atf_skip "$2 cannot link here"
	compiles "$@"
}

# asks NAME LIBC: it runs, and this host is judged without a deviation.
asks()
{
	"./$1" -l base >base.trace || atf_fail "$1 failed"
	"./$1" AF_UNIX,AF_INET,255 1,2,3,11 0,6,99 vector=valid,null \
	    entry='*' fds='*' >asked.trace || atf_fail "$1 failed"
	"./$1" AF_UNIX SOCK_STREAM 0 check='*' >pair.trace ||
	    atf_fail "$1 failed"
	for trace in base asked pair; do
		bodies <$trace.trace | grep "^build libc $2" >/dev/null ||
		    atf_fail "the trace does not name $2"
		[ "$(uname -s)" = Linux ] || continue
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t linux $trace.trace
	done
}

atf_test_case glibc
glibc_body()
{
	builds probe cc -static
	asks probe 'glibc .* static$'
	# A program that needs no library can be poorer than the shell.
	for limit in 3 4; do
		# shellcheck disable=SC2016
		sh -c 'ulimit -n "$0" && exec ./probe -l base' "$limit" \
		    >poor.trace || atf_fail "it failed with $limit"
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t linux poor.trace
		bodies <poor.trace | grep -q '^untested fds=many fewer' ||
		    atf_fail "it does not say that it has few descriptors"
	done
}

# Where there is nothing but the probe: no shell, no /proc, no /dev.
atf_test_case alone
alone_head()
{
	atf_set require.user root
}
alone_body()
{
	builds probe cc -static
	mkdir root
	cp probe root/init
	# With no /proc each check that waits takes longer.
	chroot root /init AF_UNIX SOCK_STREAM 0 check='*' \
	    >alone.trace || atf_fail "it failed"
	bodies <alone.trace | grep -q '^untested check=bind there is no /tmp' ||
	    atf_fail "it does not say that there is no /tmp"
	atf_check -o match:' 0 failed,' pairoracle judge -t linux alone.trace
	chroot root /init AF_UNIX SOCK_STREAM 0 check=exec | calls >exec
	atf_check_equal 'box => yes' "$(cat exec)"
}

atf_test_case clang
clang_body()
{
	builds probe clang -static
	asks probe glibc
}

atf_test_case musl
musl_body()
{
	builds probe musl-gcc -static
	asks probe 'musl static$'
}

atf_test_case dietlibc
dietlibc_body()
{
	builds probe diet gcc
	asks probe 'dietlibc static$'
}

atf_test_case klibc
klibc_body()
{
	builds probe klcc -static
	asks probe 'klibc static$'
}

atf_test_case i386
i386_body()
{
	builds probe gcc-12 -m32 -static -I/usr/include/x86_64-linux-gnu
	asks probe glibc
	bodies <asked.trace >plain
	grep -q '^host abi i386$' plain || atf_fail "$(grep host plain)"
	grep -q '^axis entry libc,syscall,socketcall$' plain ||
	    atf_fail "not all entries: $(grep -e axis -e unt plain)"
}

# Only few kernels run it.
atf_test_case x32
x32_body()
{
	builds probe gcc-12 -mx32 -static -I/usr/include/x86_64-linux-gnu
	./probe -l base >base.trace 2>/dev/null ||
	    atf_skip "it is built, but this kernel does not run it"
	bodies <base.trace | grep '^host abi x32$' || atf_fail "another abi"
}

# A stack in the process, with other constants and errno numbers.
atf_test_case islet
islet_body()
{
	compiles probe cc -w -DPAIRPROBE_BARE \
	    -DPAIRPROBE_PORT='"t/self/islet/port.h"' t/self/islet/islet.c
	./probe -l base >islet.trace || atf_fail "it failed"
	bodies <islet.trace >plain
	for line in 'number SOCK_STREAM 6' 'number AF_UNIX 31' \
	    'number EAGAIN 1007' 'box domain=!AF_UNIX => EAFNOSUPPORT'
	do
		grep -qx "$line" plain || atf_fail "no line '$line'"
	done
	grep -q '=> ok name-length=2$' plain || atf_fail "no pair is good"
	for table in berkeley posix-2008; do
		atf_check -o match:' 0 failed,' \
		    pairoracle judge -t "$table" islet.trace
	done
	# Also where there are system calls: they are those of the machine.
	compiles probe cc -w -DPAIRPROBE_PORT='"t/self/islet/port.h"' \
	    t/self/islet/islet.c
	./probe AF_UNIX SOCK_STREAM 0 entry='*' | bodies >plain
	grep -q '^untested entry=syscall' plain ||
	    atf_fail "the kernel of this machine is asked"
}

atf_init_test_cases()
{
	atf_add_test_case glibc
	atf_add_test_case alone
	atf_add_test_case clang
	atf_add_test_case musl
	atf_add_test_case dietlibc
	atf_add_test_case klibc
	atf_add_test_case i386
	atf_add_test_case x32
	atf_add_test_case islet
}
