/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The search for a row.  A row that holds for a cell must keep off every
 * enemy, a cell of another label.  An enemy is kept off by a condition in any
 * dimension where the two cells share nothing; so each enemy is a mask of
 * dimensions, and a choice of dimensions will do if it hits every mask.  From
 * each cell the cheapest choices are tried, and their conditions widened to
 * all that no enemy has.
 */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/learn/rows.h"
#include "oracle/learn/rules_text.h"

enum { CHOICES = 1 << LEARN_DIMS };

/* Masks without those that hold another one, which are hit with it. */
struct masks {
	unsigned mask[CHOICES];
	size_t count;
};

/* What a condition costs, beside its length. */
static const int costs[LEARN_DIMS] = {
	[DIM_ENTRY] = COST_HOSTLESS,
	[DIM_PRIVILEGE] = 11,
	[DIM_FDS] = COST_PLAIN,
	[DIM_RESOURCE] = COST_PLAIN,
	[DIM_DOMAIN] = COST_PLAIN,
	[DIM_TYPE] = COST_PLAIN,
	[DIM_PROTOCOL] = COST_PLAIN,
	[DIM_VECTOR] = COST_PLAIN,
	[DIM_CHECK] = 5,
	[DIM_ENDS] = 11,
	[DIM_SOCKET] = 16,
	[DIM_DOMAIN_FACT] = 14,
	[DIM_TYPE_FACT] = 17,
	[DIM_PROTOCOL_FACT] = 17,
	[LEARN_FLAGS] = 11,
};

static int
dims_cost(unsigned dims)
{
	int d, cost;

	cost = 0;
	for (d = 0; d < LEARN_DIMS; d++)
		if (dims >> d & 1)
			cost += costs[d];
	return cost;
}

/* A counting sort by cost: every region of a report asks for it. */
unsigned *
choices_make(struct arena *a)
{
	static const unsigned all = CHOICES - 1;
	const size_t costs_max = (size_t)dims_cost(all) + 2;
	unsigned *choice, i;
	size_t *at, c;

	choice = arena_get(a, CHOICES * sizeof(*choice));
	at = arena_get(a, costs_max * sizeof(*at));
	for (i = 0; i < CHOICES; i++)
		at[dims_cost(i) + 1]++;
	for (c = 1; c < costs_max; c++)
		at[c] += at[c - 1];
	for (i = 0; i < CHOICES; i++)
		choice[at[dims_cost(i)]++] = (unsigned)dims_cost(i)
			<< LEARN_DIMS |
		    i;
	return choice;
}

static unsigned
choice_dims(unsigned choice)
{
	return choice & (CHOICES - 1);
}

static int
choice_cost(unsigned choice)
{
	return (int)(choice >> LEARN_DIMS);
}

static void
mask_add(struct masks *m, unsigned mask)
{
	size_t i, n;

	for (i = 0; i < m->count; i++)
		if ((m->mask[i] & ~mask) == 0)
			return;
	for (i = n = 0; i < m->count; i++)
		if ((mask & ~m->mask[i]) != 0)
			m->mask[n++] = m->mask[i];
	m->mask[n++] = mask;
	m->count = n;
}

static bool
choice_hits(const struct masks *m, unsigned dims)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if ((m->mask[i] & dims) == 0)
			return false;
	return true;
}

enum {
	TRIED_MAX = 6,	/* choices a cell */
	SLACK = 3,	/* how much dearer a choice may be */
	FOUND_MAX = 64, /* proposals a search */
	ITEMS_SHORT = 3 /* a longer list is long */
};

struct search {
	struct arena *a;
	const struct cells *c;
	const unsigned *choice; /* of choices_make */
	struct proposal found[FOUND_MAX];
	size_t founds;
};

static void
masks_gather(const struct search *s, const uint64_t *bits, int label,
    struct masks *m)
{
	const struct space *sp = &s->c->space;
	const struct cell *cell;
	unsigned mask;
	size_t i;
	int d;

	m->count = 0;
	*s->c->work += s->c->count;
	for (i = 0; i < s->c->count; i++) {
		cell = &s->c->list[i];
		if (cell_has(cell, label))
			continue;
		mask = 0;
		for (d = 0; d < LEARN_DIMS; d++)
			if (!cube_meets_in(sp, bits, cell->bits, d))
				mask |= 1u << d;
		mask_add(m, mask);
	}
}

/* Whether x and y meet in each of dims. */
static bool
meets_in_all(const struct space *sp, const uint64_t *x, const uint64_t *y,
    unsigned dims)
{
	int d;

	for (d = 0; d < LEARN_DIMS; d++)
		if ((dims >> d & 1) && !cube_meets_in(sp, x, y, d))
			return false;
	return true;
}

/* Widens bits in dimension d to all that no enemy within the others has. */
static void
widen(const struct search *s, uint64_t *bits, unsigned dims, int label, int d)
{
	const struct axis *x = &s->c->space.axis[d];
	const struct cell *cell;
	size_t i, k;

	*s->c->work += s->c->count;
	memset(bits + x->at, 0xff, x->words * sizeof(*bits));
	for (i = 0; i < s->c->count; i++) {
		cell = &s->c->list[i];
		if (cell_has(cell, label) ||
		    !meets_in_all(&s->c->space, bits, cell->bits,
			dims & ~(1u << d)))
			continue;
		for (k = x->at; k < x->at + x->words; k++)
			bits[k] &= ~cell->bits[k];
	}
}

/* What the cells of a row have in it. */
static void
want_gather(const struct search *s, struct proposal *p)
{
	const struct space *sp = &s->c->space;
	struct arena scratch = ARENA_INIT;
	const struct cell *cell;
	size_t i, k;
	cube_t both;

	p->want = arena_get(s->a, sp->words * sizeof(*p->want));
	p->size = 0;
	*s->c->work += s->c->count;
	for (i = 0; i < s->c->count; i++) {
		cell = &s->c->list[i];
		if (!cell_has(cell, p->label) ||
		    !cube_meets(sp, cell->bits, p->allow))
			continue;
		both = cube_and(&scratch, sp, cell->bits, p->allow);
		for (k = 0; k < sp->words; k++)
			p->want[k] |= both[k];
		p->size += cube_size(sp, both);
	}
	arena_free(&scratch);
}

/* Conditions that turned out to hold for everything go. */
static void
dims_drop(const struct search *s, struct proposal *p)
{
	const struct axis *x;
	size_t i;
	int d;

	for (d = 0; d < LEARN_DIMS; d++) {
		x = &s->c->space.axis[d];
		for (i = 0; i < x->atoms; i++)
			if (!cube_has(&s->c->space, p->allow, d, i))
				break;
		if (i == x->atoms)
			p->dims &= ~(1u << d);
	}
	p->cost = dims_cost(p->dims);
}

/*
 * Cheaper, not a long list, no success, which comes when every check is
 * done, for more requests: in this order.
 */
static bool
is_better(const struct proposal *p, const struct proposal *q)
{
	if (p->cost != q->cost)
		return p->cost < q->cost;
	if (p->is_long != q->is_long)
		return q->is_long;
	if (p->is_success != q->is_success)
		return q->is_success;
	return p->size > q->size;
}

static void
found_add(struct search *s, const struct proposal *p)
{
	size_t i, worst;

	for (i = 0; i < s->founds; i++)
		if (s->found[i].label == p->label &&
		    memcmp(p->allow, s->found[i].allow,
			s->c->space.words * sizeof(*p->allow)) == 0)
			return;
	if (s->founds < FOUND_MAX) {
		s->found[s->founds++] = *p;
		return;
	}
	for (i = worst = 0; i < s->founds; i++)
		if (is_better(&s->found[worst], &s->found[i]))
			worst = i;
	if (is_better(p, &s->found[worst]))
		s->found[worst] = *p;
}

static bool
is_success(const struct label *l)
{
	size_t i;

	for (i = 0; i < l->outcomes; i++)
		if (!l->socket && outcome_answer(l->outcome[i]) == ANSWER_OK)
			return true;
	return false;
}

/* Widens the conditions in turn, starting with dimension first. */
static void
propose(struct search *s, const struct cell *seed, unsigned dims, int label,
    int first)
{
	const struct space *sp = &s->c->space;
	struct proposal p = { .dims = dims, .label = label };
	int i, d;

	p.allow = arena_get(s->a, sp->words * sizeof(*p.allow));
	memset(p.allow, 0xff, sp->words * sizeof(*p.allow));
	for (d = 0; d < LEARN_DIMS; d++)
		if (dims >> d & 1)
			memcpy(p.allow + sp->axis[d].at,
			    seed->bits + sp->axis[d].at,
			    sp->axis[d].words * sizeof(*p.allow));
	for (i = 0; i < LEARN_DIMS; i++) {
		d = (first + i) % LEARN_DIMS;
		if (dims >> d & 1)
			widen(s, p.allow, dims, label, d);
	}
	dims_drop(s, &p);
	want_gather(s, &p);
	p.is_success = is_success(&s->c->label[label]);
	p.is_long =
	    learn_conditions(s->a, s->c, p.dims, p.want, p.allow).items >
	    ITEMS_SHORT;
	found_add(s, &p);
}

static bool
is_proposed(const struct search *s, const struct cell *seed, int label)
{
	size_t i;

	for (i = 0; i < s->founds; i++)
		if (s->found[i].label == label &&
		    cube_within(&s->c->space, seed->bits, s->found[i].allow))
			return true;
	return false;
}

static void
seed_try(struct search *s, const struct cell *seed, int label)
{
	struct masks m;
	unsigned dims;
	int d, cost, most, i, tried;

	if (label == LABEL_NONE || is_proposed(s, seed, label))
		return;
	masks_gather(s, seed->bits, label, &m);
	most = INT_MAX;
	for (i = tried = 0; i < CHOICES && tried < TRIED_MAX; i++) {
		dims = choice_dims(s->choice[i]);
		cost = choice_cost(s->choice[i]);
		if (cost > most)
			break;
		if (!choice_hits(&m, dims))
			continue;
		if (tried++ == 0)
			most = cost + SLACK;
		for (d = 0; d < LEARN_DIMS; d++)
			if (dims >> d & 1)
				propose(s, seed, dims, label, d);
		if (dims == 0)
			propose(s, seed, dims, label, 0);
	}
}

struct proposal
row_find(struct arena *a, const struct cells *c, const unsigned *choices,
    int label)
{
	struct search s = { .a = a, .c = c, .choice = choices };
	struct proposal best;
	size_t i;

	for (i = 0; i < c->count; i++) {
		if (*c->work > WORK_MAX && s.founds != 0)
			break;
		if (label != LABEL_NONE && !cell_has(&c->list[i], label))
			continue;
		seed_try(&s, &c->list[i], c->list[i].label);
		seed_try(&s, &c->list[i], c->list[i].alias);
	}
	best = s.found[0];
	for (i = 1; i < s.founds; i++)
		if (is_better(&s.found[i], &best))
			best = s.found[i];
	return best;
}
