/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Carries out a plan and writes what came of it: each sweep slab by slab, so
 * that memory is bounded whatever the number of requests.
 */

#ifndef PAIRPROBE_RUN_H
#define PAIRPROBE_RUN_H

#include "t/probe/box/writer.h"
#include "t/probe/run/checkpoint.h"
#include "t/probe/run/watch.h"

struct run {
	struct plan *plan;
	struct writer *writer;
	unsigned limit; /* seconds that a request may take */
	struct watch watch;
	struct progress progress;
	struct shared *shared;
	size_t room;		  /* cells in shared */
	struct shortage shortage; /* that the sweep in work wants */
	const char *refused;	  /* why it did not come, or NULL */
	unsigned nth;		  /* allocation that fails in it, or 0 */
	unsigned came;		  /* how often one did in those before it */
	struct place place;	  /* to go on from, and to be written down */
	struct checkpoint *checkpoint; /* where, or NULL */
};

/*
 * Carries out all of it from the place on, in workers or in this process.
 * Returns 0, or -1 with the reason.
 */
int run_plan(struct run *r, bool workers, struct diag *why);

/* A stretch of a sweep that says all but which cells it has. */
struct stretch run_stretch(struct run *r, const struct sweep *s);

/*
 * Has a worker fill the cells of a stretch and of those behind it.  Returns
 * 0, or -1 with the reason.
 */
int run_ask(struct run *r, struct stretch *s, struct diag *why);

/*
 * Writes a checkpoint when it is time for one, or finds out that the trace
 * cannot be written.  Returns 0, or -1 with the reason.
 */
int run_pause(struct run *r, struct diag *why);

#endif
