/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Differences by meaning: the boxes of requests for which two tables, two
 * traces, or a trace and a table say different things.
 */

#ifndef PAIRTEST_DIFF_H
#define PAIRTEST_DIFF_H

#include "lib/trace.h"
#include "oracle/table/table.h"

struct difference {
	struct box box;
	const char *a, *b;   /* what each says */
	const char *when;    /* the box as conditions, "" for everything */
	const char *witness; /* arguments of its plainest request */
	int distance;	     /* from a usual request and host */
};

struct differences {
	struct arena arena;
	struct numbering numbers; /* of the boxes */
	struct box tried;	  /* what can differ at all */
	struct difference *list;  /* smallest witness first */
	size_t count, room;
	uint64_t only_a, only_b; /* requests that one trace alone has */
};

/* One of the two: a table, or a trace where table is NULL. */
struct diff_side {
	const struct table *table;
	const struct trace *trace;
};

/*
 * Compares two sides.  The differences need them.  Returns 0, or -1 with
 * the reason.  Either way differences_free is due.
 *
 * Names are compared, not numbers: where the sides have other numbers for a
 * name, both are read with the reference numbering.  A table and a trace
 * are compared with the numbers of the trace.
 */
int diff(struct differences *d, const struct diff_side *a,
    const struct diff_side *b, struct diag *why);

void differences_free(struct differences *d);

/* Writes the differences of what is called a and b. */
void differences_print(const struct differences *d, const char *a,
    const char *b, FILE *f);

/* The same as JSON.  Returns 0, or -1 where this build has no jansson. */
int differences_json(const struct differences *d, const char *a, const char *b,
    FILE *f);

#endif
