/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Covers: a region of a trace's requests as few conditions. */

#include <stdlib.h>
#include <string.h>

#include "oracle/learn/cover.h"
#include "oracle/learn/rows.h"
#include "oracle/learn/rules_text.h"
#include "oracle/words/region.h"

enum {
	LABEL_IN = 0,	  /* of the cells of the region */
	BOXES_MAX = 1500, /* the search takes the square of them */
	SINGLE_MAX = 40	  /* boxes that are named one by one */
};

/* Adds a row of these conditions; its boxes are found in the end. */
static void
row_add(struct arena *a, struct cover *c, const char *conditions,
    const struct box *holds)
{
	struct cover_row row = { conditions, { NULL, 0, 0 }, 0 };

	box_add(a, &row.boxes, holds);
	c->row = arena_grow(a, c->row, c->rows, c->rows + 1, sizeof(*c->row),
	    &c->room);
	c->row[c->rows++] = row;
}

static bool
has_inside(const struct cells *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (c->list[i].label == LABEL_IN)
			return true;
	return false;
}

/* Covers the calls of the region, or its checks, by the simplest rows. */
static void
cover_search(struct arena *a, struct cells *cells, bool checks, struct cover *c)
{
	struct arena scratch = ARENA_INIT;
	struct proposal p;
	struct phrase phrase;
	struct diag why;
	struct box box;
	unsigned *choices;
	size_t taken;

	cells_fill(a, cells, checks);
	if (!has_inside(cells))
		return;
	choices = choices_make(a);
	while (has_inside(cells) && *cells->work <= WORK_MAX / 10) {
		p = row_find(&scratch, cells, choices, LABEL_IN);
		phrase = learn_conditions(a, cells, p.dims, p.want, p.allow);
		cells_take(a, cells, phrase.surely, LABEL_IN, &taken);
		arena_free(&scratch);
		if (region_read(a, phrase.text, &cells->trace->numbers, &box,
			&why) == 0)
			row_add(a, c, phrase.text, &box);
	}
}

static int
row_order(const void *x, const void *y)
{
	const struct cover_row *p = x, *q = y;

	if (p->requests != q->requests)
		return p->requests > q->requests ? -1 : 1;
	return strcmp(p->conditions, q->conditions);
}

/* What the row's condition holds for of the region. */
static struct box_list
row_region(struct arena *a, const struct cover_row *row,
    const struct box_list *region)
{
	struct box_list part = { NULL, 0, 0 };
	struct box both;
	size_t i;

	for (i = 0; i < region->count; i++)
		if (box_and(a, &region->box[i], &row->boxes.box[0], &both))
			box_add(a, &part, &both);
	return part;
}

/* Takes out the rows that the others make up for, the smallest first. */
static void
rows_prune(struct arena *a, struct cover *c, const struct box_list *region)
{
	struct box_list rest;
	size_t i, k;

	for (i = c->rows; i > 0; i--) {
		rest = row_region(a, &c->row[i - 1], region);
		for (k = 0; k < c->rows && rest.count != 0; k++)
			if (k != i - 1)
				rest = region_minus(a, &rest, &c->row[k].boxes);
		if (rest.count != 0)
			continue;
		memmove(&c->row[i - 1], &c->row[i],
		    (c->rows - i) * sizeof(*c->row));
		c->rows--;
	}
}

/* Gives each row the part of the region that no row before it has. */
static void
rows_share(struct arena *a, struct cover *c, const struct box_list *region)
{
	struct box_list left = *region, part;
	size_t i;

	for (i = 0; i < c->rows; i++) {
		part = row_region(a, &c->row[i], &left);
		left = region_minus(a, &left, &c->row[i].boxes);
		c->row[i].boxes = part;
		c->row[i].requests = region_size(&part);
	}
}

static void
rows_sort(struct cover *c)
{
	if (c->rows != 0)
		qsort(c->row, c->rows, sizeof(*c->row), row_order);
}

struct cover
cover_of(struct arena *a, const struct trace *t, const struct box_list *region)
{
	struct box_list all = region_unite(a, region), part;
	struct cover c = { NULL, 0, 0 };
	struct arena scratch = ARENA_INIT;
	struct cells cells = { .work = NULL };
	struct diag why;
	bool enough;
	size_t i;

	enough = true;
	if (cells_of_region(&scratch, &cells, t, &all, BOXES_MAX, &why) == 0) {
		cover_search(a, &cells, false, &c);
		cover_search(a, &cells, true, &c);
		enough = *cells.work <= WORK_MAX / 10;
	}
	arena_free(&scratch);
	c.rows = enough ? c.rows : 0;
	for (i = 0; c.rows == 0 && all.count <= SINGLE_MAX && i < all.count;
	     i++)
		row_add(a, &c, region_text(a, &all.box[i], &t->numbers),
		    &all.box[i]);
	for (i = 0; i < c.rows; i++) {
		part = row_region(a, &c.row[i], &all);
		c.row[i].requests = region_size(&part);
	}
	rows_sort(&c);
	rows_prune(a, &c, &all);
	rows_share(a, &c, &all);
	rows_sort(&c);
	return c;
}
