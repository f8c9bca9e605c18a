/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* How much of the input space a trace covers. */

#include "oracle/report/inputs.h"

/* With more than this no pairs are counted: no probe tries as much. */
enum { VALUES_MAX = 1024, TRIPLES_MAX = 1 << 24 };

/* Where in the tried values of a dimension those of a box stand. */
struct places {
	size_t place[VALUES_MAX];
	size_t count;
};

struct counter {
	struct inputs *in;
	size_t values[DIM_REQUEST];
	unsigned char *pair[DIM_REQUEST][DIM_REQUEST];
	unsigned char *triple;
	struct places places[DIM_REQUEST];
};

static void
counter_make(struct arena *a, struct counter *c, struct inputs *in)
{
	int x, y;

	c->in = in;
	for (x = 0; x < DIM_REQUEST; x++)
		c->values[x] = (size_t)set_size(in->tried[x]);
	for (x = 0; x < DIM_REQUEST; x++)
		for (y = x + 1; y < DIM_REQUEST; y++)
			c->pair[x][y] = arena_get(a,
			    c->values[x] * c->values[y]);
	c->triple = arena_get(a,
	    c->values[DIM_DOMAIN] * c->values[DIM_TYPE] *
		c->values[DIM_PROTOCOL]);
}

/* Finds the places of the members of s in all, of which it is a part. */
static void
places_find(struct set all, struct set s, struct places *p)
{
	size_t i, k, before;
	int64_t v;

	p->count = 0;
	before = 0;
	for (i = k = 0; i < all.count; i++) {
		for (; k < s.count && s.range[k].hi <= all.range[i].hi; k++)
			for (v = s.range[k].lo; v <= s.range[k].hi; v++)
				p->place[p->count++] = before +
				    (size_t)(v - all.range[i].lo);
		before += (size_t)(all.range[i].hi - all.range[i].lo) + 1;
	}
}

static void
count_pairs(struct counter *c, int x, int y)
{
	unsigned char *seen;
	size_t i, k;

	for (i = 0; i < c->places[x].count; i++) {
		seen = c->pair[x][y] + c->places[x].place[i] * c->values[y];
		for (k = 0; k < c->places[y].count; k++) {
			c->in->pairs[x][y] += seen[c->places[y].place[k]] == 0;
			seen[c->places[y].place[k]] = 1;
		}
	}
}

static void
count_triples(struct counter *c)
{
	const struct places *d = &c->places[DIM_DOMAIN];
	const struct places *t = &c->places[DIM_TYPE];
	const struct places *p = &c->places[DIM_PROTOCOL];
	unsigned char *seen;
	size_t i, j, k;

	for (i = 0; i < d->count; i++)
		for (j = 0; j < t->count; j++) {
			seen = c->triple +
			    (d->place[i] * c->values[DIM_TYPE] + t->place[j]) *
				c->values[DIM_PROTOCOL];
			for (k = 0; k < p->count; k++) {
				c->in->triples += seen[p->place[k]] == 0;
				seen[p->place[k]] = 1;
			}
		}
}

static void
count_observation(struct counter *c, const struct observation *o)
{
	int x, y;

	for (x = 0; x < DIM_REQUEST; x++)
		places_find(c->in->tried[x], o->box.dim[x], &c->places[x]);
	for (x = 0; x < DIM_REQUEST; x++)
		for (y = x + 1; y < DIM_REQUEST; y++)
			count_pairs(c, x, y);
	count_triples(c);
}

static void
gather_values(struct arena *a, const struct trace *t, struct inputs *in)
{
	struct set s;
	size_t i;
	int d;

	for (i = 0; i < t->calls; i++)
		for (d = 0; d < DIM_REQUEST; d++) {
			s = t->call[i].box.dim[d];
			if (!set_within(s, in->tried[d]))
				in->tried[d] = set_or(a, in->tried[d], s);
		}
}

static bool
is_countable(const struct inputs *in)
{
	uint64_t triples;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		if (set_size(in->tried[d]) > VALUES_MAX)
			return false;
	triples = 1;
	for (d = DIM_DOMAIN; d <= DIM_PROTOCOL; d++)
		triples *= set_size(in->tried[d]);
	return triples <= TRIPLES_MAX;
}

void
inputs_gather(struct arena *a, const struct trace *t, struct inputs *in)
{
	struct arena scratch = ARENA_INIT;
	struct counter *c;
	size_t i;

	*in = (struct inputs){ .triples = 0 };
	gather_values(a, t, in);
	in->countable = is_countable(in);
	if (!in->countable)
		return;
	c = arena_get(&scratch, sizeof(*c));
	counter_make(&scratch, c, in);
	for (i = 0; i < t->calls; i++)
		count_observation(c, &t->call[i]);
	arena_free(&scratch);
}

int
inputs_part(uint64_t covered, uint64_t all)
{
	return all == 0 ? 0 : (int)(covered * 1000 / all);
}
