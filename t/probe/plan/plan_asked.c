/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan that operands make. */

#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_build.h"

/* Their values take the place of lists. */
static const struct plan_row facts = {
	"facts",
	SWEEP_SOCKET,
	LIST_FACTS,
	ARGUMENTS,
	PRIVILEGE,
};
static const struct plan_row calls = {
	"asked",
	SWEEP_CALL,
	LIST_FULL,
	ENTRY | PRIVILEGE | FDS | RESOURCE | ARGUMENTS | VECTOR | CHECK | ENDS,
	0,
};

enum {
	ARGUMENT_COUNT = DIM_PROTOCOL - DIM_DOMAIN + 1,
	AXIS_MAX = 1024, /* values of one dimension */
	REQUESTS_MAX = 1000000000
};

/* Reads the set of one operand; what it does not limit is the full axis. */
static int
operand_axis(struct plan *p, enum dimension d, const char *text, struct axis *x,
    struct diag *why)
{
	struct arena *a = &p->arena;
	struct axis all;
	struct set s;

	if (dimension_set(a, d, text, strlen(text), numbers_host(), &s, why) !=
	    0)
		return -1;
	if (text[0] == '*' || text[0] == '!') {
		all = list_axis(a, LIST_FULL, d);
		s = set_and(a, s, axis_set(a, &all, 0, all.count));
	}
	if (set_size(s) == 0 || set_size(s) > AXIS_MAX)
		return diag_set(why, "'%.40s' has %s values; name 1 to %d",
		    text, set_size(s) == 0 ? "no" : "too many", AXIS_MAX);
	*x = plan_at_hand(p, d, axis_of_set(a, s));
	return 0;
}

/* Reads operand number i: one of the arguments, then KEY=SET. */
static int
operand_read(struct plan *p, int i, const char *text, struct product *values,
    struct diag *why)
{
	enum dimension d;
	const char *eq;

	if (i < ARGUMENT_COUNT) {
		d = (enum dimension)(DIM_DOMAIN + i);
		return operand_axis(p, d, text, &values->axis[d], why);
	}
	eq = strchr(text, '=');
	if (eq == NULL)
		return diag_set(why,
		    "'%.40s' is no KEY=VALUE; use one, as in"
		    " vector=null",
		    text);
	d = dimension_find(text, (size_t)(eq - text));
	if (d >= DIM_REQUEST)
		return diag_set(why,
		    "no dimension of a request is called"
		    " '%.*s'; use entry, privilege, fds, resource,"
		    " vector, check or ends",
		    (int)(eq - text < 40 ? eq - text : 40), text);
	return operand_axis(p, d, eq + 1, &values->axis[d], why);
}

/* Adds the values of an axis to those that facts are always wanted for. */
static void
widen(struct plan *p, enum dimension d, struct axis *x)
{
	const struct axis more = list_axis(&p->arena, LIST_FACTS, d);
	struct arena *a = &p->arena;

	*x = axis_of_set(a,
	    set_or(a, axis_set(a, x, 0, x->count),
		axis_set(a, &more, 0, more.count)));
}

/* Reads all operands; what they do not name is as usual. */
static int
operands_read(struct plan *p, char *const *operand, int count,
    struct product *values, struct diag *why)
{
	uint64_t requests;
	int d, i;

	for (d = 0; d < DIM_REQUEST; d++)
		values->axis[d] = plan_usual(p, (enum dimension)d);
	for (i = 0; i < count; i++)
		if (operand_read(p, i, operand[i], values, why) != 0)
			return -1;
	requests = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		requests *= values->axis[d].count;
		if (requests > REQUESTS_MAX)
			return diag_set(why,
			    "the operands make more than %d"
			    " requests; name fewer values",
			    REQUESTS_MAX);
	}
	return 0;
}

int
plan_asked(struct plan *p, char *const *operand, int count, struct diag *why)
{
	struct product values, wide;

	p->level = "asked";
	if (count < ARGUMENT_COUNT)
		return diag_set(why,
		    "a request has three arguments; name"
		    " DOMAIN TYPE PROTOCOL");
	if (operands_read(p, operand, count, &values, why) != 0)
		return -1;
	wide = values;
	widen(p, DIM_TYPE, &wide.axis[DIM_TYPE]);
	widen(p, DIM_PROTOCOL, &wide.axis[DIM_PROTOCOL]);
	plan_add(p, &facts, &wide);
	plan_add(p, &calls, &values);
	return 0;
}
