# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# The documents: pages that mandoc likes, options that are there, examples
# that do what the text says, and links that lead somewhere.

top()
{
	(cd "$(atf_get_srcdir)/../.." && pwd)
}

# The sources, of which a build tree has links to some files.
sources()
{
	dirname "$(readlink -f "$(top)/README.md")"
}

atf_test_case lint
lint_body()
{
	command -v mandoc >/dev/null || atf_skip 'mandoc is not here'
	cd "$(top)" || atf_fail 'no sources'
	atf_check -e ignore env MANDOC=mandoc sh build-aux/check-man.sh
}

# page_options PAGE: the options of its lists and its synopsis, sorted; of a
# list of subcommands with the name of the subcommand before each.
page_options()
{
	awk '
	/\\$/ { sub(/\\$/, ""); held = held $0; next }
	{ $0 = held $0; held = "" }
	!/^\.(It|Op|Nm|Fl) / { next }
	{
		command = $2 == "Cm" ? $3 " " : ""
		flag = 0
		for (i = 2; i <= NF; i++)
			if ($i == "Fl")
				flag = 1
			else if ($i ~ /^[A-Z][a-z]$/)
				flag = 0
			else if (flag && $i !~ /^[|,]$/)
				print command "-" $i
	}' "$1" | sort -u
}

# help_options: the options of a text of usage, sorted.
help_options()
{
	tr -s ' [],' '\n' | sed -n '/^--*[A-Za-z]/p' | sort -u
}

# same PROGRAM PAGE: both lists, in the files help and page, are the same.
same()
{
	diff help page || atf_fail "$1 --help (<) and $2 (>) differ"
}

atf_test_case options_pairprobe
options_pairprobe_body()
{
	pairprobe --help | help_options >help
	page_options "$(top)/docs/pairprobe.1" >page
	same pairprobe pairprobe.1
}

atf_test_case options_pairoracle
options_pairoracle_body()
{
	pairoracle --help | sed -n 's/^  \([a-z][a-z-]*\)  .*/\1/p' >names
	while read -r name; do
		echo "$name"
		pairoracle "$name" --help | sed -n 's/^  -\(.\), .*/\1/p' |
		    sed "/^h/d; s/.*/$name -&/"
	done <names | sort -u >help
	{ page_options "$(top)/docs/pairoracle.1" | sed '/^-/d'
	sed -n 's/^\.It Cm \([a-z-]*\).*/\1/p' "$(top)/docs/pairoracle.1"
	} | sort -u >page
	same pairoracle pairoracle.1
	# The list of options, by letter and by long name.
	while read -r name; do
		pairoracle "$name" --help
	done <names | grep -o '^  -., --[a-z-]*' | tr -d ' ' | sort -u >help
	sed -n 's/^\.It Fl \(.\) , -\([a-z-]*\).*/-\1,--\2/p' \
	    "$(top)/docs/pairoracle.1" | sort -u >page
	same pairoracle pairoracle.1
	atf_check -o not-empty pairoracle --help
	atf_check -o not-empty pairoracle --version
}

atf_test_case options_quickstart
options_quickstart_body()
{
	sh "$(top)/quickstart" --help | help_options >help
	page_options "$(top)/docs/pairtest.7" | sed -n '/^--[an]/p' >page
	same quickstart pairtest.7
}

# Each word of the three files is in the list of words.
atf_test_case words
words_body()
{
	for file in answer check effect; do
		awk -F'"' '/^(WORD|CHECK|EFFECT)\(/ { print $2 }' \
		    "$(top)/lib/$file.def"
	done | grep -v -e '-hung-up$' -e '-writable$' >words
	[ -s words ] || atf_fail 'there are no words'
	while read -r word; do
		grep -q "^\.\(It \)*Cm $word\( [.,;]\)*$" \
		    "$(top)/docs/pairoracle-table.5" ||
		    atf_fail "pairoracle-table.5 does not explain $word"
	done <words
}

# is_quick COMMAND: whether a test may run it, here and often.
is_quick()
{
	case $1 in
	'pairoracle '*|'sed '*|'grep -c '*) true ;;
	'pairprobe -l base'*|'pairprobe -n'*|'pairprobe '[A-Z]*) true ;;
	*) false ;;
	esac
}

# An example may show a file: its text, or the bodies of a trace.
# given COMMAND OUTPUT: makes the file if that is what is shown.
given()
{
	file=${1##* }
	[ ! -e "$file" ] || return 1
	case $1 in
	"cat $file") cp "$2" "$file" ;;
	'sed '*.trace) frame <"$2" >"$file" ;;
	*) false ;;
	esac
}

# example N: what the text says comes of it; "..." leaves the rest out.
example()
{
	command=$(cat "$1.command")
	shown=$(head -n 1 "$1.command")
	given "$command" "$1.output" && return
	is_quick "$command" || return 0
	echo "$command" >>ran
	sh -c "$command" >got 2>err
	[ $? -le 1 ] || atf_fail "$shown: $(head -n 1 err)"
	sed '/^\.\.\.$/,$d' "$1.output" >want
	[ -s want ] || return 0
	if grep -q '^\.\.\.$' "$1.output"; then
		sed "$(wc -l <want)q" got >begin
	else
		cp got begin
	fi
	diff want begin || atf_fail "$shown: printed (<) and now (>) differ"
}

# examples FILE: all of a document, one after the other.
examples()
{
	: >ran
	count=$(awk -f "$(top)/t/self/examples.awk" "$(top)/$1")
	n=1
	while [ "$n" -le "$count" ]; do
		example "$n"
		n=$((n + 1))
	done
	[ -s ran ] || atf_fail "nothing of $1 was run"
}

# The list of checks is that of the tables.
atf_test_case checks
checks_body()
{
	LC_ALL=C awk -f "$(top)/build-aux/gen-checks.awk" \
	    "$(top)/lib/check.def" "$(top)/lib/script.def" \
	    "$(top)/oracle/tables/linux.table" >got
	diff "$(top)/docs/CHECKS.md" got ||
	    atf_fail 'docs/CHECKS.md is old; run make checks'
	grep '^|.*| |$' got && atf_fail 'linux does not speak of these'
	true
}

atf_test_case examples_readme_md
examples_readme_md_body()
{
	examples README.md
}

atf_test_case examples_architecture_md
examples_architecture_md_body()
{
	examples docs/ARCHITECTURE.md
}

atf_test_case examples_porting_md
examples_porting_md_body()
{
	examples docs/PORTING.md
}

atf_test_case examples_pairoracle_table_5
examples_pairoracle_table_5_body()
{
	examples docs/pairoracle-table.5
}

atf_test_case examples_pairoracle_1
examples_pairoracle_1_body()
{
	examples docs/pairoracle.1
}

atf_test_case examples_pairprobe_trace_5
examples_pairprobe_trace_5_body()
{
	examples docs/pairprobe-trace.5
}

atf_test_case examples_pairprobe_1
examples_pairprobe_1_body()
{
	examples docs/pairprobe.1
}

atf_test_case examples_pairtest_7
examples_pairtest_7_body()
{
	examples docs/pairtest.7
}

# links FILE: the files that a text links to, as the text names them.
links()
{
	sed 's/](/\
](/g' "$(top)/$1" | sed -n 's/^](\([A-Za-z0-9_./-]*\)).*/\1/p' | sort -u
}

atf_test_case links
links_body()
{
	for text in README.md CONTRIBUTING.md docs/ARCHITECTURE.md \
	    docs/PORTING.md; do
		dir=$(dirname "$(top)/$text")
		links "$text" >linked
		[ -s linked ] || atf_fail "$text links to nothing"
		while read -r file; do
			[ -f "$dir/$file" ] ||
			    atf_fail "$text links to $file, which is not there"
		done <linked
	done
}

# Files and folders that the texts for developers name are there.
atf_test_case paths
paths_body()
{
	for text in CONTRIBUTING.md docs/ARCHITECTURE.md; do
		tr -s ' ' '\n' <"$(sources)/$text" |
		    sed -n 's/^(*`\([a-z0-9_.-]*\/[[:alnum:]_./*-]*\)`.*/\1/p' |
		    grep -v -e NAME -e '^\.\./' | sort -u >named
		[ -s named ] || atf_fail "$text names no file"
		while read -r path; do
			# Some are patterns.
			# shellcheck disable=SC2086
			set -- "$(sources)"/$path
			[ -e "$1" ] ||
			    atf_fail "$text names $path, which is not there"
		done <named
	done
}

# ARCHITECTURE.md lists the rooms in the order that make lint enforces.
atf_test_case rooms
rooms_body()
{
	for house in oracle t/probe; do
		awk -v house="$house" '
		index($0, "order[\"" house "\"]") { on = sub(/.*=/, "") }
		on { while (match($0, /"[a-z. ]*"/)) {
			printf "%s", substr($0, RSTART + 1, RLENGTH - 2)
			$0 = substr($0, RSTART + RLENGTH)
		} }
		on && !/\\$/ { print ""; exit }
		' "$(sources)/build-aux/check-rooms.awk" |
		    tr -s ' ' '\n' | sed -e '/^\.*$/d' >order
		[ -s order ] || atf_fail "no order of $house"
		sed -n "s,^| .$house/\\([a-z]*\\)/. .*,\\1,p" \
		    "$(top)/docs/ARCHITECTURE.md" >listed
		diff order listed || atf_fail "rooms of $house differ (<, >)"
	done
}

# `make help' has each target that is made for people.
atf_test_case help
help_body()
{
	find "$(sources)" -name Makefile.am.inc -exec cat {} + |
	    sed -n 's/^\.PHONY: //p' | tr ' ' '\n' |
	    grep -v -e '^help$' -e '^check-' | sort -u >phony
	sed -n 's/^\t@echo "make \([a-z-]*\).*/\1/p' \
	    "$(sources)/build-aux/Makefile.am.inc" | sort -u >helped
	[ -s helped ] || atf_fail 'make help is empty'
	comm -23 phony helped >missing
	[ ! -s missing ] || atf_fail "make help lacks $(head -n 1 missing)"
	for target in $(comm -13 phony helped); do
		case $target in
		bench|check|check-*|clean|dist|distcheck|install*) ;;
		*) atf_fail "make help has $target, which is no target" ;;
		esac
	done
}

atf_test_case listed
listed_body()
{
	links README.md >linked
	for file in "$(top)"/docs/*.[1-9] "$(top)"/docs/*.md; do
		grep -qx "docs/${file##*/}" linked ||
		    atf_fail "README.md does not list ${file##*/}"
	done
}

# What the readme says of how tables are known.
atf_test_case evidence
evidence_body()
{
	count='\([0-9]*\)'
	tr '\n' ' ' <"$(sources)/README.md" | sed -n "s/.*Of the $count\
 tables of systems, $count are known by a run of the probe and $count by.*/\
\1 \2 \3/p" | tr -d '\n' >said
	pairoracle lint | cut -f 4 | grep -v -x -e - >known
	for word in '.*' run source; do
		grep -c -x "$word" known
	done | xargs >want
	atf_check_equal "$(cat want)" "$(cat said)"
}

# What the news say of the number of tables.
atf_test_case counts
counts_body()
{
	tables=$(sources)/oracle/tables
	documents=$(grep -l '^order  *any' "$tables"/*.table | wc -l)
	systems=$(grep -l '^order  *first' "$tables"/*.table | wc -l)
	count='\([0-9]*\)'
	sed -n "s/.*tables of $count documents and $count systems.*/\1 \2/p" \
	    "$(sources)/NEWS" >said
	atf_check_equal "$documents $systems" "$(cat said)"
}

atf_init_test_cases()
{
	atf_add_test_case checks
	atf_add_test_case evidence
	atf_add_test_case lint
	atf_add_test_case options_pairprobe
	atf_add_test_case options_pairoracle
	atf_add_test_case options_quickstart
	atf_add_test_case words
	atf_add_test_case examples_readme_md
	atf_add_test_case examples_architecture_md
	atf_add_test_case examples_porting_md
	atf_add_test_case examples_pairoracle_table_5
	atf_add_test_case examples_pairoracle_1
	atf_add_test_case examples_pairprobe_trace_5
	atf_add_test_case examples_pairprobe_1
	atf_add_test_case examples_pairtest_7
	atf_add_test_case links
	atf_add_test_case paths
	atf_add_test_case rooms
	atf_add_test_case help
	atf_add_test_case listed
	atf_add_test_case counts
}
