/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plans that have a name. */

#include <string.h>

#include "t/probe/plan_build.h"

/*
 * Three arguments in full, every other pair of dimensions in full, and all
 * dimensions together with a few values of each argument, so that a request
 * may be wrong in any two, three or four ways at once.
 */
static const struct plan_row full[] = {
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
	    ENTRY | PRIVILEGE | FDS | ARGUMENTS | VECTOR, 0 },
	{ "pair", SWEEP_CALL, LIST_PAIR, TYPE | CHECK | ENDS, 0 }
};

/* Little enough for a host that has sockets and nothing else. */
static const struct plan_row base[] = {
	{ "facts-type", SWEEP_SOCKET, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "facts-protocol", SWEEP_SOCKET, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "domain-type", SWEEP_CALL, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "domain-protocol", SWEEP_CALL, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "type-vector", SWEEP_CALL, LIST_BASE, TYPE | VECTOR, 0 }
};

enum {
	FULL = sizeof(full) / sizeof(full[0]),
	BASE = sizeof(base) / sizeof(base[0])
};

/* Adds a row whose values come from its list. */
static void
listed_add(struct plan *p, const struct plan_row *row)
{
	struct product values;
	int d;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (((row->axes | row->each) >> d & 1) == 0) {
			values.axis[d] = plan_usual(p,
			    (enum dimension)d);
			continue;
		}
		values.axis[d] = plan_at_hand(p, (enum dimension)d,
		    list_axis(&p->arena, row->list, (enum dimension)d));
	}
	plan_add(p, row, &values);
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
		plan_at_hand(p, DIM_RESOURCE, list_axis(&p->arena, LIST_FULL,
		    DIM_RESOURCE));
	} else
		return diag_set(why, "no plan is called '%s'; use base or"
		    " full", level);
	return 0;
}

void
plan_free(struct plan *p)
{
	arena_free(&p->arena);
}
