/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tables whose clauses the cases name, each opened once. */

#ifndef PAIRTEST_DOCUMENTS_H
#define PAIRTEST_DOCUMENTS_H

#include "oracle/table/table.h"

enum { DOCUMENTS_MAX = 8 };

struct documents {
	struct table table[DOCUMENTS_MAX];
	size_t count;
};

/* A clause of a table. */
struct case_clause {
	const struct table *table;
	size_t index;
};

/*
 * Finds the clause that "berkeley:ERRORS.EFAULT" (len bytes) names; the
 * table is a built-in one.  d is all zero at first.  Returns 0, or -1 with
 * the reason.
 */
int documents_find(struct documents *d, const char *name, size_t len,
    struct case_clause *clause, struct diag *why);

void documents_free(struct documents *d);

/* The clause itself. */
const struct clause *documents_clause(const struct case_clause *c);

/* Whether it speaks of answers, not of what comes with them. */
bool documents_is_of_answers(const struct case_clause *c);

#endif
