/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The errnos that a host answered with. */

#include <stdlib.h>
#include <string.h>

#include "oracle/precedence/errnos.h"

/* How many dimensions of the box exclude the usual value. */
static int
distance(const struct observation *o, const struct numbering *n)
{
	int d, far;

	far = 0;
	for (d = 0; d < DIM_REQUEST; d++)
		far += !set_has(o->box.dim[d],
		    dimension_default((enum dimension)d, n));
	return far;
}

static void
errno_count(struct arena *a, struct errnos *e, const struct observation *o,
    const struct numbering *n)
{
	struct errno_seen *one;
	size_t i;

	for (i = 0; i < e->count; i++)
		if (e->list[i].answer == outcome_answer(o->outcome))
			break;
	if (i == e->count) {
		e->list = arena_grow(a, e->list, e->count, e->count + 1,
		    sizeof(*e->list), &e->room);
		memset(&e->list[e->count++], 0, sizeof(*e->list));
	}
	one = &e->list[i];
	one->answer = outcome_answer(o->outcome);
	one->requests += box_size(&o->box);
	if (one->simplest == NULL ||
	    distance(o, n) < distance(one->simplest, n))
		one->simplest = o;
}

static int
errno_order(const void *x, const void *y)
{
	const struct errno_seen *p = x, *q = y;
	char a[32], b[32];

	return strcmp(answer_text(p->answer, a, sizeof(a)),
	    answer_text(q->answer, b, sizeof(b)));
}

struct errnos
errnos_of(struct arena *a, const struct trace *t)
{
	struct errnos e = { NULL, 0, 0 };
	const struct observation *o;
	size_t i;

	for (i = 0; i < t->calls; i++) {
		o = &t->call[i];
		if (answer_is_errno(outcome_answer(o->outcome)) &&
		    set_has(o->box.dim[DIM_CHECK], CHECK_CALL))
			errno_count(a, &e, o, &t->numbers);
	}
	if (e.count != 0)
		qsort(e.list, e.count, sizeof(*e.list), errno_order);
	return e;
}

bool
errno_is_listed(const struct table *t, int answer)
{
	size_t i;

	for (i = 0; i < t->errors; i++)
		if (t->error[i] == answer)
			return true;
	return false;
}
