/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Checkpoints: a file that says how far a run is, so that another run can go
 * on from there when this one is killed.  It has lines like a trace: where
 * the run stands, and behind "trace" all bodies of the trace up to there.
 */

#ifndef PAIRPROBE_CHECKPOINT_H
#define PAIRPROBE_CHECKPOINT_H

#include <time.h>

#include "lib/bodies.h"
#include "t/probe/run/place.h"
#include "t/probe/state/modules.h"

#define CHECKPOINT_MAGIC "pairtest-checkpoint 1"

struct checkpoint {
	const char *path;
	struct bodies trace;	      /* what was written of it up to now */
	const struct modules *before; /* what was loaded when all began */
	time_t last;		      /* when one was written */
};

/* Whether the last one is of another second. */
bool checkpoint_due(const struct checkpoint *c);

/* Writes one in place of the last.  Returns 0, or -1 with the reason. */
int
checkpoint_write(struct checkpoint *c, const struct place *p, struct diag *why);

/* Nobody needs it any more; takes the file away. */
void checkpoint_end(struct checkpoint *c);

#endif
