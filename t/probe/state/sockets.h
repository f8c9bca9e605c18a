/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * How many sockets the kernel holds, whether descriptors lead to them or not.
 * It says so of a network namespace as a whole, so this is of use only to a
 * process that has one of its own.
 */

#ifndef PAIRPROBE_SOCKETS_H
#define PAIRPROBE_SOCKETS_H

/* The number; -1 where the host does not say, or no descriptor is free. */
long sockets_held(void);

/* Gets a network namespace, if it can, and returns what it holds. */
long sockets_apart(void);

/*
 * How many more there are than that many.  Some families free a socket only
 * after a while, so this takes a moment before it says that there are any.
 */
unsigned sockets_more(long before);

#endif
