/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What there is to report. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "lib/status.h"
#include "oracle/base/text.h"
#include "oracle/compare/nearest.h"
#include "oracle/report/report.h"

static int
section_judge(struct report *r, struct section *s, struct diag *why)
{
	struct judgement **judged;
	struct sheet *sheet;
	size_t i;

	s->sheet = arena_get(&r->arena, s->tables.count * sizeof(*s->sheet));
	judged = arena_get(&r->arena, s->tables.count * sizeof(*judged));
	for (i = 0; i < s->tables.count; i++) {
		sheet = &s->sheet[s->sheets++];
		sheet->table = &s->tables.table[i];
		if (judge_trace(&sheet->judgement, sheet->table, &s->trace,
			NULL, why) != 0)
			return -1;
		if (sheet->table->order == ORDER_FIRST && s->system == NULL)
			s->system = sheet->table->name;
		sheet->accepted = arena_get(&r->arena,
		    (sheet->judgement.findings + 1) * sizeof(*sheet->accepted));
		judged[i] = &sheet->judgement;
	}
	s->causes = causes_of(&r->arena, judged, s->tables.count);
	return 0;
}

/* Requests of which a table cannot say that the host is as it says. */
static uint64_t
distance(const struct judgement *j)
{
	return j->requests[VERDICT_FAILED] + j->requests[VERDICT_INCONCLUSIVE] +
	    judgement_unsaid(j);
}

static bool
is_named(const struct judgement *j, const struct trace *t)
{
	return strcasecmp(j->table->name, trace_header(t, "host system")) == 0;
}

/*
 * Whether the trace is all as the table of the system that it names says:
 * none can be nearer then, and the others need not be asked.
 */
static int
is_exact(const struct report *r, const struct trace *t, const char **name,
    struct diag *why)
{
	struct judgement j;
	size_t i;
	int ret;

	for (i = 0; i < r->systems.count; i++)
		if (strcasecmp(r->systems.table[i].name,
			trace_header(t, "host system")) == 0)
			break;
	if (i == r->systems.count)
		return 0;
	ret = judge_trace(&j, &r->systems.table[i], t, NULL, why);
	if (ret == 0 && distance(&j) == 0) {
		*name = r->systems.table[i].name;
		ret = 1;
	}
	judgement_free(&j);
	return ret;
}

/*
 * The name of the system's table that is nearest to a trace, or NULL; of
 * equal ones that of the system that the trace names.
 */
static int
nearest_system(struct report *r, const struct trace *t, const char **name,
    struct diag *why)
{
	const struct option_values all = { { NULL }, 0 };
	const struct judgement *best, *one;
	struct ranking ranking = { NULL, 0 };
	size_t i;
	int ret;

	best = NULL;
	ret = r->systems.count != 0 ? 0 : tables_open(&r->systems, &all, why);
	if (ret == 0 && (ret = is_exact(r, t, name, why)) == 1)
		return 0;
	if (ret == 0)
		ret = ranking_make(&ranking, &r->systems, t, why);
	for (i = 0; ret == 0 && i < ranking.count; i++) {
		one = &ranking.list[i];
		if (best == NULL || distance(one) < distance(best) ||
		    (distance(one) == distance(best) && is_named(one, t)))
			best = one;
	}
	*name = best == NULL ? NULL : best->table->name;
	ranking_free(&ranking);
	return ret;
}

/* What uname says is not what answers, under an emulator for one. */
static int
tables_choose(struct report *r, struct section *s,
    const struct option_values *names, struct diag *why)
{
	struct option_values usual = { { "berkeley", "posix-2008" }, 2 };

	if (names->count != 0 || !r->several)
		return tables_open_for(&s->tables, names, &s->trace, why);
	if (nearest_system(r, &s->trace, &usual.value[2], why) != 0)
		return -1;
	usual.count += usual.value[2] != NULL;
	return tables_open(&s->tables, &usual, why);
}

/* "NAME=TRACE"; a file of that whole name is a trace without one. */
static const char *
name_take(struct arena *a, struct section *s, const char *operand)
{
	const char *equals = strchr(operand, '=');
	const size_t n = equals == NULL ? 0 : (size_t)(equals - operand);

	if (n == 0 || memchr(operand, '/', n) != NULL ||
	    access(operand, F_OK) == 0)
		return operand;
	s->name = arena_text(a, operand, n);
	return equals + 1;
}

static bool
is_taken(const struct report *r, const struct section *s, const char *page)
{
	const struct section *other;

	for (other = r->section; other < s; other++)
		if (strcmp(other->page, page) == 0)
			return true;
	return false;
}

/* The page of a host, and a name of its own. */
static void
page_name(struct report *r, struct section *s)
{
	const char *name;
	const bool given = s->name != NULL;
	char *page, *p;
	int i;

	if (s->name == NULL)
		s->name = s->host;
	name = s->name;
	for (i = 1;; i++) {
		if (i > 1)
			s->name = text_format(&r->arena, "%s (%d)", name, i);
		s->page = page = text_format(&r->arena, "hosts/%s.html",
		    s->name);
		for (p = page + strlen("hosts/"); strcmp(p, ".html") != 0; p++)
			if (!isalnum((unsigned char)*p) &&
			    strchr("._-", *p) == NULL)
				*p = '-';
		if (!is_taken(r, s, page))
			break;
	}
	s->prefix = given || r->several ? s->name : NULL;
}

static int
section_read(struct report *r, struct section *s, const char *operand,
    const struct option_values *names, struct diag *why)
{
	if (trace_open(&s->trace, name_take(&r->arena, s, operand), why) != 0)
		return -1;
	expect_host(&s->trace, s->host, sizeof(s->host));
	page_name(r, s);
	if (tables_choose(r, s, names, why) != 0)
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
	r->several = count > 1;
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
	tables_close(&r->systems);
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
section_clause_name(struct arena *a, const struct section *section,
    const struct sheet *s, size_t c)
{
	return text_format(a, "%s%s%s:%s",
	    section->prefix == NULL ? "" : section->prefix,
	    section->prefix == NULL ? "" : ":", s->table->name,
	    s->table->clause[c].id);
}

bool
cause_is_expected(const struct section *s, const struct cause *c)
{
	const struct sheet *sheet;
	size_t i, k;

	for (i = 0; i < c->findings; i++) {
		for (k = 0; k < s->sheets; k++)
			if (&s->sheet[k].judgement == c->finding[i].judgement)
				break;
		sheet = &s->sheet[k];
		if (k == s->sheets ||
		    sheet_accepts(sheet, c->finding[i].finding) == NULL)
			return false;
	}
	return true;
}

size_t
section_count(const struct section *s, enum deviation kind, bool expected)
{
	size_t k, n;

	n = 0;
	for (k = 0; k < s->sheets; k++)
		n += sheet_count(&s->sheet[k], kind, expected);
	return n;
}

size_t
report_count(const struct report *r, enum deviation kind, bool expected)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < r->sections; i++)
		n += section_count(&r->section[i], kind, expected);
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
