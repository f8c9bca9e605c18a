/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Signals that a request raises.  A fault inside the call itself is caught
 * by a trap and is the answer; any other signal waits until the call is
 * over, and is an effect.
 */

#ifndef PAIRPROBE_SIGNALS_H
#define PAIRPROBE_SIGNALS_H

#include <stdbool.h>

#include "t/probe/host/host.h"

#if defined(HAVE_SIGACTION)
#include <setjmp.h>

/* Where the trap leads; the function that marks it must not have returned. */
sigjmp_buf *signals_trap(void);

/* 0 when the trap is set, and the signal's number when it fell. */
#define SIGNALS_MARK() sigsetjmp(*signals_trap(), 1)
#define SIGNALS_CLOCKED true /* there is a clock, so nothing hangs */
#else
#define SIGNALS_MARK() 0
#define SIGNALS_CLOCKED false
#endif

/*
 * Arms the trap for faults and holds other signals back.  The clock springs
 * the trap too, but in a worker, which is alone: there somebody else watches
 * the time, and the clock only ends a worker that has lost its parent.
 */
void signals_hold(bool alone);

/* Sets the clock to so many seconds from now. */
void signals_clock(unsigned seconds);

/* The end of that. */
void signals_release(void);

/* Whether a signal that was held back waits. */
bool signals_waiting(void);

/* Drops those that wait. */
void signals_drop(void);

#endif
