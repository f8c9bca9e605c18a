/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The plan: which requests are made, as sweeps, each a whole product.  A
 * plan is data; what carries it out is run.h.
 */

#ifndef PAIRPROBE_PLAN_H
#define PAIRPROBE_PLAN_H

#include "lib/trace.h"
#include "t/probe/box/product.h"
#include "t/probe/plan/values.h"

/* A dimension that has every value of a range: too many for an axis. */
struct span {
	enum dimension dim;
	struct range all;  /* of the plan */
	struct range part; /* of this run, where others do the rest */
};

struct sweep {
	enum sweep_kind kind;
	const char *name;
	struct product product; /* one point where there is a span */
	struct span *span;	/* or NULL */
	unsigned nth;		/* allocation that fails in each, or 0 */
};

/* Values that belong to the plan and cannot be had. */
struct untested {
	enum dimension dim;
	struct set set;
	const char *reason;
};

struct plan {
	struct arena arena;
	const char *level;	/* "base", "quick", "full", ..., or "asked" */
	const char *range;	/* of each span, or NULL for all there is */
	unsigned shard, shards; /* of so many; 0 for the whole */
	const char *from;	/* name of the first sweep of calls, or NULL */
	size_t first;		/* calls of sweeps before are not made */
	struct means means;
	struct skips skips;
	struct sweep *sweep;
	size_t sweeps, sweep_room;
	struct untested *untested;
	size_t untesteds, untested_room;
};

/*
 * Fills in the plan of level "base", "quick", "full" or "exhaustive"; skips
 * and the range are set by now, all else is zero.  Returns 0, or -1 with the
 * reason.
 */
int plan_level(struct plan *p, const char *level, struct diag *why);

/*
 * Fills in the plan of operands, DOMAIN TYPE PROTOCOL [KEY=SET ...], and of
 * the facts that it takes to judge them.  Returns 0, or -1 with the reason.
 */
int
plan_asked(struct plan *p, char *const *operand, int count, struct diag *why);

/*
 * Drops all sweeps but those of calls of that name and the facts that it takes
 * to judge them.  Returns 0, or -1 with the reason.
 */
int plan_only(struct plan *p, const char *name, struct diag *why);

/*
 * Makes no call of the sweeps before the first one of that name.  It stays the
 * same plan, of which others may do the rest.  Returns 0, or -1 with the
 * reason.
 */
int plan_from(struct plan *p, const char *name, struct diag *why);

/*
 * Leaves of each span part number shard, from 1, of so many.  Returns 0, or
 * -1 with the reason.
 */
int plan_cut(struct plan *p, unsigned shard, unsigned shards, struct diag *why);

/* How many points a sweep has, whether they are skipped or not. */
uint64_t sweep_size(const struct sweep *s);

void plan_free(struct plan *p);

#endif
