/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Rules: the rows of a table as boxes of one host's numbers, and the
 * decision of a whole box at a time.
 */

#ifndef PAIRTEST_RULES_H
#define PAIRTEST_RULES_H

#include "lib/box.h"
#include "oracle/table/table.h"

struct rules {
	const struct table *table;
	struct box *box; /* one a row of the table, in its order */
	size_t count;
	struct box
	    *asked; /* what the table speaks of; of all if there is none */
	size_t askeds;
};

/* Part of a box, all of whose requests the same rows decide. */
struct decision {
	struct box box;
	size_t *row; /* indices, in the table's order */
	size_t rows; /* 0: no row speaks of it */
};

struct decisions {
	struct decision *list;
	size_t count;
	size_t room;
};

/*
 * Compiles a table for a host of numbers n.  The rules live in a and need
 * the table.  Returns 0, or -1 with the place of a row that cannot be.
 */
int rules_compile(struct arena *a, const struct table *t,
    const struct numbering *n, struct rules *r, struct diag *why);

/*
 * Splits b into parts that one row (order first) or one set of rows (order
 * any) decides.  Where b has several values in a dimension of facts, so may
 * a part; parts of the same requests then differ in facts.
 */
struct decisions
rules_decide(struct arena *a, const struct rules *r, const struct box *b);

/* Whether d speaks of the call itself, not of a check of its pair. */
bool decision_of_call(const struct decision *d);

/* Whether x and y share a request, whatever the facts. */
bool requests_meet(const struct box *x, const struct box *y);

#endif
