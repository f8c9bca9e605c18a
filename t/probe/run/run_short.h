/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sweeps that are made while the system is short of something. */

#ifndef PAIRPROBE_RUN_SHORT_H
#define PAIRPROBE_RUN_SHORT_H

#include "t/probe/run/run.h"

/* Gets ready for the shortage that a sweep wants, if it wants one. */
void run_shorten(struct run *r, const struct sweep *s);

/* Ends it; if it did not come, or not always, the trace says why. */
void run_lengthen(struct run *r, const struct sweep *s);

/*
 * Whether there may be requests that make as many allocations as the sweep
 * lets succeed, and one more, which fails: those before it show that.
 */
bool run_faults_left(struct run *r, const struct sweep *s);

#endif
