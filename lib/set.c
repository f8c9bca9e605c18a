/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets of numbers as sorted, disjoint ranges that do not touch. */

#include <stdlib.h>

#include "lib/set.h"

struct set
set_range(struct arena *a, int64_t lo, int64_t hi)
{
	struct set s = { NULL, 0 };
	struct range *r;

	if (lo > hi)
		return s;
	r = arena_get(a, sizeof(*r));
	r->lo = lo;
	r->hi = hi;
	s.range = r;
	s.count = 1;
	return s;
}

static int
range_order(const void *x, const void *y)
{
	const struct range *a = x, *b = y;

	return (a->lo > b->lo) - (a->lo < b->lo);
}

struct set
set_of(struct arena *a, const struct range *r, size_t n)
{
	struct set s = { NULL, 0 };
	struct range *to;
	size_t i;

	if (n == 0)
		return s;
	to = arena_get(a, n * sizeof(*to));
	for (i = 0; i < n; i++)
		to[i] = r[i];
	qsort(to, n, sizeof(*to), range_order);
	for (i = 0; i < n; i++) {
		if (s.count != 0 && to[i].lo <= to[s.count - 1].hi + 1) {
			if (to[i].hi > to[s.count - 1].hi)
				to[s.count - 1].hi = to[i].hi;
		} else
			to[s.count++] = to[i];
	}
	s.range = to;
	return s;
}

struct set
set_and(struct arena *a, struct set x, struct set y)
{
	struct set s = { NULL, 0 };
	struct range *to;
	size_t i, j;

	if (!set_meets(x, y))
		return s;
	to = arena_get(a, (x.count + y.count) * sizeof(*to));
	for (i = j = 0; i < x.count && j < y.count;) {
		const struct range *p = &x.range[i], *q = &y.range[j];
		int64_t lo = p->lo > q->lo ? p->lo : q->lo;
		int64_t hi = p->hi < q->hi ? p->hi : q->hi;

		if (lo <= hi) {
			to[s.count].lo = lo;
			to[s.count++].hi = hi;
		}
		if (p->hi < q->hi)
			i++;
		else
			j++;
	}
	s.range = to;
	return s;
}

struct set
set_or(struct arena *a, struct set x, struct set y)
{
	struct range *all;
	size_t i;

	if (x.count == 0)
		return y;
	if (y.count == 0)
		return x;
	all = arena_get(a, (x.count + y.count) * sizeof(*all));
	for (i = 0; i < x.count; i++)
		all[i] = x.range[i];
	for (i = 0; i < y.count; i++)
		all[x.count + i] = y.range[i];
	return set_of(a, all, x.count + y.count);
}

struct set
set_minus(struct arena *a, struct set x, struct set y)
{
	struct set s = { NULL, 0 };
	struct range *to;
	size_t i, j;

	if (!set_meets(x, y))
		return x;
	to = arena_get(a, (x.count + y.count) * sizeof(*to));
	for (i = j = 0; i < x.count; i++) {
		int64_t lo = x.range[i].lo;

		while (j < y.count && y.range[j].hi < lo)
			j++;
		for (; j < y.count && y.range[j].lo <= x.range[i].hi; j++) {
			if (y.range[j].lo > lo) {
				to[s.count].lo = lo;
				to[s.count++].hi = y.range[j].lo - 1;
			}
			lo = y.range[j].hi + 1;
			if (lo > x.range[i].hi)
				break;
		}
		if (lo <= x.range[i].hi) {
			to[s.count].lo = lo;
			to[s.count++].hi = x.range[i].hi;
		}
	}
	s.range = to;
	return s;
}

bool
set_empty(struct set s)
{
	return s.count == 0;
}

bool
set_has(struct set s, int64_t value)
{
	struct range r = { value, value };
	struct set one = { &r, 1 };

	return set_meets(s, one);
}

bool
set_equal(struct set x, struct set y)
{
	size_t i;

	if (x.count != y.count)
		return false;
	for (i = 0; i < x.count; i++)
		if (x.range[i].lo != y.range[i].lo ||
		    x.range[i].hi != y.range[i].hi)
			return false;
	return true;
}

bool
set_meets(struct set x, struct set y)
{
	size_t i, j;

	for (i = j = 0; i < x.count && j < y.count;) {
		if (x.range[i].hi < y.range[j].lo)
			i++;
		else if (y.range[j].hi < x.range[i].lo)
			j++;
		else
			return true;
	}
	return false;
}

bool
set_within(struct set x, struct set y)
{
	size_t i, j;

	for (i = j = 0; i < x.count; i++) {
		while (j < y.count && y.range[j].hi < x.range[i].lo)
			j++;
		if (j == y.count || y.range[j].lo > x.range[i].lo ||
		    y.range[j].hi < x.range[i].hi)
			return false;
	}
	return true;
}

uint64_t
set_size(struct set s)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < s.count; i++)
		n += (uint64_t)(s.range[i].hi - s.range[i].lo) + 1;
	return n;
}

int64_t
set_nearest(struct set s)
{
	size_t i;

	for (i = 0; i < s.count; i++)
		if (s.range[i].hi >= 0)
			return s.range[i].lo > 0 ? s.range[i].lo : 0;
	return s.range[s.count - 1].hi;
}
