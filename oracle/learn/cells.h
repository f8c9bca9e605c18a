/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Cells: what a trace teaches, as cubes that have one label each.  A label
 * is what a row may say: one outcome, several that one and the same request
 * had, or whatever socket(2) answers.
 */

#ifndef PAIRTEST_LEARN_CELLS_H
#define PAIRTEST_LEARN_CELLS_H

#include "oracle/decide/facts.h"
#include "oracle/learn/space.h"
#include "oracle/words/origin.h"

#define LABEL_NONE (-1)

struct label {
	outcome_t *outcome; /* sorted; of a socket label, the effects */
	size_t outcomes;
	bool socket; /* the answer of socket(2), and these effects */
};

struct cell {
	cube_t bits;
	int label;
	int alias; /* a socket label that is as true, or none */
	size_t origin;
};

struct cells {
	const struct trace *trace;
	struct facts facts;
	struct space space;
	struct origins origins;
	struct label *label;
	size_t labels, label_room;
	struct cell *list; /* of two labels: share no request */
	size_t count, room;
	bool checks;	/* they are of checks, not of calls */
	uint64_t *work; /* how many cells were compared with others so far */
};

enum { ORIGINS_MAX = 8000 };

/* More comparisons than this take longer than 20 seconds. */
#define WORK_MAX UINT64_C(100000000)

/*
 * Gathers what a trace teaches; there are no cells yet.  It lives in a.
 * Returns 0, or -1 with the reason.
 */
int cells_make(struct arena *a, struct cells *c, const struct trace *t,
    struct diag *why);

/*
 * The same with two labels: the first for the requests of a trace that lie in
 * region, the second for all others.  There are no facts.  More boxes than
 * most are too many.
 */
int cells_of_region(struct arena *a, struct cells *c, const struct trace *t,
    const struct box_list *region, size_t most, struct diag *why);

/*
 * Makes the cells of calls, or those of checks of a pair: no row speaks of
 * both.  They are not told apart by facts yet.
 */
void cells_fill(struct arena *a, struct cells *c, bool checks);

/* Tells the cells that are left apart by facts. */
void cells_split(struct arena *a, struct cells *c);

/* Whether a row of that label is right for the cell. */
bool cell_has(const struct cell *cell, int label);

/*
 * Takes what belongs to row, bits and label, out of the cells.  Returns it
 * as a list of its own, whose length is *taken.
 */
struct cell *cells_take(struct arena *a, struct cells *c, const uint64_t *bits,
    int label, size_t *taken);

/* Adds what is in cell and not in bits to a list. */
void
cell_minus(struct arena *a, const struct space *sp, const struct cell *cell,
    const uint64_t *bits, struct cell **list, size_t *count, size_t *room);

#endif
