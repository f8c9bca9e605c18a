/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Going on from a checkpoint, if it is of this host and of this plan. */

#ifndef PAIRPROBE_RESUME_H
#define PAIRPROBE_RESUME_H

#include "lib/bodies.h"
#include "t/probe/plan/plan.h"
#include "t/probe/run/place.h"
#include "t/probe/state/modules.h"

struct resume {
	struct bodies file;
	size_t from, end; /* bodies of the trace behind its header */
	struct place place;
	struct modules before; /* what was loaded when all began */
};

/*
 * Reads the checkpoint at path, which must be one of this plan on this host.
 * Returns 0, or -1 with the reason.  Either way resume_free is due.
 */
int resume_read(struct resume *r, const struct plan *p, const char *path,
    struct diag *why);

void resume_free(struct resume *r);

#endif
