/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's deviations: tables, clauses, and the ways in which they fail. */

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

static void
put_expectation(const struct sheet *s, const struct finding *x, FILE *f)
{
	const struct expectation *e = sheet_accepts(s, x);

	if (e != NULL)
		html_put(f, "<p class=\"small dim\">%s <i>%s</i></p>\n",
		    e->reason, e->reference);
}

/* One way in which a clause fails. */
static void
put_finding(const struct sheet *s, const struct finding *x, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	char count[TEXT_COUNT_SIZE];
	bool expected;

	expected = sheet_accepts(s, x) != NULL;
	html_put(f,
	    "<div class=\"way\"><p><b>%s</b>: allowed <code>%s</code>,"
	    " got <code>%s</code> <span class=\"dim\">%s request%s</span>"
	    " <span class=\"tag %s\">%s</span></p>\n",
	    deviation_name(x->kind), x->allowed, x->got,
	    text_count(x->requests, count), x->requests == 1 ? "" : "s",
	    expected ? "dim" : "bad", expected ? "expected" : "UNEXPECTED");
	put_expectation(s, x, f);
	html_put(f, "<pre>%s</pre></div>\n", sheet_again(&scratch, s, x));
	arena_free(&scratch);
}

static void
put_clause(const struct sheet *s, size_t c, FILE *f)
{
	const struct clause *clause = &s->table->clause[c];
	const struct finding *x;
	size_t i;

	html_put(f,
	    "<article class=\"%s\">\n<h4><code>%s</code> <span"
	    " class=\"dim\">(%s)</span></h4>\n<p>%s</p>\n",
	    sheet_clause_is_expected(s, c) ? "known" : "bad", clause->id,
	    clause->citation, clause->text);
	for (i = 0; i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->clause == c && x->verdict == VERDICT_FAILED)
			put_finding(s, x, f);
	}
	fputs("</article>\n", f);
}

/* Clauses with something unexpected come first. */
static void
put_sheet(const struct sheet *s, FILE *f)
{
	size_t c;
	int pass;

	html_put(f, "<h3>%s: %s</h3>\n<p class=\"small dim\">%s</p>\n",
	    s->table->name, s->table->title, s->table->document);
	if (judgement_deviations(&s->judgement, DEVIATION_NONE) == 0)
		fputs("<p class=\"good\">No deviation.</p>\n", f);
	for (pass = 0; pass < 2; pass++)
		for (c = 0; c < s->table->clauses; c++)
			if (sheet_clause_worst(s, c) != NULL &&
			    sheet_clause_is_expected(s, c) == (pass == 1))
				put_clause(s, c, f);
}

void
part_deviations(const struct section *s, size_t number, FILE *f)
{
	size_t i;

	html_put(f, "<h2 id=\"deviations-%zu\">Deviations</h2>\n", number);
	for (i = 0; i < s->sheets; i++)
		put_sheet(&s->sheet[i], f);
}
