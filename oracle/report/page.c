/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The report as a page: one file that needs no other and no scripts. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/report/html.h"
#include "oracle/report/page_parts.h"

/* The parts of a section in their order, and what leads to them. */
static const struct {
	const char *anchor, *word;
	void (*put)(const struct section *, size_t, FILE *);
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
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	      "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
	      " content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n",
	    f);
	html_put(f, "<title>socketpair on %s</title>\n",
	    r->sections == 1 ? r->section[0].host : "several hosts");
	part_style(f);
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
put_nav(size_t number, FILE *f)
{
	size_t i;

	fputs("<nav>", f);
	for (i = 1; i < PARTS; i++)
		html_put(f, "<a href=\"#%s-%zu\">%s</a> ", parts[i].anchor,
		    number, parts[i].word);
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
		parts[k].put(s, i + 1, f);
		if (k == 0)
			put_nav(i + 1, f);
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
