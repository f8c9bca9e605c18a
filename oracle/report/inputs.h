/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * How much of the input space a trace covers: the values of each dimension
 * that were tried, and how much of the product of each two dimensions was.
 */

#ifndef PAIRTEST_INPUTS_H
#define PAIRTEST_INPUTS_H

#include "lib/trace.h"

struct inputs {
	struct set tried[DIM_REQUEST];
	/* Pairs of values that stood in some request; [x][y] with x < y. */
	uint64_t pairs[DIM_REQUEST][DIM_REQUEST];
	uint64_t triples; /* of domain, type and protocol */
	bool countable;	  /* false: too many values to count pairs */
};

/* Gathers what the calls of a trace covered; the sets live in a. */
void inputs_gather(struct arena *a, const struct trace *t, struct inputs *in);

/* How many parts of a thousand were covered, rounded down. */
int inputs_part(uint64_t covered, uint64_t all);

#endif
