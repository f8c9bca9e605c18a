/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plans that have a name. */

#include <string.h>

#include "t/probe/plan/plan_build.h"

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
	{ "pair", SWEEP_CALL, LIST_PAIR, TYPE | CHECK | ENDS, 0 },
	{ "facts", SWEEP_SOCKET, LIST_ELSEWHERE, ARGUMENTS, PRIVILEGE },
	{ "elsewhere", SWEEP_CALL, LIST_ELSEWHERE, ARGUMENTS, PRIVILEGE },
	{ "elsewhere-fds", SWEEP_CALL, LIST_ELSEWHERE, FDS, PRIVILEGE },
	{ "elsewhere-vector", SWEEP_CALL, LIST_ELSEWHERE, VECTOR, PRIVILEGE },
	{ "files", SWEEP_CALL, LIST_FILES,
	    PRIVILEGE | FDS | RESOURCE | ARGUMENTS | VECTOR, 0 },
	{ "memory", SWEEP_CALL, LIST_MEMORY, RESOURCE | ARGUMENTS | VECTOR, 0 },
};

/* Little enough for a host that has sockets and nothing else. */
static const struct plan_row base[] = {
	{ "facts-type", SWEEP_SOCKET, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "facts-protocol", SWEEP_SOCKET, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "domain-type", SWEEP_CALL, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "domain-protocol", SWEEP_CALL, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "type-vector", SWEEP_CALL, LIST_BASE, TYPE | VECTOR, 0 },
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
			values.axis[d] = plan_usual(p, (enum dimension)d);
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
		plan_at_hand(p, DIM_RESOURCE,
		    list_axis(&p->arena, LIST_FULL, DIM_RESOURCE));
	} else if (strcmp(level, "exhaustive") == 0)
		return plan_exhaustive(p, why);
	else
		return diag_set(why,
		    "no plan is called '%s'; use base, full"
		    " or exhaustive",
		    level);
	return 0;
}

int
plan_only(struct plan *p, const char *name, struct diag *why)
{
	size_t i, kept;
	bool found;

	found = false;
	kept = 0;
	for (i = 0; i < p->sweeps; i++) {
		if (p->sweep[i].kind == SWEEP_CALL) {
			if (strcmp(p->sweep[i].name, name) != 0)
				continue;
			found = true;
		}
		p->sweep[kept++] = p->sweep[i];
	}
	p->sweeps = kept;
	return found ? 0
		     : diag_set(why,
			   "no sweep of this plan is called"
			   " '%.40s'; see pairprobe -n -l %s",
			   name, p->level);
}

/* Moves one end of a span, and the point that stands for it. */
static void
span_cut(struct plan *p, struct sweep *s, unsigned shard, unsigned shards)
{
	const int64_t size = (int64_t)sweep_size(s);
	struct span *span = s->span;
	int lo;

	span->part.lo = span->all.lo + size * (shard - 1) / shards;
	span->part.hi = span->all.lo + size * shard / shards - 1;
	lo = (int)span->part.lo;
	s->product.axis[span->dim] = axis_of(&p->arena, &lo, 1);
}

int
plan_cut(struct plan *p, unsigned shard, unsigned shards, struct diag *why)
{
	bool any;
	size_t i;

	any = false;
	for (i = 0; i < p->sweeps; i++) {
		if (p->sweep[i].span == NULL)
			continue;
		if (sweep_size(&p->sweep[i]) < shards)
			return diag_set(why,
			    "%llu values make no %u shards;"
			    " use fewer shards",
			    (unsigned long long)sweep_size(&p->sweep[i]),
			    shards);
		span_cut(p, &p->sweep[i], shard, shards);
		any = true;
	}
	p->shard = shard;
	p->shards = shards;
	return any ? 0
		   : diag_set(why,
			 "only the exhaustive plan comes in"
			 " shards; use -l exhaustive");
}

uint64_t
sweep_size(const struct sweep *s)
{
	if (s->span == NULL)
		return product_size(&s->product);
	return (uint64_t)(s->span->part.hi - s->span->part.lo) + 1;
}

void
plan_free(struct plan *p)
{
	arena_free(&p->arena);
}
