/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a plan, or what a checkpoint left of it, and writes a trace. */

#ifndef PAIRPROBE_RUN_H
#define PAIRPROBE_RUN_H

#include "t/probe/run/sweep.h"

/* Carries out all of it from the place on.  Returns 0, or -1 with reason. */
int run_plan(struct run *r, struct diag *why);

#endif
