/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Signals that a request raises.  A fault inside the call itself is caught
 * by a trap and is the answer; any other signal is held back until the call
 * is over, and is an effect.
 */

#ifndef PAIRPROBE_SIGNALS_H
#define PAIRPROBE_SIGNALS_H

#include <stdbool.h>

#include "t/probe/host/host.h"

#if defined(HAVE_SIGACTION)
#include <setjmp.h>

/* Where the trap leads; the function that marks it must not have returned. */
sigjmp_buf *signals_trap(void);

/*
 * Compare with 0, and do nothing else with it (C99 7.13.1.1): not 0 when the
 * trap was sprung, by the signal that signals_caught tells.
 */
#define SIGNALS_MARK() sigsetjmp(*signals_trap(), 1)
#else
#define SIGNALS_MARK() 0
#endif

/* The signal that last sprang the trap. */
int signals_caught(void);

/*
 * Arms the trap for faults and holds other signals back, whatever the caller
 * of the program ignored or blocked.  The clock springs the trap too, but
 * not in a worker, which is alone: there the watch keeps the time, and the
 * clock only ends a worker that has lost its parent.
 */
void signals_hold(bool alone);

/*
 * Sets the clock: it rings after so many seconds in which *at, the request in
 * work, stays as it is.  It looks twice in that time, so that a process that
 * was stopped for a while has half of it left.
 */
void signals_clock(unsigned seconds, const volatile size_t *at);

/* Disarms the trap and lets the signals go. */
void signals_release(void);

/* The lowest signal that was held back and is pending, or 0. */
int signals_waiting(void);

/* Drops those that are pending. */
void signals_drop(void);

#endif
