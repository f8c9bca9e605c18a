/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The state that a request is made in: who calls, and which descriptors are
 * free.  A process that enters a state never leaves it, so workers do it.
 */

#ifndef PAIRPROBE_STATE_H
#define PAIRPROBE_STATE_H

#include "lib/diag.h"

/*
 * Enters the state, whatever descriptors are open, and verifies that it
 * holds.  Returns 0, or -1 with the reason.
 */
int state_enter(int privilege, int fds, struct diag *why);

/*
 * Whether this process, as it is, has descriptors enough for the checks of a
 * pair.  Returns 0, or -1 with the reason.
 */
int state_has_descriptors(struct diag *why);

/*
 * The privilege that this program was started with: PRIVILEGE_ROOT where it
 * may open raw sockets, else PRIVILEGE_USER.  A root that has no power over
 * its network, as in a user namespace alone, is a user.
 */
int state_privilege(void);

/*
 * How many sockets the kernel holds, with or without descriptors, in the
 * network namespace of this process; -1 where the host does not say, or no
 * descriptor is free.
 */
long state_sockets(void);

/* Gets a network namespace, if it can, and returns what it holds. */
long state_sockets_apart(void);

/*
 * How many more than before there are.  Some families free a socket with a
 * delay, so this waits a moment before it reports any.
 */
unsigned state_sockets_more(long before);

#endif
