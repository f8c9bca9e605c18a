/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * One request: a call, and its effects that can be seen without a system
 * call.  The worker looks for the others, leaked descriptors and signals,
 * once a batch.
 */

#ifndef PAIRPROBE_REQUEST_H
#define PAIRPROBE_REQUEST_H

#include <errno.h>

#include "lib/outcome.h"
#include "t/probe/host/numbers.h"
#include "t/probe/shortage/starve.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/vector.h"

enum {
	REQUEST_ERRNOS = 512, /* errnos below are looked up at once */
	REQUEST_PATIENCE =
	    500 /* ms that a byte may take; less than any limit */
};

typedef int request_entry(int, int, int, int *);

/* What is called, one for each entry; NULL where the host has none. */
extern request_entry *const request_entries[ENTRY_COUNT];

/* The last answer of a check that is about the call, not about an end. */
struct about_call {
	int check; /* CHECK_CALL: there is none */
	int type;
	int answer;
};

/* What every request of a process needs. */
struct asker {
	struct vectors *vectors;
	outcome_t answer[REQUEST_ERRNOS]; /* of an errno */
	fdset_t open;			  /* before a request */
	int lowest[2]; /* free descriptors before a request */
	int patience;
	const struct vector *clean; /* filled, and not written since */
	struct about_call about_call;
	struct starve starve; /* for request_starved */
};

void request_prepare(struct asker *a, struct vectors *vectors);

/* Says which descriptors are open from now on, between requests. */
void request_descriptors(struct asker *a, fdset_t open);

/* What can be seen of a call that returned with that errno. */
outcome_t
request_seen(struct asker *a, const int *value, int returned, int error);

/*
 * Calls socketpair with one value for each dimension of a request.  It is
 * inline because processors mispredict a return after a system call, which
 * costs a tenth of the shortest call.
 */
static inline outcome_t
request_call(struct asker *a, const int *value)
{
	const struct vector *v = &a->vectors->kind[value[DIM_VECTOR]];
	int returned, error;

	if (v != a->clean)
		vector_fill(v);
	errno = NUMBERS_UNSET;
	returned = request_entries[value[DIM_ENTRY]](value[DIM_DOMAIN],
	    value[DIM_TYPE], value[DIM_PROTOCOL], v->address);
	error = errno;
	if (returned == -1 && error >= 0 && error < REQUEST_ERRNOS &&
	    v->whole && vector_same(v->seen, v->kept)) {
		a->clean = v;
		return a->answer[error];
	}
	return request_seen(a, value, returned, error);
}

/*
 * The same while memory runs out, until two attempts agree.  Where it did not
 * run out, or the call succeeded or failed as usual, for the kernel can do
 * without some of it, there is nothing to say: the answer is ANSWER_SKIPPED.
 * a->starve.spent says whether the request had all that it wants.
 */
outcome_t request_starved(struct asker *a, const int *value);

/* Calls socket(2) with the domain, type and protocol: an answer alone. */
outcome_t request_fact(struct asker *a, const int *value);

/* Why the host has no such entry, or NULL where it has one. */
const char *request_lacks(int entry);

#endif
