/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The parts of diff: each finds differences of one sort of pair. */

#ifndef PAIRTEST_DIFF_PARTS_H
#define PAIRTEST_DIFF_PARTS_H

#include "lib/trace.h"
#include "oracle/compare/differences.h"
#include "oracle/decide/rules.h"

/* Each finds the differences of two sides, as diff does. */
int diff_traces(struct differences *d, const struct trace *a,
    const struct trace *b, struct diag *why);

/* swapped: the table is the first of the two. */
int diff_trace_table(struct differences *d, const struct trace *trace,
    const struct table *table, bool swapped, struct diag *why);

/* Finds where two documents demand different effects. */
void diff_demands(struct differences *d, const struct rules *a,
    const struct rules *b);

/*
 * Whether a document allows an outcome over box: the rows of its decision,
 * and what it demands of effects.  unseen are effects that do not count.
 * What is not allowed is put in *want.
 */
bool document_allows(struct arena *a, const struct rules *r,
    const struct decision *d, const struct box *box, outcome_t outcome,
    const bool *unseen, const char **want);

#endif
