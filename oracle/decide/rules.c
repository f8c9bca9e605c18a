/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Rules: the rows of a table as boxes, and the decision of a box. */

#include <string.h>

#include "oracle/decide/rules.h"
#include "oracle/table/condition.h"

/* A row that names no check speaks of the call itself. */
static bool
names_check(const struct row *row)
{
	size_t i;

	for (i = 0; i < row->conditions; i++)
		if (strcmp(row->condition[i].key, dimension_name(DIM_CHECK)) ==
		    0)
			return true;
	return false;
}

int
rules_compile(struct arena *a, const struct table *t, const struct numbering *n,
    struct rules *r, struct diag *why)
{
	const struct row *row;
	struct diag text;
	size_t i, j;

	r->table = t;
	r->count = t->rows;
	r->box = arena_get(a, (t->rows + 1) * sizeof(*r->box));
	for (i = 0; i < t->rows; i++) {
		row = &t->row[i];
		r->box[i] = box_all(a);
		if (!names_check(row))
			r->box[i].dim[DIM_CHECK] = set_range(a, CHECK_CALL,
			    CHECK_CALL);
		for (j = 0; j < row->conditions; j++)
			if (condition_apply(a, &row->condition[j], n,
				&r->box[i], &text) != 0)
				return diag_at(why, t->file, row->line,
				    row->condition[j].column, "%s", text.text);
	}
	return 0;
}

static struct decision *
decision_add(struct arena *a, struct decisions *to, const struct box *b)
{
	struct decision *d;

	to->list = arena_grow(a, to->list, to->count, to->count + 1,
	    sizeof(*to->list), &to->room);
	d = &to->list[to->count++];
	memset(d, 0, sizeof(*d));
	d->box = *b;
	return d;
}

/* What is in from and not in rule keeps its rows. */
static void
decision_rest(struct arena *a, struct decisions *to,
    const struct decision *from, const struct box *rule)
{
	struct box_list rest = { NULL, 0, 0 };
	struct decision *d;
	size_t i;

	box_minus(a, &from->box, rule, &rest);
	for (i = 0; i < rest.count; i++) {
		d = decision_add(a, to, &rest.box[i]);
		d->row = from->row;
		d->rows = from->rows;
	}
}

static void
decision_hit(struct arena *a, struct decisions *to, const struct decision *from,
    const struct box *both, size_t row)
{
	struct decision *d;

	d = decision_add(a, to, both);
	d->row = arena_get(a, (from->rows + 1) * sizeof(*d->row));
	if (from->rows != 0)
		memcpy(d->row, from->row, from->rows * sizeof(*d->row));
	d->row[from->rows] = row;
	d->rows = from->rows + 1;
}

/* Splits every part along one more rule; decided ones go to done. */
static struct decisions
rule_split(struct arena *a, const struct decisions *from,
    const struct box *rule, size_t row, struct decisions *done)
{
	struct decisions next = { NULL, 0, 0 };
	struct box both;
	size_t i;

	for (i = 0; i < from->count; i++) {
		if (!box_and(a, &from->list[i].box, rule, &both)) {
			*decision_add(a, &next, &both) = from->list[i];
			continue;
		}
		decision_hit(a, done == NULL ? &next : done, &from->list[i],
		    &both, row);
		decision_rest(a, &next, &from->list[i], rule);
	}
	return next;
}

/* The call and the checks of its pair are never decided together. */
static void
open_of(struct arena *a, const struct box *b, struct decisions *open)
{
	const struct set call = set_range(a, CHECK_CALL, CHECK_CALL);
	struct box part = *b;

	part.dim[DIM_CHECK] = set_and(a, b->dim[DIM_CHECK], call);
	if (!set_empty(part.dim[DIM_CHECK]))
		decision_add(a, open, &part);
	part.dim[DIM_CHECK] = set_minus(a, b->dim[DIM_CHECK], call);
	if (!set_empty(part.dim[DIM_CHECK]))
		decision_add(a, open, &part);
}

struct decisions
rules_decide(struct arena *a, const struct rules *r, const struct box *b)
{
	struct decisions open = { NULL, 0, 0 }, done = { NULL, 0, 0 };
	bool first;
	size_t i;

	first = r->table->order == ORDER_FIRST;
	open_of(a, b, &open);
	for (i = 0; i < r->count && open.count != 0; i++)
		if (r->table->row[i].kind == ROW_WHEN)
			open = rule_split(a, &open, &r->box[i], i,
			    first ? &done : NULL);
	for (i = 0; i < open.count; i++)
		*decision_add(a, &done, b) = open.list[i];
	return done;
}

bool
requests_meet(const struct box *x, const struct box *y)
{
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		if (!set_meets(x->dim[d], y->dim[d]))
			return false;
	return true;
}

bool
decision_of_call(const struct decision *d)
{
	return set_has(d->box.dim[DIM_CHECK], CHECK_CALL);
}
