/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Lookups: the rows that decide one request at a time. */

#include <stdlib.h>

#include "oracle/predict/lookup.h"

enum { BITS = 64 };

static int
start_order(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* Every value from which on other rows hold, sorted, each once. */
static void
dim_cut(struct arena *a, const struct rules *r, struct lookup_dim *p)
{
	const struct set all = dimension_all(a, p->dim);
	const int64_t last = all.range[all.count - 1].hi;
	const struct set *s;
	size_t i, k, n;

	n = 1;
	for (i = 0; i < r->count; i++)
		n += 2 * r->box[i].dim[p->dim].count;
	p->start = arena_get(a, n * sizeof(*p->start));
	n = 0;
	p->start[n++] = all.range[0].lo;
	for (i = 0; i < r->count; i++) {
		s = &r->box[i].dim[p->dim];
		for (k = 0; k < s->count; k++) {
			p->start[n++] = s->range[k].lo;
			if (s->range[k].hi < last)
				p->start[n++] = s->range[k].hi + 1;
		}
	}
	qsort(p->start, n, sizeof(*p->start), start_order);
	p->pieces = 1;
	for (i = 1; i < n; i++)
		if (p->start[i] != p->start[i - 1])
			p->start[p->pieces++] = p->start[i];
}

/* Marks the rows that hold in each piece. */
static void
dim_mark(struct arena *a, const struct rules *r, size_t words,
    struct lookup_dim *p)
{
	size_t i, k;

	p->hold = arena_get(a, p->pieces * words * sizeof(*p->hold));
	for (k = 0; k < p->pieces; k++)
		for (i = 0; i < r->count; i++)
			if (set_has(r->box[i].dim[p->dim], p->start[k]))
				p->hold[k * words + i / BITS] |= UINT64_C(1)
				    << i % BITS;
}

void
lookup_make(struct arena *a, const struct rules *r, struct lookup *l)
{
	struct lookup_dim *p;
	size_t i;
	int d;

	l->rules = r;
	l->parts = 0;
	l->words = r->count / BITS + 1;
	l->hold = arena_get(a, l->words * sizeof(*l->hold));
	for (i = 0; i < r->count; i++)
		if (r->table->row[i].kind == ROW_WHEN)
			l->hold[i / BITS] |= UINT64_C(1) << i % BITS;
	for (d = 0; d < DIM_COUNT; d++) {
		p = &l->part[l->parts];
		p->dim = (enum dimension)d;
		dim_cut(a, r, p);
		dim_mark(a, r, l->words, p);
		if (p->pieces > 1)
			l->parts++;
		else
			for (i = 0; i < l->words; i++)
				l->hold[i] &= p->hold[i];
	}
}

/* The piece that has the value: the last one that starts at or below it. */
static size_t
piece_of(const struct lookup_dim *p, int64_t value)
{
	const int64_t *from = p->start;
	size_t n, half;

	for (n = p->pieces; n > 1; n -= half) {
		half = n / 2;
		from += from[half] <= value ? half : 0;
	}
	return (size_t)(from - p->start);
}

size_t
lookup_rows(const struct lookup *l, const int64_t *value, size_t *row)
{
	const bool first = l->rules->table->order == ORDER_FIRST;
	const uint64_t *hold[DIM_COUNT];
	uint64_t left;
	size_t count, i, k, w;

	for (k = 0; k < l->parts; k++)
		hold[k] = l->part[k].hold +
		    l->words * piece_of(&l->part[k], value[l->part[k].dim]);
	count = 0;
	for (w = 0; w < l->words; w++) {
		left = l->hold[w];
		for (k = 0; k < l->parts; k++)
			left &= hold[k][w];
		for (i = w * BITS; left != 0; i++, left >>= 1) {
			if ((left & 1) == 0)
				continue;
			row[count++] = i;
			if (first)
				return count;
		}
	}
	return count;
}
