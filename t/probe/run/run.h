/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a plan, or what a checkpoint left of it, and writes a trace. */

#ifndef PAIRPROBE_RUN_H
#define PAIRPROBE_RUN_H

#include "t/probe/box/writer.h"
#include "t/probe/run/checkpoint.h"

/* What is to be carried out; nothing of how far it is but the place. */
struct run {
	struct plan *plan;
	struct writer *writer;
	bool workers;		       /* there may be some */
	unsigned limit;		       /* seconds that a request may take */
	struct place place;	       /* to go on from */
	struct checkpoint *checkpoint; /* to be written, or NULL */
};

/* Carries out all of it from the place on.  Returns 0, or -1 with reason. */
int run_plan(struct run *r, struct diag *why);

#endif
