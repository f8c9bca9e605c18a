/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Checkpoints: a file that says how far a run is, so that another run can go
 * on from there when this one is killed.  It has lines like a trace: the
 * place, and behind "trace" all bodies of the trace up to there.
 */

#ifndef PAIRPROBE_CHECKPOINT_H
#define PAIRPROBE_CHECKPOINT_H

#include <time.h>

#include "lib/line.h"
#include "lib/streak.h"
#include "t/probe/plan/plan.h"
#include "t/probe/state/modules.h"

/* All that it takes to go on with a run. */
struct place {
	size_t sweep;		/* the first of the plan that is unfinished */
	bool inside;		/* it is a span, and next is not its first */
	int64_t next;		/* value of the span */
	struct streaks streaks; /* of the span, up to next */
	struct bodies notes;	/* for the trace, behind the sweep in work */
	uint64_t requests;	/* that the trace holds by now */
	unsigned vague;		/* batches whose culprit was not found */
	unsigned hangs, deaths; /* of workers, that were the host's doing */
	unsigned doubts;	/* of workers, that were not */
};

struct checkpoint {
	const char *path;
	struct bodies trace;	      /* what was written of it up to now */
	const struct modules *before; /* what was loaded when all began */
	time_t last;		      /* when one was written */
};

/* What a checkpoint holds. */
struct resume {
	struct bodies file;
	size_t from, end; /* bodies of the trace behind its header */
	struct place place;
	struct modules before; /* what was loaded when all began */
};

/* Whether the last one is of another second. */
bool checkpoint_due(const struct checkpoint *c);

/*
 * Whether path may be written to and removed as a checkpoint: it is empty,
 * none, no regular file, or a checkpoint.  Returns 0, or -1 with the reason.
 */
int checkpoint_check(const char *path, struct diag *why);

/* Writes one in place of the last.  Returns 0, or -1 with the reason. */
int
checkpoint_write(struct checkpoint *c, const struct place *p, struct diag *why);

/* Takes the file away: nobody needs it any more. */
void checkpoint_end(struct checkpoint *c);

/*
 * Reads the checkpoint at path, which must be one of this plan on this host.
 * Returns 0, or -1 with the reason.  Either way checkpoint_free is due.
 */
int checkpoint_read(struct resume *r, const struct plan *p, const char *path,
    struct diag *why);

void checkpoint_free(struct resume *r);

#endif
