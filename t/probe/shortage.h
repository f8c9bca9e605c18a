/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Shortages: how the system is made to run out of something, for as long as
 * a few requests take.  That reaches beyond the probe's own processes, so
 * each has to be allowed by name.
 */

#ifndef PAIRPROBE_SHORTAGE_H
#define PAIRPROBE_SHORTAGE_H

#include <stdbool.h>

#include "lib/diag.h"
#include "t/probe/guard.h"

/* What may be done: a set of these. */
enum { ALLOW_SYSTEM_FILES = 1, ALLOW_MEMORY = 2 };

struct shortage {
	int resource;		/* RESOURCE_AMPLE for no shortage */
	struct guard guard;
};

/* What the option --allow WORD allows, or 0. */
unsigned shortage_allowed(const char *word);

/* Returns 0 where the system can be made to lack it, or -1 with the reason. */
int shortage_lacks(unsigned allowed, int resource, struct diag *why);

/*
 * Gets ready for a shortage; nothing is changed yet.  Returns 0, or -1 with
 * the reason, and then there will be none.
 */
int shortage_start(struct shortage *s, int resource, struct diag *why);

/*
 * In a worker that may do what its requests may: the shortage begins.
 * Returns NULL, or the reason why there is none.
 */
const char *shortage_enter(struct shortage *s);

/* It ends.  Returns NULL, or the reason why it was none all the time. */
const char *shortage_leave(struct shortage *s);

/* Ends it for a worker that cannot any more. */
void shortage_drop(struct shortage *s);

void shortage_end(struct shortage *s);

#endif
