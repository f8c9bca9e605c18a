/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What happens to a worker and of a half-written file when somebody ends the
 * probe: they go with it.
 */

#ifndef PAIRPROBE_INTERRUPT_H
#define PAIRPROBE_INTERRUPT_H

/* From now on the signals that end a program clean up first. */
void interrupt_watch(void);

/* In a worker: the signals just end it. */
void interrupt_default(void);

/* The worker that runs, by its process id; 0 for none. */
void interrupt_worker(long pid);

#endif
