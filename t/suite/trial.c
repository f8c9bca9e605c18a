/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Trials: what a trace says of a case. */

#include <stdio.h>
#include <string.h>

#include "oracle/judge.h"
#include "oracle/request.h"
#include "oracle/text.h"
#include "t/suite/trial.h"

enum { LINE_ROOM = 2000 };

/* What judging a case needs, and what was found so far. */
struct bench {
	struct arena *arena;
	const struct suite_case *c;
	const struct trace *trace;
	const struct table *instead;
	struct box only;	/* the request */
	bool passed;
	struct trial failed;	/* in what the case is about */
	struct trial beside;	/* in what it is not about */
	struct trial unsure;
	struct trial untested;
};

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
	snprintf(line, sizeof(line), "requested %s; allowed %s, got %s;"
	    " clause %s; again: %s", b->c->request, f->allowed, f->got, cited,
	    text_again(b->arena, t->path != NULL ? t->path : t->name,
	    b->c->request));
	return text_clean(b->arena, line);
}

/* Keeps the first finding of its sort. */
static void
finding_keep(struct bench *b, const struct finding *f, const struct table *t,
    struct trial *to)
{
	if (to->text != NULL)
		return;
	to->verdict = f->verdict;
	to->text = line_of(b, f, t);
	to->id = keep(b, f->id);
}

static void
untested_keep(struct bench *b, const char *reason)
{
	b->untested.verdict = VERDICT_UNTESTED;
	b->untested.text = text_clean(b->arena, reason);
	b->untested.id = "";
}

/* Effects that the case names take the place of its clauses. */
static bool
looks_at_effects(const struct bench *b)
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
is_about(const struct bench *b, const struct table *t,
    const struct finding *f)
{
	return names(b, t, f->clause) ||
	    (f->kind != DEVIATION_SIDE_EFFECT && asks_for_answer(b, t));
}

static void
finding_take(struct bench *b, const struct table *t, const struct finding *f)
{
	if (!is_about(b, t, f)) {
		if (f->verdict == VERDICT_FAILED)
			finding_keep(b, f, t, &b->beside);
	} else if (f->verdict == VERDICT_FAILED)
		finding_keep(b, f, t, &b->failed);
	else
		finding_keep(b, f, t, &b->unsure);
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
		    !looks_at_effects(b);
		if (c->verdict == VERDICT_UNTESTED &&
		    c->requests[VERDICT_UNTESTED] != 0)
			untested_keep(b, c->reason);
	}
}

static int
table_judge(struct bench *b, const struct table *t, struct diag *why)
{
	struct judgement j;
	size_t i;
	int ret;

	ret = judge(&j, t, b->trace, &b->only, why);
	if (ret == 0) {
		for (i = 0; i < j.findings; i++)
			finding_take(b, t, &j.finding[i]);
		tallies_take(b, &j);
	}
	judgement_free(&j);
	return ret;
}

/* Each table that the case names, once. */
static int
tables_judge(struct bench *b, struct diag *why)
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

/* Whether an effect can be seen beside such an answer. */
static bool
effect_comes_with(enum effect e, int answer)
{
	if (e == EFFECT_VECTOR)
		return answer_is_errno(answer);
	return e <= EFFECT_RETURN || answer == ANSWER_OK;
}

/* Fails the case as a finding of the judge would. */
static void
effect_fail(struct bench *b, const struct case_effect *e, const char *got)
{
	const struct case_clause *c = &b->c->clause[0];
	struct finding f = { 0 };
	char id[300];

	snprintf(id, sizeof(id), "%s:%s:%s", c->table->name,
	    documents_clause(c)->id, got);
	f.verdict = VERDICT_FAILED;
	f.clause = c->index;
	f.allowed = e->text;
	f.got = got;
	f.id = id;
	finding_keep(b, &f, c->table, &b->failed);
}

static void
effect_look(struct bench *b, const struct case_effect *e, outcome_t o)
{
	char word[32], got[64];
	unsigned v;

	if (!effect_comes_with(e->effect, outcome_answer(o)))
		return;
	v = outcome_effect(o, e->effect);
	snprintf(got, sizeof(got), "%s=%s", effect_name(e->effect),
	    effect_text(e->effect, v, word, sizeof(word)));
	if (b->trace->unseen[e->effect])
		untested_keep(b, "this host does not show that effect");
	else if (v < 32 && (e->allow >> v & 1))
		b->passed = true;
	else
		effect_fail(b, e, got);
}

static void
observation_look(struct bench *b, outcome_t o)
{
	char text[LINE_ROOM], word[32];
	size_t i;

	snprintf(text, sizeof(text), "no clause of this case speaks of the"
	    " answer, %s", answer_text(outcome_answer(o), word,
	    sizeof(word)));
	untested_keep(b, text);
	for (i = 0; looks_at_effects(b) && i < b->c->effects; i++)
		effect_look(b, &b->c->effect[i], o);
}

/* Returns whether the trace holds the request at all. */
static bool
trace_look(struct bench *b)
{
	struct box both;
	size_t i;
	bool found;

	found = false;
	for (i = 0; i < b->trace->calls; i++)
		if (box_and(b->arena, &b->trace->call[i].box, &b->only,
		    &both)) {
			observation_look(b, b->trace->call[i].outcome);
			found = true;
		}
	return found;
}

/* Says why the trace does not hold the request. */
static void
request_miss(struct bench *b)
{
	const struct trace_untested *u;
	size_t i;

	for (i = 0; i < b->trace->untesteds; i++) {
		u = &b->trace->untested[i];
		if (set_meets(b->only.dim[u->dim], u->set)) {
			untested_keep(b, u->reason);
			return;
		}
	}
	untested_keep(b, "the trace does not hold this request");
}

/* The privilege that the probe was started with, unless the case has one. */
static void
privilege_narrow(struct bench *b)
{
	const struct trace_sweep *s;
	struct set root;
	size_t i;
	int privilege;

	if (set_size(b->only.dim[DIM_PRIVILEGE]) == 1)
		return;
	root = set_range(b->arena, PRIVILEGE_ROOT, PRIVILEGE_ROOT);
	privilege = PRIVILEGE_USER;
	for (i = 0; i < b->trace->sweeps; i++) {
		s = &b->trace->sweep[i];
		if (s->kind == SWEEP_CALL &&
		    set_meets(s->axes.dim[DIM_PRIVILEGE], root))
			privilege = PRIVILEGE_ROOT;
	}
	b->only.dim[DIM_PRIVILEGE] = set_range(b->arena, privilege,
	    privilege);
}

static struct trial
trial_of(const struct bench *b)
{
	static const struct trial passed = { VERDICT_PASSED, "", "" };

	if (b->failed.text != NULL)
		return b->failed;
	if (b->passed)
		return passed;
	if (b->beside.text != NULL)
		return b->beside;
	return b->unsure.text != NULL ? b->unsure : b->untested;
}

const char *
trial_excuse(struct arena *a, const struct suite_case *c,
    const struct numbering *n)
{
	struct box box;
	struct diag why;
	char text[sizeof(why.text) + 20];

	if (request_read(a, c->arguments, c->argument, n, &box, &why) == 0)
		return NULL;
	snprintf(text, sizeof(text), "on this host %s", why.text);
	return arena_text(a, text, strcspn(text, ";"));
}

int
trial_judge(struct arena *a, const struct suite_case *c,
    const struct trace *tr, const struct table *instead, struct trial *t,
    struct diag *why)
{
	struct bench b = { 0 };

	b.arena = a;
	b.c = c;
	b.trace = tr;
	b.instead = instead;
	if (request_read(a, c->arguments, c->argument, &tr->numbers, &b.only,
	    NULL) != 0)
		untested_keep(&b, trial_excuse(a, c, &tr->numbers));
	else {
		privilege_narrow(&b);
		if (!trace_look(&b))
			request_miss(&b);
		else if (!b.passed && b.failed.text == NULL &&
		    tables_judge(&b, why) != 0)
			return -1;
	}
	*t = trial_of(&b);
	return 0;
}
