/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * How plans are built, for those that build one: plan.c from tables,
 * plan_asked.c from operands.
 */

#ifndef PAIRPROBE_PLAN_BUILD_H
#define PAIRPROBE_PLAN_BUILD_H

#include "t/probe/plan/list.h"
#include "t/probe/plan/plan.h"

/* Sets of dimensions. */
enum {
	ENTRY = 1 << DIM_ENTRY,
	PRIVILEGE = 1 << DIM_PRIVILEGE,
	FDS = 1 << DIM_FDS,
	RESOURCE = 1 << DIM_RESOURCE,
	DOMAIN = 1 << DIM_DOMAIN,
	TYPE = 1 << DIM_TYPE,
	PROTOCOL = 1 << DIM_PROTOCOL,
	VECTOR = 1 << DIM_VECTOR,
	CHECK = 1 << DIM_CHECK,
	ENDS = 1 << DIM_ENDS,
	ARGUMENTS = DOMAIN | TYPE | PROTOCOL
};

/* Builds the plan of every value. */
int plan_exhaustive(struct plan *p, struct diag *why);

/*
 * Sweeps.  Each is the product of its axes, and there is one for each value
 * of the dimensions in each; those named in neither are as usual.
 */
struct plan_row {
	const char *name;
	enum sweep_kind kind;
	enum list list; /* where values come from */
	unsigned axes;
	unsigned each;
};

/* The axis of a dimension that is as usual for this process. */
struct axis plan_usual(struct plan *p, enum dimension d);

/* Leaves of an axis what can be had; the rest is noted as untested. */
struct axis plan_at_hand(struct plan *p, enum dimension d, struct axis x);

/* Adds a sweep that is a product. */
void plan_add_sweep(struct plan *p, enum sweep_kind kind, const char *name,
    const struct product *product);

/* Adds a sweep of calls: a point, with all of a range in one dimension. */
void plan_add_span(struct plan *p, const char *name,
    const struct product *point, enum dimension d, struct range all);

/* Adds the sweeps of a row, whose values come from that product. */
void plan_add(struct plan *p, const struct plan_row *row,
    const struct product *values);

#endif
