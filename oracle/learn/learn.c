/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Learning: from a trace, a short table that reproduces it. */

#include <string.h>

#include "oracle/learn/choice.h"
#include "oracle/learn/learn.h"
#include "oracle/learn/rows.h"
#include "oracle/learn/rules_text.h"

/* A row that is being learned, and what it decides. */
struct draft {
	struct phrase phrase;
	int label;
	struct cell *taken;
	size_t takens, room;
	bool dropped;
};

struct drafts {
	struct draft *list;
	size_t count, room;
};

static void
draft_add(struct arena *a, struct cells *c, struct drafts *to,
    const struct proposal *p)
{
	struct draft *d;

	to->list = arena_grow(a, to->list, to->count, to->count + 1,
	    sizeof(*to->list), &to->room);
	d = &to->list[to->count++];
	memset(d, 0, sizeof(*d));
	d->phrase = learn_conditions(a, c, p->dims, p->want, p->allow);
	d->label = p->label;
	d->taken = cells_take(a, c, d->phrase.surely, p->label, &d->takens);
	d->room = d->takens;
}

/* What needs no host comes first, and is not told apart by facts. */
static void
drafts_make(struct arena *a, struct cells *c, bool checks, struct drafts *to)
{
	struct arena scratch = ARENA_INIT;
	struct proposal p;
	unsigned *choices;
	bool split;

	cells_fill(a, c, checks);
	choices = choices_make(a);
	for (split = c->facts.count == 0; c->count != 0;) {
		p = row_find(&scratch, c, choices);
		if (!split && p.cost > COST_HOSTLESS) {
			cells_split(a, c);
			split = true;
		} else
			draft_add(a, c, to, &p);
		arena_free(&scratch);
	}
}

/*
 * Gives list, which draft number at had, to the drafts behind it.  Returns
 * whether they say the same of it.
 */
static bool
taken_pass(struct arena *a, const struct cells *c, struct drafts *all,
    size_t at)
{
	struct cell *left = all->list[at].taken, *next;
	size_t lefts = all->list[at].takens, i, k, n, room;
	struct draft *d;

	for (i = at + 1; i < all->count && lefts != 0; i++) {
		d = &all->list[i];
		if (d->dropped)
			continue;
		next = NULL;
		for (k = n = room = 0; k < lefts; k++) {
			if (cube_meets(&c->space, left[k].bits,
				d->phrase.perhaps) &&
			    !cell_has(&left[k], d->label))
				return false;
			cell_minus(a, &c->space, &left[k], d->phrase.surely,
			    &next, &n, &room);
		}
		left = next;
		lefts = n;
	}
	return lefts == 0;
}

static void
taken_move(struct arena *a, const struct cells *c, struct drafts *all,
    size_t at)
{
	struct cells left = { .space = c->space };
	struct cell *part;
	struct draft *d;
	size_t i, k, n;

	left.list = all->list[at].taken;
	left.count = all->list[at].takens;
	for (i = at + 1; i < all->count; i++) {
		d = &all->list[i];
		if (d->dropped)
			continue;
		part = cells_take(a, &left, d->phrase.surely, d->label, &n);
		d->taken = arena_grow(a, d->taken, d->takens, d->takens + n,
		    sizeof(*d->taken), &d->room);
		for (k = 0; k < n; k++)
			d->taken[d->takens++] = part[k];
	}
}

/* Takes out each draft that those behind it make up for. */
static void
drafts_prune(struct arena *a, const struct cells *c, struct drafts *all)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (taken_pass(&scratch, c, all, i)) {
			taken_move(a, c, all, i);
			all->list[i].dropped = true;
		}
		arena_free(&scratch);
	}
}

static void
row_make(struct learned *l, const struct cells *c, const struct draft *d)
{
	struct learned_row *r = &l->row[l->rows++];
	size_t i;

	r->conditions = d->phrase.text;
	r->outcome = learn_outcome(&l->arena, &c->label[d->label]);
	for (i = 0; i < d->takens; i++)
		r->requests += cube_size(&c->space, d->taken[i].bits);
}

int
learn(struct learned *l, const struct trace *t, struct diag *why)
{
	struct drafts all = { NULL, 0, 0 };
	struct cells cells;
	size_t i;

	memset(l, 0, sizeof(*l));
	l->trace = t;
	if (t->calls == 0)
		return diag_set(why,
		    "%s: the trace holds no call; record one"
		    " with pairprobe",
		    t->name);
	if (cells_make(&l->arena, &cells, t, why) != 0)
		return -1;
	drafts_make(&l->arena, &cells, false, &all);
	drafts_make(&l->arena, &cells, true, &all);
	drafts_prune(&l->arena, &cells, &all);
	l->row = arena_get(&l->arena, all.count * sizeof(*l->row));
	for (i = 0; i < all.count; i++)
		if (!all.list[i].dropped)
			row_make(l, &cells, &all.list[i]);
	return 0;
}

void
learned_free(struct learned *l)
{
	arena_free(&l->arena);
}
