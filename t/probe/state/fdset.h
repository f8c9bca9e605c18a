/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Which descriptors are open: one bit for each of the lowest FDSET_SIZE, where
 * new ones normally appear; those above are only counted.
 */

#ifndef PAIRPROBE_FDSET_H
#define PAIRPROBE_FDSET_H

#include <stdbool.h>
#include <stdint.h>

typedef uint64_t fdset_t;

enum { FDSET_SIZE = 64 };

/* Those that are open now. */
fdset_t fdset_open(void);

/* Closes descriptors from <= fd < end, except those kept. */
void fdset_close(int from, int end);

/*
 * Names two descriptors above the set, or -1, that are never closed here:
 * workers use them to reach the guardian of a shortage.
 */
void fdset_keep(int fd, int other);

/* Whether descriptor fd is one of the set. */
int fdset_has(fdset_t set, int fd);

unsigned fdset_count(fdset_t set);

/* The two lowest numbers not in the set, -1 where there are none. */
void fdset_lowest(fdset_t set, int lowest[2]);

/*
 * Closes descriptors of the set that are open and not wanted, and opens those
 * that are wanted and closed, as copies of another one.
 */
void fdset_restore(fdset_t wanted);

/*
 * Counts the descriptors from FDSET_SIZE up to the limit of the process.  One
 * that is not alone keeps those that its caller left open.
 */
void fdset_high_start(bool alone);

/*
 * How many more are open than before, or fewer if negative.  Closes those
 * that are new, as far as they can be told from the caller's.
 */
long fdset_high_change(void);

#endif
