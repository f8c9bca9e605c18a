/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Which descriptors are open: one bit for each of the lowest FDSET_SIZE.  A
 * new descriptor is the lowest free one, so a leak normally shows there; a
 * host that leaks one at FDSET_SIZE or above is not noticed.
 */

#ifndef PAIRPROBE_FDSET_H
#define PAIRPROBE_FDSET_H

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
 * Closes the descriptors below reach that are open and not wanted, and opens
 * those that are wanted and closed, as copies of another one.
 */
void fdset_restore(fdset_t wanted, int reach);

#endif
