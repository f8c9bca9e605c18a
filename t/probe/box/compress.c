/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* From outcomes to boxes: rows that are equal, then boxes that make one. */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "t/probe/box/compress.h"
#include "t/probe/host/numbers.h"

/* Boxes held back to be united; the cost is quadratic, so no more. */
enum { HELD = 1024 };

struct unite_box {
	struct choice choice;
	outcome_t outcome;
	bool gone; /* into another one */
};

void
unite_start(struct unite *m, const struct product *p, struct writer *w)
{
	memset(m, 0, sizeof(*m));
	m->product = p;
	m->writer = w;
}

static size_t
width(const struct unite *m, int d)
{
	return m->product->axis[d].count * sizeof(bool);
}

/* The one dimension in which two boxes differ, or -1 for more than one. */
static int
difference(const struct unite *m, const struct unite_box *x,
    const struct unite_box *y)
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
boxes_join(struct unite *m, struct unite_box *x, struct unite_box *y)
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
boxes_join_all(struct unite *m)
{
	bool again;
	size_t i, j;

	do {
		again = false;
		for (i = 0; i < m->boxes; i++)
			for (j = i + 1; j < m->boxes; j++)
				again |= boxes_join(m, &m->box[i], &m->box[j]);
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
		text = dimension_set_shortest(a, (enum dimension)d, in, out,
		    numbers_host());
		all = arena_grow(a, all, used,
		    used + strlen(name) + strlen(text) + 3, 1, &room);
		used += (size_t)sprintf(all + used, " %s=%s", name, text);
	}
	return all;
}

static void
write_box(struct unite *m, const struct unite_box *b)
{
	struct arena a = ARENA_INIT;
	char text[512];

	writer_body(m->writer, "box%s => %s", keys(&a, m->product, &b->choice),
	    outcome_text(b->outcome, text, sizeof(text)));
	arena_free(&a);
}

static void
boxes_flush(struct unite *m)
{
	size_t i;

	boxes_join_all(m);
	for (i = 0; i < m->boxes; i++)
		if (!m->box[i].gone)
			write_box(m, &m->box[i]);
	arena_free(&m->arena);
	m->box = NULL;
	m->boxes = m->room = 0;
}

void
unite_add(struct unite *m, const struct choice *c, outcome_t o)
{
	struct unite_box *b;
	int d;

	if (m->boxes == HELD)
		boxes_flush(m);
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
unite_end(struct unite *m)
{
	boxes_flush(m);
}

enum { KEPT_BYTES = 4 * 1024 * 1024 };

/* Rows that are equal: one copy, and which they are. */
struct compress_row {
	outcome_t *cell;
	bool *member; /* of the outermost axis */
};

void
compress_start(struct compress *c, const struct product *p, struct writer *w)
{
	int d;

	memset(c, 0, sizeof(*c));
	unite_start(&c->unite, p, w);
	c->product = p;
	c->outermost = product_outermost(p);
	c->cells = product_inner(p, c->outermost);
	for (d = 0; d < DIM_REQUEST; d++) {
		c->box.chosen[d] = arena_get(&c->arena, p->axis[d].count);
		c->seen[d] = arena_get(&c->arena, p->axis[d].count);
		memset(c->box.chosen[d], true, p->axis[d].count);
	}
	c->row = arena_get(&c->arena,
	    p->axis[c->outermost].count * sizeof(*c->row));
}

/* How many requests the box in the making holds. */
static uint64_t
box_requests(const struct compress *c)
{
	uint64_t all, n;
	size_t i;
	int d;

	all = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		n = 0;
		for (i = 0; i < c->product->axis[d].count; i++)
			n += c->box.chosen[d][i];
		all *= n;
	}
	return all;
}

static void
box_done(struct compress *c, outcome_t o)
{
	if (outcome_answer(o) == ANSWER_SKIPPED)
		return;
	unite_add(&c->unite, &c->box, o);
	c->requests += box_requests(c);
}

/*
 * Groups the values of dimension d by what the outcomes behind them are, and
 * goes on with each group in the next dimension.
 */
static void
divide(struct compress *c, int d, const outcome_t *cell)
{
	const size_t count = c->product->axis[d].count;
	const size_t size = product_inner(c->product, d);
	size_t i, j;

	memset(c->seen[d], false, count);
	for (i = 0; i < count; i++) {
		if (c->seen[d][i])
			continue;
		for (j = 0; j < count; j++) {
			c->box.chosen[d][j] = !c->seen[d][j] && j >= i &&
			    memcmp(cell + i * size, cell + j * size,
				size * sizeof(*cell)) == 0;
			c->seen[d][j] |= c->box.chosen[d][j];
		}
		if (d == DIM_REQUEST - 1)
			box_done(c, cell[i]);
		else
			divide(c, d + 1, cell + i * size);
	}
}

static void
rows_flush(struct compress *c)
{
	const int d = c->outermost;
	size_t i;

	for (i = 0; i < c->rows; i++) {
		memcpy(c->box.chosen[d], c->row[i].member,
		    c->product->axis[d].count);
		if (d == DIM_REQUEST - 1)
			box_done(c, c->row[i].cell[0]);
		else
			divide(c, d + 1, c->row[i].cell);
	}
	arena_free(&c->kept);
	c->rows = 0;
}

void
compress_row(struct compress *c, size_t index, const outcome_t *cell)
{
	const size_t bytes = c->cells * sizeof(*cell);
	struct compress_row *r;
	size_t i;

	for (i = 0; i < c->rows; i++)
		if (memcmp(c->row[i].cell, cell, bytes) == 0) {
			c->row[i].member[index] = true;
			return;
		}
	if (c->rows * bytes >= KEPT_BYTES)
		rows_flush(c);
	r = &c->row[c->rows++];
	r->cell = arena_get(&c->kept, bytes);
	memcpy(r->cell, cell, bytes);
	r->member = arena_get(&c->kept, c->product->axis[c->outermost].count);
	r->member[index] = true;
}

void
compress_end(struct compress *c)
{
	rows_flush(c);
	unite_end(&c->unite);
	arena_free(&c->arena);
}
