/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Differences by meaning: gathered, joined, and sorted. */

#include <stdlib.h>
#include <string.h>

#include "oracle/compare/diff_parts.h"

void
difference_add(struct differences *d, const struct box *box, const char *a,
    const char *b)
{
	struct difference *one;
	int k;

	d->list = arena_grow(&d->arena, d->list, d->count, d->count + 1,
	    sizeof(*d->list), &d->room);
	one = &d->list[d->count++];
	memset(one, 0, sizeof(*one));
	/* The box may live in an arena that is about to go. */
	for (k = 0; k < DIM_COUNT; k++)
		one->box.dim[k] = set_or(&d->arena, box->dim[k], box->dim[k]);
	one->a = arena_text(&d->arena, a, strlen(a));
	one->b = arena_text(&d->arena, b, strlen(b));
}

/* The only dimension in which x and y differ; DIM_COUNT if several. */
static int
odd_dimension(const struct box *x, const struct box *y)
{
	int d, odd;

	odd = -1;
	for (d = 0; d < DIM_COUNT; d++) {
		if (set_equal(x->dim[d], y->dim[d]))
			continue;
		if (odd >= 0)
			return DIM_COUNT;
		odd = d;
	}
	return odd < 0 ? 0 : odd;
}

/* Takes y into x where both together are a box. */
static bool
difference_join(struct differences *d, struct difference *x,
    const struct difference *y)
{
	int odd;

	if (strcmp(x->a, y->a) != 0 || strcmp(x->b, y->b) != 0)
		return false;
	odd = odd_dimension(&x->box, &y->box);
	if (odd == DIM_CHECK &&
	    set_has(x->box.dim[odd], CHECK_CALL) !=
		set_has(y->box.dim[odd], CHECK_CALL))
		return false;
	if (odd == DIM_COUNT)
		return box_within(&d->arena, &y->box, &x->box);
	x->box.dim[odd] = set_or(&d->arena, x->box.dim[odd], y->box.dim[odd]);
	return true;
}

static bool
differences_join_once(struct differences *d)
{
	size_t i, k;
	bool joined;

	joined = false;
	for (i = 0; i < d->count; i++)
		for (k = i + 1; k < d->count;) {
			if (difference_join(d, &d->list[i], &d->list[k])) {
				d->list[k] = d->list[--d->count];
				joined = true;
			} else
				k++;
		}
	return joined;
}

static int
difference_order(const void *x, const void *y)
{
	const struct difference *a = x, *b = y;

	if (a->distance != b->distance)
		return a->distance - b->distance;
	if (strlen(a->witness) != strlen(b->witness))
		return strlen(a->witness) < strlen(b->witness) ? -1 : 1;
	if (strcmp(a->witness, b->witness) != 0)
		return strcmp(a->witness, b->witness);
	return strcmp(a->when, b->when);
}

static void
difference_word(struct differences *d, struct difference *one)
{
	char text[400];
	int k;

	one->when = box_conditions(&d->arena, &one->box, &d->tried,
	    &d->numbers);
	box_witness(&one->box, &d->numbers, text, sizeof(text));
	one->witness = arena_text(&d->arena, text, strlen(text));
	one->distance = 0;
	for (k = 0; k < DIM_REQUEST; k++)
		one->distance += !set_has(one->box.dim[k],
		    dimension_default((enum dimension)k, &d->numbers));
	for (; k < DIM_COUNT; k++)
		one->distance += !set_has(one->box.dim[k], 0);
}

int
diff(struct differences *d, const struct diff_side *a,
    const struct diff_side *b, struct diag *why)
{
	size_t i;
	int ret;

	memset(d, 0, sizeof(*d));
	d->tried = box_all(&d->arena);
	if (a->table != NULL && b->table != NULL)
		ret = diff_tables(d, a->table, b->table, why);
	else if (a->table != NULL)
		ret = diff_trace_table(d, b->trace, a->table, true, why);
	else if (b->table != NULL)
		ret = diff_trace_table(d, a->trace, b->table, false, why);
	else
		ret = diff_traces(d, a->trace, b->trace, why);
	while (ret == 0 && differences_join_once(d))
		continue;
	for (i = 0; ret == 0 && i < d->count; i++)
		difference_word(d, &d->list[i]);
	if (ret == 0 && d->count != 0)
		qsort(d->list, d->count, sizeof(*d->list), difference_order);
	return ret;
}

void
differences_free(struct differences *d)
{
	arena_free(&d->arena);
}
