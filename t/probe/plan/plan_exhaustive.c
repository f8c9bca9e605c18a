/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan that gives one argument at a time every value there is. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_build.h"

enum { FIRST = DIM_DOMAIN, FIXED = DIM_VECTOR - DIM_DOMAIN + 1 };

/*
 * "*" is every value of a call, and the full list of facts.  The others are
 * good, or bad, or good but for the vector; facts are those that it takes to
 * judge these requests where the argument has a name.
 */
static const struct {
	const char *name;
	enum sweep_kind kind;
	const char *value[FIXED]; /* of domain, type, protocol and vector */
} rows[] = {
	{ "facts-domain", SWEEP_SOCKET,
	    { "*", "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_SEQPACKET", "0",
		"valid" } },
	{ "facts-domain-bad", SWEEP_SOCKET, { "*", "11", "99", "valid" } },
	{ "facts-type", SWEEP_SOCKET, { "AF_UNIX", "*", "0", "valid" } },
	{ "facts-type-bad", SWEEP_SOCKET, { "255", "*", "99", "valid" } },
	{ "facts-protocol", SWEEP_SOCKET,
	    { "AF_UNIX", "SOCK_STREAM", "*", "valid" } },
	{ "facts-protocol-bad", SWEEP_SOCKET, { "255", "11", "*", "valid" } },
	{ "domain", SWEEP_CALL, { "*", "SOCK_STREAM", "0", "valid" } },
	{ "domain-bad", SWEEP_CALL, { "*", "11", "99", "valid" } },
	{ "domain-null", SWEEP_CALL, { "*", "SOCK_STREAM", "0", "null" } },
	{ "type", SWEEP_CALL, { "AF_UNIX", "*", "0", "valid" } },
	{ "type-bad", SWEEP_CALL, { "255", "*", "99", "valid" } },
	{ "type-null", SWEEP_CALL, { "AF_UNIX", "*", "0", "null" } },
	{ "protocol", SWEEP_CALL, { "AF_UNIX", "SOCK_STREAM", "*", "valid" } },
	{ "protocol-bad", SWEEP_CALL, { "255", "11", "*", "valid" } },
	{ "protocol-null", SWEEP_CALL,
	    { "AF_UNIX", "SOCK_STREAM", "*", "null" } },
};

enum { ROWS = sizeof(rows) / sizeof(rows[0]) };

/* Reads the range of --range, by the numbers and names of a dimension. */
static int
range_read(struct plan *p, enum dimension d, struct range *r, struct diag *why)
{
	const char *text = p->range != NULL ? p->range : "*";
	struct set s;

	if (dimension_set(&p->arena, d, text, strlen(text), numbers_host(), &s,
		why) != 0)
		return -1;
	if (s.count != 1)
		return diag_set(why, "'%.40s' is not one range; name LO..HI",
		    text);
	*r = s.range[0];
	return 0;
}

/* Puts the values of a row in *x; returns the dimension with every one. */
static int
row_values(struct plan *p, int row, struct product *x)
{
	const char *text;
	int d, every;

	every = -1;
	for (d = 0; d < DIM_REQUEST; d++) {
		x->axis[d] = plan_usual(p, (enum dimension)d);
		if (d < FIRST || d >= FIRST + FIXED)
			continue;
		text = rows[row].value[d - FIRST];
		if (strcmp(text, "*") == 0)
			every = d;
		x->axis[d] = plan_at_hand(p, (enum dimension)d,
		    list_read(&p->arena, (enum dimension)d, text));
	}
	return every;
}

static int
row_add(struct plan *p, int row, struct diag *why)
{
	struct product x;
	struct range r;
	int every, lo;

	every = row_values(p, row, &x);
	/* Nothing is asked where something that stands still is lacking. */
	if (product_size(&x) == 0)
		return 0;
	if (rows[row].kind == SWEEP_SOCKET) {
		plan_add_sweep(p, SWEEP_SOCKET, rows[row].name, &x);
		return 0;
	}
	if (range_read(p, (enum dimension)every, &r, why) != 0)
		return -1;
	lo = (int)r.lo;
	x.axis[every] = axis_of(&p->arena, &lo, 1);
	plan_add_span(p, rows[row].name, &x, (enum dimension)every, r);
	return 0;
}

int
plan_exhaustive(struct plan *p, struct diag *why)
{
	int row;

	for (row = 0; row < ROWS; row++)
		if (row_add(p, row, why) != 0)
			return -1;
	return 0;
}
