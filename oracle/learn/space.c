/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The space in which tables are learned: atoms, and cubes of them. */

#include <stdlib.h>
#include <string.h>

#include "oracle/learn/space.h"

static int
bound_order(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* Where some set of dimension d starts, or the next number after its end. */
static int64_t *
bounds_of(struct arena *a, const struct shapes *s, int d, size_t *count)
{
	const struct set *set;
	int64_t *bound;
	size_t i, j, n;

	n = 0;
	for (i = 0; i < s->count; i++)
		n += 2 * s->list[i].dim[d].count;
	bound = arena_get(a, (n + 1) * sizeof(*bound));
	n = 0;
	for (i = 0; i < s->count; i++) {
		set = &s->list[i].dim[d];
		for (j = 0; j < set->count; j++) {
			bound[n++] = set->range[j].lo;
			bound[n++] = set->range[j].hi + 1;
		}
	}
	if (n != 0)
		qsort(bound, n, sizeof(*bound), bound_order);
	for (i = *count = 0; i < n; i++)
		if (*count == 0 || bound[*count - 1] != bound[i])
			bound[(*count)++] = bound[i];
	return bound;
}

/* Gives the intervals inside s classes of their own. */
static size_t
classes_refine(const int64_t *bound, size_t intervals, size_t *class,
    size_t classes, size_t *fresh, struct set s)
{
	size_t i, j;

	memset(fresh, 0, classes * sizeof(*fresh));
	for (i = j = 0; i < intervals; i++) {
		while (j < s.count && s.range[j].hi < bound[i])
			j++;
		if (j == s.count)
			break;
		if (s.range[j].lo > bound[i])
			continue;
		if (fresh[class[i]] == 0)
			fresh[class[i]] = classes++;
		class[i] = fresh[class[i]];
	}
	return classes;
}

/* The intervals of one class, as an atom. */
static struct set
class_values(struct arena *a, const int64_t *bound, size_t intervals,
    const size_t *class, size_t which)
{
	struct range *r;
	size_t i, n;

	r = arena_get(a, intervals * sizeof(*r));
	n = 0;
	for (i = 0; i < intervals; i++)
		if (class[i] == which) {
			r[n].lo = bound[i];
			r[n++].hi = bound[i + 1] - 1;
		}
	return set_of(a, r, n);
}

/* Class numbers grow by one a split; close the gaps. */
static size_t
classes_number(size_t *class, size_t intervals, size_t classes, size_t *number)
{
	size_t i, n;

	memset(number, 0, classes * sizeof(*number));
	n = 0;
	for (i = 0; i < intervals; i++) {
		if (class[i] == 0)
			continue;
		if (number[class[i]] == 0)
			number[class[i]] = ++n;
		class[i] = number[class[i]];
	}
	return n + 1;
}

static void
axis_make(struct arena *a, struct axis *x, const struct shapes *s, int d)
{
	struct arena scratch = ARENA_INIT;
	size_t *class, *work, bounds, classes, i, n;
	int64_t *bound;

	bound = bounds_of(&scratch, s, d, &bounds);
	n = bounds == 0 ? 0 : bounds - 1;
	class = arena_get(&scratch, (n + 1) * sizeof(*class));
	work = arena_get(&scratch, (2 * n + 4) * sizeof(*work));
	classes = 1; /* class 0: in no set */
	for (i = 0; i < s->count; i++) {
		classes = classes_refine(bound, n, class, classes, work,
		    s->list[i].dim[d]);
		classes = classes_number(class, n, classes, work);
	}
	x->atoms = classes - 1;
	x->words = (x->atoms + WORD_BITS - 1) / WORD_BITS;
	x->atom = arena_get(a, (x->atoms + 1) * sizeof(*x->atom));
	for (i = 0; i < x->atoms; i++)
		x->atom[i] = class_values(a, bound, n, class, i + 1);
	arena_free(&scratch);
}

void
space_make(struct arena *a, struct space *sp, const struct shapes *s)
{
	int d;

	sp->words = 0;
	for (d = 0; d < LEARN_DIMS; d++) {
		axis_make(a, &sp->axis[d], s, d);
		sp->axis[d].at = sp->words;
		sp->words += sp->axis[d].words;
	}
}

cube_t
cube_full(struct arena *a, const struct space *sp)
{
	cube_t c;

	c = arena_get(a, sp->words * sizeof(*c));
	memset(c, 0xff, sp->words * sizeof(*c));
	return c;
}

cube_t
cube_of(struct arena *a, const struct space *sp, const struct shape *s)
{
	const struct axis *x;
	cube_t c;
	size_t i;
	int d;

	c = arena_get(a, sp->words * sizeof(*c));
	for (d = 0; d < LEARN_DIMS; d++) {
		x = &sp->axis[d];
		for (i = 0; i < x->atoms; i++)
			if (set_has(s->dim[d], x->atom[i].range[0].lo))
				c[x->at + i / WORD_BITS] |= UINT64_C(1)
				    << i % WORD_BITS;
	}
	return c;
}

cube_t
cube_copy(struct arena *a, const struct space *sp, const uint64_t *x)
{
	return memcpy(arena_get(a, sp->words * sizeof(*x)), x,
	    sp->words * sizeof(*x));
}

bool
cube_meets_in(const struct space *sp, const uint64_t *x, const uint64_t *y,
    int d)
{
	size_t i, end;

	end = sp->axis[d].at + sp->axis[d].words;
	for (i = sp->axis[d].at; i < end; i++)
		if ((x[i] & y[i]) != 0)
			return true;
	return false;
}

bool
cube_meets(const struct space *sp, const uint64_t *x, const uint64_t *y)
{
	int d;

	for (d = 0; d < LEARN_DIMS; d++)
		if (!cube_meets_in(sp, x, y, d))
			return false;
	return true;
}

bool
cube_within(const struct space *sp, const uint64_t *x, const uint64_t *y)
{
	size_t i;

	for (i = 0; i < sp->words; i++)
		if ((x[i] & ~y[i]) != 0)
			return false;
	return true;
}

cube_t
cube_and(struct arena *a, const struct space *sp, const uint64_t *x,
    const uint64_t *y)
{
	cube_t both;
	size_t i;

	both = arena_get(a, sp->words * sizeof(*both));
	for (i = 0; i < sp->words; i++)
		both[i] = x[i] & y[i];
	return both;
}

cube_t
cube_minus_in(struct arena *a, const struct space *sp, const uint64_t *x,
    const uint64_t *y, int d)
{
	const struct axis *axis = &sp->axis[d];
	cube_t rest;
	uint64_t any;
	size_t i;

	rest = cube_copy(a, sp, x);
	for (i = 0; i < axis->at; i++)
		rest[i] &= y[i];
	any = 0;
	for (; i < axis->at + axis->words; i++)
		any |= rest[i] &= ~y[i];
	return any == 0 ? NULL : rest;
}

bool
cube_has(const struct space *sp, const uint64_t *x, int d, size_t i)
{
	return x[sp->axis[d].at + i / WORD_BITS] >> i % WORD_BITS & 1;
}

double
cube_size(const struct space *sp, const uint64_t *x)
{
	double size, width;
	size_t i;
	int d;

	size = 1;
	for (d = 0; d < LEARN_DIMS; d++) {
		if (d >= DIM_REQUEST && d != LEARN_FLAGS)
			continue;
		width = 0;
		for (i = 0; i < sp->axis[d].atoms; i++)
			if (cube_has(sp, x, d, i))
				width += (double)set_size(sp->axis[d].atom[i]);
		size *= width;
	}
	return size;
}

struct set
cube_values(struct arena *a, const struct space *sp, const uint64_t *x, int d)
{
	struct set s = { NULL, 0 };
	size_t i;

	for (i = 0; i < sp->axis[d].atoms; i++)
		if (cube_has(sp, x, d, i))
			s = set_or(a, s, sp->axis[d].atom[i]);
	return s;
}
