/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The page's first screen: counts. */

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

static const struct {
	enum verdict verdict;
	const char *word, *style;
} columns[] = {
	{ VERDICT_PASSED, "passed", "good" },
	{ VERDICT_FAILED, "failed", "bad" },
	{ VERDICT_INCONCLUSIVE, "inconclusive", "open" },
	{ VERDICT_UNTESTED, "untested", "dim" },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* A number of a table; nothing catches the eye where there is nothing. */
static void
put_number(size_t n, const char *style, FILE *f)
{
	if (n == 0)
		fputs("<td class=\"none\">0</td>", f);
	else
		html_put(f, "<td class=\"%s\">%zu</td>", style, n);
}

/* The clauses of a table as a bar, for those who do not read numbers. */
static void
put_bar(const struct sheet *s, FILE *f)
{
	size_t k, n;

	fputs("<div class=\"bar\" aria-hidden=\"true\">", f);
	for (k = 0; k < COLUMNS - 1; k++) {
		n = judgement_clauses(&s->judgement, columns[k].verdict);
		if (n != 0)
			html_put(f, "<i class=\"%s\" style=\"flex:%zu\"></i>",
			    verdict_name(columns[k].verdict), n);
	}
	n = judgement_clauses(&s->judgement, VERDICT_UNTESTED);
	html_put(f, "<i style=\"flex:%zu\"></i></div>", n);
}

static void
put_tables(const struct section *section, FILE *f)
{
	const struct sheet *s;
	size_t i, k;

	fputs("<table>\n<caption>Clauses by verdict</caption>\n<tr><th>table"
	      "</th>",
	    f);
	for (k = 0; k < COLUMNS; k++)
		html_put(f, "<th>%s</th>", columns[k].word);
	fputs("</tr>\n", f);
	for (i = 0; i < section->sheets; i++) {
		s = &section->sheet[i];
		html_put(f, "<tr><td>%s", s->table->name);
		put_bar(s, f);
		fputs("</td>", f);
		for (k = 0; k < COLUMNS; k++)
			put_number(judgement_clauses(&s->judgement,
				       columns[k].verdict),
			    columns[k].style, f);
		fputs("</tr>\n", f);
	}
	fputs("</table>\n", f);
}

static size_t
count_kind(const struct section *section, enum deviation kind, bool expected)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < section->sheets; i++)
		n += sheet_count(&section->sheet[i], kind, expected);
	return n;
}

static void
put_kinds(const struct section *section, FILE *f)
{
	int d;

	fputs("<table>\n<caption>Deviations by kind</caption>\n<tr><th>kind"
	      "</th><th>expected</th><th>unexpected</th></tr>\n",
	    f);
	for (d = DEVIATION_NONE + 1; d < DEVIATIONS; d++) {
		html_put(f, "<tr><td>%s</td>",
		    deviation_name((enum deviation)d));
		put_number(count_kind(section, (enum deviation)d, true), "", f);
		put_number(count_kind(section, (enum deviation)d, false), "bad",
		    f);
		fputs("</tr>\n", f);
	}
	fputs("</table>\n", f);
}

void
part_summary(const struct section *s, size_t number, FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	(void)number;
	html_put(f, "<p><b>%s</b> requests were made.</p>\n",
	    text_count(s->trace.requests, count));
	fputs("<div class=\"two\">\n<div>\n", f);
	put_tables(s, f);
	fputs("</div>\n<div>\n", f);
	put_kinds(s, f);
	fputs("</div>\n</div>\n", f);
}
