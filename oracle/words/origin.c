/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Origins: the observations of a trace, cut where they contradict. */

#include <string.h>

#include "oracle/decide/rules.h"
#include "oracle/words/origin.h"

/* The sweep of what was seen in several. */
#define SWEEP_MANY ((size_t)-1)

static bool
outcomes_have(const outcome_t *list, size_t count, outcome_t o)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (list[i] == o)
			return true;
	return false;
}

/* A copy of count sorted outcomes with o among them. */
static outcome_t *
outcomes_with(struct arena *a, const outcome_t *list, size_t count, outcome_t o)
{
	outcome_t *more;
	size_t i, at;

	more = arena_get(a, (count + 1) * sizeof(*more));
	for (at = 0; at < count && list[at] < o; at++)
		more[at] = list[at];
	more[at] = o;
	for (i = at; i < count; i++)
		more[i + 1] = list[i];
	return more;
}

outcome_t *
outcomes_one(struct arena *a, outcome_t o)
{
	outcome_t *one;

	one = arena_get(a, sizeof(*one));
	*one = o;
	return one;
}

static struct origin *
origin_add(struct arena *a, struct origins *all, const struct box *b)
{
	struct origin *o;

	all->list = arena_grow(a, all->list, all->count, all->count + 1,
	    sizeof(*all->list), &all->room);
	o = &all->list[all->count++];
	memset(o, 0, sizeof(*o));
	o->box = *b;
	hulls_add(a, &all->hulls, b);
	return o;
}

/* Takes what lies in b out of each box of list. */
static void
boxes_minus(struct arena *a, struct box_list *list, const struct box *b)
{
	struct box_list rest = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < list->count; i++)
		box_minus(a, &list->box[i], b, &rest);
	*list = rest;
}

/* What b and origin number at share has the outcomes of both. */
static void
origin_share(struct arena *a, struct origins *all, size_t at,
    const struct box *b, outcome_t outcome)
{
	struct box_list rest = { NULL, 0, 0 };
	struct origin old = all->list[at], *o;
	struct box both = old.box;
	size_t i;

	box_and(a, &old.box, b, &both);
	box_minus(a, &old.box, b, &rest);
	o = &all->list[at];
	o->box = both;
	o->sweep = SWEEP_MANY;
	o->outcome = outcomes_with(a, old.outcome, old.outcomes, outcome);
	o->outcomes = old.outcomes + 1;
	for (i = 0; i < rest.count; i++) {
		o = origin_add(a, all, &rest.box[i]);
		o->outcome = old.outcome;
		o->outcomes = old.outcomes;
		o->sweep = old.sweep;
	}
}

static outcome_t
outcome_seen(outcome_t o, const bool *unseen)
{
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		if (unseen[e])
			o = outcome_without(o, (enum effect)e);
	return o;
}

/* Requests of one sweep are seen once; those of two may be seen twice. */
static void
observation_add(struct arena *a, struct origins *all,
    const struct observation *seen, const bool *unseen)
{
	struct box_list rest = { NULL, 0, 0 };
	outcome_t outcome;
	struct origin *o;
	size_t i, count;

	outcome = outcome_seen(seen->outcome, unseen);
	box_add(a, &rest, &seen->box);
	count = all->count;
	for (i = hulls_next(&all->hulls, 0, &seen->box); i < count;
	     i = hulls_next(&all->hulls, i + 1, &seen->box)) {
		o = &all->list[i];
		if (o->sweep == seen->sweep ||
		    !requests_meet(&o->box, &seen->box))
			continue;
		if (!outcomes_have(o->outcome, o->outcomes, outcome)) {
			boxes_minus(a, &rest, &o->box);
			origin_share(a, all, i, &seen->box, outcome);
		} else if (o->outcomes > 1)
			boxes_minus(a, &rest, &o->box);
	}
	for (i = 0; i < rest.count; i++) {
		o = origin_add(a, all, &rest.box[i]);
		o->sweep = seen->sweep;
		o->outcome = outcomes_one(a, outcome);
		o->outcomes = 1;
	}
}

void
origins_add(struct arena *a, struct origins *all, const struct box_list *list,
    outcome_t outcome)
{
	struct origin *o;
	size_t i;

	for (i = 0; i < list->count; i++) {
		o = origin_add(a, all, &list->box[i]);
		o->outcome = outcomes_one(a, outcome);
		o->outcomes = 1;
	}
}

struct origins
origins_of(struct arena *a, const struct trace *t, size_t most)
{
	struct origins all = { NULL, 0, 0, { NULL, 0, 0 } };
	size_t i;

	for (i = 0; i < t->calls && all.count <= most; i++)
		observation_add(a, &all, &t->call[i], t->unseen);
	return all;
}
