/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Products: an axis of values in each dimension of a request, and the points
 * between them, numbered from 0 with the last dimension the fastest.  A
 * dimension that stands still is an axis of one value.
 */

#ifndef PAIRPROBE_PRODUCT_H
#define PAIRPROBE_PRODUCT_H

#include "lib/dimension.h"

/* Values in ascending order, none of them twice. */
struct axis {
	const int *value;
	size_t count;
};

struct product {
	struct axis axis[DIM_REQUEST];
};

struct point {
	int value[DIM_REQUEST];
	size_t index[DIM_REQUEST]; /* of the value on its axis */
	int fastest;		   /* the last dimension of several values */
};

/* The axis of those values, given in any order. */
struct axis axis_of(struct arena *a, const int *value, size_t count);

/* The axis of all members of s, which are few and fit an int. */
struct axis axis_of_set(struct arena *a, struct set s);

/* The values of an axis from number first up to and without end. */
struct set
axis_set(struct arena *a, const struct axis *x, size_t first, size_t end);

/* How many points the product has. */
size_t product_size(const struct product *p);

/* How many of its points agree in dimension d and all before it. */
size_t product_inner(const struct product *p, int d);

/* The first dimension with more than one value; the last where none has. */
int product_outermost(const struct product *p);

/* Puts point number i in *at. */
void product_point(const struct product *p, size_t i, struct point *at);

/* Moves to the next point; from the last one to the first. */
static inline void
product_next(const struct product *p, struct point *at)
{
	int d;

	for (d = at->fastest; d >= 0; d--) {
		if (++at->index[d] < p->axis[d].count) {
			at->value[d] = p->axis[d].value[at->index[d]];
			return;
		}
		at->index[d] = 0;
		at->value[d] = p->axis[d].value[0];
	}
}

#endif
