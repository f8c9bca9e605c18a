/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The plan: which requests are made, as sweeps, each a whole product.  A
 * plan is data; what carries it out is run.h.
 */

#ifndef PAIRPROBE_PLAN_H
#define PAIRPROBE_PLAN_H

#include "lib/trace.h"
#include "t/probe/means.h"
#include "t/probe/product.h"
#include "t/probe/skip.h"

struct sweep {
	enum sweep_kind kind;
	const char *name;
	struct product product;
};

/* Values that belong to the plan and cannot be had. */
struct untested {
	enum dimension dim;
	struct set set;
	const char *reason;
};

struct plan {
	struct arena arena;
	const char *level;	/* "base", "full" or "asked" */
	struct means means;
	struct skips skips;
	struct sweep *sweep;
	size_t sweeps, sweep_room;
	struct untested *untested;
	size_t untesteds, untested_room;
};

/*
 * Fills in the plan of level "base" or "full"; skips are set by now, all
 * else is zero.  Returns 0, or -1 with the reason.
 */
int plan_level(struct plan *p, const char *level, struct diag *why);

/*
 * Fills in the plan of operands, DOMAIN TYPE PROTOCOL [KEY=SET ...], and of
 * the facts that it takes to judge them.  Returns 0, or -1 with the reason.
 */
int plan_asked(struct plan *p, char *const *operand, int count,
    struct diag *why);

void plan_free(struct plan *p);

#endif
