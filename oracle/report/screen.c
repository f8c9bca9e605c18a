/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The closing screen of a report. */

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/report/report.h"

enum { UNEXPECTED_MAX = 10, CAUSES_SHOWN = 5 };

static const struct {
	const char *word;
	enum verdict verdict;
} columns[] = {
	{ "passed", VERDICT_PASSED },
	{ "failed", VERDICT_FAILED },
	{ "inconclusive", VERDICT_INCONCLUSIVE },
	{ "untested", VERDICT_UNTESTED },
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* "behaves like linux but for 2 causes", and the worst of all causes. */
static void
print_causes(const struct section *section, FILE *f)
{
	const struct causes *causes = &section->causes;
	struct arena scratch = ARENA_INIT;
	char count[TEXT_COUNT_SIZE];
	const struct cause *c;
	size_t i, system;

	for (i = system = 0; i < causes->count; i++)
		system += causes->list[i].system;
	if (causes->refused != NULL)
		fprintf(f, "  %s\n",
		    escape_terminal(&scratch, causes->refused));
	if (section->system != NULL && system == 0)
		fprintf(f, "  behaves like %s\n",
		    escape_terminal(&scratch, section->system));
	else if (section->system != NULL)
		fprintf(f, "  behaves like %s but for %zu cause%s\n",
		    escape_terminal(&scratch, section->system), system,
		    system == 1 ? "" : "s");
	for (i = 0; i < causes->count && i < CAUSES_SHOWN; i++) {
		c = &causes->list[i];
		if (cause_is_expected(section, c))
			continue;
		fprintf(f, "  %s: %s instead of %s, %s request%s\n",
		    escape_terminal(&scratch, cause_region(c)), c->got,
		    c->instead, text_count(c->requests, count),
		    c->requests == 1 ? "" : "s");
	}
	arena_free(&scratch);
}

static void
print_section(const struct section *section, FILE *f)
{
	const struct sheet *s;
	struct arena scratch = ARENA_INIT;
	char count[TEXT_COUNT_SIZE];
	size_t i, k;

	fprintf(f, "%s: %s request%s\n",
	    escape_terminal(&scratch, section->name),
	    text_count(section->trace.requests, count),
	    section->trace.requests == 1 ? "" : "s");
	print_causes(section, f);
	fputc('\n', f);
	fprintf(f, "%-18s", "clauses of");
	for (k = 0; k < COLUMNS; k++)
		fprintf(f, " %12s", columns[k].word);
	fputc('\n', f);
	for (i = 0; i < section->sheets; i++) {
		s = &section->sheet[i];
		fprintf(f, "  %-16s",
		    escape_terminal(&scratch, s->table->name));
		for (k = 0; k < COLUMNS; k++)
			fprintf(f, " %12zu",
			    judgement_clauses(&s->judgement,
				columns[k].verdict));
		fputc('\n', f);
	}
	fputc('\n', f);
	arena_free(&scratch);
}

static void
print_kinds(const struct report *r, FILE *f)
{
	int d;

	fprintf(f, "%-18s %10s %10s\n", "deviations", "expected", "unexpected");
	for (d = DEVIATION_NONE + 1; d < DEVIATIONS; d++)
		fprintf(f, "  %-18s %8zu %10zu\n",
		    deviation_name((enum deviation)d),
		    report_count(r, (enum deviation)d, true),
		    report_count(r, (enum deviation)d, false));
	fputc('\n', f);
}

static void
print_finding(const struct sheet *s, const struct finding *x, FILE *f)
{
	struct arena scratch = ARENA_INIT;

	fprintf(f, "  %s: allowed %s, got %s\n      %s\n",
	    escape_terminal(&scratch, x->id),
	    escape_terminal(&scratch, x->allowed), x->got,
	    escape_terminal(&scratch, sheet_again(&scratch, s, x)));
	arena_free(&scratch);
}

/* Prints those of a sheet as long as there is room for more. */
static size_t
print_sheet(const struct sheet *s, size_t room, FILE *f)
{
	const struct finding *x;
	size_t i, n;

	n = 0;
	for (i = 0; i < s->judgement.findings && n < room; i++) {
		x = &s->judgement.finding[i];
		if (x->verdict != VERDICT_FAILED || s->accepted[i] != NULL)
			continue;
		print_finding(s, x, f);
		n++;
	}
	return n;
}

static void
print_unexpected(const struct report *r, FILE *f)
{
	size_t all, i, k, n;

	all = report_count(r, DEVIATION_NONE, false);
	if (all == 0)
		return;
	fprintf(f, "unexpected deviations%s\n",
	    all > UNEXPECTED_MAX ? ", the first of them" : "");
	n = 0;
	for (i = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			n += print_sheet(&r->section[i].sheet[k],
			    UNEXPECTED_MAX - n, f);
	if (all > n)
		fprintf(f, "  and %zu more\n", all - n);
	fputc('\n', f);
}

static void
print_stale(const struct report *r, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	if (r->stales == 0)
		return;
	fputs("stale expectations: no deviation matches; remove them\n", f);
	for (i = 0; i < r->stales; i++)
		fprintf(f, "  %s:%lu: %s\n",
		    escape_terminal(&scratch, r->stale[i]->file),
		    r->stale[i]->line,
		    escape_terminal(&scratch, r->stale[i]->pattern));
	fputc('\n', f);
	arena_free(&scratch);
}

void
report_screen(const struct report *r, const char *where, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	for (i = 0; i < r->sections; i++)
		print_section(&r->section[i], f);
	print_kinds(r, f);
	print_unexpected(r, f);
	print_stale(r, f);
	fprintf(f, "report: %s\n", escape_terminal(&scratch, where));
	arena_free(&scratch);
}
