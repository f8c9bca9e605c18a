# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# Reports: what each format says, that hostile text stays text, and that a
# report is whole or not there.

# trace SYSTEM OUTCOME LINE ...: a host of that name that answers a request
# with a null vector so, with these lines in the header.
trace()
{
	system=$1
	outcome=$2
	shift 2
	{
		cat <<'END'
sweep socket facts privilege=root
axis domain AF_UNIX,AF_INET
axis type SOCK_STREAM,SOCK_RAW
box domain=AF_UNIX type=SOCK_STREAM => ok
box domain=AF_UNIX type=SOCK_RAW => ESOCKTNOSUPPORT
box domain=AF_INET => ok
sweep call calls privilege=root
axis domain AF_UNIX,AF_INET
axis type SOCK_STREAM,SOCK_RAW
axis vector valid,null
box domain=AF_UNIX type=SOCK_STREAM vector=valid => ok
box domain=AF_UNIX type=SOCK_RAW vector=valid => ESOCKTNOSUPPORT
box domain=AF_INET vector=valid => EOPNOTSUPP
END
		echo "box vector=null => $outcome"
		echo 'end 8'
	} | make_trace 'plan base 00000000' \
	    'untested resource=files needs --allow system-files' "$@"
}

formats='index.html junit.xml results.json results.tap'

# report STATUS ARGUMENT ...: makes out/ of host.trace.
report()
{
	status=$1
	shift
	pairoracle report -o out "$@" host.trace >said 2>err
	atf_check_equal "$status" $?
	grep -v 'results.json is left out' err && atf_fail "$(cat err)"
	true
}

# Opens and closes elements as a reader of XML would; void ones of HTML
# need no end.
check_markup()
{
	awk '
	function bad(what) {
		print FILENAME ": " what
		failed = 1
		exit
	}
	{ text = text $0 "\n" }
	END {
		if (failed)
			exit 1
		gsub(/<style>[^<]*<\/style>/, "", text)
		if ((i = index(text, "<script>")) != 0)
			text = substr(text, 1, i - 1) \
			    substr(text, index(text, "</script>") + 9)
		while (match(text, /<[^>]*>/)) {
			between = substr(text, 1, RSTART - 1)
			tag = substr(text, RSTART + 1, RLENGTH - 2)
			text = substr(text, RSTART + RLENGTH)
			gsub(/&(amp|lt|gt|quot|#39);/, "", between)
			if (between ~ /[&>]/)
				bad("not escaped: " between)
			if (tag ~ /^[!?]/ || tag ~ /\/$/ || tag ~ /^(meta|br)/)
				continue
			if (gsub(/"/, "\"", tag) % 2)
				bad("odd quotes: " tag)
			name = tag
			sub(/[ \n].*/, "", name)
			if (name !~ /^\//)
				stack[++depth] = name
			else if (stack[depth--] != substr(name, 2))
				bad("ends what is not open: " name)
		}
		if (depth)
			bad("is not ended: " stack[depth])
		if (text ~ /</)
			bad("a tag is not ended")
		exit failed
	}' "$1" || atf_fail "$1 is not well-formed"
}

# The numbers of points run from 1 to the plan.
check_tap()
{
	awk '
	NR == 1 && $0 != "TAP version 14" { exit 1 }
	NR == 2 { split($0, plan, /\.\./) }
	/^(not )?ok / {
		sub(/^not /, "")
		if ($2 != ++n)
			exit 1
	}
	/^  ---$/ { open++ }
	/^  \.\.\.$/ { open-- }
	END { exit !(n > 0 && n == plan[2] && open == 0) }' "$1" ||
	    atf_fail "$1 is not TAP: $(head -n 3 "$1")"
}

atf_test_case formats
formats_body()
{
	trace Test EINVAL >host.trace
	report 1
	check_markup out/index.html
	check_markup out/junit.xml
	check_tap out/results.tap
	atf_check -o match:'not ok [0-9]* - berkeley:ERRORS.EFAULT$' \
	    -o match:'id: "berkeley:ERRORS.EFAULT:EINVAL"' \
	    -o match:'pairprobe AF_UNIX SOCK_STREAM 0 vector=null | pair' \
	    -o match:'ENFILE # SKIP untested: needs --allow system-files' \
	    cat out/results.tap
	atf_check -o match:'<testsuite name="berkeley" tests="[1-9]' \
	    -o match:'<testcase classname="berkeley" name="ERRORS.EFAULT"><f' \
	    -o match:'name="ERRORS.EACCES"><skipped message="untested: ' \
	    cat out/junit.xml
	atf_check -o match:'<td class="bad">[1-9]' -o match:'<svg' \
	    -o match:'berkeley: The Berkeley page' -o match:'UNEXPECTED' \
	    -o match:'name="viewport"' -o match:'prefers-color-scheme' \
	    -o match:'8</b> requests' -o match:'resource=files' \
	    -o not-match:'<script.*src' -o not-match:'http[^"]*//[^w]' \
	    cat out/index.html
	[ "$(wc -c <out/index.html)" -lt 300000 ] ||
	    atf_fail 'the page has 300 kB'
}

atf_test_case json
json_body()
{
	trace Test EINVAL >host.trace
	pairoracle report -o out host.trace >said 2>err
	if grep -q 'results.json is left out: this build' err; then
		atf_check test ! -e out/results.json
		atf_skip 'this build has no jansson'
	fi
	atf_check -o empty cat err
	atf_check -o match:'"host": "Test 1.0 vax"' \
	    -o match:'"id": "berkeley:ERRORS.EFAULT:EINVAL"' \
	    -o match:'"witness": "AF_UNIX SOCK_STREAM 0 vector=null"' \
	    -o match:'"verdict": "untested"' -o match:'"expected": null' \
	    -o match:'"conforms": false' cat out/results.json
}

atf_test_case screen
screen_body()
{
	trace Test EINVAL >host.trace
	report 1 -t berkeley
	atf_check -o match:'^Test 1.0 vax: 8 requests$' \
	    -o match:'^  berkeley  *[0-9]* *[0-9]* *[0-9]* *[0-9]*$' \
	    -o match:'^  undocumented errno  *0  *[1-9]' \
	    -o match:'^  berkeley:ERRORS.EFAULT:EINVAL: allowed EFAULT' \
	    -o match:'pairprobe AF_UNIX SOCK_STREAM 0 vector=null | pair' \
	    -o match:'^report: out/index.html$' cat said
	atf_check -o not-match:posix cat said
}

# No more than ten unexpected deviations; the others are counted.
atf_test_case many
many_body()
{
	trace Test EINVAL >host.trace
	for failing in 2 10 11 12; do
		{
			printf 'table many\norder any\n'
			for i in $(seq "$failing"); do
				printf 'clause c%d %d\n' "$i" "$i"
				echo 'on success => unnamed=bad-both'
			done
			printf 'clause all 0\notherwise => ok|EINVAL|%s|%s\n' \
			    EOPNOTSUPP ESOCKTNOSUPPORT
		} >many.table
		rm -rf out
		report 1 -t ./many.table
		more=$((failing - 10))
		[ $more -ge 0 ] || more=0
		atf_check_equal $((failing - more)) \
		    "$(grep -c '^  many:c' said)"
		if [ $more -eq 0 ]; then
			atf_check -o not-match:'^  and .* more$' cat said
		else
			atf_check -o match:"^  and $more more\$" cat said
		fi
		atf_check -o match:'judge -t ./many.table -$' cat said
		# Each failing clause is a failure of its own.
		check_markup out/junit.xml
		atf_check -o match:"failures=\"$failing\"" cat out/junit.xml
		atf_check_equal "$failing" \
		    "$(grep -o '<failure' out/junit.xml | wc -l)"
	done
}

# A clause that needs no --allow is not said to need it.
atf_test_case reasons
reasons_body()
{
	trace Test EFAULT >host.trace
	cat >reason.table <<'END'
table r
order first
clause only 1
when resource=files => ENFILE
clause partly 2
when type=SOCK_DGRAM resource=files => ENFILE
when type=SOCK_DGRAM => ok
clause rest 3
when vector=null => EFAULT
when => ok|EOPNOTSUPP|ESOCKTNOSUPPORT
END
	pairoracle report -o out -t ./reason.table host.trace >said 2>err
	atf_check -o match:'- r:only # SKIP untested: needs --allow' \
	    -o match:'- r:partly # SKIP untested: no request of the' \
	    cat out/results.tap
}

atf_test_case conforms
conforms_body()
{
	trace Test EFAULT >host.trace
	cat >kind.table <<'END'
table kind
order any
clause all everywhere
otherwise => ok|EFAULT|EOPNOTSUPP|ESOCKTNOSUPPORT
END
	report 0 -t ./kind.table
	atf_check -o match:'No deviation' -o not-match:'Evidence:' \
	    cat out/index.html
	report 1 -t linux
	atf_check -o match:'Evidence: run of Linux 6.18.44, 6.1.176; source' \
	    cat out/index.html
	report 0 -t ./kind.table
	atf_check -o not-match:'^not ok' cat out/results.tap
	check_markup out/index.html
}

# The documents, and the table of the system where there is one.
atf_test_case default_tables
default_tables_body()
{
	trace Test EINVAL >host.trace
	report 1
	atf_check -o match:berkeley -o match:posix-2008 -o not-match:linux \
	    cat said
	trace Linux EINVAL >host.trace
	report 1
	atf_check -o match:berkeley -o match:posix-2008 -o match:linux \
	    cat said
	report 1 -t linux,berkeley
	atf_check -o match:'^  linux' -o match:'^  berkeley' \
	    -o not-match:posix cat said
}

atf_test_case expected
expected_body()
{
	trace Test EINVAL >host.trace
	cat >all.expect <<'END'
expect berkeley:*
host Test *
reason a reason with # and <b> & "quotes"
reference some/file.c
END
	report 0 -t berkeley -e all.expect
	check_markup out/index.html
	check_markup out/junit.xml
	check_tap out/results.tap
	# Half of the word of TAP, so that make lint lets it through.
	atf_check -o match:"EFAULT # TO.. a reason with .# and <b> & \"q" \
	    cat out/results.tap
	atf_check -o match:'<skipped message="expected: a reason with # and' \
	    -o match:'failures="0"' -o not-match:'<failure' cat out/junit.xml
	atf_check -o match:'all expected' -o match:'&lt;b&gt; &amp; &quot;' \
	    -o match:'<i>some/file.c</i>' -o not-match:UNEXPECTED \
	    -o not-match:'<b> &' cat out/index.html
}

atf_test_case several
several_body()
{
	trace Test EINVAL >one.trace
	trace Other EFAULT >two.trace
	atf_check -s exit:1 -o match:'^Test 1.0 vax: 8' \
	    -o match:'^Other 1.0 vax: 8' -e ignore \
	    pairoracle report -o out -t berkeley one.trace two.trace
	check_markup out/index.html
	check_markup out/junit.xml
	check_tap out/results.tap
	for page in out/hosts/*; do
		check_markup "$page"
		atf_check -o match:'href="../index.html"' \
		    -o match:'<li id="berkeley:ERRORS.EFAULT">' cat "$page"
	done
	atf_check -o match:'<tr id="berkeley:ERRORS.EFAULT">' \
	    -o match:'href="hosts/Test-1.0-vax.html#d:berkeley:ERRORS.EFAULT"' \
	    -o match:'<td>all but Test 1.0 vax' -o match:'2 columns;' \
	    -o match:'<tr id="cause:' cat out/index.html
	atf_check -o match:'id="d:berkeley:ERRORS.EFAULT"' \
	    cat out/hosts/Test-1.0-vax.html
	atf_check -o match:'classname="Other 1.0 vax.berkeley"' \
	    cat out/junit.xml
	atf_check -o match:' - Other 1.0 vax:berkeley:ERRORS.EFAULT' \
	    cat out/results.tap
	# Every link of the matrix leads to an anchor that is there.
	sed 's/href="hosts/\n&/g' out/index.html |
	    sed -n 's/^href="\(hosts[^"#]*\)#\([^"]*\)".*/\1 \2/p' |
	    sort -u >links
	[ "$(wc -l <links)" -gt 5 ] || atf_fail "$(cat links)"
	while read -r page anchor; do
		grep -qF "id=\"$anchor\"" "out/$page" ||
		    atf_fail "$page has no $anchor"
	done <links
}

# Names given, columns shared, and the table of the nearest system.
atf_test_case matrix
matrix_body()
{
	pairprobe -l base >base.trace
	set --
	for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19; do
		set -- "$@" "host$i=base.trace"
	done
	pairoracle report -o out "$@" base.trace >said
	atf_check -o match:'20 hosts in 1 column;' \
	    -o match:'<a href="hosts/host7.html">host7' cat out/index.html
	[ "$(cat out/index.html out/hosts/host1.html | wc -c)" -lt 600000 ] ||
	    atf_fail "$(wc -c out/index.html out/hosts/*)"
	atf_check_equal 20 "$(find out/hosts -type f | wc -l)"
	# Anchors depend neither on the number nor on the order of traces.
	grep -o '<tr id="[^"]*"' out/index.html | sort >many
	grep -q 'id="[^"]* ' many && atf_fail 'a space in an anchor'
	pairoracle report -o two host2=base.trace host1=base.trace >said
	grep -o '<tr id="[^"]*"' two/index.html | sort >two.ids
	atf_check diff many two.ids
	[ "$(uname -s)" = Linux ] || return 0
	grep -q '<td>linux</td>' out/index.html || atf_fail 'not like linux'
}

# Text from outside is shown and never obeyed.
atf_test_case hostile
hostile_body()
{
	evil='<script>alert("x&y")</script>'
	trace "T'$evil" EINVAL "note $evil ]]> -->" \
	    "untested fds=low $evil" >host.trace
	{
		echo "table x$evil"
		echo "title $evil"
		echo "document 'single' $evil"
		echo 'order any'
		echo "clause id$evil cite$evil"
		echo "text $evil"
		printf 'untestable caf\303\251 %s\n' \
		    '\ # %s %n'
		echo 'clause all everywhere'
		echo "text $evil"
		echo 'otherwise => ok'
	} >evil.table
	cp evil.table "a\$b 'c'.table"
	printf 'expect none\nhost *\nreason %s\nreference %s\n' "$evil" \
	    "$evil" >evil.expect
	report 1 -t "./a\$b 'c'.table" -e evil.expect
	check_markup out/index.html
	check_markup out/junit.xml
	check_tap out/results.tap
	for file in out/index.html out/junit.xml; do
		grep -q '<script>alert' $file &&
		    atf_fail "a script got into $file"
		grep -q 'café' $file || atf_fail "no letters in $file"
	done
	atf_check -o match:"judge -t './a.b .*c.*.table' -$" cat said
	for file in said $(ls out); do
		[ -f "$file" ] || file=out/$file
		sed "s/$(printf '\r')\$//" "$file" |
		    LC_ALL=C tr -d '\11\12\40-\176\200-\377' >left
		atf_check -o empty cat left
		LC_ALL=C grep -q "$(printf '\377')" "$file" &&
		    atf_fail "$file is not UTF-8"
	done
	true
}

# The answers at protocol 0, rows and columns that are alike as one.
atf_test_case picture
picture_body()
{
	trace Test EINVAL 'number SOCK_DGRAM 2' |
	    frame -u | sed -e 's/SOCK_STREAM,SOCK_RAW$/1..3/' \
	    -e 's/type=SOCK_RAW/type=2,3/' -e 's/^end 8/end 12/' |
	    frame >host.trace
	report 1
	atf_check -o match:'<text [^>]*>AF_UNIX</text>' \
	    -o match:'<text [^>]*>AF_INET</text>' \
	    -o match:'<text [^>]*>SOCK_STREAM</text>' \
	    -o match:'<text [^>]*>SOCK_DGRAM .1</text>' \
	    -o match:'<li>ok: SOCK_STREAM</li>' \
	    -o match:'<li>ESOCKTNOSUPPORT: SOCK_DGRAM,SOCK_RAW</li>' \
	    -o match:'<li>EOPNOTSUPP: 1..3</li>' \
	    -o match:'<b class="k0">ok</b>ok' -o not-match:'>EPERM<' \
	    cat out/index.html
	atf_check_equal 4 "$(grep -c '<rect class="k' out/index.html)"
}

# A trace of one vector alone has nothing to draw.
atf_test_case no_picture
no_picture_body()
{
	trace Test EFAULT | frame -u | grep -v '^box.*vector=valid' |
	    sed -e 's/valid,null/null/' -e 's/^end 8/end 4/' |
	    frame >host.trace
	report 0
	atf_check -o match:'The trace has no such requests' \
	    -o not-match:'<svg' cat out/index.html
}

# What was tried, alone and in pairs: of two kinds of free descriptors and
# two domains, three of four.
atf_test_case inputs
inputs_body()
{
	trace Test EFAULT | frame -u | sed '$d' >bodies
	{
		cat bodies
		echo 'sweep call more privilege=root fds=2 vector=valid'
		echo 'axis domain AF_UNIX'
		echo 'box => ok'
		echo 'end 9'
	} | frame >host.trace
	pairoracle report -o out host.trace >said
	atf_check -o match:'<dt>fds, 2</dt><dd>2, many</dd>' \
	    -o match:'<dt>domain, 2</dt>.*>AF_UNIX,AF_INET</details>' \
	    -o match:"fds</th><td></td><td></td><td class=.good.>1.*" \
	    -o match:'<td>75.0</td><td>75.0</td>' \
	    -o match:'together, 4 of 4 .100.0 %. were' cat out/index.html
}

# A trace of more values than anyone tried is judged, if not drawn.
atf_test_case vast
vast_body()
{
	trace Test EFAULT | frame -u | sed -e 's/AF_UNIX,AF_INET$/*/' \
	    -e 's/^end 8/end 17179869184/' -e 's/AF_INET/!AF_UNIX/' |
	    sed 's/number !AF_UNIX/number AF_INET/' | frame >host.trace
	pairoracle report -o out host.trace >said
	atf_check_equal 1 $?
	check_markup out/index.html
	atf_check -o not-match:'<rect class="k' -o not-match:'in per cent' \
	    cat out/index.html
}

# Nothing of the machine's environment gets out.
atf_test_case environment
environment_body()
{
	trace Test EINVAL >host.trace
	SECRET_TOKEN=xyzzy-plugh
	export SECRET_TOKEN
	report 1
	grep -r xyzzy-plugh out said && atf_fail 'the environment got out'
	true
}

atf_test_case again
again_body()
{
	trace Test EINVAL >host.trace
	report 1
	mv out first
	report 1
	atf_check diff -r first out
}

atf_test_case usage
usage_body()
{
	trace Test EINVAL >host.trace
	for arguments in '' 'host.trace' '-o out' '-o' '-o out -x host.trace'
	do
		# The arguments are words.
		# shellcheck disable=SC2086
		atf_check -s exit:2 -e match:'^pairoracle: ' \
		    pairoracle report $arguments
	done
	atf_check -s exit:2 -e match:'none.trace: .*; name' \
	    pairoracle report -o out none.trace
	atf_check -s exit:2 -e match:'no built-in table' \
	    pairoracle report -o out -t none host.trace
	atf_check -s exit:2 -e match:'none.table: ' \
	    pairoracle report -o out -t none.table host.trace
	echo nonsense >bad.trace
	atf_check -s exit:2 -e match:'bad.trace:1: ' \
	    pairoracle report -o out host.trace bad.trace
	: >empty.trace
	atf_check -s exit:2 -e match:'the trace is empty' \
	    pairoracle report -o out empty.trace
	sed '$d' host.trace >short.trace
	atf_check -s exit:2 -e match:'ends here without its last line' \
	    pairoracle report -o out short.trace
	atf_check test ! -e out
}

atf_test_case place
place_body()
{
	trace Test EINVAL >host.trace
	atf_check -s exit:2 -e match:'none/out: .*; name a directory' \
	    pairoracle report -o none/out host.trace
	: >file
	atf_check -s exit:2 -e match:'file' pairoracle report -o file \
	    host.trace
	long=$(printf '%300s' x | tr ' ' x)
	atf_check -s exit:2 -e match:'too long' pairoracle report -o "$long" \
	    host.trace
	[ "$(id -u)" -eq 0 ] && return
	mkdir -m 555 closed
	atf_check -s exit:2 -e match:'closed.*Permission denied' \
	    pairoracle report -o closed host.trace
}

# A file is whole, or it is not there; so is one that was there before.
atf_test_case full
full_body()
{
	trace Test EINVAL >host.trace
	report 1
	cp -r out before
	(
		trap '' XFSZ
		ulimit -f 1
		pairoracle report -o new host.trace >said 2>err
		echo $? >status
		pairoracle report -o out host.trace >said 2>err
	)
	atf_check_equal 2 "$(cat status)"
	atf_check -o match:'File too large' cat err
	atf_check -o empty ls new
	atf_check diff -r before out
}

atf_test_case output
output_body()
{
	trace Test EINVAL >host.trace
	pairoracle report -o out host.trace >&- 2>err
	atf_check_equal 2 $?
	atf_check -o match:'standard output' cat err
	[ -c /dev/full ] || return 0
	pairoracle report -o out host.trace >/dev/full 2>err
	atf_check_equal 2 $?
	atf_check -o match:'standard output' cat err
}

# A trace of the probe that was just built, from standard input.
atf_test_case real
real_body()
{
	pairprobe -l base >host.trace || atf_fail 'the probe failed'
	pairoracle report -o out - <host.trace >said 2>err
	[ $? -le 1 ] || atf_fail "$(cat err)"
	check_markup out/index.html
	check_markup out/junit.xml
	check_tap out/results.tap
}

# The page carries the documents, the errnos and the years.
atf_test_case documents
documents_body()
{
	pairprobe -l base -o base.trace
	pairoracle report -o out base.trace >screen
	grep -q '<h2 id="documents">' out/index.html ||
	    atf_fail "the page has no documents"
	pairoracle documents | tail -n 3 | head -n 1 >line
	grep -qxF "$(cat line)" out/index.html ||
	    atf_fail "the page lacks '$(cat line)'"
}

# need_killer: skips the case where nothing can be preloaded; sets $killer.
need_killer()
{
	killer=$(atf_get_srcdir)/killer.so
	[ -s "$killer" ] || atf_skip 'no shared object can be built here'
	KILL_AT=1 LD_PRELOAD=$killer pairoracle report -o none host.trace \
	    >/dev/null 2>&1
	[ $? -eq 137 ] || atf_skip 'nothing can be preloaded into this build'
}

# others DIR: what others have in it is there, and as it was.
others()
{
	[ "$(cat "$1/trace")" = mine ] && [ "$(cat "$1/coverage/a")" = too ]
}

# killed: kills a run at each change that it makes.  After each the report is
# wholly the old one or wholly the new one; the next run finds nothing odd.
killed()
{
	rm -rf old new
	pairoracle report -o old old.trace >out.txt
	pairoracle report -o new new.trace >out.txt
	want=$?
	steps=0
	status=137
	while [ $status -eq 137 ]; do
		steps=$((steps + 1))
		rm -rf x
		cp -R old x
		mkdir x/coverage
		echo mine >x/trace
		echo too >x/coverage/a
		KILL_AT=$steps LD_PRELOAD=$killer \
		    pairoracle report -o x new.trace >out.txt 2>&1
		status=$?
		if [ -e x ]; then
			for set in old new; do
				differ=
				for file in index.html results.tap junit.xml; do
					cmp -s x/$file $set/$file || differ=1
				done
				[ -n "$differ" ] || break
			done
			[ -z "$differ" ] || atf_fail "mixed at $steps"
		elif [ -z "$NO_EXCHANGE" ]; then
			atf_fail "nothing is there at $steps"
		fi
		pairoracle report -o x new.trace >out.txt 2>&1
		atf_check_equal "$want" $?
		others x || atf_fail "others lost at $steps: $(ls -R)"
		for left in x.*; do
			[ ! -e "$left" ] || atf_fail "$left at $steps"
		done
	done
	[ $steps -gt 20 ] || atf_fail "only $steps changes"
	atf_check_equal "$want" $status
}

# 2,000 sweeps of one box each, within 20 seconds and 512 MB.
atf_test_case sweeps
sweeps_body()
{
	{
		printf '%s\n' 'sweep socket facts' 'axis domain 0..45' \
		    'box => ok'
		awk 'BEGIN {
			split("EIO ok EPERM EINVAL EFAULT ENOMEM", answer, " ")
			for (i = 0; i < 2000; i++) {
				print "sweep call s" i
				print "axis domain " i % 45
				print "axis type " int(i / 45)
				print "box => " answer[1 + i % 6]
			}
			print "end 2000"
		}'
	} | make_trace >many.trace
	(
		ulimit -t 20
		ulimit -v "$(memory_limit)" 2>/dev/null
		pairoracle report -o out many.trace >said 2>err
		echo $? >status
	)
	atf_check_equal 1 "$(cat status)"
	atf_check -o match:'^report: out/index.html$' cat said
}

atf_test_case kill
kill_body()
{
	trace Test EFAULT >old.trace
	trace Test EIO >new.trace
	cp old.trace host.trace
	need_killer
	NO_EXCHANGE=''
	killed
	NO_EXCHANGE=1
	export NO_EXCHANGE
	killed
}

# A directory that processes are in stays the same one.
atf_test_case within
within_body()
{
	trace Test EFAULT >host.trace
	mkdir -m 750 x
	echo mine >x/trace
	(cd x && pairoracle report -o . ../host.trace >../out.txt
	[ -s index.html ] && [ -s ../x/results.tap ]) ||
	    atf_fail "$(cat out.txt)"
	mkdir x/coverage
	echo too >x/coverage/a
	others x || atf_fail 'others lost'
	ln -s x link
	pairoracle report -o link/ host.trace >out.txt
	others x || atf_fail 'others lost'
	[ -h link ] || atf_fail 'the link is lost'
	atf_check_equal x "$(find x -prune -perm 750)"
	echo file >file
	atf_check -s exit:2 -e match:'not a directory' \
	    pairoracle report -o file host.trace
	atf_check_equal file "$(cat file)"
	atf_check_equal '' "$(find . -name '*.pairtmp*')"
}

atf_test_case memory
memory_body()
{
	trace Test EFAULT >host.trace
	need_killer
	pairoracle report -o x host.trace >out.txt
	[ -e x/results.json ] || atf_skip 'this build has no jansson'
	cp -R x before
	trace Test EIO >host.trace
	JSON_FAILS=1 LD_PRELOAD=$killer pairoracle report -o x host.trace \
	    >out.txt 2>err
	atf_check_equal 2 $?
	atf_check -o match:'results.json: out of memory' cat err
	atf_check diff -r before x
}

atf_init_test_cases()
{
	atf_add_test_case sweeps
	atf_add_test_case kill
	atf_add_test_case within
	atf_add_test_case memory
	atf_add_test_case documents
	atf_add_test_case formats
	atf_add_test_case json
	atf_add_test_case screen
	atf_add_test_case many
	atf_add_test_case reasons
	atf_add_test_case conforms
	atf_add_test_case default_tables
	atf_add_test_case expected
	atf_add_test_case several
	atf_add_test_case matrix
	atf_add_test_case hostile
	atf_add_test_case picture
	atf_add_test_case no_picture
	atf_add_test_case inputs
	atf_add_test_case vast
	atf_add_test_case environment
	atf_add_test_case again
	atf_add_test_case usage
	atf_add_test_case place
	atf_add_test_case full
	atf_add_test_case output
	atf_add_test_case real
}
