/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The search for a row: the conditions that are simplest, and hold for most
 * requests, among all that hold for cells of one label only.
 */

#ifndef PAIRTEST_LEARN_ROW_H
#define PAIRTEST_LEARN_ROW_H

#include "oracle/learn/cells.h"

/* One condition costs at least the first, and without facts at most both. */
enum { COST_PLAIN = 10, COST_HOSTLESS = 12 };

struct proposal {
	cube_t allow;  /* what the row may hold for */
	cube_t want;   /* what it must: all its cells */
	unsigned dims; /* bits: where it has a condition */
	int cost;      /* of its conditions; 0: it has none */
	int label;
	bool is_long;	 /* its lists are */
	bool is_success; /* some outcome is */
	double size;	 /* requests */
};

/* Every choice of dimensions, cheapest first; lives in a. */
unsigned *choices_make(struct arena *a);

/*
 * The best row for some of the cells, of which there are any; choices are
 * those of choices_make.  With a label, only for cells of that label, of
 * which there are some; with LABEL_NONE for any.
 */
struct proposal row_find(struct arena *a, const struct cells *c,
    const unsigned *choices, int label);

#endif
