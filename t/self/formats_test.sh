# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# What report writes for programs, each format read by a schema or by a
# program that takes it.

# host NAME OUTCOME: a trace of a host whose null vector has that outcome.
host()
{
	{
		printf '%s\n' 'sweep socket facts' 'axis domain AF_UNIX' \
		    'axis type 1,2' 'axis protocol 0' 'box => ok'
		printf '%s\n' 'sweep call' 'axis domain AF_UNIX' \
		    'axis type 1,2' 'axis protocol 0' 'axis vector valid,null' \
		    'box vector=valid => ok' "box vector=null => $2" 'end 4'
	} | release=$1 make_trace 'plan base 00000000' >"$1.trace"
}

# reports: makes one/ of one host, many/ of three, one of them named.
reports()
{
	host '1,"<&|#2' EFAULT
	mv '1,"<&|#2.trace' a.trace
	host b EINVAL
	host c EIO
	pairoracle report -t berkeley -o one 'x=b.trace' >/dev/null 2>&1
	pairoracle report -t berkeley -o many a.trace x=b.trace c.trace \
	    >said 2>&1
	[ -s many/index.html ] || atf_fail "$(cat said)"
}

# need PROGRAM ...: skips the case without one of them.
need()
{
	for p in "$@"; do
		command -v "$p" >/dev/null || atf_skip "there is no $p"
	done
}

atf_test_case json
json_body()
{
	need perl
	perl -MJSON::PP -e 1 2>/dev/null || atf_skip 'perl has no JSON::PP'
	reports
	[ -e one/results.json ] || atf_skip 'this build has no jansson'
	for d in one many; do
		atf_check perl "$SOURCES/t/self/schema.pl" \
		    "$SOURCES/docs/schema/results.schema.json" $d/results.json
		atf_check perl "$SOURCES/t/self/schema.pl" \
		    "$SOURCES/docs/schema/earl.schema.json" $d/earl.jsonld
	done
	sed 's/"inconclusive"/"cantTell"/' one/results.json >bad
	atf_check -s exit:1 -o match:'cantTell is unknown' \
	    perl "$SOURCES/t/self/schema.pl" \
	    "$SOURCES/docs/schema/results.schema.json" bad
	atf_check -o match:'"earl:untested"' cat one/earl.jsonld
}

# What deviates does not conform, even if it was expected.
atf_test_case conforms
conforms_body()
{
	reports
	[ -e one/results.json ] || atf_skip 'this build has no jansson'
	pairoracle report -o one -t berkeley b.trace >/dev/null
	atf_check -o match:'"conforms": false' -o match:'"accepted": false' \
	    cat one/results.json
	printf '%s\n' 'expect berkeley:*' 'host *' 'reason It is so.' \
	    'reference none' >e
	atf_check -o ignore pairoracle report -o one -t berkeley -e e b.trace
	atf_check -o match:'"conforms": false' -o match:'"accepted": true' \
	    cat one/results.json
	atf_check -o ignore pairoracle report -o one -t berkeley a.trace
	atf_check -o match:'"conforms": true' -o match:'"accepted": true' \
	    cat one/results.json
}

atf_test_case junit
junit_body()
{
	need xmllint
	reports
	for d in one many; do
		atf_check -e ignore xmllint --noout --schema \
		    "$SOURCES/docs/schema/junit.xsd" $d/junit.xml
	done
}

# prove knows TAP 13, whose lines of results are the same.
atf_test_case tap
tap_body()
{
	need prove
	reports
	for d in one many; do
		sed 1s/14/13/ $d/results.tap >$d.tap
		prove --exec cat $d.tap >out 2>&1
		grep -q 'Parse errors' out && atf_fail "$(cat out)"
		failed=$(grep -c '^not ok [^#]*$' $d.tap)
		atf_check -o match:"Failed: $failed" cat out
	done
}

# Every level has a version, the plan of its points, and its result behind it.
atf_test_case ktap
ktap_body()
{
	reports
	for d in one many; do
		awk '
		function bad(what) { print NR ": " what; failed = 1; exit }
		{
			match($0, /^ */)
			depth = RLENGTH / 2
			text = substr($0, RLENGTH + 1)
		}
		text == "KTAP version 1" { n[depth] = 0; red[depth] = 0; next }
		text ~ /^1\.\.[0-9]+$/ { plan[depth] = substr(text, 4); next }
		text ~ /^(not )?ok [0-9]+ [^#]*( # (SKIP|XFAIL) .*)?$/ {
			no = sub(/^not /, "", text)
			split(text, word, " ")
			if (word[2] != ++n[depth])
				bad("number")
			if (depth < 2 && n[depth + 1] != plan[depth + 1])
				bad("plan")
			if (depth < 2 && no != (red[depth + 1] != 0))
				bad("result")
			red[depth] += no
			next
		}
		text !~ /^# / { bad("line") }
		END { exit failed || n[0] == 0 || n[0] != plan[0] }
		' $d/results.ktap >out || atf_fail "$d: $(cat out)"
	done
	atf_check -o match:'^3$' grep -c '^  # Subtest' many/results.ktap
}

# Quoted as it should be, each line has as many fields as the first.
atf_test_case csv
csv_body()
{
	need perl
	reports
	for d in one many; do
		atf_check -o match:'^12 ' perl -0777 -ne '
		my ($fields, %fields, $lines) = (0);
		while (/\G(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gc) {
			$fields++;
			next if $3 eq ",";
			$fields{$fields}++;
			$lines++;
			$fields = 0;
		}
		die "unread: " . substr($_, pos // 0, 40) if pos != length;
		print join(" ", keys %fields), " $lines\n";' $d/results.csv
	done
	atf_check -o match:'Test 1,""<&|#2 vax' cat many/results.csv
	host '=1+1' EFAULT
	pairoracle report -o one '=1+1.trace' >/dev/null 2>&1
	system='=cmd' host b EFAULT
	pairoracle report -o one b.trace >/dev/null 2>&1
	atf_check -o not-match:'[",]"=' -o match:"\"'=cmd" cat one/results.csv
}

# Rows of as many columns, no markup of HTML, fit for a comment.
atf_test_case markdown
markdown_body()
{
	reports
	for d in one many; do
		awk '
		/^\|/ {
			gsub(/\\\|/, "")
			n = gsub(/\|/, "")
			if (n != 6) { print NR ": " n; failed = 1 }
			rows++
		}
		!/^      / && /[^\\][<>]/ { print NR ": " $0; failed = 1 }
		END { exit failed || rows < 3 }
		' $d/report.md >out || atf_fail "$(cat out)"
		[ "$(wc -c <$d/report.md)" -lt 60000 ] || atf_fail 'too long'
	done
	atf_check -o match:'^# socketpair: [1-9][0-9]* unexpected' \
	    -o match:'1,"..<..&..|..#2 vax' cat many/report.md
}

# A host with a name has the same names alone and among others.
atf_test_case names
names_body()
{
	reports
	for f in junit.xml results.tap; do
		for d in one many; do
			grep -oE 'classname="x.[^>]*|- x:[^ ]*' $d/$f |
			    sort >$d.names
		done
		[ -s one.names ] || atf_fail "no names in $f"
		atf_check diff one.names many.names
	done
	pairoracle report -t berkeley -o many c.trace x=b.trace a.trace \
	    >/dev/null 2>&1
	grep -oE -- '- x:[^ ]*' many/results.tap | sort >many.names
	atf_check diff one.names many.names
}

# Every file that is written has a link on the first page.
atf_test_case downloads
downloads_body()
{
	reports
	for d in one many; do
		for f in "$d"/*; do
			f=${f##*/}
			case $f in index.html|hosts) continue ;; esac
			atf_check -o match:"href=\"$f\"" cat $d/index.html
		done
	done
}

atf_init_test_cases()
{
	atf_add_test_case json
	atf_add_test_case conforms
	atf_add_test_case junit
	atf_add_test_case tap
	atf_add_test_case ktap
	atf_add_test_case csv
	atf_add_test_case markdown
	atf_add_test_case names
	atf_add_test_case downloads
}
