/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Faults: what can be wrong with a request, each by itself, so that it is
 * known of every request of a trace which of them hold together.
 */

#ifndef PAIRTEST_FAULTS_H
#define PAIRTEST_FAULTS_H

#include "oracle/decide/facts.h"
#include "oracle/decide/rules.h"

enum fault {
	FAULT_FLAG,	   /* a bit that is of no type and no flag */
	FAULT_DESCRIPTORS, /* fewer than two are left */
	FAULT_VECTOR,	   /* no memory that can be written */
	FAULT_FILES,
	FAULT_MEMORY,
	FAULT_BUFFERS,
	FAULT_DOMAIN_RANGE, /* beyond every domain with a name */
	FAULT_DOMAIN,	    /* the host lacks it */
	FAULT_TYPE_RANGE,   /* beyond every type with a name */
	FAULT_TYPE,	    /* the domain lacks it */
	FAULT_PROTOCOL,
	FAULT_PRIVILEGE,
	FAULT_PAIR, /* sockets of the domain, but no pairs */
	FAULTS
};

/* What finding faults needs; start with all zero. */
struct faults {
	struct table table;
	struct rules rules;
	struct facts facts;
	enum fault *of_row; /* one a row of the table */
	struct set flagged; /* types with a bad flag */
};

/* What is called with a box, and a bit for each fault that holds there. */
typedef void faults_visit(void *with, const struct box *b, unsigned holds);

/* "bad flag", "no descriptors", ... */
const char *fault_name(enum fault f);

/*
 * Makes ready for a trace; lives in a.  Returns 0, or -1 with the reason.
 * Either way faults_free is due.
 */
int faults_make(struct faults *f, struct arena *a, const struct trace *t,
    struct diag *why);

/*
 * Visits the parts of b of which it is known which faults hold; what depends
 * on facts that the trace has not is left out.
 */
void faults_find(struct arena *a, const struct faults *f, const struct box *b,
    faults_visit *visit, void *with);

void faults_free(struct faults *f);

#endif
