/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* How plans are built. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_build.h"
#include "t/probe/shortage/starve.h"
#include "t/probe/state/privilege.h"

/* Of a poor host not even what is usual can be had: then it is empty. */
struct axis
plan_usual(struct plan *p, enum dimension d)
{
	const int value = d == DIM_PRIVILEGE
	    ? privilege_own()
	    : dimension_default(d, numbers_host());

	return plan_at_hand(p, d, axis_of(&p->arena, &value, 1));
}

/* Notes a value that cannot be had, beside others for the same reason. */
static void
lack(struct plan *p, enum dimension d, int value, const char *reason)
{
	const struct set one = set_range(&p->arena, value, value);
	struct untested *u;
	size_t i;

	for (i = 0; i < p->untesteds; i++) {
		u = &p->untested[i];
		if (u->dim == d && strcmp(u->reason, reason) == 0) {
			u->set = set_or(&p->arena, u->set, one);
			return;
		}
	}
	p->untested = arena_grow(&p->arena, p->untested, p->untesteds,
	    p->untesteds + 1, sizeof(*u), &p->untested_room);
	u = &p->untested[p->untesteds++];
	u->dim = d;
	u->set = one;
	u->reason = reason;
}

struct axis
plan_at_hand(struct plan *p, enum dimension d, struct axis x)
{
	const char *reason;
	int *value;
	size_t i, n;

	value = arena_get(&p->arena, x.count * sizeof(*value));
	n = 0;
	for (i = 0; i < x.count; i++) {
		reason = means_lack(&p->means, &p->arena, d, x.value[i]);
		if (reason == NULL)
			value[n++] = x.value[i];
		else
			lack(p, d, x.value[i], reason);
	}
	return axis_of(&p->arena, value, n);
}

void
plan_add_sweep(struct plan *p, enum sweep_kind kind, const char *name,
    const struct product *product)
{
	struct sweep *s;

	p->sweep = arena_grow(&p->arena, p->sweep, p->sweeps, p->sweeps + 1,
	    sizeof(*p->sweep), &p->sweep_room);
	s = &p->sweep[p->sweeps++];
	s->kind = kind;
	s->name = name;
	s->product = *product;
	s->span = NULL;
	s->nth = 0;
}

void
plan_add_span(struct plan *p, const char *name, const struct product *point,
    enum dimension d, struct range all)
{
	struct span *span;

	plan_add_sweep(p, SWEEP_CALL, name, point);
	span = arena_get(&p->arena, sizeof(*span));
	span->dim = d;
	span->all = span->part = all;
	p->sweep[p->sweeps - 1].span = span;
}

/* Takes a value off an axis.  Returns whether it was there. */
static bool
axis_drop(struct plan *p, struct axis *x, int value)
{
	int *kept;
	size_t i, n;

	kept = arena_get(&p->arena, x->count * sizeof(*kept));
	n = 0;
	for (i = 0; i < x->count; i++)
		if (x->value[i] != value)
			kept[n++] = x->value[i];
	if (n == x->count)
		return false;
	*x = axis_of(&p->arena, kept, n);
	return true;
}

/* A sweep for each degree of it; one comes after the other. */
static void
faults_add(struct plan *p, const struct plan_row *row,
    const struct product *product)
{
	static const int memory = RESOURCE_MEMORY;
	struct product starved = *product;
	char name[32];
	unsigned n;

	starved.axis[DIM_RESOURCE] = axis_of(&p->arena, &memory, 1);
	for (n = 1; n <= STARVE_MAX; n++) {
		snprintf(name, sizeof(name), "memory-%u", n);
		plan_add_sweep(p, row->kind,
		    arena_text(&p->arena, name, strlen(name)), &starved);
		p->sweep[p->sweeps - 1].nth = n;
	}
}

/* Adds a product, or what of it can be had at a time. */
static void
product_add(struct plan *p, const struct plan_row *row,
    const struct product *product)
{
	const struct axis *who = &product->axis[DIM_PRIVILEGE];
	struct product rest = *product;
	struct axis *what = &rest.axis[DIM_RESOURCE];
	bool starved;

	if (who->value[0] == PRIVILEGE_ROOT &&
	    axis_drop(p, what, RESOURCE_FILES))
		lack(p, DIM_RESOURCE, RESOURCE_FILES,
		    "of the privileged:"
		    " needs privilege=user");
	starved = axis_drop(p, what, RESOURCE_MEMORY);
	if (product_size(&rest) != 0)
		plan_add_sweep(p, row->kind, row->name, &rest);
	if (starved)
		faults_add(p, row, product);
}

void
plan_add(struct plan *p, const struct plan_row *row,
    const struct product *values)
{
	struct product each, sweep;
	struct point at;
	size_t i, n;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		each.axis[d] = (row->each >> d & 1) != 0
		    ? values->axis[d]
		    : plan_usual(p, (enum dimension)d);
	n = product_size(&each);
	for (i = 0; i < n; i++) {
		product_point(&each, i, &at);
		for (d = 0; d < DIM_REQUEST; d++)
			sweep.axis[d] = (row->axes >> d & 1) != 0
			    ? values->axis[d]
			    : axis_of(&p->arena, &at.value[d], 1);
		if (product_size(&sweep) != 0)
			product_add(p, row, &sweep);
	}
}
