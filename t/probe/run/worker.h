/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The worker: makes the requests of a stretch of a product one after
 * another.  It may be a process of its own, for a request may kill it, so
 * all that it finds out lies in memory that it shares with the watch.
 */

#ifndef PAIRPROBE_WORKER_H
#define PAIRPROBE_WORKER_H

#include <stdint.h>

#include "lib/outcome.h"
#include "t/probe/plan/plan.h"
#include "t/probe/shortage/shortage.h"

/* Marks an outcome that is not to be asked for, or not any more. */
#define CELL_FINAL ((outcome_t)1 << 63)

enum {
	/*
	 * A request that kills, hangs or faults is asked so many times more,
	 * alone: somebody else may have sent the signal, or stopped the
	 * machine.  Only what happens each time is an observation.
	 */
	WORKER_AGAIN = 2,
	DOUBTS_MAX = 64 /* requests whose fate was not the same each time */
};

/* A request that ended the worker once, but not each time. */
struct doubt {
	size_t cell;
	int fate; /* the answer that it would have been */
};

struct shared {
	volatile size_t batch; /* first cell of the batch in work */
	volatile size_t at;    /* the cell in work */
	volatile int asking;   /* a request is being made, that of at */
	volatile int failed;   /* the state was refused, for this reason: */
	struct diag lost;
	volatile int done;
	volatile unsigned vague;      /* batches whose culprit was not found */
	volatile unsigned came;	      /* allocations that failed as wanted */
	const char *volatile refused; /* why there is no shortage, or NULL */
	struct shortage *shortage;    /* for requests that want one, or NULL */
	volatile unsigned doubts;
	struct doubt doubt[DOUBTS_MAX];
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

/* The point that a cell stands for. */
void worker_point(const struct stretch *s, size_t cell, struct point *at);

/* Leaves a request untested whose fate was not the same each time. */
void worker_doubt(struct shared *shared, size_t cell, int fate);

#endif
