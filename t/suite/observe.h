/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Observing: asking the probe for one request. */

#ifndef PAIRTEST_OBSERVE_H
#define PAIRTEST_OBSERVE_H

#include "lib/trace.h"

struct probe {
	const char *command; /* for sh; NULL: the one built in */
	const char *allow;   /* what that may do, with commas; or NULL */
	long seconds;	     /* it may run so long */
};

/*
 * Runs the probe with the arguments of a request (count, NULL behind them)
 * and reads the trace that it makes.  A command that is not done in time is
 * killed with all it started; the probe that is built in says what hung.
 * Returns 0, or -1 with one line that says what went wrong.  Either way
 * trace_free is due.
 */
int observe(const struct probe *p, char *const *argument, int count,
    struct trace *tr, struct diag *why);

#endif
