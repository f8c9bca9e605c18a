/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* One trace of what was recorded in several files, or in damaged ones. */

#ifndef PAIRTEST_MERGE_JOIN_H
#define PAIRTEST_MERGE_JOIN_H

#include <stddef.h>

#include "lib/diag.h"
#include "lib/line.h"
#include "lib/trace.h"

/*
 * Puts the bodies of one trace in to: the trace that the files hold, or that
 * their shards or the parts of an interrupted run make.  A sweep that is not
 * whole is there as far as no lost line could change it, and for what is
 * missing there is a "lost" body.  Returns 0, or -1 with the reason.
 */
int merge_logs(struct bodies *to, char *const *path, size_t count,
    struct diag *why);

/* The same as a trace.  Either way trace_free is due. */
int
merge_trace(struct trace *t, char *const *path, size_t count, struct diag *why);

#endif
