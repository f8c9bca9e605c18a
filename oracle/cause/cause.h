/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Causes: deviations grouped by what explains them.  One fault of a host
 * breaks many clauses of several tables; what it comes to is an answer, and
 * the few conditions under which the host gives it and should not.
 */

#ifndef PAIRTEST_CAUSE_H
#define PAIRTEST_CAUSE_H

#include "oracle/judge/judgement.h"

/* A finding that a cause explains, at least in part. */
struct cause_finding {
	const struct judgement *judgement;
	const struct finding *finding;
};

struct cause {
	const char *conditions; /* "" for all; NULL: too many to be put so */
	struct box_list region;
	uint64_t requests;	   /* in the region, each counted once */
	const char *got;	   /* "EAFNOSUPPORT", "vector=written" */
	const char *instead;	   /* what is allowed for the simplest */
	const char *witness;	   /* arguments of the simplest of them */
	const char *blame;	   /* a sentence on who is to blame, or NULL */
	const struct table *table; /* which allows what instead says */
	bool system; /* a system's table is broken, not only documents */
	struct cause_finding *finding;
	size_t findings, room;
};

struct causes {
	struct cause *list; /* what breaks a system's table first */
	size_t count, room;
	const char *refused; /* a sentence where one answer is all there is */
};

/* The causes of what fails in count judgements of one trace; in a. */
struct causes
causes_of(struct arena *a, struct judgement *const *j, size_t count);

/* "domain=AF_INET entry=libc", or what stands for it; never empty. */
const char *cause_region(const struct cause *c);

/*
 * "wherever domain=AF_INET; type=SOCK_RAW; and 3 more": the conditions under
 * which a finding shows, no more than most of them.
 */
const char *cause_wherever(struct arena *a, const struct trace *t,
    const struct finding *f, size_t most);

#endif
