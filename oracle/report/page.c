/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The frame of a page, one file that needs no other and no scripts; what it
 * says first; and the one way to write markup.
 */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/report/page.h"
#include "oracle/report/report.h"

static const char *
escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_text(FILE *f, const char *text)
{
	const char *escape;
	size_t n;

	while (*text != '\0') {
		n = escape_character(text);
		escape = escape_of(*text);
		if (escape != NULL)
			fputs(escape, f);
		else if (n == 0)
			fputs(TEXT_REPLACEMENT, f);
		else
			fwrite(text, 1, n, f);
		text += n == 0 ? 1 : n;
	}
}

/* Writes one argument; p is behind its %.  Returns where it ends. */
static const char *
argument_put(FILE *f, const char *p, va_list *ap)
{
	switch (*p) {
	case 's':
		html_text(f, va_arg(*ap, const char *));
		break;
	case 'd':
		fprintf(f, "%d", va_arg(*ap, int));
		break;
	case 'u':
		fprintf(f, "%u", va_arg(*ap, unsigned));
		break;
	case 'z':
		fprintf(f, "%zu", va_arg(*ap, size_t));
		return p + 2;
	case 'j':
		fprintf(f, "%ju", va_arg(*ap, uintmax_t));
		return p + 2;
	default:
		fputc('%', f);
		break;
	}
	return p + 1;
}

void
html_put(FILE *f, const char *format, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, format);
	while (*format != '\0') {
		n = strcspn(format, "%");
		fwrite(format, 1, n, f);
		format += n;
		if (*format == '%')
			format = argument_put(f, format + 1, &ap);
	}
	va_end(ap);
}

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

	fputs("<table>\n<caption>Clauses by verdict</caption>\n<tr>"
	      "<th scope=\"col\">table"
	      "</th>",
	    f);
	for (k = 0; k < COLUMNS; k++)
		html_put(f, "<th scope=\"col\">%s</th>", columns[k].word);
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

static void
put_kinds(const struct section *section, FILE *f)
{
	int d;

	fputs("<table>\n<caption>Deviations by kind</caption>\n<tr>"
	      "<th scope=\"col\">"
	      "kind</th><th scope=\"col\">expected</th><th scope=\"col\">"
	      "unexpected</th></tr>\n",
	    f);
	for (d = DEVIATION_NONE + 1; d < DEVIATIONS; d++) {
		html_put(f, "<tr><td>%s</td>",
		    deviation_name((enum deviation)d));
		put_number(section_count(section, (enum deviation)d, true), "",
		    f);
		put_number(section_count(section, (enum deviation)d, false),
		    "bad", f);
		fputs("</tr>\n", f);
	}
	fputs("</table>\n", f);
}

/* Clauses that hold, in per cent of those that were decided. */
static unsigned
score_of(const struct section *section, bool accept)
{
	const struct sheet *s;
	size_t i, c, good, all;

	good = all = 0;
	for (i = 0; i < section->sheets; i++) {
		s = &section->sheet[i];
		for (c = 0; c < s->table->clauses; c++) {
			if (s->judgement.clause[c].verdict == VERDICT_FAILED) {
				all++;
				good += accept &&
				    sheet_clause_is_expected(s, c);
			} else if (s->judgement.clause[c].verdict ==
			    VERDICT_PASSED) {
				all++;
				good++;
			}
		}
	}
	return all == 0 ? 100 : (unsigned)(good * 100 / all);
}

/* "Behaves like linux but for 2 causes." */
static void
put_sentence(const struct section *s, FILE *f)
{
	size_t i, n;

	if (s->causes.refused != NULL)
		html_put(f, "<p class=\"bad\">%s</p>\n", s->causes.refused);
	for (i = n = 0; i < s->causes.count; i++)
		n += s->causes.list[i].system;
	if (s->system == NULL)
		fputs("<p>No table of a system was asked.</p>\n", f);
	else if (n == 0)
		html_put(f, "<p>Behaves like <b>%s</b>.</p>\n", s->system);
	else
		html_put(f,
		    "<p>Behaves like <b>%s</b> but for %zu cause%s.</p>\n",
		    s->system, n, n == 1 ? "" : "s");
	html_put(f,
	    "<p class=\"scores\"><b>%u %%</b> of the clauses hold;"
	    " <b>%u %%</b> with accepted deviations.</p>\n",
	    score_of(s, false), score_of(s, true));
}

static void
put_cause(const struct cause *c, bool expected, FILE *f)
{
	char count[TEXT_COUNT_SIZE];
	size_t k;

	html_put(f,
	    "<article class=\"%s\"><p><code>%s</code>: got <code>%s</code>"
	    " instead of <code>%s</code>, <span class=\"dim\">%s request%s"
	    "</span></p>\n",
	    expected ? "known" : "bad", cause_region(c), c->got, c->instead,
	    text_count(c->requests, count), c->requests == 1 ? "" : "s");
	if (c->blame != NULL)
		html_put(f, "<p>%s</p>\n", c->blame);
	html_put(f,
	    "<details><summary class=\"small\">%zu clause%s</summary>"
	    "<ul class=\"small\">",
	    c->findings, c->findings == 1 ? "" : "s");
	for (k = 0; k < c->findings; k++)
		html_put(f, "<li><a href=\"#%s\">%s</a></li>\n",
		    c->finding[k].finding->id, c->finding[k].finding->id);
	fputs("</ul></details></article>\n", f);
}

/* What one condition explains, the worst first, what was accepted folded. */
static void
put_causes(const struct section *s, FILE *f)
{
	size_t i, known;

	fputs("<h2 id=\"causes\">Causes</h2>\n", f);
	if (s->causes.count == 0)
		fputs("<p class=\"good\">Nothing deviates.</p>\n", f);
	for (i = known = 0; i < s->causes.count; i++)
		if (cause_is_expected(s, &s->causes.list[i]))
			known++;
		else
			put_cause(&s->causes.list[i], false, f);
	if (known == 0)
		return;
	html_put(f,
	    "<details><summary>%zu cause%s of expected deviations"
	    "</summary>\n",
	    known, known == 1 ? "" : "s");
	for (i = 0; i < s->causes.count; i++)
		if (cause_is_expected(s, &s->causes.list[i]))
			put_cause(&s->causes.list[i], true, f);
	fputs("</details>\n", f);
}

/* Counts of requests, clauses and deviations. */
static void
part_summary(const struct section *s, FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	put_sentence(s, f);
	put_causes(s, f);
	html_put(f,
	    "<h2 id=\"counts\">Counts</h2>\n<p><b>%s</b> request%s"
	    " made.</p>\n",
	    text_count(s->trace.requests, count),
	    s->trace.requests == 1 ? " was" : "s were");
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
	      "<pre class=\"command\">pairprobe -o trace\n",
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
	    " lists which errno, by year.</p>\n"
	    "<div class=\"wide\" role=\"region\""
	    " tabindex=\"0\" aria-label=\"Documents\"><pre"
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
put_lines(const char *element, const char *const *line, FILE *f)
{
	html_put(f, "<%s>\n", element);
	for (; *line != NULL; line++)
		fprintf(f, "%s\n", *line);
	html_put(f, "</%s>\n", element);
}

static void
put_head(const char *title, FILE *f)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	      "<meta charset=\"utf-8\">\n<meta name=\"viewport\""
	      " content=\"width=device-width, initial-scale=1\">\n"
	      "<meta name=\"color-scheme\" content=\"light dark\">\n",
	    f);
	html_put(f, "<title>%s</title>\n", title);
	put_lines("style", report_style, f);
	html_put(f, "</head>\n<body>\n<main>\n<h1>%s</h1>\n", title);
}

static void
put_foot(FILE *f)
{
	html_put(f,
	    "</main>\n<footer>Made by %s. A deviation is a difference from"
	    " a table, not always a fault of the host.</footer>\n",
	    PACKAGE_STRING);
	put_lines("script", report_script, f);
	fputs("</body>\n</html>\n", f);
}

/* The report in other formats; the page of a host is one directory down. */
static void
put_downloads(const struct report *r, FILE *f)
{
	static const char *const names[] = { "results.json", "results.csv",
		"report.md", "results.tap", "results.ktap", "junit.xml",
		"earl.jsonld" };
	size_t i;

	fputs("<p class=\"small downloads\">Download:", f);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
#ifndef HAVE_JANSSON
		if (strstr(names[i], ".json") == NULL)
#endif
			html_put(f, " <a href=\"%s\">%s</a>", names[i],
			    names[i]);
	if (r->coverage != NULL)
		html_put(f, ". <a href=\"%s\">Coverage of the tables</a>",
		    r->coverage);
	fputs("</p>\n", f);
}

static void
put_stale(const struct report *r, FILE *f)
{
	size_t i;

	if (r->stales == 0)
		return;
	fputs("<p class=\"bad\">Stale expectations: no deviation matches;"
	      " remove them.</p>\n<ul>\n",
	    f);
	for (i = 0; i < r->stales; i++)
		html_put(f, "<li><code>%s</code>, line %ju of %s</li>\n",
		    r->stale[i]->pattern, (uintmax_t)r->stale[i]->line,
		    r->stale[i]->file);
	fputs("</ul>\n", f);
}

/* One sentence that says whether there is something to do. */
static void
put_lead(size_t bad, size_t known, FILE *f)
{
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
}

static void
put_nav(FILE *f)
{
	size_t i;

	fputs("<nav aria-label=\"Sections\">", f);
	for (i = 1; i < PARTS; i++)
		html_put(f, "<a href=\"#%s\">%s</a> ", parts[i].anchor,
		    parts[i].word);
	fputs("</nav>\n", f);
}

/* The sections of one host's page. */
static void
put_section(const struct section *s, FILE *f)
{
	size_t k;

	html_put(f, "<p class=\"dim\">%s; %s; recorded %s; trace %s</p>\n",
	    s->host, trace_header(&s->trace, "build libc"),
	    trace_header(&s->trace, "date"), s->trace.name);
	for (k = 0; k < PARTS; k++) {
		parts[k].put(s, f);
		if (k == 0)
			put_nav(f);
	}
}

void
report_host(const struct report *r, size_t section, FILE *f)
{
	const struct section *s = &r->section[section];
	struct arena scratch = ARENA_INIT;

	put_head(text_format(&scratch, "socketpair on %s", s->name), f);
	if (r->several)
		fputs("<p><a href=\"../index.html\">All hosts</a></p>\n", f);
	put_lead(section_count(s, DEVIATION_NONE, false),
	    section_count(s, DEVIATION_NONE, true), f);
	if (!r->several) {
		put_stale(r, f);
		put_downloads(r, f);
	}
	put_section(s, f);
	put_foot(f);
	arena_free(&scratch);
}

int
report_html(const struct report *r, FILE *f, struct diag *why)
{
	struct arena scratch = ARENA_INIT;

	(void)why;
	if (!r->several) {
		report_host(r, 0, f);
		return 0;
	}
	put_head(text_format(&scratch, "socketpair on %zu hosts", r->sections),
	    f);
	put_lead(report_count(r, DEVIATION_NONE, false),
	    report_count(r, DEVIATION_NONE, true), f);
	put_stale(r, f);
	put_downloads(r, f);
	part_matrix(r, f);
	put_foot(f);
	arena_free(&scratch);
	return 0;
}
