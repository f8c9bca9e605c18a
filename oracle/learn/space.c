/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The space in which tables are learned: the atoms of each dimension. */

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
