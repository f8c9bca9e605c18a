#! /bin/sh
# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Runs plans of the probe on lying hosts and notes which deviations each lie
# adds to those of the honest host.  Writes kills.tsv, kills.json and
# kills.html into DIRECTORY and prints the score.  A lie is killed where a
# deviation is new or covers more requests than on the honest host.
# usage: cd BUILD && matrix.sh DIRECTORY [EVERY [LEVEL ...]]
#
# In the environment, LIES is a file to take the place of lies.tsv, PROBE a
# probe to take the place of BUILD/pairprobe, and MECHANISM=supervisor tells
# the lies by supervisor.c instead of liar.c, those that it knows.
# Only each EVERY-th lie is told (default 1).  The levels are base, quick and
# full (default base and quick); a level is run only for lies that survive
# the levels before it.  Exits with status 1 where a lie survives that its row
# does not excuse, or where an honest variant is accused.

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
mkdir -p "$dir" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# Workers that have dropped their privilege note there that a lie was told.
chmod 711 "$work" && mkdir -m 777 "$work/notes" || exit 2
LIE_TOLD=$work/notes/told
export LIE_TOLD
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
	case $1 in
	base) deviations "$2" "$3" -l base ;;
	full) deviations "$2" "$3" -l full ;;
	quick) deviations "$2" "$3" -l quick ;;
	esac | awk '
	{ sum[$1] += $2 }
	END { for (id in sum) print id, sum[id] }' | sort
}

# kills LEVEL LIE ONLY: the deviations that the honest host does not have.
kills()
{
	level "$1" "$2" "$3" >"$work/now"
	awk 'NR == FNR { honest[$1] = $2; next }
	!($1 in honest) || $2 > honest[$1] { print $1 }' \
	    "$work/honest-$1" "$work/now"
}

tables=
for level in $levels; do
	level "$level" none - >"$work/honest-$level"
	level "$level" none - >"$work/again"
	cmp -s "$work/honest-$level" "$work/again" || {
		echo "matrix: the honest host varies at level $level" >&2
		diff "$work/honest-$level" "$work/again" >&2
	}
done

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
    awk -v every="$every" 'NR % every == 0' >"$work/lies"
: >"$dir/kills.tsv"
while IFS='	' read -r lie only clause excuse; do
	by=untold
	rm -rf "$LIE_TOLD"
	: >"$work/kills"
	for level in $levels; do
		kills "$level" "$lie" "$only" >"$work/kills"
		[ ! -d "$LIE_TOLD" ] || by=survives
		[ ! -s "$work/kills" ] || { by=$level; break; }
	done
	printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$lie" "$only" "$by" "$clause" \
	    "$(paste -s -d ' ' "$work/kills")" "$excuse"
done <"$work/lies" >"$dir/kills.tsv"

# Honest hosts that differ: no document may accuse them.
tables=berkeley,posix-2008
for level in $levels; do
	level "$level" none - >"$work/honest-$level"
done
lies "$source/t/liars/variants.tsv" >"$work/lies"
while IFS='	' read -r lie only clause excuse; do
	for level in $levels; do
		[ "$level" = full ] || kills "$level" "$lie" "$only"
	done >"$work/kills"
	printf '%s\t%s\t%s\n' "$lie" "$only" \
	    "$(paste -s -d ' ' "$work/kills")"
done <"$work/lies" >"$dir/variants.tsv"

awk -f "$source/t/liars/matrix.awk" -v levels="$levels" -v dir="$dir" \
    "$dir/kills.tsv" "$dir/variants.tsv"
