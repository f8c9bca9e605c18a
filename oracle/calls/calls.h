/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The calls of socketpair(2) in the log of a tracer, as a trace.  Known are
 * the formats of strace(1), with any of its options that decorate a line, of
 * truss(1) of FreeBSD, of kdump(1), and of dtruss(1m).
 */

#ifndef PAIRTEST_CALLS_H
#define PAIRTEST_CALLS_H

#include <stdint.h>

#include "lib/diag.h"
#include "lib/line.h"
#include "lib/symbol.h"

/* What the log does not say. */
struct calls_host {
	const char *system; /* as uname(2) would call it, or NULL */
	const struct numbering *numbers; /* of names */
	int privilege;			 /* of the programs: PRIVILEGE_... */
};

/* How many calls there are. */
struct calls_count {
	uint64_t whole;	   /* in the trace */
	uint64_t left_out; /* each with a note in the trace */
};

/*
 * Puts the bodies of a trace in to: one sweep for each different request and
 * answer, and a note that says how often and in which line it came first.
 * path is the log; "-" is standard input.  Returns 0, or -1 with the reason,
 * as when the log shows no call whole.  Either way bodies_free is due.
 */
int calls_read(struct bodies *to, const char *path, const struct calls_host *h,
    struct calls_count *count, struct diag *why);

#endif
