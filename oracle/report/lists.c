/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The report as CSV, for spreadsheets, and as Markdown, for comments. */

#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/report/report.h"

/*
 * One field, quoted as RFC 4180 has it.  A spreadsheet takes a text that
 * starts like a formula for one, so that an apostrophe goes before it.
 */
static void
put_field(FILE *f, const char *text, bool first)
{
	struct arena scratch = ARENA_INIT;
	const char *p = text_clean(&scratch, text == NULL ? "" : text);

	fputs(first ? "\"" : ",\"", f);
	if (*p != '\0' && strchr("=+-@\t\r", *p) != NULL)
		fputc('\'', f);
	for (; *p != '\0'; p++) {
		if (*p == '"')
			fputc('"', f);
		fputc(*p, f);
	}
	fputc('"', f);
	arena_free(&scratch);
}

/* The fields that a clause and each of its findings share. */
static void
put_clause(const struct section *section, const struct sheet *s, size_t c,
    enum verdict verdict, FILE *f)
{
	put_field(f, section->name, true);
	put_field(f, s->table->name, false);
	put_field(f, s->table->clause[c].id, false);
	put_field(f, s->table->clause[c].citation, false);
	put_field(f, verdict_name(verdict), false);
}

static void
put_finding(const struct section *section, const struct sheet *s,
    const struct finding *x, FILE *f)
{
	const struct expectation *e = sheet_accepts(s, x);
	struct arena scratch = ARENA_INIT;

	put_clause(section, s, x->clause, x->verdict, f);
	put_field(f,
	    x->verdict == VERDICT_FAILED ? deviation_name(x->kind) : "", false);
	put_field(f, x->allowed, false);
	put_field(f, x->got, false);
	fprintf(f, ",%ju", (uintmax_t)x->requests);
	put_field(f, e == NULL ? "" : e->reason, false);
	put_field(f, x->id, false);
	put_field(f, sheet_again(&scratch, s, x), false);
	fputs("\r\n", f);
	arena_free(&scratch);
}

/* A line for each way in which the clause fails, or one for the clause. */
static void
put_lines(const struct section *section, const struct sheet *s, size_t c,
    FILE *f)
{
	const struct clause_tally *t = &s->judgement.clause[c];
	const struct finding *x;
	uint64_t requests;
	size_t i;
	bool any;
	int v;

	any = false;
	for (i = 0; i < s->judgement.findings; i++) {
		x = &s->judgement.finding[i];
		if (x->clause != c)
			continue;
		put_finding(section, s, x, f);
		any = true;
	}
	if (any)
		return;
	requests = 0;
	for (v = 0; v < VERDICTS; v++)
		requests += t->requests[v];
	put_clause(section, s, c, t->verdict, f);
	fprintf(f, ",\"\",\"\",\"\",%ju", (uintmax_t)requests);
	put_field(f, t->verdict == VERDICT_UNTESTED ? t->reason : "", false);
	fputs(",\"\",\"\"\r\n", f);
}

int
report_csv(const struct report *r, FILE *f, struct diag *why)
{
	const struct section *section;
	size_t i, k, c;

	(void)why;
	fputs("host,table,clause,citation,verdict,kind,allowed,got,requests,"
	      "reason,id,command\r\n",
	    f);
	for (i = 0; i < r->sections; i++) {
		section = &r->section[i];
		for (k = 0; k < section->sheets; k++)
			for (c = 0; c < section->sheet[k].table->clauses; c++)
				put_lines(section, &section->sheet[k], c, f);
	}
	return 0;
}

/* A comment of GitHub has at most 65,536 bytes. */
enum { CAUSES_MAX = 10, FINDINGS_MAX = 40, TEXT_MAX = 300 };

/* At most TEXT_MAX bytes, and then an ellipsis. */
static void
put_markdown(FILE *f, const char *text)
{
	struct arena scratch = ARENA_INIT;
	size_t n;

	for (n = 0; n < TEXT_MAX && text[n] != '\0';)
		n += escape_character(text + n) == 0
		    ? 1
		    : escape_character(text + n);
	fputs(escape_markdown(&scratch, arena_text(&scratch, text, n)), f);
	if (text[n] != '\0')
		fputs("...", f);
	arena_free(&scratch);
}

static void
put_host(const struct section *s, FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	fputs("| ", f);
	put_markdown(f, s->name);
	fputs(" | ", f);
	put_markdown(f, s->system == NULL ? "" : s->system);
	fprintf(f, " | %s | %zu | %zu |\n",
	    text_count(s->trace.requests, count),
	    section_count(s, DEVIATION_NONE, false),
	    section_count(s, DEVIATION_NONE, true));
}

static void
put_causes(const struct section *s, FILE *f)
{
	char count[TEXT_COUNT_SIZE];
	const struct cause *c;
	size_t i;

	fputs("\n## ", f);
	put_markdown(f, s->name);
	fputs("\n\n", f);
	if (s->causes.refused != NULL) {
		put_markdown(f, s->causes.refused);
		fputs("\n\n", f);
	}
	for (i = 0; i < s->causes.count && i < CAUSES_MAX; i++) {
		c = &s->causes.list[i];
		fprintf(f, "%zu. ", i + 1);
		put_markdown(f, cause_region(c));
		fputs(": ", f);
		put_markdown(f, c->got);
		fputs(" instead of ", f);
		put_markdown(f, c->instead);
		fprintf(f, ", %s request%s%s\n", text_count(c->requests, count),
		    c->requests == 1 ? "" : "s",
		    cause_is_expected(s, c) ? " (expected)" : "");
	}
	if (s->causes.count == 0)
		fputs("Nothing deviates.\n", f);
	else if (s->causes.count > CAUSES_MAX)
		fprintf(f, "\nand %zu causes of fewer requests\n",
		    s->causes.count - CAUSES_MAX);
}

/* The unexpected ones, each with its command in a block of code. */
static size_t
put_unexpected(const struct sheet *s, size_t room, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	const struct finding *x;
	size_t i, n;

	n = 0;
	for (i = 0; i < s->judgement.findings && n < room; i++) {
		x = &s->judgement.finding[i];
		if (x->verdict != VERDICT_FAILED || s->accepted[i] != NULL)
			continue;
		n++;
		fputs("- ", f);
		put_markdown(f, x->id);
		fputs(": allowed ", f);
		put_markdown(f, x->allowed);
		fputs(", got ", f);
		put_markdown(f, x->got);
		fprintf(f, "\n\n      %.*s\n\n", TEXT_MAX,
		    escape_terminal(&scratch, sheet_again(&scratch, s, x)));
	}
	arena_free(&scratch);
	return n;
}

int
report_markdown(const struct report *r, FILE *f, struct diag *why)
{
	const size_t all = report_count(r, DEVIATION_NONE, false);
	size_t i, k, n;

	(void)why;
	fprintf(f, "# socketpair: %zu unexpected deviation%s\n\n", all,
	    all == 1 ? "" : "s");
	fputs("| host | judged by | requests | unexpected | expected |\n"
	      "| --- | --- | --: | --: | --: |\n",
	    f);
	for (i = 0; i < r->sections; i++)
		put_host(&r->section[i], f);
	for (i = 0; i < r->sections && i < CAUSES_MAX; i++)
		put_causes(&r->section[i], f);
	if (all == 0)
		return 0;
	fputs("\n## Unexpected deviations\n\n", f);
	for (i = n = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			n += put_unexpected(&r->section[i].sheet[k],
			    FINDINGS_MAX - n, f);
	if (all > n)
		fprintf(f, "and %zu more\n", all - n);
	return 0;
}
