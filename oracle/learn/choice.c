/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which dimensions a row has conditions in. */

#include <stdlib.h>

#include "oracle/learn/choice.h"

/* What a condition costs, beside its length. */
static const int costs[LEARN_DIMS] = {
	[DIM_ENTRY] = COST_HOSTLESS,
	[DIM_PRIVILEGE] = 11,
	[DIM_FDS] = COST_PLAIN,
	[DIM_RESOURCE] = COST_PLAIN,
	[DIM_DOMAIN] = COST_PLAIN,
	[DIM_TYPE] = COST_PLAIN,
	[DIM_PROTOCOL] = COST_PLAIN,
	[DIM_VECTOR] = COST_PLAIN,
	[DIM_CHECK] = 5,
	[DIM_ENDS] = 11,
	[DIM_SOCKET] = 16,
	[DIM_DOMAIN_FACT] = 14,
	[DIM_TYPE_FACT] = 17,
	[DIM_PROTOCOL_FACT] = 17,
	[LEARN_FLAGS] = 11,
};

int
dims_cost(unsigned dims)
{
	int d, cost;

	cost = 0;
	for (d = 0; d < LEARN_DIMS; d++)
		if (dims >> d & 1)
			cost += costs[d];
	return cost;
}

static int
choice_order(const void *x, const void *y)
{
	const unsigned *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

unsigned *
choices_make(struct arena *a)
{
	unsigned *choice, i;

	choice = arena_get(a, CHOICES * sizeof(*choice));
	for (i = 0; i < CHOICES; i++)
		choice[i] = (unsigned)dims_cost(i) << LEARN_DIMS | i;
	qsort(choice, CHOICES, sizeof(*choice), choice_order);
	return choice;
}

unsigned
choice_dims(unsigned choice)
{
	return choice & (CHOICES - 1);
}

int
choice_cost(unsigned choice)
{
	return (int)(choice >> LEARN_DIMS);
}

void
mask_add(struct masks *m, unsigned mask)
{
	size_t i, n;

	for (i = 0; i < m->count; i++)
		if ((m->mask[i] & ~mask) == 0)
			return;
	for (i = n = 0; i < m->count; i++)
		if ((mask & ~m->mask[i]) != 0)
			m->mask[n++] = m->mask[i];
	m->mask[n++] = mask;
	m->count = n;
}

bool
choice_hits(const struct masks *m, unsigned dims)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if ((m->mask[i] & dims) == 0)
			return false;
	return true;
}
