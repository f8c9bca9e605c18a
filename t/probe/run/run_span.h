/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Carries out a sweep along a span: as many values as there are numbers, so
 * that nothing is kept of them but where the outcome changes.
 */

#ifndef PAIRPROBE_RUN_SPAN_H
#define PAIRPROBE_RUN_SPAN_H

#include "t/probe/run/run.h"

/*
 * Carries it out from the place where the run stands on, and writes it.
 * Returns 0, or -1 with the reason.
 */
int run_span(struct run *r, const struct sweep *s, struct diag *why);

#endif
