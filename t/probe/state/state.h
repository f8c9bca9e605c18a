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

#endif
