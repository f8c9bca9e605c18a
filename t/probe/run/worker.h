/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The worker: makes the requests of a stretch of a product one after
 * another.  It may be a process of its own, for what it calls may kill it,
 * so that all it knows stands in memory that it shares.
 */

#ifndef PAIRPROBE_WORKER_H
#define PAIRPROBE_WORKER_H

#include <stdint.h>

#include "lib/outcome.h"
#include "t/probe/plan/plan.h"
#include "t/probe/shortage/shortage.h"

/* An outcome that is not to be asked for (any more). */
#define CELL_FINAL ((outcome_t)1 << 63)

struct shared {
	volatile size_t batch; /* first cell of the batch in work */
	volatile size_t at;    /* the cell in work */
	volatile int failed;   /* errno of a state that was refused */
	volatile int done;
	volatile unsigned vague;      /* batches whose culprit was not found */
	volatile unsigned came;	      /* allocations that failed as wanted */
	const char *volatile refused; /* why there is no shortage, or NULL */
	struct shortage *shortage;    /* for requests that want one, or NULL */
	outcome_t cell[];
};

/* Cells from..to of a slab that stand for points of a product. */
struct stretch {
	const struct sweep *sweep;
	struct vectors *vectors;
	struct shared *shared;
	size_t first;  /* point that cell 0 would stand for */
	int64_t value; /* the same along a span */
	size_t from, to;
	unsigned limit;	      /* seconds for one request */
	bool alone;	      /* in a process that may end */
	struct stretch *next; /* behind it, in the same state; or NULL */
};

/*
 * Fills the cells that are not final, of the stretch and of those behind it,
 * from the given one on.
 */
void worker_run(const struct stretch *s, size_t from);

#endif
