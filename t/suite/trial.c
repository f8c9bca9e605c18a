/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Trials: what a trace says of a case. */

#include <stdio.h>
#include <string.h>

#include "oracle/decide/asked.h"
#include "t/suite/bench.h"

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
	bench_keep(b, &f, c->table, &b->failed);
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
		bench_untested(b, "this host does not show that effect");
	else if (v < 32 && (e->allow >> v & 1))
		b->passed = true;
	else
		effect_fail(b, e, got);
}

static void
observation_look(struct bench *b, outcome_t o)
{
	char text[120], word[32];
	size_t i;

	snprintf(text, sizeof(text),
	    "no clause of this case speaks of the"
	    " answer, %s",
	    answer_text(outcome_answer(o), word, sizeof(word)));
	bench_untested(b, text);
	for (i = 0; bench_has_effects(b) && i < b->c->effects; i++)
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
			bench_untested(b, u->reason);
			return;
		}
	}
	bench_untested(b, "the trace does not hold this request");
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
	b->only.dim[DIM_PRIVILEGE] = set_range(b->arena, privilege, privilege);
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
trial_judge(struct arena *a, const struct suite_case *c, const struct trace *tr,
    const struct table *instead, struct trial *t, struct diag *why)
{
	struct bench b = { 0 };

	b.arena = a;
	b.c = c;
	b.trace = tr;
	b.instead = instead;
	if (request_read(a, c->arguments, c->argument, &tr->numbers, &b.only,
		NULL) != 0)
		bench_untested(&b, trial_excuse(a, c, &tr->numbers));
	else {
		privilege_narrow(&b);
		if (!trace_look(&b))
			request_miss(&b);
		else if (!b.passed && b.failed.text == NULL &&
		    bench_judge(&b, why) != 0)
			return -1;
	}
	*t = trial_of(&b);
	return 0;
}
