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
#include "t/probe/shortage/guard.h"

/* What may be done: a set of these. */
enum { ALLOW_SYSTEM_FILES = 1, ALLOW_MEMORY = 2 };

/* A kernel that has no such file fails no allocation on request. */
#define FAILSLAB_FILE "/proc/self/fail-nth"

struct shortage_way;

struct shortage {
	const struct shortage_way *way; /* NULL where there is none any more */
	struct guard guard;
};

/* What the option --allow WORD allows, or 0. */
unsigned shortage_allowed(const char *word);

/* Returns 0 where the system can be made to lack it, or -1 with the reason. */
int shortage_lacks(unsigned allowed, int resource, struct diag *why);

/*
 * Gets ready for a shortage of what is not ample; nothing is changed yet.
 * Returns 0, or -1 with the reason, and then there will be none.
 */
int shortage_start(struct shortage *s, int resource, struct diag *why);

/* Whether it is one for one request at a time, or for many. */
bool shortage_each(const struct shortage *s);

/* What a trace has to say of how it comes about, or NULL. */
const char *shortage_note(const struct shortage *s);

/* In a process that will enter it.  Returns NULL, or why it cannot. */
const char *shortage_prepare(const struct shortage *s);

/*
 * In a worker that may do what its requests may: the shortage begins.  For
 * one request it leaves so many pages of memory.  Returns NULL, or the reason
 * why there is none.
 */
const char *shortage_enter(struct shortage *s, unsigned pages);

/* It ends.  Returns NULL, or the reason why it was none all the time. */
const char *shortage_leave(struct shortage *s);

/* Ends it for a worker that cannot any more. */
void shortage_drop(struct shortage *s);

void shortage_end(struct shortage *s);

#endif
