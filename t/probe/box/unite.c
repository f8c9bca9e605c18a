/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Boxes on their way out. */

#include <stdio.h>
#include <string.h>

#include "lib/plain.h"
#include "t/probe/box/unite.h"
#include "t/probe/host/numbers.h"

/* So many are held back; a host that needs more is not worth more. */
enum { HELD = 1024 };

struct merge_box {
	struct choice choice;
	outcome_t outcome;
	bool gone; /* into another one */
};

void
merge_start(struct merge *m, const struct product *p, struct writer *w)
{
	memset(m, 0, sizeof(*m));
	m->product = p;
	m->writer = w;
}

static size_t
width(const struct merge *m, int d)
{
	return m->product->axis[d].count * sizeof(bool);
}

/* The one dimension in which two boxes differ, or -1 for more than one. */
static int
difference(const struct merge *m, const struct merge_box *x,
    const struct merge_box *y)
{
	int d, one;

	one = -1;
	for (d = 0; d < DIM_REQUEST; d++) {
		if (memcmp(x->choice.chosen[d], y->choice.chosen[d],
			width(m, d)) == 0)
			continue;
		if (one >= 0)
			return -1;
		one = d;
	}
	return one;
}

/* Adds y to x where the two make a box.  Returns whether they do. */
static bool
unite(struct merge *m, struct merge_box *x, struct merge_box *y)
{
	size_t i;
	int d;

	if (x->gone || y->gone || x->outcome != y->outcome)
		return false;
	d = difference(m, x, y);
	if (d < 0)
		return false;
	for (i = 0; i < m->product->axis[d].count; i++)
		x->choice.chosen[d][i] |= y->choice.chosen[d][i];
	y->gone = true;
	return true;
}

/* Until no two make one any more. */
static void
unite_all(struct merge *m)
{
	bool again;
	size_t i, j;

	do {
		again = false;
		for (i = 0; i < m->boxes; i++)
			for (j = i + 1; j < m->boxes; j++)
				again |= unite(m, &m->box[i], &m->box[j]);
	} while (again);
}

/*
 * The values that are, or are not, chosen.  Neighbours on the axis make a
 * range, whatever numbers lie between them.
 */
static struct set
values(struct arena *a, const struct axis *x, const bool *chosen, bool in)
{
	struct range *r;
	size_t i, n;

	r = arena_get(a, x->count * sizeof(*r));
	n = 0;
	for (i = 0; i < x->count; i++) {
		if (chosen[i] != in)
			continue;
		if (i == 0 || chosen[i - 1] != in)
			r[n++].lo = x->value[i];
		r[n - 1].hi = x->value[i];
	}
	return set_of(a, r, n);
}

/* " KEY=SET" for each dimension that does not have its whole axis. */
static const char *
keys(struct arena *a, const struct product *p, const struct choice *c)
{
	const char *text, *name;
	char *all;
	struct set in, out;
	size_t used, room;
	int d;

	all = arena_get(a, 1);
	used = 0;
	room = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		in = values(a, &p->axis[d], c->chosen[d], true);
		out = values(a, &p->axis[d], c->chosen[d], false);
		if (set_empty(out))
			continue;
		name = dimension_name((enum dimension)d);
		text = simplest_set(a, (enum dimension)d, in, out,
		    numbers_host());
		all = arena_grow(a, all, used,
		    used + strlen(name) + strlen(text) + 3, 1, &room);
		used += (size_t)sprintf(all + used, " %s=%s", name, text);
	}
	return all;
}

static void
write_box(struct merge *m, const struct merge_box *b)
{
	struct arena a = ARENA_INIT;
	char text[512];

	writer_body(m->writer, "box%s => %s", keys(&a, m->product, &b->choice),
	    outcome_text(b->outcome, text, sizeof(text)));
	arena_free(&a);
}

static void
flush(struct merge *m)
{
	size_t i;

	unite_all(m);
	for (i = 0; i < m->boxes; i++)
		if (!m->box[i].gone)
			write_box(m, &m->box[i]);
	arena_free(&m->arena);
	m->box = NULL;
	m->boxes = m->room = 0;
}

void
merge_box(struct merge *m, const struct choice *c, outcome_t o)
{
	struct merge_box *b;
	int d;

	if (m->boxes == HELD)
		flush(m);
	m->box = arena_grow(&m->arena, m->box, m->boxes, m->boxes + 1,
	    sizeof(*m->box), &m->room);
	b = &m->box[m->boxes++];
	b->outcome = o;
	for (d = 0; d < DIM_REQUEST; d++) {
		b->choice.chosen[d] = arena_get(&m->arena, width(m, d));
		memcpy(b->choice.chosen[d], c->chosen[d], width(m, d));
	}
}

void
merge_end(struct merge *m)
{
	flush(m);
}
