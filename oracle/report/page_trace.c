/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's account of the trace, and how to judge it again. */

#include "oracle/base/escape.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

static void
put_header(const struct trace *t, FILE *f)
{
	size_t i;

	fputs("<dl>\n", f);
	for (i = 0; i < t->fields; i++)
		html_put(f, "<dt>%s</dt><dd>%s</dd>\n", t->field[i].key,
		    t->field[i].value);
	fputs("</dl>\n", f);
}

/* Effects that this host has no means to show. */
static void
put_unseen(const struct trace *t, FILE *f)
{
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		if (t->unseen[e])
			html_put(f,
			    "<p class=\"small\">This host does not"
			    " show the effect <code>%s</code>.</p>\n",
			    effect_name((enum effect)e));
}

void
part_trace(const struct section *s, size_t number, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	html_put(f, "<h2 id=\"trace-%zu\">Trace</h2>\n", number);
	put_header(&s->trace, f);
	put_unseen(&s->trace, f);
	fputs("<p>To record one on this host, and to judge any again:</p>\n"
	      "<pre>pairprobe -o trace\n",
	    f);
	for (i = 0; i < s->sheets; i++)
		html_put(f, "pairoracle judge -t %s trace\n",
		    escape_shell(&scratch, sheet_opens(&s->sheet[i])));
	fputs("</pre>\n", f);
	arena_free(&scratch);
}
