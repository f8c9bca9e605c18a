/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The bench: where a case is judged. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/text.h"
#include "t/suite/bench.h"

enum { LINE_ROOM = 2000 };

static const char *
keep(struct bench *b, const char *text)
{
	return arena_text(b->arena, text, strlen(text));
}

/* "requested R; allowed A, got G; clause C; again: COMMAND". */
static const char *
line_of(struct bench *b, const struct finding *f, const struct table *t)
{
	char line[LINE_ROOM], cited[300] = "none";

	if (f->clause != CLAUSE_NONE)
		snprintf(cited, sizeof(cited), "%s:%s (%s)", t->name,
		    t->clause[f->clause].id, t->clause[f->clause].citation);
	snprintf(line, sizeof(line),
	    "requested %s; allowed %s, got %s;"
	    " clause %s; again: %s",
	    b->c->request, f->allowed, f->got, cited,
	    text_again(b->arena, t->path != NULL ? t->path : t->name,
		b->c->request));
	return text_clean(b->arena, line);
}

void
bench_keep(struct bench *b, const struct finding *f, const struct table *t,
    struct trial *to)
{
	if (to->text != NULL)
		return;
	to->verdict = f->verdict;
	to->text = line_of(b, f, t);
	to->id = keep(b, f->id);
}

void
bench_untested(struct bench *b, const char *reason)
{
	b->untested.verdict = VERDICT_UNTESTED;
	b->untested.text = text_clean(b->arena, reason);
	b->untested.id = "";
}

bool
bench_has_effects(const struct bench *b)
{
	return b->instead == NULL && b->c->effects != 0;
}

/* Whether the case names the clause; it names all of another table. */
static bool
names(const struct bench *b, const struct table *t, size_t clause)
{
	size_t i;

	for (i = 0; i < b->c->clauses; i++)
		if (b->c->clause[i].table == t &&
		    b->c->clause[i].index == clause)
			return true;
	return b->instead != NULL;
}

static bool
asks_for_answer(const struct bench *b, const struct table *t)
{
	size_t i;

	for (i = 0; i < b->c->clauses; i++)
		if (b->c->clause[i].table == t &&
		    documents_is_of_answers(&b->c->clause[i]))
			return true;
	return false;
}

/*
 * A wrong answer is blamed on one of the clauses that speak of the request,
 * so a case that asks for the answer fails whichever that is.
 */
static bool
is_about(const struct bench *b, const struct table *t, const struct finding *f)
{
	return names(b, t, f->clause) ||
	    (f->kind != DEVIATION_SIDE_EFFECT && asks_for_answer(b, t));
}

static void
finding_take(struct bench *b, const struct table *t, const struct finding *f)
{
	if (!is_about(b, t, f)) {
		if (f->verdict == VERDICT_FAILED)
			bench_keep(b, f, t, &b->beside);
	} else if (f->verdict == VERDICT_FAILED)
		bench_keep(b, f, t, &b->failed);
	else
		bench_keep(b, f, t, &b->unsure);
}

static void
tallies_take(struct bench *b, const struct judgement *j)
{
	const struct clause_tally *c;
	size_t i;

	for (i = 0; i < j->table->clauses; i++) {
		c = &j->clause[i];
		if (!names(b, j->table, i))
			continue;
		b->passed |= c->requests[VERDICT_PASSED] != 0 &&
		    !bench_has_effects(b);
		if (c->verdict == VERDICT_UNTESTED &&
		    c->requests[VERDICT_UNTESTED] != 0)
			bench_untested(b, c->reason);
	}
}

/* A wrong answer tells more than what came with it. */
static void
findings_take(struct bench *b, const struct judgement *j, bool effects)
{
	size_t i;

	for (i = 0; i < j->findings; i++)
		if ((j->finding[i].kind == DEVIATION_SIDE_EFFECT) == effects)
			finding_take(b, j->table, &j->finding[i]);
}

static int
table_judge(struct bench *b, const struct table *t, struct diag *why)
{
	struct judgement j;
	int ret;

	ret = judge_trace(&j, t, b->trace, &b->only, why);
	if (ret == 0) {
		findings_take(b, &j, false);
		findings_take(b, &j, true);
		tallies_take(b, &j);
	}
	judgement_free(&j);
	return ret;
}

int
bench_judge(struct bench *b, struct diag *why)
{
	const struct case_clause *clause = b->c->clause;
	size_t i, k;

	if (b->instead != NULL)
		return table_judge(b, b->instead, why);
	for (i = 0; i < b->c->clauses; i++) {
		for (k = 0; clause[k].table != clause[i].table; k++)
			continue;
		if (k == i && table_judge(b, clause[i].table, why) != 0)
			return -1;
	}
	return 0;
}
