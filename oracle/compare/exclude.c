/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whether two systems surely differ. */

#include "oracle/compare/exclude.h"

/* The values of an effect that a row allows, those from 32 on as none. */
static uint32_t
effect_mask(const struct row *r, enum effect e)
{
	unsigned v;

	if (r->any[e])
		return UINT32_MAX;
	v = outcome_effect(r->effects, e);
	return r->allow[e] != 0 ? r->allow[e] : v < 32 ? UINT32_C(1) << v : 0;
}

static bool
effects_exclude(const struct row *x, const struct row *y, enum effect e)
{
	uint32_t a, b;

	a = effect_mask(x, e);
	b = effect_mask(y, e);
	if (a == 0 && b == 0)
		return outcome_effect(x->effects, e) !=
		    outcome_effect(y->effects, e);
	if (x->any[e] || y->any[e])
		return false;
	return (a & b) == 0;
}

/* Whether the row may give any answer at all. */
static bool
is_open(const struct row *r)
{
	return table_row_has(r, ANSWER_SOCKET) ||
	    table_row_has(r, ANSWER_INCONCLUSIVE);
}

/* Whether no outcome is one of both rows. */
static bool
rows_exclude(const struct row *x, const struct row *y)
{
	bool shared;
	size_t i;
	int e;

	if (is_open(x) || is_open(y))
		return false;
	shared = false;
	for (i = 0; i < x->answers; i++)
		shared = shared || table_row_has(y, x->answer[i]);
	for (e = 0; e < EFFECT_COUNT && shared; e++)
		shared = !effects_exclude(x, y, (enum effect)e);
	return !shared;
}

bool
systems_exclude(const struct row *const *x, const struct row *const *y)
{
	const struct row *const *p, *const *q;

	if (*x == NULL || *y == NULL)
		return false;
	for (p = x; *p != NULL; p++)
		for (q = y; *q != NULL; q++)
			if (!rows_exclude(*p, *q))
				return false;
	return true;
}
