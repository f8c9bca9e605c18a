/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The families and types of a host at one glance: what it answered for each
 * domain and type at protocol 0, everything else being as usual.  Domains
 * that answer alike are one row, and types that do are one column.
 */

#ifndef PAIRTEST_PICTURE_H
#define PAIRTEST_PICTURE_H

#include "lib/trace.h"

struct picture {
	struct set *row; /* of domains */
	size_t rows;
	struct set *column; /* of types */
	size_t columns;
	int *answer; /* rows of columns; -1: was not asked */
};

/*
 * Makes the picture of a trace under one privilege; it lives in a.  Returns
 * false where the trace has nothing, or far too much, for one.
 */
bool picture_make(struct arena *a, const struct trace *t, int privilege,
    struct picture *p);

/* Whether two pictures show the same. */
bool picture_equal(const struct picture *x, const struct picture *y);

#endif
