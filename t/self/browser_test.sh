# SPDX-License-Identifier: BSD-2-Clause
# SPDX-FileCopyrightText: 2026 The pairtest authors

# A report of two hosts in headless Chromium; make browser looks at more.

atf_test_case pages
pages_body()
{
	for p in node "${CHROMIUM:-chromium}"; do
		command -v "$p" >/dev/null || atf_skip "there is no $p"
	done
	pairprobe -l base -o a.trace
	frame -u <a.trace | sed 's/=> EFAULT/=> EIO/' | frame >b.trace
	pairoracle report -o out -t berkeley a.trace b=b.trace >said 2>&1
	HOME=$PWD node "$SOURCES/t/browser/browser.mjs" -w 390 out/index.html \
	    out/hosts/b.html >found 2>&1
	case $? in
	0) ;;
	1) atf_fail "$(tr '\n' '|' <found)" ;;
	*) atf_skip 'Chromium does not start here' ;;
	esac
	# A page with a fault is noticed.
	sed 's/ id="clauses"/ id="none"/' out/hosts/b.html >out/hosts/c.html
	HOME=$PWD node "$SOURCES/t/browser/browser.mjs" -w 390 \
	    out/hosts/c.html >found 2>&1
	atf_check_equal 1 $?
	atf_check -o match:'#clauses: no such anchor' cat found
}

atf_init_test_cases()
{
	atf_add_test_case pages
}
