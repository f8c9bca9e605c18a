#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Builds User-mode Linux from Debian's source, with counters of lines in
# net/socket.c and net/unix/af_unix.c, and boots it with the probe.
# usage: cd BUILD && kernel.sh coverage DIRECTORY
#        cd BUILD && kernel.sh mutants DIRECTORY [EVERY]
#
# DIRECTORY keeps the source and the build.  The first build takes minutes,
# each wrong kernel some seconds.  In the environment, SOURCE is the source
# of pairtest, KERNEL_SOURCE the tar file of the kernel, CC a compiler, JOBS
# the number of jobs (default 2), PLAN the plan of the coverage (default full),
# and LEVELS the plans that wrong kernels are asked (default base and quick).
#
# coverage writes DIRECTORY/report and prints how much of each function was
# reached; mutants writes DIRECTORY/mutants.tsv and prints the score.

build=$PWD
source=${SOURCE:-$(dirname "$0")/../..}
source=$(cd "$source" && pwd)
command=$1
mkdir -p "$2" || exit 2
top=$(cd "$2" && pwd)
every=${3:-1}
tree=$top/source
out=$top/build
linux=$out/linux
functions='__sys_socketpair __sock_create sock_alloc sock_alloc_file
    unix_socketpair unix_create unix_create1'
files='net/socket.c net/unix/af_unix.c'

die()
{
	echo "kernel.sh: $*" >&2
	exit 2
}

unpack()
{
	[ ! -f "$tree/.unpacked" ] || return 0
	tar=${KERNEL_SOURCE:-$(find /usr/src -name 'linux-source-*.tar.xz' |
	    sort | head -n 1)}
	[ -n "$tar" ] || die 'no kernel source; apt-get install linux-source' \
	    'flex bison bc libelf-dev'
	mkdir -p "$tree" || exit 2
	tar -x -f "$tar" -C "$tree" --strip-components=1 ||
	    die "$tar cannot be unpacked"
	# The counters are set up before there is anything to print to.
	gcov=$tree/kernel/gcov/gcc_base.c
	sed '/pr_info("version magic/d' "$gcov" >"$top/gcov.c" &&
	    cat "$top/gcov.c" >"$gcov" || exit 2
	for file in $files; do
		cp "$tree/$file" "$tree/$file.right" || exit 2
	done
	: >"$tree/.unpacked"
}

# A run that was interrupted may have left a wrong line behind.
mend()
{
	for right in $files; do
		cmp -s "$tree/$right.right" "$tree/$right" ||
		    cp "$tree/$right.right" "$tree/$right" || exit 2
	done
}

kernel_make()
{
	make -C "$tree" ARCH=um O="$out" CC="${CC:-gcc}" \
	    GCOV_PROFILE_socket.o=y GCOV_PROFILE_af_unix.o=y \
	    -j "${JOBS:-2}" "$@" >"$top/make.log" 2>&1
}

compile()
{
	unpack
	mend
	[ -f "$out/.config" ] || {
		kernel_make defconfig || die "see $top/make.log"
		cat "$source/t/kernel/config" >>"$out/.config"
		kernel_make olddefconfig || die "see $top/make.log"
	}
	kernel_make linux || die "see $top/make.log"
	# Two probes: the plain one, and one whose allocations fail.
	probe pairprobe
	probe pairprobe-failing -I"$source/t/kernel" \
	    -DPAIRPROBE_PORT='"port.h"'
}

# probe NAME OPTION ...
probe()
{
	output=$1
	shift
	# shellcheck disable=SC2046
	gcc -O2 -static -I"$source" "$@" -o "$top/$output" \
	    $(find "$source/lib" "$source/t/probe" -name '*.c') ||
	    die 'the probe cannot be built'
}

# boot NAME SECONDS <COMMANDS: boots a kernel that runs the commands in
# DIRECTORY/NAME and then counts; false where it does not come to its end.
boot()
{
	room=$top/$1
	rm -rf "$room"
	mkdir -p "$room" && chmod 777 "$room"
	{
		cat <<-END
		#! /bin/sh
		mount -t proc none /proc
		mount -t sysfs none /sys
		mount -t debugfs none /sys/kernel/debug
		mount -t tmpfs none /mnt
		PATH=/usr/sbin:/usr/bin:/sbin:/bin
		ulimit -n 1024
		for fault in failslab fail_page_alloc; do
			echo N >/sys/kernel/debug/\$fault/ignore-gfp-wait
		done
		cd '$room'
		gcov='/sys/kernel/debug/gcov$(cd "$out" && pwd -P)/net'
		counters()
		{
			mkdir -p "\$1"
			cat "\$gcov/socket.gcda" >"\$1/socket.gcda"
			cat "\$gcov/unix/af_unix.gcda" >"\$1/af_unix.gcda"
		}
		END
		cat
		echo ': >done; sync'
	} >"$room/init"
	chmod +x "$room/init"
	# Init ends, and the kernel with it.
	HOME=$room timeout -s KILL "$2" "$linux" mem=256M root=none \
	    rootfstype=hostfs rootflags=/ rw "init=$room/init" con=null \
	    con0=fd:0,fd:1 quiet panic=-1 >"$room/console" 2>&1 </dev/null
	[ -f "$room/done" ]
}

# info NAME: DIRECTORY/NAME.info of the counters in it.
info()
{
	for file in socket af_unix; do
		dir=$out/net
		[ $file = socket ] || dir=$out/net/unix
		cp "$top/$1/$file.gcda" "$dir/$file.gcda"
	done
	lcov -q --rc lcov_branch_coverage=1 --capture --directory "$out/net" \
	    --output-file "$top/$1.info" >"$top/lcov.log" 2>&1
	rm -f "$out/net/socket.gcda" "$out/net/unix/af_unix.gcda"
}

# runs NAME PROBE-COMMAND: commands of one run, with counters of its own.
runs()
{
	name=$1
	shift
	echo "echo 0 >/sys/kernel/debug/gcov/reset; $*"
	echo "echo \$? >$name.status"
	echo "counters $name; echo $name >>order"
}

sweeps()
{
	"$top/pairprobe" -n -l quick | sed -n 's/^sweep call \([^ ]*\).*/\1/p' |
	    sort -u
}

# The runs of the coverage, in the order of their report.
coverage_commands()
{
	runs start :
	for sweep in $(sweeps); do
		runs "quick-$sweep" "$top/pairprobe" --allow modules \
		    -l quick --sweep "$sweep" -o "quick-$sweep.trace"
	done
	runs user setpriv --reuid=65534 --regid=65534 --clear-groups \
	    "$top/pairprobe" -l quick -o user.trace
	runs files "$top/pairprobe" --allow system-files AF_UNIX SOCK_STREAM 0 \
	    resource=files -o files.trace
	echo 'echo 0 >/proc/sys/fs/file-max'
	runs no-files "$top/pairprobe" -l base -o no-files.trace
	echo 'echo 100000 >/proc/sys/fs/file-max'
	nth=1
	while [ $nth -le 16 ]; do
		runs "fail-$nth" "FAIL_NTH=$nth" "$top/pairprobe-failing" \
		    -l base -o "fail-$nth.trace"
		nth=$((nth + 1))
	done
	cat "$source/t/kernel/profile.sh"
	runs confined "$top/pairprobe" AF_UNIX SOCK_STREAM 0 \
	    privilege=confined -o confined.trace
	runs packet "$top/pairprobe" --allow modules AF_INET SOCK_PACKET 0 \
	    -o packet.trace
	runs plan "$top/pairprobe" --allow modules -l "${PLAN:-full}" \
	    -o plan.trace
}

coverage()
{
	compile
	coverage_commands | boot coverage "${SECONDS_MAX:-1500}" ||
	    die "the kernel does not come to its end; see $top/coverage/console"
	set --
	while read -r name; do
		info "coverage/$name" </dev/null
		set -- "$@" "$top/coverage/$name.info"
	done <"$top/coverage/order"
	all=
	for file; do
		all="$all --add-tracefile $file"
	done
	# shellcheck disable=SC2086
	lcov -q --rc lcov_branch_coverage=1 $all \
	    --output-file "$top/coverage.info" >"$top/lcov.log" 2>&1
	genhtml -q --branch-coverage --output-directory "$top/report" \
	    "$top/coverage.info" >"$top/lcov.log" 2>&1
	awk -f "$source/t/kernel/coverage.awk" -v functions="$functions" \
	    -v tree="$tree" -v excuses="$source/t/kernel/unreached.tsv" \
	    "$top/coverage.info" "$@" >"$top/report/functions.txt"
	status=$?
	grep '^[a-z_]' "$top/report/functions.txt"
	exit $status
}

deviations()
{
	[ -f "$1/trace" ] || {
		echo "the kernel does not come to its end"
		return
	}
	"$build/pairoracle" judge -t linux,berkeley "$1/trace" |
	    sed -n 's/^deviation \(.*\): [a-z ]*, \([0-9]*\) req.*/\1 \2/p' |
	    sort
}

# try_kernel: the first of the plans that tells this kernel from the honest
# one, and what it finds.
try_kernel()
{
	for level in ${LEVELS:-base quick}; do
		echo "'$top/pairprobe' -l $level --timeout 2 -o trace" |
		    boot mutant 180
		deviations "$top/mutant" >"$top/found"
		killer=$(awk 'NR == FNR { honest[$1] = $2; next }
		!($1 in honest) || $2 > honest[$1] { print $0 }' \
		    "$top/honest-$level" "$top/found" | head -n 3 |
		    paste -s -d ';')
		[ -z "$killer" ] || {
			printf '%s\t%s\n' "$level" "$killer"
			return
		}
	done
	printf 'survives\t\n'
}

mutants()
{
	compile
	for level in ${LEVELS:-base quick}; do
		echo "'$top/pairprobe' -l $level --timeout 2 -o trace" |
		    boot honest 180 || die "see $top/honest/console"
		deviations "$top/honest" >"$top/honest-$level"
	done
	: >"$top/mutants.tsv"
	grep -v '^#' "$source/t/kernel/mutants.tsv" |
	    awk -v every="$every" 'NR % every == 0' >"$top/list"
	while IFS='	' read -r file function old new excuse; do
		awk -v function_name="$function" -v old="$old" -v new="$new" \
		    -f "$source/t/kernel/mutate.awk" "$tree/$file.right" \
		    >"$tree/$file" || {
			mend
			die "$file: $function has no line '$old'"
		}
		if kernel_make linux; then
			verdict=$(try_kernel </dev/null)
		else
			verdict='unbuilt	'
		fi
		printf '%s\t%s: %s -> %s\t%s\n' "$verdict" "$function" "$old" \
		    "$new" "$excuse" | tee -a "$top/mutants.tsv"
		mend
	done <"$top/list"
	kernel_make linux
	awk -F '\t' '
	$1 == "survives" && $4 == "" { unexplained++ }
	{ n[$1]++ }
	END {
		for (by in n)
			print by ": " n[by]
		exit unexplained > 0
	}' "$top/mutants.tsv"
}

case $command in
coverage) coverage ;;
mutants) mutants ;;
*) die 'usage: kernel.sh coverage|mutants DIRECTORY [EVERY]' ;;
esac
