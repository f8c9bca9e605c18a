/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Why a row of a table does not speak of a request. */

#include "oracle/predict/unmet.h"
#include "oracle/table/condition.h"

static bool
is_met(struct arena *a, const struct table *t, const struct condition *c,
    const struct box *box)
{
	struct box one, both;
	struct diag why;

	one = box_all(a);
	return condition_apply(a, c, &t->numbers, &one, &why) != 0 ||
	    box_and(a, &one, box, &both);
}

const struct condition *
unmet_condition(struct arena *a, const struct table *t, const struct row *r,
    const struct box *box)
{
	size_t i;

	for (i = 0; i < r->conditions; i++)
		if (!is_met(a, t, &r->condition[i], box))
			return &r->condition[i];
	return NULL;
}
