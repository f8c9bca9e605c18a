/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's deviations, and every clause with its verdict. */

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
	    "<div class=\"way\" id=\"%s\"><p><b>%s</b>: allowed"
	    " <code>%s</code>,"
	    " got <code>%s</code> <span class=\"dim\">%s request%s</span>"
	    " <span class=\"tag %s\">%s</span></p>\n",
	    x->id, deviation_name(x->kind), x->allowed, x->got,
	    text_count(x->requests, count), x->requests == 1 ? "" : "s",
	    expected ? "dim" : "bad", expected ? "expected" : "UNEXPECTED");
	put_expectation(s, x, f);
	html_put(f, "<pre>%s</pre></div>\n", sheet_again(&scratch, s, x));
	arena_free(&scratch);
}

static void
put_broken(const struct sheet *s, size_t c, FILE *f)
{
	const struct clause *clause = &s->table->clause[c];
	const struct finding *x;
	size_t i;

	html_put(f,
	    "<article id=\"d:%s:%s\" class=\"%s\">\n<h4><code>%s</code>"
	    " <span"
	    " class=\"dim\">(%s)</span></h4>\n<p>%s</p>\n",
	    s->table->name, clause->id,
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
				put_broken(s, c, f);
}

void
part_deviations(const struct section *s, FILE *f)
{
	size_t i;

	html_put(f, "<h2 id=\"deviations\">Deviations</h2>\n");
	for (i = 0; i < s->sheets; i++)
		put_sheet(&s->sheet[i], f);
}

static const char *const styles[VERDICTS] = {
	[VERDICT_PASSED] = "good",
	[VERDICT_FAILED] = "bad",
	[VERDICT_INCONCLUSIVE] = "open",
	[VERDICT_INAPPLICABLE] = "dim",
	[VERDICT_UNTESTED] = "dim",
};

/* "12 passed, 3 failed": what the requests of a clause came to. */
static void
put_tally(const struct clause_tally *t, FILE *f)
{
	char count[TEXT_COUNT_SIZE];
	bool any;
	int v;

	fputs("<span class=\"small dim\">", f);
	any = false;
	for (v = 0; v < VERDICTS; v++) {
		if (t->requests[v] == 0)
			continue;
		html_put(f, "%s%s %s", any ? ", " : "",
		    text_count(t->requests[v], count),
		    verdict_name((enum verdict)v));
		any = true;
	}
	if (t->verdict == VERDICT_UNTESTED)
		html_text(f, t->reason);
	fputs("</span>", f);
}

static void
put_clause(const struct sheet *s, size_t c, FILE *f)
{
	const struct clause *clause = &s->table->clause[c];
	const struct clause_tally *t = &s->judgement.clause[c];

	html_put(f,
	    "<li id=\"%s:%s\"><span><span class=\"tag %s\">%s</span></span>"
	    "<span>"
	    "<code>%s</code> <span class=\"dim small\">(%s)</span> %s<br>",
	    s->table->name, clause->id, styles[t->verdict],
	    verdict_name(t->verdict), clause->id, clause->citation,
	    clause->text);
	put_tally(t, f);
	fputs("</span></li>\n", f);
}

static size_t
count_open(const struct sheet *s)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < s->judgement.findings; i++)
		n += s->judgement.finding[i].verdict == VERDICT_INCONCLUSIVE;
	return n;
}

/* Answers of which the table says neither good nor bad. */
static void
put_open(const struct sheet *s, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	const struct finding *x;
	char count[TEXT_COUNT_SIZE];
	size_t i;

	if (count_open(s) == 0)
		return;
	html_put(f,
	    "<details><summary>%zu answers that it leaves open"
	    "</summary>\n<ul class=\"small\">\n",
	    count_open(s));
	for (i = 0; i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->verdict != VERDICT_INCONCLUSIVE)
			continue;
		html_put(f,
		    "<li><code>%s</code>: got <code>%s</code>, %s"
		    " request%s<pre>%s</pre></li>\n",
		    x->id, x->got, text_count(x->requests, count),
		    x->requests == 1 ? "" : "s", sheet_again(&scratch, s, x));
	}
	fputs("</ul></details>\n", f);
	arena_free(&scratch);
}

void
part_clauses(const struct section *section, FILE *f)
{
	const struct sheet *s;
	size_t i, c;

	html_put(f, "<h2 id=\"clauses\">Clauses</h2>\n");
	for (i = 0; i < section->sheets; i++) {
		s = &section->sheet[i];
		html_put(f,
		    "<details><summary><b>%s</b>: %zu clauses"
		    "</summary>\n<ul class=\"clauses\">\n",
		    s->table->name, s->table->clauses);
		for (c = 0; c < s->table->clauses; c++)
			put_clause(s, c, f);
		fputs("</ul>\n", f);
		put_open(s, f);
		fputs("</details>\n", f);
	}
}
