/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The state that a request is made in: who calls, and which descriptors are
 * free.  A process enters a state and never leaves it, so a worker does.
 */

#ifndef PAIRPROBE_STATE_H
#define PAIRPROBE_STATE_H

/*
 * Enters the state, from any descriptors being open.  Returns 0, or an errno
 * where the host refuses.
 */
int state_enter(int privilege, int fds);

#endif
