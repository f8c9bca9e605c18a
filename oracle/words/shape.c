/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Boxes with type and flags apart. */

#include <stdlib.h>
#include <string.h>

#include "oracle/words/shape.h"

/* One type argument, taken apart. */
struct argument {
	int type;
	int flags;
};

static int
argument_order(const void *x, const void *y)
{
	const struct argument *a = x, *b = y;

	if (a->type != b->type)
		return a->type < b->type ? -1 : 1;
	return (a->flags > b->flags) - (a->flags < b->flags);
}

static struct argument *
arguments_of(struct arena *a, unsigned flags, struct set types)
{
	struct argument *list;
	size_t count, i;
	int64_t v;

	count = 0;
	list = arena_get(a, (size_t)set_size(types) * sizeof(*list));
	for (i = 0; i < types.count; i++)
		for (v = types.range[i].lo; v <= types.range[i].hi; v++) {
			list[count].type = (int)((unsigned)v & ~flags);
			list[count++].flags = (int)((unsigned)v & flags);
		}
	qsort(list, count, sizeof(*list), argument_order);
	return list;
}

/* One type, and the flags that it comes with. */
struct run {
	int type;
	struct set flags;
};

static struct set
flags_of(struct arena *a, const struct argument *list, size_t count)
{
	struct range *r;
	size_t i;

	r = arena_get(a, count * sizeof(*r));
	for (i = 0; i < count; i++)
		r[i].lo = r[i].hi = list[i].flags;
	return set_of(a, r, count);
}

static struct run *
runs_of(struct arena *a, const struct argument *list, size_t count,
    size_t *runs)
{
	struct run *run;
	size_t i, j;

	run = arena_get(a, (count + 1) * sizeof(*run));
	*runs = 0;
	for (i = 0; i < count; i = j) {
		for (j = i + 1; j < count && list[j].type == list[i].type; j++)
			continue;
		run[*runs].type = list[i].type;
		run[(*runs)++].flags = flags_of(a, list + i, j - i);
	}
	return run;
}

/* The types of all runs with the flags of the first; those runs go. */
static struct set
types_take(struct arena *a, struct run *run, size_t *runs)
{
	struct set flags = run[0].flags;
	struct range *r;
	size_t i, left, n;

	r = arena_get(a, *runs * sizeof(*r));
	n = left = 0;
	for (i = 0; i < *runs; i++)
		if (set_equal(run[i].flags, flags)) {
			r[n].lo = r[n].hi = run[i].type;
			n++;
		} else
			run[left++] = run[i];
	*runs = left;
	return set_of(a, r, n);
}

static void
shape_add(struct arena *a, struct shapes *to, const struct box *b,
    struct set types, struct set flags)
{
	struct shape *s;

	to->list = arena_grow(a, to->list, to->count, to->count + 1,
	    sizeof(*to->list), &to->room);
	s = &to->list[to->count++];
	memcpy(s->dim, b->dim, sizeof(b->dim));
	s->dim[DIM_TYPE] = set_or(a, types, types);
	s->dim[LEARN_FLAGS] = set_or(a, flags, flags);
}

int
shapes_of(struct arena *a, unsigned flags, const struct box *b,
    struct shapes *to)
{
	struct arena scratch = ARENA_INIT;
	struct argument *list;
	struct set types, with;
	struct run *run;
	size_t runs;

	if (set_size(b->dim[DIM_TYPE]) > LEARN_TYPES_MAX)
		return -1;
	list = arguments_of(&scratch, flags, b->dim[DIM_TYPE]);
	run = runs_of(&scratch, list, (size_t)set_size(b->dim[DIM_TYPE]),
	    &runs);
	while (runs != 0) {
		with = run[0].flags;
		types = types_take(&scratch, run, &runs);
		shape_add(a, to, b, types, with);
	}
	arena_free(&scratch);
	return 0;
}
