/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Expectations: deviations of a host that were looked at and accepted, each
 * with a reason and a reference.  pairtest-expectations(5) has the format.
 * One that no deviation uses any more is stale, and a gate turns red.
 */

#ifndef PAIRTEST_EXPECT_H
#define PAIRTEST_EXPECT_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/trace.h"
#include "oracle/judge/judgement.h"

/* What sort of deviation an entry accepts; see expect_speaks. */
enum expect_kind {
	EXPECT_FAIL,  /* a wrong answer or a side effect */
	EXPECT_CRASH, /* the caller is killed, or vanishes */
	EXPECT_HANG,  /* the call does not return */
	EXPECT_FLAKY, /* as FAIL, but not in each run */
	EXPECT_KINDS
};

struct expectation {
	const char *pattern; /* of PROGRAM:CASE or TABLE:CLAUSE:GOT */
	const char *host;    /* pattern of "SYSTEM RELEASE MACHINE" */
	const char *reason;
	const char *reference;
	const char *needs;   /* a domain or KEY=VALUE that must be there */
	const char **region; /* conditions: the requests that it covers */
	size_t regions;	     /* 0: any request */
	size_t region_room;
	const char *file;
	unsigned long line, last; /* from where to where, from 1 */
	bool used;
	enum expect_kind kind;
	uint64_t bound; /* of a flaky one: of how many requests, at most */
};

struct expectations {
	struct arena arena;
	struct expectation *list;
	size_t count;
	size_t room;
	const char *plan; /* "full 377e7f12" that it was written for, or NULL */
	size_t *slot;	  /* a hash of the list: index + 1, or 0 */
	size_t slots;
};

#define EXPECTATIONS_INIT \
	{ \
		ARENA_INIT, NULL, 0, 0, NULL, NULL, 0 \
	}

/*
 * Adds the expectations of a file to e.  Returns 0, or -1 with "file:line:
 * what; remedy".  Either way expect_free is due in the end.
 */
int expect_read(struct expectations *e, const char *path, struct diag *why);

void expect_free(struct expectations *e);

/* The first entry that speaks of that name on that host, or NULL. */
const struct expectation *
expect_find(const struct expectations *e, const char *host, const char *name);

/*
 * Whether the entry is for the id and the kind of a finding on that host.
 * A crash and a hang are never accepted by an entry of another kind.
 */
bool expect_speaks(const struct expectation *x, const char *host,
    const struct finding *f);

/* The kind of an entry that accepts the finding: no flaky one. */
enum expect_kind expect_kind(const struct finding *f);

/* "fail", "crash", ... */
const char *expect_kind_name(enum expect_kind kind);

/*
 * The first entry that accepts a finding of a trace: one that speaks of it,
 * and covers exactly the requests that it has, or any request; a flaky one
 * also if it covers more, and the finding has no more than its bound.  Entries
 * that speak of the id become used even if their region is another one.
 */
const struct expectation *expect_accept(struct expectations *e,
    const struct trace *t, const struct finding *f);

/*
 * The requests of a trace that the entry covers; lives in a.  Returns 0, or
 * -1 with the place of a region that cannot be read.
 */
int expect_region(struct arena *a, const struct expectation *x,
    const struct trace *t, struct box_list *region, struct diag *why);

/* Whether the entry covers some request of box, on a host of numbers n. */
bool expect_covers(const struct expectation *x, const struct numbering *n,
    const struct box *box);

/* Whether the trace has what the entry needs, if anything. */
bool expect_applies(const struct expectation *x, const struct trace *t);

/*
 * Whether the entry speaks of this table on the host of the trace, the trace
 * would show its deviation if it were still there, and none has used it.  A
 * trace shows all if it is of the full plan, as a user without privilege,
 * and has what the entry needs.
 */
bool expect_is_stale(const struct expectation *x, const struct trace *t,
    const char *table);

/* "SYSTEM RELEASE MACHINE", as a trace's header has them.  Returns buf. */
char *expect_host(const struct trace *t, char *buf, size_t size);

#endif
