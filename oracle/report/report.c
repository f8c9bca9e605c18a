/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What there is to report. */

#include <stdio.h>
#include <string.h>

#include "lib/status.h"
#include "oracle/base/text.h"
#include "oracle/report/report.h"

static int
section_judge(struct report *r, struct section *s, struct diag *why)
{
	struct sheet *sheet;
	size_t i;

	s->sheet = arena_get(&r->arena, s->tables.count * sizeof(*s->sheet));
	for (i = 0; i < s->tables.count; i++) {
		sheet = &s->sheet[s->sheets++];
		sheet->table = &s->tables.table[i];
		if (judge_trace(&sheet->judgement, sheet->table, &s->trace,
			NULL, why) != 0)
			return -1;
		sheet->accepted = arena_get(&r->arena,
		    (sheet->judgement.findings + 1) * sizeof(*sheet->accepted));
	}
	return 0;
}

static int
section_read(struct report *r, struct section *s, const char *path,
    const struct option_values *names, struct diag *why)
{
	if (trace_open(&s->trace, path, why) != 0)
		return -1;
	expect_host(&s->trace, s->host, sizeof(s->host));
	if (tables_open_for(&s->tables, names, &s->trace, why) != 0)
		return -1;
	if (precedence_make(&s->precedence, &r->arena, &s->trace, why) != 0)
		return -1;
	return section_judge(r, s, why);
}

int
report_read(struct report *r, char *const *traces, size_t count,
    const struct option_values *names, struct diag *why)
{
	size_t i;

	r->section = arena_get(&r->arena, count * sizeof(*r->section));
	for (i = 0; i < count; i++) {
		r->sections++;
		if (section_read(r, &r->section[i], traces[i], names, why) != 0)
			return -1;
	}
	return 0;
}

/* A system's table is meant to be exact: nothing is expected there. */
static void
sheet_expect(struct report *r, const struct section *s, struct sheet *sheet)
{
	const struct finding *f;
	size_t i;

	if (sheet->table->order != ORDER_ANY)
		return;
	for (i = 0; i < sheet->judgement.findings; i++) {
		f = &sheet->judgement.finding[i];
		if (f->verdict == VERDICT_FAILED)
			sheet->accepted[i] = expect_accept(&r->expectations,
			    &s->trace, f);
	}
}

static bool
is_stale(const struct report *r, const struct expectation *x)
{
	const struct section *s;
	size_t i, k;

	for (i = 0; i < r->sections; i++) {
		s = &r->section[i];
		for (k = 0; k < s->sheets; k++)
			if (expect_is_stale(x, &s->trace,
				s->sheet[k].table->name))
				return true;
	}
	return false;
}

int
report_expect(struct report *r, const struct option_values *files,
    struct diag *why)
{
	const struct expectation *x;
	size_t i, k;

	for (i = 0; i < files->count; i++)
		if (expect_read(&r->expectations, files->value[i], why) != 0)
			return -1;
	for (i = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			sheet_expect(r, &r->section[i],
			    &r->section[i].sheet[k]);
	r->stale = arena_get(&r->arena,
	    (r->expectations.count + 1) * sizeof(*r->stale));
	for (i = 0; i < r->expectations.count; i++) {
		x = &r->expectations.list[i];
		if (is_stale(r, x))
			r->stale[r->stales++] = x;
	}
	return 0;
}

void
report_free(struct report *r)
{
	struct section *s;
	size_t i, k;

	for (i = 0; i < r->sections; i++) {
		s = &r->section[i];
		for (k = 0; k < s->sheets; k++)
			judgement_free(&s->sheet[k].judgement);
		tables_close(&s->tables);
		trace_free(&s->trace);
	}
	expect_free(&r->expectations);
	arena_free(&r->arena);
}

size_t
sheet_count(const struct sheet *s, enum deviation kind, bool expected)
{
	const struct finding *f;
	size_t i, n;

	n = 0;
	for (i = 0; i < s->judgement.findings; i++) {
		f = &s->judgement.finding[i];
		n += f->verdict == VERDICT_FAILED &&
		    (kind == DEVIATION_NONE || f->kind == kind) &&
		    (s->accepted[i] != NULL) == expected;
	}
	return n;
}

const char *
sheet_opens(const struct sheet *s)
{
	return s->table->path != NULL ? s->table->path : s->table->name;
}

char *
sheet_again(struct arena *a, const struct sheet *s, const struct finding *f)
{
	return text_again(a, sheet_opens(s), f->witness);
}

const struct expectation *
sheet_accepts(const struct sheet *s, const struct finding *f)
{
	return s->accepted[f - s->judgement.finding];
}

const struct finding *
sheet_clause_worst(const struct sheet *s, size_t c)
{
	const struct finding *f, *worst;
	size_t i;

	worst = NULL;
	for (i = 0; i < s->judgement.findings; i++) {
		f = &s->judgement.finding[i];
		if (f->clause != c || f->verdict != VERDICT_FAILED)
			continue;
		if (s->accepted[i] == NULL)
			return f;
		if (worst == NULL)
			worst = f;
	}
	return worst;
}

bool
sheet_clause_is_expected(const struct sheet *s, size_t c)
{
	const struct finding *f;

	f = sheet_clause_worst(s, c);
	return f != NULL && sheet_accepts(s, f) != NULL;
}

char *
report_clause_name(struct arena *a, const struct report *r,
    const struct section *section, const struct sheet *s, size_t c)
{
	const char *table = s->table->name, *id = s->table->clause[c].id;
	char *name;
	size_t n;

	n = strlen(table) + strlen(id) + 32;
	name = arena_get(a, n);
	if (r->sections == 1)
		snprintf(name, n, "%s:%s", table, id);
	else
		snprintf(name, n, "%zu:%s:%s",
		    (size_t)(section - r->section) + 1, table, id);
	return name;
}

size_t
report_count(const struct report *r, enum deviation kind, bool expected)
{
	size_t i, k, n;

	n = 0;
	for (i = 0; i < r->sections; i++)
		for (k = 0; k < r->section[i].sheets; k++)
			n += sheet_count(&r->section[i].sheet[k], kind,
			    expected);
	return n;
}

uint64_t
report_requests(const struct report *r)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < r->sections; i++)
		n += r->section[i].trace.requests;
	return n;
}

int
report_status(const struct report *r)
{
	return report_count(r, DEVIATION_NONE, false) == 0 && r->stales == 0
	    ? STATUS_CONFORMS
	    : STATUS_DEVIATES;
}
