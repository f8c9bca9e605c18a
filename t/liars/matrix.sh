#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Runs plans of the probe on lying hosts and notes which deviations each lie
# adds to those of the honest host.  Writes kills.tsv, kills.json and
# kills.html into DIRECTORY and prints the score, and the clauses that are
# tested and kill no lie.  A lie is killed where a
# deviation is new or covers more requests than on the honest host.
# usage: cd BUILD && matrix.sh DIRECTORY [EVERY [LEVEL ...]]
#
# In the environment, LIES is a file to take the place of lies.tsv, PROBE a
# probe to take the place of BUILD/pairprobe, and MECHANISM=supervisor tells
# the lies by supervisor.c instead of liar.c, those that it knows.
# Only each EVERY-th lie is told (default 1), PARALLEL at a time (default 2).
# The levels are base, quick and full (default base and quick); a level is run
# only for lies that survive the levels before it.  Exits with status 1 where a
# lie survives that its row does not excuse, or where an honest variant is
# accused.

build=$PWD
source=${SOURCE:-$(dirname "$0")/../..}
dir=$1
every=${2:-1}
[ $# -lt 2 ] || shift
shift
levels=${*:-base quick}
mechanism=${MECHANISM:-liar}
probe=${PROBE:-$build/pairprobe}
if [ "$mechanism" = supervisor ]; then
	tool=$build/t/liars/supervisor
else
	tool=$build/t/liars/liar.so
fi
parallel=${PARALLEL:-2}
mkdir -p "$dir" || exit 2
top=$(mktemp -d) || exit 2
trap 'rm -rf "$top"' EXIT
chmod 711 "$top"
[ -s "$tool" ] || {
	echo "matrix: $tool cannot be built here; use the other mechanism" >&2
	exit 2
}

# The lies, one a line: name, kind, arguments, limit, clause, excuse.
lies()
{
	awk -F '\t' '
	BEGIN {
		OFS = "\t"
		pages = "EACCES,EAFNOSUPPORT,EFAULT,EMFILE,ENFILE,ENOBUFS," \
		    "ENOMEM,EOPNOTSUPP,EPROTONOSUPPORT,EPROTOTYPE,EINVAL," \
		    "ESOCKTNOSUPPORT,EPERM,ENOSYS,EIO"
	}
	/^#/ || NF < 5 { next }
	{
		firsts = split($2 == "@" ? pages : $2, first, ",")
		seconds = split($3 == "@" ? pages : $3, second, ",")
		limits = split($4, limit, ",")
		for (i = 1; i <= firsts; i++)
		for (k = 1; k <= seconds; k++)
		for (l = 1; l <= limits; l++) {
			if (first[i] == second[k] && second[k] != "-")
				continue
			lie = $1 " " first[i] " " second[k]
			gsub(/ -/, "", lie)
			print lie, limit[l], $5, $6 == "" ? "-" : $6
		}
	}' "$1"
}

# in_room N: files of what follows are in a folder of its own, for no two run
# at a time in one.  Workers that have dropped their privilege note there that
# a lie was told.
in_room()
{
	work=$top/$1
	[ -d "$work" ] || {
		mkdir -m 711 "$work" && mkdir -m 777 "$work/notes" || exit 2
	}
	LIE_TOLD=$work/notes/told
	export LIE_TOLD
}

# honest LEVEL FILE: what the honest host does.
honest()
{
	level "$1" none - >"$2"
}

lying_probe()
{
	if [ "$mechanism" = supervisor ]; then
		"$tool" "$probe" "$@"
	else
		LD_PRELOAD=$tool "$probe" "$@"
	fi
}

# deviations LIE ONLY COMMAND ...: "ID REQUESTS" of each, sorted.
deviations()
{
	LIE=$1
	LIE_ONLY=${2#-}
	export LIE LIE_ONLY
	shift 2
	lying_probe --timeout 1 -o "$work/trace" "$@" 2>"$work/err" || {
		echo "probe:status-$? 1"
		return
	}
	"$build/pairoracle" judge ${tables:+-t "$tables"} "$work/trace" |
	    sed -n 's/^deviation \(.*\): [a-z ]*, \([0-9]*\) requests*$/\1 \2/p'
}

# level LEVEL LIE ONLY: the deviations that a level of plan shows.
level()
{
	deviations "$2" "$3" -l "$1" | awk '
	{ sum[$1] += $2 }
	END { for (id in sum) print id, sum[id] }' | sort
}

# kills LEVEL LIE ONLY: the deviations that the honest host does not have.
kills()
{
	level "$1" "$2" "$3" >"$work/now"
	awk 'NR == FNR { honest[$1] = $2; next }
	!($1 in honest) || $2 > honest[$1] { print $1 }' \
	    "$top/honest-$1" "$work/now"
}

# try_lie LIE ONLY CLAUSE EXCUSE: the line of kills.tsv.
try_lie()
{
	by=untold
	rm -rf "$LIE_TOLD"
	: >"$work/kills"
	for level in $levels; do
		kills "$level" "$1" "$2" >"$work/kills"
		[ ! -d "$LIE_TOLD" ] || by=survives
		[ ! -s "$work/kills" ] || { by=$level; break; }
	done
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$by" "$3" \
	    "$(paste -s -d ' ' "$work/kills")" "$4"
}

# try_variant LIE ONLY: the line of variants.tsv.
try_variant()
{
	for level in $levels; do
		[ "$level" = full ] || kills "$level" "$1" "$2"
	done >"$work/kills"
	printf '%s\t%s\t%s\n' "$1" "$2" "$(paste -s -d ' ' "$work/kills")"
}

# all COMMAND <LIES: runs the command for each line, some at a time, and prints
# the lines that they give in the order of the lies.
all()
{
	cat >"$top/list"
	n=0
	while [ $n -lt "$parallel" ]; do
		(
			in_room $n
			awk -v parallel="$parallel" -v n=$n \
			    'NR % parallel == n { print NR "\t" $0 }' \
			    "$top/list" |
			    while IFS='	' read -r at lie only clause excuse; do
				printf '%s\t' "$at"
				"$1" "$lie" "$only" "$clause" "$excuse" \
				    </dev/null
			done >"$top/part-$n"
		) &
		n=$((n + 1))
	done
	wait
	cat "$top"/part-* | sort -n | cut -f 2-
	rm -f "$top"/part-*
}

tables=
in_room 0
for level in $levels; do
	honest "$level" "$top/honest-$level"
	honest "$level" "$top/again"
	cmp -s "$top/honest-$level" "$top/again" || {
		echo "matrix: the honest host varies at level $level" >&2
		diff "$top/honest-$level" "$top/again" >&2
	}
done

# Clauses that the honest host meets, or breaks, in some plan.
"$build/pairoracle" report -o "$top/report" "$top/0/trace" >"$top/out" 2>&1
sed -n '/# SKIP/d; s/^.*ok [0-9]* - //p' "$top/report/results.tap" \
    >"$dir/clauses.txt"

lies "${LIES:-$source/t/liars/lies.tsv}" |
    awk -F '\t' -v mechanism="$mechanism" '
    BEGIN {
	count = split("exchanged fail flag high leak leak-success return " \
	    "same swap type unwritten written zero", name, " ")
	for (i = 1; i <= count; i++)
		known[name[i]] = 1
    }
    {
	split($1, word, " ")
	if (mechanism == "liar" ||
	    (word[1] in known && $2 !~ /user|raw|libc/))
		print
    }' |
    awk -v every="$every" 'NR % every == 0' |
    all try_lie >"$dir/kills.tsv"

# Honest hosts that differ: no document may accuse them.
tables=berkeley,posix-2008
for level in $levels; do
	honest "$level" "$top/honest-$level"
done
lies "$source/t/liars/variants.tsv" | all try_variant >"$dir/variants.tsv"

# A part of the lies says nothing of clauses that kill none.
whole=0
[ "$every" -ne 1 ] || [ -n "${LIES-}" ] || whole=1
awk -f "$source/t/liars/matrix.awk" -v levels="$levels" -v dir="$dir" \
    -v whole=$whole \
    "$dir/kills.tsv" "$dir/variants.tsv" "$dir/clauses.txt"
