/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Trials: what a trace says of a case. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/decide/asked.h"
#include "oracle/judge/judge.h"
#include "t/suite/trial.h"

/* A case under judgement, and what was found so far. */
struct hearing {
	struct arena *arena;
	const struct suite_case *c;
	const struct trial_evidence *evidence;
	struct box only; /* the request */
	bool passed;
	/* The first trial of its sort; no text: there is none. */
	struct trial failed; /* in what the case is about */
	struct trial beside; /* in what it is not about */
	struct trial unsure;
	struct trial untested;
};

/* "requested R; allowed A, got G; clause C; again: COMMAND". */
static const char *
line_of(struct hearing *h, const struct finding *f, const struct table *t)
{
	const char *cited = "none", *name;

	if (f->clause != CLAUSE_NONE)
		cited = text_format(h->arena, "%s:%s (%s)", t->name,
		    t->clause[f->clause].id, t->clause[f->clause].citation);
	name = escape_shell(h->arena, t->path != NULL ? t->path : t->name);
	return text_clean(h->arena,
	    text_format(h->arena,
		"requested %s; allowed %s, got %s; clause %s; again: %s%s%s",
		h->c->request, f->allowed, f->got, cited,
		h->evidence->again_before, name, h->evidence->again_after));
}

/* Keeps a finding of t in *to, unless one is there. */
static void
finding_keep(struct hearing *h, const struct finding *f, const struct table *t,
    struct trial *to)
{
	if (to->text != NULL)
		return;
	to->verdict = f->verdict;
	to->text = line_of(h, f, t);
	to->id = text_format(h->arena, "%s", f->id);
}

/* Keeps the reason why the case would be untested. */
static void
untested_keep(struct hearing *h, const char *reason)
{
	h->untested.verdict = VERDICT_UNTESTED;
	h->untested.text = text_clean(h->arena, reason);
	h->untested.id = "";
}

/* Whether effects that the case names take the place of its clauses. */
static bool
has_effects(const struct hearing *h)
{
	return h->evidence->instead == NULL && h->c->effects != 0;
}

/* Whether the case names the clause; it names all of another table. */
static bool
names(const struct hearing *h, const struct table *t, size_t clause)
{
	size_t i;

	for (i = 0; i < h->c->clauses; i++)
		if (h->c->clause[i].table == t &&
		    h->c->clause[i].index == clause)
			return true;
	return h->evidence->instead != NULL;
}

static bool
asks_for_answer(const struct hearing *h, const struct table *t)
{
	size_t i;

	for (i = 0; i < h->c->clauses; i++)
		if (h->c->clause[i].table == t &&
		    case_clause_is_of_answers(&h->c->clause[i]))
			return true;
	return false;
}

/*
 * A wrong answer is blamed on one of the clauses that speak of the request,
 * so a case that asks for the answer fails whichever that is.
 */
static bool
is_about(const struct hearing *h, const struct table *t,
    const struct finding *f)
{
	return names(h, t, f->clause) ||
	    (f->kind != DEVIATION_SIDE_EFFECT && asks_for_answer(h, t));
}

static void
finding_take(struct hearing *h, const struct table *t, const struct finding *f)
{
	if (!is_about(h, t, f)) {
		if (f->verdict == VERDICT_FAILED)
			finding_keep(h, f, t, &h->beside);
	} else if (f->verdict == VERDICT_FAILED)
		finding_keep(h, f, t, &h->failed);
	else
		finding_keep(h, f, t, &h->unsure);
}

static void
tallies_take(struct hearing *h, const struct judgement *j)
{
	const struct clause_tally *c;
	size_t i;

	for (i = 0; i < j->table->clauses; i++) {
		c = &j->clause[i];
		if (!names(h, j->table, i))
			continue;
		h->passed |= c->requests[VERDICT_PASSED] != 0 &&
		    !has_effects(h);
		if (c->verdict == VERDICT_UNTESTED &&
		    c->requests[VERDICT_UNTESTED] != 0)
			untested_keep(h, c->reason);
	}
}

/* A wrong answer tells more than what came with it. */
static void
findings_take(struct hearing *h, const struct judgement *j, bool effects)
{
	size_t i;

	for (i = 0; i < j->findings; i++)
		if ((j->finding[i].kind == DEVIATION_SIDE_EFFECT) == effects)
			finding_take(h, j->table, &j->finding[i]);
}

static int
table_judge(struct hearing *h, const struct table *t, struct diag *why)
{
	struct judgement j;
	int ret;

	ret = judge_trace(&j, t, h->evidence->trace, &h->only, why);
	if (ret == 0) {
		findings_take(h, &j, false);
		findings_take(h, &j, true);
		tallies_take(h, &j);
	}
	judgement_free(&j);
	return ret;
}

/*
 * Judges by each table that the case names.  Returns 0, or -1 with the reason
 * where one does not fit the host.
 */
static int
tables_judge(struct hearing *h, struct diag *why)
{
	const struct case_clause *clause = h->c->clause;
	size_t i, k;

	if (h->evidence->instead != NULL)
		return table_judge(h, h->evidence->instead, why);
	for (i = 0; i < h->c->clauses; i++) {
		for (k = 0; clause[k].table != clause[i].table; k++)
			continue;
		if (k == i && table_judge(h, clause[i].table, why) != 0)
			return -1;
	}
	return 0;
}

/* Whether an effect can be seen beside such an answer. */
static bool
effect_comes_with(enum effect e, int answer)
{
	if (answer_is_errno(answer))
		return e <= EFFECT_RETURN;
	return answer == ANSWER_OK && e != EFFECT_VECTOR;
}

/* Fails the case as a finding of the judge would. */
static void
effect_fail(struct hearing *h, const struct case_effect *e, const char *got)
{
	const struct case_clause *c = &h->c->clause[0];
	struct finding f = { 0 };
	char id[300];

	snprintf(id, sizeof(id), "%s:%s:%s", c->table->name,
	    case_clause_get(c)->id, got);
	f.verdict = VERDICT_FAILED;
	f.clause = c->index;
	f.allowed = e->text;
	f.got = got;
	f.id = id;
	finding_keep(h, &f, c->table, &h->failed);
}

static void
effect_look(struct hearing *h, const struct case_effect *e, outcome_t o)
{
	char word[32], got[64];
	unsigned v;

	if (!effect_comes_with(e->effect, outcome_answer(o)))
		return;
	v = outcome_effect(o, e->effect);
	snprintf(got, sizeof(got), "%s=%s", effect_name(e->effect),
	    effect_text(e->effect, v, word, sizeof(word)));
	if (h->evidence->trace->unseen[e->effect])
		untested_keep(h, "this host does not show that effect");
	else if (v < 32 && (e->allow >> v & 1))
		h->passed = true;
	else
		effect_fail(h, e, got);
}

static void
observation_look(struct hearing *h, outcome_t o)
{
	char text[120], word[32];
	size_t i;

	snprintf(text, sizeof(text),
	    "no clause of this case speaks of the"
	    " answer, %s",
	    answer_text(outcome_answer(o), word, sizeof(word)));
	untested_keep(h, text);
	for (i = 0; has_effects(h) && i < h->c->effects; i++)
		effect_look(h, &h->c->effect[i], o);
}

/* Returns whether the trace holds the request at all. */
static bool
trace_look(struct hearing *h)
{
	struct box both;
	size_t i;
	bool found;

	found = false;
	for (i = 0; i < h->evidence->trace->calls; i++)
		if (box_and(h->arena, &h->evidence->trace->call[i].box,
			&h->only, &both)) {
			observation_look(h,
			    h->evidence->trace->call[i].outcome);
			found = true;
		}
	return found;
}

/* Says why the trace does not hold the request. */
static void
request_miss(struct hearing *h)
{
	const struct trace_untested *u;
	size_t i;

	for (i = 0; i < h->evidence->trace->untesteds; i++) {
		u = &h->evidence->trace->untested[i];
		if (set_meets(h->only.dim[u->dim], u->set)) {
			untested_keep(h, u->reason);
			return;
		}
	}
	untested_keep(h, "the trace does not hold this request");
}

/* The privilege that the probe was started with, unless the case has one. */
static void
privilege_narrow(struct hearing *h)
{
	const struct trace_sweep *s;
	struct set root;
	size_t i;
	int privilege;

	if (set_size(h->only.dim[DIM_PRIVILEGE]) == 1)
		return;
	root = set_range(h->arena, PRIVILEGE_ROOT, PRIVILEGE_ROOT);
	privilege = PRIVILEGE_USER;
	for (i = 0; i < h->evidence->trace->sweeps; i++) {
		s = &h->evidence->trace->sweep[i];
		if (s->kind == SWEEP_CALL &&
		    set_meets(s->axes.dim[DIM_PRIVILEGE], root))
			privilege = PRIVILEGE_ROOT;
	}
	h->only.dim[DIM_PRIVILEGE] = set_range(h->arena, privilege, privilege);
}

static struct trial
trial_of(const struct hearing *h)
{
	static const struct trial passed = { VERDICT_PASSED, "", "" };

	if (h->failed.text != NULL)
		return h->failed;
	if (h->passed)
		return passed;
	if (h->beside.text != NULL)
		return h->beside;
	return h->unsure.text != NULL ? h->unsure : h->untested;
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
    const struct trial_evidence *e, struct trial *t, struct diag *why)
{
	const struct numbering *n = &e->trace->numbers;
	struct hearing h = { 0 };

	h.arena = a;
	h.c = c;
	h.evidence = e;
	if (request_read(a, c->arguments, c->argument, n, &h.only, NULL) != 0)
		untested_keep(&h, trial_excuse(a, c, n));
	else {
		privilege_narrow(&h);
		if (!trace_look(&h))
			request_miss(&h);
		else if (!h.passed && h.failed.text == NULL &&
		    tables_judge(&h, why) != 0)
			return -1;
	}
	*t = trial_of(&h);
	return 0;
}
