/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's account of which inputs were tried, and which not. */

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/inputs.h"
#include "oracle/report/page_parts.h"

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

	fputs("<div class=\"wide\"><table>\n<caption>Pairs of values that"
	      " stood in some request, in per cent of the product</caption>\n"
	      "<tr><th></th>",
	    f);
	for (y = 1; y < DIM_REQUEST; y++)
		html_put(f, "<th>%s</th>", dimension_name((enum dimension)y));
	fputs("</tr>\n", f);
	for (x = 0; x < DIM_REQUEST - 1; x++) {
		html_put(f, "<tr><th>%s</th>",
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
part_inputs(const struct section *s, size_t number, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	struct inputs in;
	int d;

	inputs_gather(&scratch, &s->trace, &in);
	html_put(f,
	    "<h2 id=\"inputs-%zu\">Inputs</h2>\n<p>The values of each"
	    " dimension of a request that were tried.</p>\n",
	    number);
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
put_clauses(const struct section *section, FILE *f)
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
part_untested(const struct section *s, size_t number, FILE *f)
{
	const struct trace_untested *u;
	struct arena scratch = ARENA_INIT;
	size_t i;

	html_put(f,
	    "<h2 id=\"untested-%zu\">Untested</h2>\n<h3>Parts of the"
	    " plan</h3>\n<ul>\n",
	    number);
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
	put_clauses(s, f);
	fputs("</ul>\n", f);
	arena_free(&scratch);
}
