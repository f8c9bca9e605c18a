/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tables that a command was asked to use. */

#ifndef PAIRTEST_TABLES_H
#define PAIRTEST_TABLES_H

#include "lib/trace.h"
#include "lib/options.h"
#include "oracle/table/table.h"

struct tables {
	struct table *table;
	size_t count;
};

/*
 * Opens each table of the option's values, which may be lists with commas;
 * with no value, every built-in one.  Returns 0, or -1 with the reason.
 * Call tables_close in either case.
 */
int tables_open(struct tables *t, const struct option_values *names,
    struct diag *why);

/*
 * The same; but with no value those that every host is judged by, the base
 * page and POSIX, and the table of the trace's own system where there is one.
 */
int tables_open_for(struct tables *t, const struct option_values *names,
    const struct trace *trace, struct diag *why);

void tables_close(struct tables *t);

#endif
