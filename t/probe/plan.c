/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan: which requests are made. */

#include "t/probe/host.h"

#include <stdlib.h>
#include <string.h>

#include "t/probe/list.h"
#include "t/probe/numbers.h"
#include "t/probe/plan.h"
#include "t/probe/state.h"

/* Sets of dimensions. */
enum {
	ENTRY = 1 << DIM_ENTRY,
	PRIVILEGE = 1 << DIM_PRIVILEGE,
	FDS = 1 << DIM_FDS,
	DOMAIN = 1 << DIM_DOMAIN,
	TYPE = 1 << DIM_TYPE,
	PROTOCOL = 1 << DIM_PROTOCOL,
	VECTOR = 1 << DIM_VECTOR,
	ARGUMENTS = DOMAIN | TYPE | PROTOCOL,
	ALL = (1 << DIM_REQUEST) - 1
};

/*
 * Sweeps.  Each is the product of its axes, and there is one for each value
 * of the dimensions in each; those named in neither are as usual.
 */
struct row {
	const char *name;
	enum sweep_kind kind;
	enum list list;
	unsigned axes;
	unsigned each;
};

/*
 * Three arguments in full, every other pair of dimensions in full, and all
 * dimensions together with a few values of each argument, so that a request
 * may be wrong in any two, three or four ways at once.
 */
static const struct row full[] = {
	{ "facts", SWEEP_SOCKET, LIST_FULL, ARGUMENTS, PRIVILEGE },
	{ "arguments", SWEEP_CALL, LIST_FULL, ARGUMENTS, PRIVILEGE },
	{ "domain-vector", SWEEP_CALL, LIST_FULL, DOMAIN | VECTOR, 0 },
	{ "type-vector", SWEEP_CALL, LIST_FULL, TYPE | VECTOR, 0 },
	{ "protocol-vector", SWEEP_CALL, LIST_FULL, PROTOCOL | VECTOR, 0 },
	{ "fds-domain", SWEEP_CALL, LIST_FULL, FDS | DOMAIN, 0 },
	{ "fds-type", SWEEP_CALL, LIST_FULL, FDS | TYPE, 0 },
	{ "fds-protocol", SWEEP_CALL, LIST_FULL, FDS | PROTOCOL, 0 },
	{ "fds-vector", SWEEP_CALL, LIST_FULL, FDS | VECTOR, 0 },
	{ "entry-domain", SWEEP_CALL, LIST_FULL, ENTRY | DOMAIN, 0 },
	{ "entry-type", SWEEP_CALL, LIST_FULL, ENTRY | TYPE, 0 },
	{ "entry-protocol", SWEEP_CALL, LIST_FULL, ENTRY | PROTOCOL, 0 },
	{ "entry-vector", SWEEP_CALL, LIST_FULL, ENTRY | VECTOR, 0 },
	{ "entry-fds", SWEEP_CALL, LIST_FULL, ENTRY | FDS, 0 },
	{ "entry-privilege", SWEEP_CALL, LIST_FULL, ENTRY | PRIVILEGE, 0 },
	{ "privilege-vector", SWEEP_CALL, LIST_FULL, PRIVILEGE | VECTOR, 0 },
	{ "privilege-fds", SWEEP_CALL, LIST_FULL, PRIVILEGE | FDS, 0 },
	{ "faults", SWEEP_CALL, LIST_FAULTS,
	    ENTRY | PRIVILEGE | FDS | ARGUMENTS | VECTOR, 0 }
};

/* Little enough for a host that has sockets and nothing else. */
static const struct row base[] = {
	{ "facts-type", SWEEP_SOCKET, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "facts-protocol", SWEEP_SOCKET, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "domain-type", SWEEP_CALL, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "domain-protocol", SWEEP_CALL, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "type-vector", SWEEP_CALL, LIST_BASE, TYPE | VECTOR, 0 }
};

/* What operands ask for; their values take the place of lists. */
static const struct row asked_facts = {
	"facts", SWEEP_SOCKET, LIST_FACTS, ARGUMENTS, PRIVILEGE
};
static const struct row asked_calls = {
	"asked", SWEEP_CALL, LIST_FULL, ALL, 0
};

enum {
	FULL = sizeof(full) / sizeof(full[0]),
	BASE = sizeof(base) / sizeof(base[0]),
	AXIS_MAX = 1024		/* values of one dimension in operands */
};

static int
usual(enum dimension d)
{
	if (d == DIM_PRIVILEGE)
		return state_privilege();
	return dimension_default(d, numbers_host());
}

static struct axis
usual_axis(struct arena *a, enum dimension d)
{
	const int v = usual(d);

	return axis_of(a, &v, 1);
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

/* Leaves the values of an axis that can be had. */
static struct axis
at_hand(struct plan *p, enum dimension d, struct axis x)
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

static void
sweep_add(struct plan *p, const struct row *row, const struct product *product)
{
	struct sweep *s;

	p->sweep = arena_grow(&p->arena, p->sweep, p->sweeps, p->sweeps + 1,
	    sizeof(*p->sweep), &p->sweep_room);
	s = &p->sweep[p->sweeps++];
	s->kind = row->kind;
	s->name = row->name;
	s->product = *product;
}

/* Adds the sweeps of a row, whose values come from that product. */
static void
row_add(struct plan *p, const struct row *row, const struct product *values)
{
	struct product each, sweep;
	struct point at;
	size_t i, n;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		each.axis[d] = (row->each >> d & 1) != 0 ? values->axis[d] :
		    usual_axis(&p->arena, (enum dimension)d);
	n = product_size(&each);
	for (i = 0; i < n; i++) {
		product_point(&each, i, &at);
		for (d = 0; d < DIM_REQUEST; d++)
			sweep.axis[d] = (row->axes >> d & 1) != 0 ?
			    values->axis[d] :
			    axis_of(&p->arena, &at.value[d], 1);
		if (product_size(&sweep) != 0)
			sweep_add(p, row, &sweep);
	}
}

/* Adds a row whose values come from its list. */
static void
listed_add(struct plan *p, const struct row *row)
{
	struct product values;
	int d;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (((row->axes | row->each) >> d & 1) == 0) {
			values.axis[d] = usual_axis(&p->arena,
			    (enum dimension)d);
			continue;
		}
		values.axis[d] = at_hand(p, (enum dimension)d,
		    list_axis(&p->arena, row->list, (enum dimension)d));
	}
	row_add(p, row, &values);
}

int
plan_level(struct plan *p, const char *level, struct diag *why)
{
	int i;

	p->level = level;
	if (strcmp(level, "base") == 0)
		for (i = 0; i < BASE; i++)
			listed_add(p, &base[i]);
	else if (strcmp(level, "full") == 0) {
		for (i = 0; i < FULL; i++)
			listed_add(p, &full[i]);
		at_hand(p, DIM_RESOURCE, list_axis(&p->arena, LIST_FULL,
		    DIM_RESOURCE));
	} else
		return diag_set(why, "no plan is called '%s'; use base or"
		    " full", level);
	return 0;
}

/* Reads the set of one operand; what it does not limit is the full axis. */
static int
operand_axis(struct plan *p, enum dimension d, const char *text,
    struct axis *x, struct diag *why)
{
	struct arena *a = &p->arena;
	struct axis all;
	struct set s;

	if (dimension_set(a, d, text, strlen(text), numbers_host(), &s,
	    why) != 0)
		return -1;
	if (text[0] == '*' || text[0] == '!') {
		all = list_axis(a, LIST_FULL, d);
		s = set_and(a, s, axis_set(a, &all, 0, all.count));
	}
	if (set_size(s) == 0 || set_size(s) > AXIS_MAX)
		return diag_set(why, "'%.40s' has %s values; name 1 to %d",
		    text, set_size(s) == 0 ? "no" : "too many", AXIS_MAX);
	*x = at_hand(p, d, axis_of_set(a, s));
	return 0;
}

/* Reads operand number i: one of the arguments, then KEY=SET. */
static int
operand_read(struct plan *p, int i, const char *text, struct product *values,
    struct diag *why)
{
	enum dimension d;
	const char *eq;

	if (i <= DIM_PROTOCOL - DIM_DOMAIN) {
		d = (enum dimension)(DIM_DOMAIN + i);
		return operand_axis(p, d, text, &values->axis[d], why);
	}
	eq = strchr(text, '=');
	if (eq == NULL)
		return diag_set(why, "'%.40s' is no KEY=VALUE; use one, as in"
		    " vector=null", text);
	d = dimension_find(text, (size_t)(eq - text));
	if (d >= DIM_REQUEST)
		return diag_set(why, "no dimension of a request is called"
		    " '%.*s'; use entry, privilege, fds or vector",
		    (int)(eq - text < 40 ? eq - text : 40), text);
	return operand_axis(p, d, eq + 1, &values->axis[d], why);
}

/* Adds the values of an axis to those that facts are always wanted for. */
static void
widen(struct plan *p, enum dimension d, struct axis *x)
{
	const struct axis more = list_axis(&p->arena, LIST_FACTS, d);
	struct arena *a = &p->arena;

	*x = axis_of_set(a, set_or(a, axis_set(a, x, 0, x->count),
	    axis_set(a, &more, 0, more.count)));
}

int
plan_asked(struct plan *p, char *const *operand, int count, struct diag *why)
{
	struct product values;
	int d, i;

	p->level = "asked";
	if (count <= DIM_PROTOCOL - DIM_DOMAIN)
		return diag_set(why, "a request has three arguments; name"
		    " DOMAIN TYPE PROTOCOL");
	for (d = 0; d < DIM_REQUEST; d++)
		values.axis[d] = usual_axis(&p->arena, (enum dimension)d);
	means_lack(&p->means, &p->arena, DIM_VECTOR, usual(DIM_VECTOR));
	for (i = 0; i < count; i++)
		if (operand_read(p, i, operand[i], &values, why) != 0)
			return -1;
	row_add(p, &asked_calls, &values);
	widen(p, DIM_TYPE, &values.axis[DIM_TYPE]);
	widen(p, DIM_PROTOCOL, &values.axis[DIM_PROTOCOL]);
	row_add(p, &asked_facts, &values);
	return 0;
}

void
plan_free(struct plan *p)
{
	arena_free(&p->arena);
}
