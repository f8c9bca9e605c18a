/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out sweeps that have an axis for each dimension. */

#ifndef PAIRPROBE_RUN_PASS_H
#define PAIRPROBE_RUN_PASS_H

#include "t/probe/run/run.h"

enum { TOGETHER_MAX = 8 }; /* sweeps that one worker does */

/*
 * Carries out a sweep whose rows, the values of its outermost axis, each have
 * room, and writes what came of it.  Returns 0, or -1 with the reason.
 */
int run_pass(struct run *r, const struct sweep *s, struct diag *why);

/* How many of the sweeps from s on one worker can do, all at a time. */
size_t run_together(const struct run *r, const struct sweep *s, size_t count);

/* As run_pass for each of them, but with one worker. */
int run_passes(struct run *r, const struct sweep *s, size_t count,
    struct diag *why);

#endif
