/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Which descriptors are open: a bit each for the lowest of them, where a
 * call that leaks or loses one shows, for a new one is the lowest free.
 */

#ifndef PAIRPROBE_FDSET_H
#define PAIRPROBE_FDSET_H

#include <stdint.h>

typedef uint64_t fdset_t;

enum { FDSET_SIZE = 64 };

/* Those that are open now. */
fdset_t fdset_open(void);

/* Closes those from one on, up to and without end, but for those kept. */
void fdset_close(int from, int end);

/*
 * Names two descriptors above the set, or -1, that are never closed here: by
 * them workers reach the guardian of a shortage.
 */
void fdset_keep(int fd, int other);

/* Whether descriptor fd is one of the set. */
int fdset_has(fdset_t set, int fd);

unsigned fdset_count(fdset_t set);

/* The two lowest numbers not in the set, -1 where there are none. */
void fdset_lowest(fdset_t set, int lowest[2]);

/*
 * Closes what is open and not wanted, below the number reach, and opens what
 * is wanted and not open as a copy of another one.
 */
void fdset_restore(fdset_t wanted, int reach);

#endif
