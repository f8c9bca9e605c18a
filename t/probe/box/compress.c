/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* From outcomes to boxes. */

#include <string.h>

#include "t/probe/box/compress.h"

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
	merge_start(&c->merge, p, w);
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
	merge_box(&c->merge, &c->box, o);
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
flush(struct compress *c)
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
		flush(c);
	r = &c->row[c->rows++];
	r->cell = arena_get(&c->kept, bytes);
	memcpy(r->cell, cell, bytes);
	r->member = arena_get(&c->kept, c->product->axis[c->outermost].count);
	r->member[index] = true;
}

void
compress_end(struct compress *c)
{
	flush(c);
	merge_end(&c->merge);
	arena_free(&c->arena);
}
