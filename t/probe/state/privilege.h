/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The privilege that a request is made with: a process has one, and may give
 * it up for another.
 */

#ifndef PAIRPROBE_PRIVILEGE_H
#define PAIRPROBE_PRIVILEGE_H

/* The privilege of this process: PRIVILEGE_ROOT or PRIVILEGE_USER. */
int privilege_own(void);

/*
 * Takes another one, for as long as the process lives.  Returns 0, or an
 * errno where the host refuses.
 */
int privilege_enter(int privilege);

#endif
