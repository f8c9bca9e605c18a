/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Why calls failed: for each errno of a trace the reasons (oracle/reason.def)
 * that brought it with nothing else wrong.
 */

#ifndef PAIRTEST_REASONS_H
#define PAIRTEST_REASONS_H

#include "oracle/precedence/errnos.h"

enum {
	REASONS = 0
#define REASON(condition, text) +1
#include "oracle/precedence/reason.def"
#undef REASON
};

/* One reason of one errno. */
struct reason {
	uint64_t requests; /* 0: the errno never came of it alone */
	struct box simplest;
};

/* The sentences for a reason, lines of mdoc without a newline at the end. */
const char *reason_text(int reason);

/*
 * Tells the reasons of each errno: count arrays of REASONS, in the order of
 * e.  Lives in a.  Returns NULL with the reason where it cannot be done.
 */
struct reason *reasons_of(struct arena *a, const struct trace *t,
    const struct errnos *e, struct diag *why);

#endif
