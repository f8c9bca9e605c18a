/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The report as JUnit XML.  A table is a suite and a clause a case of it; an
 * expected deviation, and what could not be judged, is skipped and says why.
 */

#include "oracle/base/text.h"
#include "oracle/report/page.h"
#include "oracle/report/report.h"

static void
put_failure(const struct sheet *s, size_t c, FILE *f)
{
	const struct finding *x = sheet_clause_worst(s, c);
	struct arena scratch = ARENA_INIT;
	size_t i;

	html_put(f, "<failure type=\"%s\" message=\"allowed %s, got %s\">",
	    deviation_name(x->kind), x->allowed, x->got);
	html_put(f, "%s (%s)\n", s->table->clause[c].text,
	    s->table->clause[c].citation);
	for (i = 0; i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->clause != c || x->verdict != VERDICT_FAILED)
			continue;
		html_put(f,
		    "%s: %s, allowed %s, got %s, requests %ju%s\n"
		    "    %s\n",
		    x->id, deviation_name(x->kind), x->allowed, x->got,
		    (uintmax_t)x->requests,
		    sheet_accepts(s, x) == NULL ? "" : ", expected",
		    sheet_again(&scratch, s, x));
	}
	fputs("</failure>", f);
	arena_free(&scratch);
}

static void
put_case(const struct sheet *s, size_t c, const char *suite, FILE *f)
{
	const struct clause_tally *t = &s->judgement.clause[c];
	const struct expectation *e;

	html_put(f, "<testcase classname=\"%s\" name=\"%s\">", suite,
	    s->table->clause[c].id);
	if (t->verdict == VERDICT_UNTESTED)
		html_put(f, "<skipped message=\"untested: %s\"/>", t->reason);
	else if (t->verdict == VERDICT_INCONCLUSIVE)
		html_put(f, "<skipped message=\"inconclusive\"/>");
	else if (sheet_clause_is_expected(s, c)) {
		e = sheet_accepts(s, sheet_clause_worst(s, c));
		html_put(f, "<skipped message=\"expected: %s (%s)\"/>",
		    e->reason, e->reference);
	} else if (t->verdict == VERDICT_FAILED)
		put_failure(s, c, f);
	fputs("</testcase>\n", f);
}

struct counts {
	size_t tests, failures, skipped;
};

static struct counts
count_cases(const struct sheet *s)
{
	struct counts n = { 0, 0, 0 };
	size_t c;

	n.tests = s->table->clauses;
	for (c = 0; c < n.tests; c++) {
		if (s->judgement.clause[c].verdict == VERDICT_PASSED)
			continue;
		if (s->judgement.clause[c].verdict == VERDICT_FAILED &&
		    !sheet_clause_is_expected(s, c))
			n.failures++;
		else
			n.skipped++;
	}
	return n;
}

/* The suite of a host with a name begins with it. */
static void
put_suite(const struct section *section, const struct sheet *s, FILE *f)
{
	struct counts n = count_cases(s);
	struct arena scratch = ARENA_INIT;
	const char *suite;
	size_t c;

	suite = text_format(&scratch, "%s%s%s",
	    section->prefix == NULL ? "" : section->prefix,
	    section->prefix == NULL ? "" : ".", s->table->name);
	html_put(f,
	    "<testsuite name=\"%s\" tests=\"%zu\" failures=\"%zu\""
	    " errors=\"0\" skipped=\"%zu\">\n<properties>\n"
	    "<property name=\"host\" value=\"%s\"/>\n"
	    "<property name=\"requests\" value=\"%ju\"/>\n</properties>\n",
	    suite, n.tests, n.failures, n.skipped, section->host,
	    (uintmax_t)section->trace.requests);
	for (c = 0; c < s->table->clauses; c++)
		put_case(s, c, suite, f);
	fputs("</testsuite>\n", f);
	arena_free(&scratch);
}

int
report_junit(const struct report *r, FILE *f, struct diag *why)
{
	size_t i, k;

	(void)why;
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	      "<testsuites name=\"pairtest\">\n",
	    f);
	for (i = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			put_suite(&r->section[i], &r->section[i].sheet[k], f);
	fputs("</testsuites>\n", f);
	return 0;
}
