/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Products of axes, and their points. */

#include <stdlib.h>
#include <string.h>

#include "t/probe/box/product.h"

static int
value_order(const void *x, const void *y)
{
	const int *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

struct axis
axis_of(struct arena *a, const int *value, size_t count)
{
	struct axis x = { NULL, 0 };
	int *to;
	size_t i;

	if (count == 0)
		return x;
	to = arena_get(a, count * sizeof(*to));
	memcpy(to, value, count * sizeof(*to));
	qsort(to, count, sizeof(*to), value_order);
	for (i = 0; i < count; i++)
		if (x.count == 0 || to[i] != to[x.count - 1])
			to[x.count++] = to[i];
	x.value = to;
	return x;
}

struct axis
axis_of_set(struct arena *a, struct set s)
{
	struct axis x = { NULL, 0 };
	int64_t v;
	int *to;
	size_t i;

	to = arena_get(a, (size_t)set_size(s) * sizeof(*to));
	for (i = 0; i < s.count; i++)
		for (v = s.range[i].lo; v <= s.range[i].hi; v++)
			to[x.count++] = (int)v;
	x.value = to;
	return x;
}

struct set
axis_set(struct arena *a, const struct axis *x, size_t first, size_t end)
{
	struct range *r;
	size_t i;

	r = arena_get(a, (end - first) * sizeof(*r));
	for (i = first; i < end; i++)
		r[i - first].lo = r[i - first].hi = x->value[i];
	return set_of(a, r, end - first);
}

size_t
product_inner(const struct product *p, int d)
{
	size_t n;

	n = 1;
	while (++d < DIM_REQUEST)
		n *= p->axis[d].count;
	return n;
}

size_t
product_size(const struct product *p)
{
	return product_inner(p, -1);
}

int
product_outermost(const struct product *p)
{
	int d;

	for (d = 0; d < DIM_REQUEST - 1; d++)
		if (p->axis[d].count > 1)
			break;
	return d;
}

void
product_point(const struct product *p, size_t i, struct point *at)
{
	int d;

	at->fastest = DIM_REQUEST - 1;
	while (at->fastest > 0 && p->axis[at->fastest].count == 1)
		at->fastest--;
	for (d = DIM_REQUEST - 1; d >= 0; d--) {
		at->index[d] = i % p->axis[d].count;
		at->value[d] = p->axis[d].value[at->index[d]];
		i /= p->axis[d].count;
	}
}
