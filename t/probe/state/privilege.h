/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The privilege that a request is made with: a process has one, and may give
 * it up for another.
 */

#ifndef PAIRPROBE_PRIVILEGE_H
#define PAIRPROBE_PRIVILEGE_H

#include "lib/diag.h"

/*
 * The privilege that this program was started with: PRIVILEGE_ROOT where it
 * may open raw sockets, else PRIVILEGE_USER.  A root that has no power over
 * its network, as in a user namespace alone, is a user.
 */
int privilege_own(void);

/*
 * Takes another privilege for the life of the process, and verifies that the
 * process has it.  Returns 0, or -1 with the reason.
 */
int privilege_enter(int privilege, struct diag *why);

#endif
