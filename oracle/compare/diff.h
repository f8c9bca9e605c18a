/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Comparing two tables, two traces, or a trace and a table by meaning.
 */

#ifndef PAIRTEST_DIFF_H
#define PAIRTEST_DIFF_H

#include "lib/trace.h"
#include "oracle/compare/differences.h"
#include "oracle/table/table.h"

/* One of the two: a table, or a trace where table is NULL. */
struct diff_side {
	const struct table *table;
	const struct trace *trace;
};

/*
 * Compares two sides.  The differences need them.  Returns 0, or -1 with
 * the reason.  Either way differences_free is due.
 *
 * A system's table that has no row for what the other side speaks of is
 * silent there; documents need not speak of checks.
 *
 * Names are compared, not numbers: where the sides have other numbers for a
 * name, both are read with the reference numbering.  A table and a trace
 * are compared with the numbers of the trace.
 */
int diff(struct differences *d, const struct diff_side *a,
    const struct diff_side *b, struct diag *why);

#endif
