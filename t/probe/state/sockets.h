/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * How many sockets the kernel holds, with or without descriptors.  It counts
 * those of a whole network namespace, so only a process that has a namespace
 * of its own can use the number.
 */

#ifndef PAIRPROBE_SOCKETS_H
#define PAIRPROBE_SOCKETS_H

/* The number; -1 where the host does not say, or no descriptor is free. */
long sockets_held(void);

/* Gets a network namespace, if it can, and returns what it holds. */
long sockets_apart(void);

/*
 * How many more than before there are.  Some families free a socket with a
 * delay, so this waits a moment before it reports any.
 */
unsigned sockets_more(long before);

#endif
