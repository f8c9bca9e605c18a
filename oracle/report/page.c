/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The report as a page: one file that needs no other and no scripts. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/listing.h"
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

static void
part_summary(const struct section *s, FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	html_put(f, "<p><b>%s</b> requests were made.</p>\n",
	    text_count(s->trace.requests, count));
	fputs("<div class=\"two\">\n<div>\n", f);
	put_tables(s, f);
	fputs("</div>\n<div>\n", f);
	put_kinds(s, f);
	fputs("</div>\n</div>\n", f);
}

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

static void
part_trace(const struct section *s, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	html_put(f, "<h2 id=\"trace\">Trace</h2>\n");
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

/* The listing of all built-in tables as text; NULL where it cannot be had. */
static char *
listing_text(void)
{
	const struct option_values all = { { NULL }, 0 };
	struct tables tables;
	struct diag why;
	char *text;
	size_t size;
	FILE *f;

	text = NULL;
	f = open_memstream(&text, &size);
	if (f == NULL)
		return NULL;
	if (tables_open(&tables, &all, &why) == 0)
		listing_print(&tables, f);
	tables_close(&tables);
	fclose(f);
	return text;
}

static void
part_documents(const struct section *s, FILE *f)
{
	char *text;

	(void)s;
	text = listing_text();
	html_put(f,
	    "<h2 id=\"documents\">Documents</h2>\n<p>Which document"
	    " lists which errno, by year.</p>\n<div class=\"wide\"><pre"
	    " style=\"white-space:pre\">");
	html_text(f, text == NULL ? "" : text);
	fputs("</pre></div>\n", f);
	free(text);
}

/* The parts of a section in their order, and what leads to them. */
static const struct {
	const char *anchor, *word;
	void (*put)(const struct section *, FILE *);
} parts[] = {
	{ NULL, NULL, part_summary },
	{ "deviations", "Deviations", part_deviations },
	{ "clauses", "Clauses", part_clauses },
	{ "picture", "Domains and types", part_picture },
	{ "precedence", "Precedence", part_precedence },
	{ "inputs", "Inputs", part_inputs },
	{ "untested", "Untested", part_untested },
	{ "documents", "Documents", part_documents },
	{ "trace", "Trace", part_trace },
};

enum { PARTS = sizeof(parts) / sizeof(parts[0]) };

static void
put_head(const struct report *r, FILE *f)
{
	const char *const *line;

	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	      "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
	      " content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n",
	    f);
	html_put(f, "<title>socketpair on %s</title>\n",
	    r->sections == 1 ? r->section[0].host : "several hosts");
	fputs("<style>\n", f);
	for (line = report_style; *line != NULL; line++)
		fprintf(f, "%s\n", *line);
	fputs("</style>\n", f);
	fputs("</head>\n<body>\n", f);
}

static void
put_stale(const struct report *r, FILE *f)
{
	size_t i;

	if (r->stales == 0)
		return;
	fputs("<p class=\"bad\">Stale expectations: no deviation uses them,"
	      " and they must go.</p>\n<ul>\n",
	    f);
	for (i = 0; i < r->stales; i++)
		html_put(f, "<li><code>%s</code>, line %ju of %s</li>\n",
		    r->stale[i]->pattern, (uintmax_t)r->stale[i]->line,
		    r->stale[i]->file);
	fputs("</ul>\n", f);
}

/* One sentence that says whether there is something to do. */
static void
put_lead(const struct report *r, FILE *f)
{
	size_t bad, known;

	bad = report_count(r, DEVIATION_NONE, false);
	known = report_count(r, DEVIATION_NONE, true);
	html_put(f, "<p class=\"lead %s\">", bad == 0 ? "good" : "bad");
	if (bad + known == 0)
		fputs("No deviation", f);
	else if (bad == 0)
		html_put(f, "%zu deviation%s, all expected", known,
		    known == 1 ? "" : "s");
	else
		html_put(f, "%zu unexpected deviation%s, %zu expected", bad,
		    bad == 1 ? "" : "s", known);
	fputs("</p>\n", f);
	put_stale(r, f);
}

static void
put_nav(FILE *f)
{
	size_t i;

	fputs("<nav>", f);
	for (i = 1; i < PARTS; i++)
		html_put(f, "<a href=\"#%s\">%s</a> ", parts[i].anchor,
		    parts[i].word);
	fputs("</nav>\n", f);
}

static void
put_section(const struct report *r, size_t i, FILE *f)
{
	const struct section *s = &r->section[i];
	size_t k;

	if (r->sections > 1)
		html_put(f, "<h2>%zu. %s</h2>\n", i + 1, s->host);
	html_put(f, "<p class=\"dim\">%s; recorded %s; trace %s</p>\n",
	    trace_header(&s->trace, "build libc"),
	    trace_header(&s->trace, "date"), s->trace.name);
	for (k = 0; k < PARTS; k++) {
		parts[k].put(s, f);
		if (k == 0)
			put_nav(f);
	}
}

int
report_html(const struct report *r, FILE *f, struct diag *why)
{
	size_t i;

	(void)why;
	put_head(r, f);
	if (r->sections == 1)
		html_put(f, "<h1>socketpair on %s</h1>\n", r->section[0].host);
	else
		html_put(f, "<h1>socketpair in %zu traces</h1>\n", r->sections);
	put_lead(r, f);
	for (i = 0; i < r->sections; i++)
		put_section(r, i, f);
	html_put(f,
	    "<footer>Made by %s. A deviation is a difference from"
	    " a table, not always a fault of the host.</footer>\n"
	    "</body>\n</html>\n",
	    PACKAGE_STRING);
	return 0;
}
