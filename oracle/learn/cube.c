/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Cubes: boxes as bits. */

#include <string.h>

#include "oracle/learn/cube.h"

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
