/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets of numbers as sorted, disjoint ranges. */

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

static const unsigned SKIP_ALL = (1u << SET_RESIDUES) - 1;

/* Whether all numbers of the ranges belong to the set. */
static bool
is_plain(struct set s)
{
	size_t i;

	for (i = 0; i < s.count; i++)
		if (s.range[i].skip != 0)
			return false;
	return true;
}

/*
 * The ranges of y that reach into those from the first to the last of x.  A
 * small set meets one of many thousand ranges in a few steps.
 */
static struct set
near_to(struct set x, struct set y)
{
	size_t lo, hi, at;

	if (x.count == 0)
		y.count = 0;
	if (y.count < 8)
		return y;
	for (lo = 0, hi = y.count; lo < hi;) {
		at = lo + (hi - lo) / 2;
		if (y.range[at].hi < x.range[0].lo)
			lo = at + 1;
		else
			hi = at;
	}
	y.range += lo;
	y.count -= lo;
	for (lo = 0, hi = y.count; lo < hi;) {
		at = lo + (hi - lo) / 2;
		if (y.range[at].lo <= x.range[x.count - 1].hi)
			lo = at + 1;
		else
			hi = at;
	}
	y.count = lo;
	return y;
}

/* Whether v is not skipped. */
static bool
has_residue(unsigned skip, int64_t v)
{
	return (skip >> ((uint64_t)v % SET_RESIDUES) & 1) == 0;
}

/* The first number from lo to hi that is not skipped; hi + 1: none is. */
static int64_t
first_kept(int64_t lo, int64_t hi, unsigned skip)
{
	int i;

	for (i = 0; i < SET_RESIDUES && lo <= hi; i++, lo++)
		if (has_residue(skip, lo))
			return lo;
	return hi + 1;
}

/* A set of ranges that skip, while it is made; its ranges come in order. */
struct making {
	struct arena *a;
	struct range *range;
	size_t count, room;
};

static void
range_add(struct making *m, int64_t lo, int64_t hi, unsigned skip)
{
	struct range *r;

	r = m->count == 0 ? NULL : &m->range[m->count - 1];
	if (r != NULL && r->skip == skip &&
	    first_kept(r->hi + 1, lo - 1, skip) == lo) {
		r->hi = hi;
		return;
	}
	m->range = arena_grow(m->a, m->range, m->count, m->count + 1,
	    sizeof(*m->range), &m->room);
	r = &m->range[m->count++];
	r->lo = lo;
	r->hi = hi;
	r->skip = (uint16_t)skip;
}

/* Adds what is kept of a range, a short one number by number. */
static void
kept_add(struct making *m, int64_t lo, int64_t hi, unsigned skip)
{
	if (skip == SKIP_ALL)
		return;
	if (skip == 0 && lo <= hi) {
		range_add(m, lo, hi, 0);
		return;
	}
	lo = first_kept(lo, hi, skip);
	while (lo <= hi && !has_residue(skip, hi))
		hi--;
	if (hi - lo >= SET_SHORT) {
		range_add(m, lo, hi, skip);
		return;
	}
	for (; lo <= hi; lo++)
		if (has_residue(skip, lo))
			range_add(m, lo, lo, 0);
}

enum operation { AND, OR, MINUS };

/* What is skipped by the result where x and y skip so. */
static unsigned
skip_of(enum operation op, unsigned x, unsigned y)
{
	if (op == AND)
		return x | y;
	return op == OR ? x & y : x | (SKIP_ALL & ~y);
}

/* What s skips at v, and in *end the last number for which that is so. */
static unsigned
skip_at(struct set s, size_t *i, int64_t v, int64_t *end)
{
	while (*i < s.count && s.range[*i].hi < v)
		++*i;
	*end = INT64_MAX;
	if (*i == s.count)
		return SKIP_ALL;
	if (s.range[*i].lo > v) {
		*end = s.range[*i].lo - 1;
		return SKIP_ALL;
	}
	*end = s.range[*i].hi;
	return s.range[*i].skip;
}

/* The same as the plain operations below, where ranges skip. */
static struct set
combine(struct arena *a, enum operation op, struct set x, struct set y)
{
	struct making m = { a, NULL, 0, 0 };
	struct set s;
	unsigned skip_x, skip_y;
	int64_t v, end_x, end_y;
	size_t i, j;

	i = j = 0;
	for (v = INT64_MIN;; v = end_x + 1) {
		skip_x = skip_at(x, &i, v, &end_x);
		skip_y = skip_at(y, &j, v, &end_y);
		end_x = end_y < end_x ? end_y : end_x;
		kept_add(&m, v, end_x, skip_of(op, skip_x, skip_y));
		if (end_x == INT64_MAX)
			break;
	}
	s.range = m.range;
	s.count = m.count;
	return s;
}

struct set
set_masked(struct arena *a, int64_t lo, int64_t hi, unsigned residues)
{
	struct making m = { a, NULL, 0, 0 };
	struct set s;

	kept_add(&m, lo, hi, ~residues & SKIP_ALL);
	s.range = m.range;
	s.count = m.count;
	return s;
}

/* The union of ranges that skip, one after the other. */
static struct set
union_of(struct arena *a, const struct range *r, size_t n)
{
	struct set s = { NULL, 0 }, one;
	size_t i;

	for (i = 0; i < n; i++) {
		one.range = &r[i];
		one.count = 1;
		s = combine(a, OR, s, one);
	}
	return s;
}

struct set
set_of(struct arena *a, const struct range *r, size_t n)
{
	struct set s = { NULL, 0 };
	struct range *to;
	size_t i;

	if (n == 0)
		return s;
	s.range = r;
	s.count = n;
	if (!is_plain(s))
		return union_of(a, r, n);
	s.count = 0;
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

	y = near_to(x, y);
	x = near_to(y, x);
	if (!set_meets(x, y))
		return s;
	if (!is_plain(x) || !is_plain(y))
		return combine(a, AND, x, y);
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
	if (!is_plain(x) || !is_plain(y))
		return combine(a, OR, x, y);
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

	y = near_to(x, y);
	if (!set_meets(x, y))
		return x;
	if (!is_plain(x) || !is_plain(y))
		return combine(a, MINUS, x, y);
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
	struct range r = { value, value, 0 };
	struct set one = { &r, 1 };

	return set_meets(s, one);
}

bool
set_equal(struct set x, struct set y)
{
	size_t i;

	if (!is_plain(x) || !is_plain(y))
		return set_within(x, y) && set_within(y, x);
	if (x.count != y.count)
		return false;
	for (i = 0; i < x.count; i++)
		if (x.range[i].lo != y.range[i].lo ||
		    x.range[i].hi != y.range[i].hi)
			return false;
	return true;
}

/* Whether two ranges that overlap have a member in common. */
static bool
ranges_meet(const struct range *p, const struct range *q)
{
	const unsigned skip = (unsigned)(p->skip | q->skip);
	const int64_t lo = p->lo > q->lo ? p->lo : q->lo;
	const int64_t hi = p->hi < q->hi ? p->hi : q->hi;

	return skip == 0 || first_kept(lo, hi, skip) <= hi;
}

bool
set_meets(struct set x, struct set y)
{
	size_t i, j;

	y = near_to(x, y);
	x = near_to(y, x);
	for (i = j = 0; i < x.count && j < y.count;) {
		if (x.range[i].hi < y.range[j].lo)
			i++;
		else if (y.range[j].hi < x.range[i].lo)
			j++;
		else if (ranges_meet(&x.range[i], &y.range[j]))
			return true;
		else if (x.range[i].hi < y.range[j].hi)
			i++;
		else
			j++;
	}
	return false;
}

/* Whether each member of the range belongs to y, from its range j on. */
static bool
range_within(const struct range *r, struct set y, size_t j)
{
	unsigned skip;
	int64_t v, end;

	for (v = r->lo; v <= r->hi; v = end + 1) {
		skip = skip_at(y, &j, v, &end);
		end = end < r->hi ? end : r->hi;
		skip = skip_of(MINUS, r->skip, skip);
		if (first_kept(v, end, skip) <= end)
			return false;
	}
	return true;
}

bool
set_within(struct set x, struct set y)
{
	size_t i, j;

	y = near_to(x, y);
	for (i = j = 0; i < x.count; i++) {
		while (j < y.count && y.range[j].hi < x.range[i].lo)
			j++;
		if (!range_within(&x.range[i], y, j))
			return false;
	}
	return true;
}

/* How many of n numbers in a row, the first of them v, are not skipped. */
static uint64_t
count_kept(int64_t v, uint64_t n, unsigned skip)
{
	uint64_t kept, i;

	if (skip == 0)
		return n;
	kept = 0;
	for (i = 0; i < SET_RESIDUES; i++)
		if (has_residue(skip, v + (int64_t)i))
			kept += n / SET_RESIDUES + (i < n % SET_RESIDUES);
	return kept;
}

uint64_t
set_size(struct set s)
{
	const struct range *r;
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < s.count; i++) {
		r = &s.range[i];
		n += count_kept(r->lo, (uint64_t)(r->hi - r->lo) + 1, r->skip);
	}
	return n;
}

int64_t
set_nearest(struct set s)
{
	size_t i;

	for (i = 0; i < s.count; i++)
		if (s.range[i].hi >= 0)
			return s.range[i].lo > 0
			    ? s.range[i].lo
			    : first_kept(0, s.range[i].hi, s.range[i].skip);
	return s.range[s.count - 1].hi;
}
