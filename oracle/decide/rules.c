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
		if (condition_is_check(&row->condition[i]))
			return true;
	return false;
}

/* The requests that meet all conditions of the row. */
static int
row_compile(struct arena *a, const struct table *t, const struct row *row,
    const struct numbering *n, struct box *box, struct diag *why)
{
	struct diag text;
	size_t i;

	*box = box_all(a);
	if (!names_check(row))
		box->dim[DIM_CHECK] = set_range(a, CHECK_CALL, CHECK_CALL);
	for (i = 0; i < row->conditions; i++)
		if (condition_apply(a, &row->condition[i], n, box, &text) != 0)
			return diag_at(why, t->file, row->line,
			    row->condition[i].column, "%s", text.text);
	return 0;
}

int
rules_compile(struct arena *a, const struct table *t, const struct numbering *n,
    struct rules *r, struct diag *why)
{
	size_t i;

	r->table = t;
	r->count = t->rows;
	r->box = arena_get(a, (t->rows + 1) * sizeof(*r->box));
	r->askeds = t->askeds;
	r->asked = arena_get(a, (t->askeds + 1) * sizeof(*r->asked));
	for (i = 0; i < t->rows; i++)
		if (row_compile(a, t, &t->row[i], n, &r->box[i], why) != 0)
			return -1;
	for (i = 0; i < t->askeds; i++)
		if (row_compile(a, t, &t->asked[i], n, &r->asked[i], why) != 0)
			return -1;
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

/* Moves what the table does not speak of from open to done. */
static void
asked_split(struct arena *a, const struct rules *r, struct decisions *open,
    struct decisions *done)
{
	struct decisions in = { NULL, 0, 0 };
	struct decisions rest = *open, next;
	struct box both;
	size_t i, k;

	for (i = 0; i < r->askeds && rest.count != 0; i++) {
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++) {
			if (box_and(a, &rest.list[k].box, &r->asked[i], &both))
				decision_add(a, &in, &both);
			decision_rest(a, &next, &rest.list[k], &r->asked[i]);
		}
		rest = next;
	}
	for (i = 0; i < rest.count; i++)
		*decision_add(a, done, &rest.list[i].box) = rest.list[i];
	*open = in;
}

struct decisions
rules_decide(struct arena *a, const struct rules *r, const struct box *b)
{
	struct decisions open = { NULL, 0, 0 }, done = { NULL, 0, 0 };
	const char *const what = a->what;
	bool first;
	size_t i;

	/* Rows that overlap in all ways make two parts of each: name them. */
	a->what = r->table->file;
	first = r->table->order == ORDER_FIRST;
	open_of(a, b, &open);
	if (r->askeds != 0)
		asked_split(a, r, &open, &done);
	for (i = 0; i < r->count && open.count != 0; i++)
		if (r->table->row[i].kind == ROW_WHEN)
			open = rule_split(a, &open, &r->box[i], i,
			    first ? &done : NULL);
	for (i = 0; i < open.count; i++)
		*decision_add(a, &done, b) = open.list[i];
	a->what = what;
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
