# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Lists of words are split on purpose, and subjects call functions of this
# file and set variables that it reads.
# shellcheck disable=SC2034,SC2046,SC2086,SC2317

# Runs the probe on other hosts and judges the traces.  make puts a line
# before this one that sets `source' (the source tree) and `tools' (the
# directory of pairoracle).

prog=pairtest-run
LC_ALL=C
export LC_ALL

usage()
{
	cat <<'END'
usage: pairtest-run [OPTION]... HOST...
       pairtest-run [OPTION]... -t TABLE -- COMMAND [ARG]...
       pairtest-run --list [fast|slow]
       pairtest-run --packages [HOST]...

Runs the probe on each HOST, keeps its trace and judges it.  A HOST is a file
of t/hosts/ without its suffix, or a file of that form by its path.  COMMAND
is any command that writes a trace to standard output.

  -d DIR      keep what is built and the traces in DIR (default ./hosts)
  -l LEVEL    run this plan instead of the one that the host names
  -t TABLE    judge by TABLE instead of the one that the host names
  --list      print the names of all hosts, or of those of one group
  --packages  print the Debian packages that the hosts need (default all fast)

One line is printed for each host: its name, passed, failed or untested, and
why.  Exit status: 0 every host that ran passed, 1 one deviates from its
table, 2 one could not be prepared or run.  A host that cannot be had here is
untested, with the reason, and does not change the status.
END
}

die()
{
	echo "$prog: $*" >&2
	exit 2
}

# host_file NAME: the path of a subject.
host_file()
{
	case $1 in
	*/*) file=$1 ;;
	*) file=$source/t/hosts/$1.host ;;
	esac
	[ -f "$file" ] || die "no host is called '$1'; see $prog --list"
	echo "$file"
}

# load FILE: what a subject may leave out, and then the subject.
load()
{
	title='' group=slow seconds=60 needs='' packages='' table=linux
	level=full name=${1##*/}
	name=${name%.host}
	absent()
	{
		:
	}
	prepare()
	{
		:
	}
	run()
	{
		"$probe" "$@"
	}
	# Each subject is a file of its own.
	# shellcheck disable=SC1090
	. "$1"
}

list_hosts()
{
	for file in "$source"/t/hosts/*.host
	do
		(
			load "$file"
			[ -n "$1" ] && [ "$1" != "$group" ] || echo "$name"
		)
	done
}

list_packages()
{
	[ $# -gt 0 ] || set -- $(list_hosts fast)
	for host
	do
		(
			load "$(host_file "$host")"
			printf '%s\n' $packages
		)
	done | sort -u
}

# What subjects are made of.

# sources: the C sources of the probe.
sources()
{
	find "$source/lib" "$source/t/probe" -name '*.c' | sort
}

# compile OUTPUT COMPILER [OPTION]...: the one line that builds the probe.
compile()
{
	output=$1
	shift
	"$@" -O2 -I"$source" -o "$output" $(sources)
}

# native [NAME OPTION ...]: builds the probe for this machine, static unless
# options say otherwise, and copies it to $probe.  Subjects share the build.
native()
{
	[ $# -gt 0 ] || set -- static -static
	shared=$directory/pairprobe-$1
	shift
	if ! [ -x "$shared" ] ||
	    [ -n "$(find "$source/lib" "$source/t/probe" -newer "$shared" \
		-name '*.[ch]')" ]
	then
		compile "$shared" cc "$@"
	fi
	cp "$shared" "$probe"
}

# missing: prints which of what the subject needs is not on this machine.
missing()
{
	for need in $needs
	do
		case $need in
		/*) [ -e "$need" ] ;;
		*) command -v "$need" >/dev/null ;;
		esac || printf '%s ' "$need"
	done
}

# say NAME VERDICT WHY
say()
{
	printf '%-16s %-9s %s\n' "$1" "$2" "$3"
}

# judge_trace NAME TRACE TABLE: prints the result; returns 0, 1 or 2.
judge_trace()
{
	"$tools/pairoracle" judge -t "$3" "$2" >"$2.verdict" 2>"$2.error"
	verdict=$?
	case $verdict in
	0|1)
		word=passed
		[ $verdict -eq 0 ] || word=failed
		near=$("$tools/pairoracle" nearest "$2" 2>/dev/null |
		    sed -n '1s/	.*//p')
		say "$1" $word \
		    "$(sed -n '$p' "$2.verdict"); nearest $near" ;;
	*)
		say "$1" failed "$(sed -n '1p' "$2.error")"
		verdict=2 ;;
	esac
	return $verdict
}

# Prepares, runs and judges one subject.
run_subject()
{
	load "$(host_file "$1")"
	work=$directory/$name
	probe=$work/pairprobe
	mkdir -p "$work" || exit 2
	lacks=$(missing)
	if [ -n "$lacks" ]
	then
		say "$name" untested \
		    "needs ${lacks% }; apt-get install $packages"
		return 0
	fi
	reason=$(absent)
	if [ -n "$reason" ]
	then
		say "$name" untested "$reason"
		return 0
	fi
	# In a condition set -e would be ignored.
	(set -e; prepare) >"$work/prepare.log" 2>&1
	status=$?
	if [ $status -ne 0 ]
	then
		say "$name" failed "not prepared; see $work/prepare.log"
		return 2
	fi
	run -l "${plan:-$level}" >"$work/trace.part" 2>"$work/run.log" \
	    </dev/null
	status=$?
	if [ $status -ne 0 ] || ! [ -s "$work/trace.part" ]
	then
		say "$name" failed "ended with $status; see $work/run.log"
		return 2
	fi
	mv "$work/trace.part" "$work/trace"
	judge_trace "$name" "$work/trace" "${by:-$table}"
}

# run_command COMMAND [ARG]...: the same for a command without a subject.
run_command()
{
	"$@" >"$directory/trace.part" </dev/null || die "'$1' ended with $?"
	mv "$directory/trace.part" "$directory/trace"
	judge_trace "${1##*/}" "$directory/trace" "${by:-linux}"
}

# limited HOST: its run in a process of its own, which is killed after ten
# times the seconds that it takes on a quiet machine.
limited()
{
	host=$1
	limit=$(load "$(host_file "$host")" && echo "$seconds"0)
	set -- "$0" -d "$directory" -l "$plan" -t "$by" --subject "$host"
	if command -v timeout >/dev/null
	then
		timeout "$limit" "$@"
	else
		"$@"
	fi
	status=$?
	[ $status -ne 124 ] || {
		say "$host" failed "still running after $limit s"
		status=2
	}
	return $status
}

directory=hosts plan='' by='' mode=hosts
while [ $# -gt 0 ]
do
	case $1 in
	-d|-l|-t)
		[ $# -gt 1 ] || die "$1 takes a value; see $prog --help"
		case $1 in
		-d) directory=$2 ;;
		-l) plan=$2 ;;
		-t) by=$2 ;;
		esac
		shift ;;
	-h|--help) usage; exit 0 ;;
	--list) list_hosts "$2"; exit ;;
	--packages) shift; list_packages "$@"; exit ;;
	--subject) mode=subject ;;
	--) mode="command"; shift; break ;;
	-*) die "unknown option '$1'; see $prog --help" ;;
	*) break ;;
	esac
	shift
done
[ $# -gt 0 ] || { usage >&2; exit 2; }
for host
do
	[ $mode = command ] || host_file "$host" >/dev/null || exit
done
mkdir -p "$directory" && directory=$(cd "$directory" && pwd) || exit 2
case $mode in
command) run_command "$@"; exit ;;
subject) run_subject "$1"; exit ;;
esac
worst=0
for host
do
	limited "$host"
	status=$?
	[ $status -le $worst ] || worst=$status
done
exit $worst
