/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's clauses with their verdicts, and what is left open. */

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

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
	    "<li><span><span class=\"tag %s\">%s</span></span><span>"
	    "<code>%s</code> <span class=\"dim small\">(%s)</span> %s<br>",
	    styles[t->verdict], verdict_name(t->verdict), clause->id,
	    clause->citation, clause->text);
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
part_clauses(const struct section *section, size_t number, FILE *f)
{
	const struct sheet *s;
	size_t i, c;

	html_put(f, "<h2 id=\"clauses-%zu\">Clauses</h2>\n", number);
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
