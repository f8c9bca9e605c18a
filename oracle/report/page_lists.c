/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The lists of the page: deviations, clauses, the inputs that were tried, and
 * what was not.
 */

#include "lib/trace.h"
#include "oracle/base/text.h"
#include "oracle/report/page.h"

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
	html_put(f, "<pre class=\"command\">%s</pre></div>\n",
	    sheet_again(&scratch, s, x));
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
	struct arena a = ARENA_INIT;
	const char *evidence;
	size_t c;
	int pass;

	html_put(f, "<h3>%s: %s</h3>\n<p class=\"small dim\">%s</p>\n",
	    s->table->name, s->table->title, s->table->document);
	evidence = table_evidence(&a, s->table);
	if (*evidence != '\0')
		html_put(f, "<p class=\"small dim\">Evidence: %s</p>\n",
		    evidence);
	arena_free(&a);
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
		    " request%s<pre class=\"command\">%s</pre></li>\n",
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

struct inputs {
	struct set tried[DIM_REQUEST];
	/* Pairs of values that stood in some request; [x][y] with x < y. */
	uint64_t pairs[DIM_REQUEST][DIM_REQUEST];
	uint64_t triples; /* of domain, type and protocol */
	bool countable;	  /* false: too many values to count pairs */
};

/* With more than this no pairs are counted: no probe tries as much. */
enum { VALUES_MAX = 1024, TRIPLES_MAX = 1 << 24 };

/* Where in the tried values of a dimension those of a box stand. */
struct places {
	size_t place[VALUES_MAX];
	size_t count;
};

struct counter {
	struct inputs *in;
	size_t values[DIM_REQUEST];
	unsigned char *pair[DIM_REQUEST][DIM_REQUEST];
	unsigned char *triple;
	struct places places[DIM_REQUEST];
};

static void
counter_make(struct arena *a, struct counter *c, struct inputs *in)
{
	int x, y;

	c->in = in;
	for (x = 0; x < DIM_REQUEST; x++)
		c->values[x] = (size_t)set_size(in->tried[x]);
	for (x = 0; x < DIM_REQUEST; x++)
		for (y = x + 1; y < DIM_REQUEST; y++)
			c->pair[x][y] = arena_get(a,
			    c->values[x] * c->values[y]);
	c->triple = arena_get(a,
	    c->values[DIM_DOMAIN] * c->values[DIM_TYPE] *
		c->values[DIM_PROTOCOL]);
}

/* Finds the places of the members of s in all, of which it is a part. */
static void
places_find(struct set all, struct set s, struct places *p)
{
	size_t i, k, before;
	int64_t v;

	p->count = 0;
	before = 0;
	for (i = k = 0; i < all.count; i++) {
		for (; k < s.count && s.range[k].hi <= all.range[i].hi; k++)
			for (v = s.range[k].lo; v <= s.range[k].hi; v++)
				p->place[p->count++] = before +
				    (size_t)(v - all.range[i].lo);
		before += (size_t)(all.range[i].hi - all.range[i].lo) + 1;
	}
}

static void
count_pairs(struct counter *c, int x, int y)
{
	unsigned char *seen;
	size_t i, k;

	for (i = 0; i < c->places[x].count; i++) {
		seen = c->pair[x][y] + c->places[x].place[i] * c->values[y];
		for (k = 0; k < c->places[y].count; k++) {
			c->in->pairs[x][y] += seen[c->places[y].place[k]] == 0;
			seen[c->places[y].place[k]] = 1;
		}
	}
}

static void
count_triples(struct counter *c)
{
	const struct places *d = &c->places[DIM_DOMAIN];
	const struct places *t = &c->places[DIM_TYPE];
	const struct places *p = &c->places[DIM_PROTOCOL];
	unsigned char *seen;
	size_t i, j, k;

	for (i = 0; i < d->count; i++)
		for (j = 0; j < t->count; j++) {
			seen = c->triple +
			    (d->place[i] * c->values[DIM_TYPE] + t->place[j]) *
				c->values[DIM_PROTOCOL];
			for (k = 0; k < p->count; k++) {
				c->in->triples += seen[p->place[k]] == 0;
				seen[p->place[k]] = 1;
			}
		}
}

static void
count_observation(struct counter *c, const struct observation *o)
{
	int x, y;

	for (x = 0; x < DIM_REQUEST; x++)
		places_find(c->in->tried[x], o->box.dim[x], &c->places[x]);
	for (x = 0; x < DIM_REQUEST; x++)
		for (y = x + 1; y < DIM_REQUEST; y++)
			count_pairs(c, x, y);
	count_triples(c);
}

static void
gather_values(struct arena *a, const struct trace *t, struct inputs *in)
{
	struct set s;
	size_t i;
	int d;

	for (i = 0; i < t->calls; i++)
		for (d = 0; d < DIM_REQUEST; d++) {
			s = t->call[i].box.dim[d];
			if (!set_within(s, in->tried[d]))
				in->tried[d] = set_or(a, in->tried[d], s);
		}
}

static bool
is_countable(const struct inputs *in)
{
	uint64_t triples;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		if (set_size(in->tried[d]) > VALUES_MAX)
			return false;
	triples = 1;
	for (d = DIM_DOMAIN; d <= DIM_PROTOCOL; d++)
		triples *= set_size(in->tried[d]);
	return triples <= TRIPLES_MAX;
}

static void
inputs_gather(struct arena *a, const struct trace *t, struct inputs *in)
{
	struct arena scratch = ARENA_INIT;
	struct counter *c;
	size_t i;

	*in = (struct inputs){ .triples = 0 };
	gather_values(a, t, in);
	in->countable = is_countable(in);
	if (!in->countable)
		return;
	c = arena_get(&scratch, sizeof(*c));
	counter_make(&scratch, c, in);
	for (i = 0; i < t->calls; i++)
		count_observation(c, &t->call[i]);
	arena_free(&scratch);
}

static int
inputs_part(uint64_t covered, uint64_t all)
{
	return all == 0 ? 0 : (int)(covered * 1000 / all);
}

/* The values of a dimension: its words, or a set of numbers and names. */
static void
put_values(struct arena *a, const struct section *s, enum dimension d,
    struct set tried, FILE *f)
{
	bool any;
	int v;

	html_put(f, "<dt>%s, %ju</dt><dd>", dimension_name(d),
	    (uintmax_t)set_size(tried));
	any = false;
	for (v = 0; dimension_word(d, v) != NULL; v++)
		if (set_has(tried, v)) {
			html_put(f, "%s%s", any ? ", " : "",
			    dimension_word(d, v));
			any = true;
		}
	if (!any)
		html_put(f, "<details><summary>values</summary>%s</details>",
		    text_set(a, d, tried, &s->trace.numbers));
	fputs("</dd>\n", f);
}

/* "100", "99.9", "0.3": a part of a product in per cent. */
static void
put_part(uint64_t covered, uint64_t all, FILE *f)
{
	int part;

	part = inputs_part(covered, all);
	if (part == 1000)
		fputs("<td class=\"good\">100</td>", f);
	else
		html_put(f, "<td>%d.%d</td>", part / 10, part % 10);
}

static void
put_pairs(const struct inputs *in, FILE *f)
{
	int x, y;

	fputs("<div class=\"wide\" role=\"region\" tabindex=\"0\""
	      " aria-label=\"Pairs of values\"><table>\n"
	      "<caption>Pairs of values that"
	      " stood in some request, in per cent of the product</caption>\n"
	      "<tr><td></td>",
	    f);
	for (y = 1; y < DIM_REQUEST; y++)
		html_put(f, "<th scope=\"col\">%s</th>",
		    dimension_name((enum dimension)y));
	fputs("</tr>\n", f);
	for (x = 0; x < DIM_REQUEST - 1; x++) {
		html_put(f, "<tr><th scope=\"row\">%s</th>",
		    dimension_name((enum dimension)x));
		for (y = 1; y < DIM_REQUEST; y++)
			if (y <= x)
				fputs("<td></td>", f);
			else
				put_part(in->pairs[x][y],
				    set_size(in->tried[x]) *
					set_size(in->tried[y]),
				    f);
		fputs("</tr>\n", f);
	}
	fputs("</table></div>\n", f);
}

static void
put_triples(const struct inputs *in, FILE *f)
{
	char some[TEXT_COUNT_SIZE], every[TEXT_COUNT_SIZE];
	uint64_t all;
	int part;

	all = set_size(in->tried[DIM_DOMAIN]) * set_size(in->tried[DIM_TYPE]) *
	    set_size(in->tried[DIM_PROTOCOL]);
	part = inputs_part(in->triples, all);
	html_put(f,
	    "<p>Of domain, type and protocol together, %s of %s"
	    " (%d.%d %%) were asked.</p>\n",
	    text_count(in->triples, some), text_count(all, every), part / 10,
	    part % 10);
}

void
part_inputs(const struct section *s, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	struct inputs in;
	int d;

	inputs_gather(&scratch, &s->trace, &in);
	html_put(f,
	    "<h2 id=\"inputs\">Inputs</h2>\n<p>The values of each"
	    " dimension of a request that were tried.</p>\n");
	fputs("<dl>\n", f);
	for (d = 0; d < DIM_REQUEST; d++)
		put_values(&scratch, s, (enum dimension)d, in.tried[d], f);
	fputs("</dl>\n", f);
	if (in.countable) {
		put_pairs(&in, f);
		put_triples(&in, f);
	}
	arena_free(&scratch);
}

/* Clauses that nothing was asked for, with the reason. */
static void
put_untested(const struct section *section, FILE *f)
{
	const struct sheet *s;
	size_t i, c;

	for (i = 0; i < section->sheets; i++) {
		s = &section->sheet[i];
		for (c = 0; c < s->table->clauses; c++)
			if (s->judgement.clause[c].verdict == VERDICT_UNTESTED)
				html_put(f,
				    "<li><code>%s:%s</code>: %s</li>"
				    "\n",
				    s->table->name, s->table->clause[c].id,
				    s->judgement.clause[c].reason);
	}
}

void
part_untested(const struct section *s, FILE *f)
{
	const struct trace_untested *u;
	struct arena scratch = ARENA_INIT;
	size_t i;

	html_put(f,
	    "<h2 id=\"untested\">Untested</h2>\n<h3>Parts of the"
	    " plan</h3>\n<ul>\n");
	for (i = 0; i < s->trace.untesteds; i++) {
		u = &s->trace.untested[i];
		html_put(f, "<li><code>%s=%s</code>: %s</li>\n",
		    dimension_name(u->dim),
		    text_set(&scratch, u->dim, u->set, &s->trace.numbers),
		    u->reason);
	}
	for (i = 0; i < s->trace.fields; i++)
		if (s->trace.field[i].key[0] == 's')
			html_put(f, "<li>%s</li>\n", s->trace.field[i].value);
	fputs("</ul>\n<h3>Clauses</h3>\n<ul>\n", f);
	put_untested(s, f);
	fputs("</ul>\n", f);
	arena_free(&scratch);
}
