/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A guardian's duty: a process that has only so many pages of memory left.
 * It is put into a memory cgroup that is made for it, has that limit, and is
 * removed again.  What the kernel allocates in its calls counts there too.
 */

#ifndef PAIRPROBE_MEMORY_LIMIT_H
#define PAIRPROBE_MEMORY_LIMIT_H

#include "t/probe/shortage/guard.h"

/* Returns 0 where that can be done, or -1 with the reason. */
int memory_limit_lacks(struct diag *why);

/*
 * In the process itself, which is to be a worker, beforehand: has it stay on
 * its processor, and gets all of its memory that it has not used yet, for
 * without that a page of its own would be missed first, and it would stand
 * still.  Returns NULL, or the reason why it may not.
 */
const char *memory_limit_prepare(void);

/* It is to be handed nothing. */
extern const struct guard_duty memory_limit_duty;

#endif
