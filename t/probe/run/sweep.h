/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Carries out one sweep, or a few alike, and writes the outcomes: slab by
 * slab, so that memory is bounded whatever the number of requests.
 */

#ifndef PAIRPROBE_SWEEP_H
#define PAIRPROBE_SWEEP_H

#include "t/probe/box/writer.h"
#include "t/probe/run/checkpoint.h"
#include "t/probe/run/watch.h"

/* What is to be carried out; nothing of how far it is but the place. */
struct run {
	struct plan *plan;
	struct writer *writer;
	bool workers;		       /* there may be some */
	unsigned limit;		       /* seconds that a request may take */
	struct place place;	       /* to go on from */
	struct checkpoint *checkpoint; /* to be written, or NULL */
};

/* A run on its way. */
struct job {
	struct run *run;
	struct watch watch;
	struct progress progress;
	struct shared *shared;
	size_t room; /* cells in shared */
	struct shortage shortage;
	struct diag shortage_lost; /* why it could not begin, or "" */
	const char *refused;	   /* why the sweep in work had none, or NULL */
	unsigned nth;		   /* allocation that fails in it, or 0 */
	/* Requests of it that an earlier degree showed to want no more. */
	bool *spent;
	size_t left;  /* those that want more */
	bool tracked; /* all of that is known */
};

/*
 * Carries out the first of count sweeps, or as many as one worker can do at
 * a time, and adds how many to the place.  Returns 0, or -1 with the reason.
 */
int
sweep_run(struct job *j, const struct sweep *s, size_t count, struct diag *why);

/*
 * Writes a checkpoint when it is time for one, or finds out that the trace
 * cannot be written.  Returns 0, or -1 with the reason.
 */
int sweep_pause(struct job *j, struct diag *why);

#endif
