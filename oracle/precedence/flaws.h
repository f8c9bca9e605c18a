/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Flaws: what can be wrong with a request, each by itself, so that it is
 * known of every request of a trace which of them hold together.
 */

#ifndef PAIRTEST_FLAWS_H
#define PAIRTEST_FLAWS_H

#include "oracle/decide/facts.h"
#include "oracle/decide/rules.h"

enum flaw {
	FLAW_FLAG,	  /* a bit that is of no type and no flag */
	FLAW_DESCRIPTORS, /* fewer than two are left */
	FLAW_VECTOR,	  /* no memory that can be written */
	FLAW_FILES,
	FLAW_MEMORY,
	FLAW_BUFFERS,
	FLAW_DOMAIN_RANGE, /* beyond every domain with a name */
	FLAW_DOMAIN,	   /* the host lacks it */
	FLAW_TYPE_RANGE,   /* beyond every type with a name */
	FLAW_TYPE,	   /* the domain lacks it */
	FLAW_PROTOCOL,
	FLAW_PRIVILEGE,
	FLAW_PAIR, /* sockets of the domain, but no pairs */
	FLAWS
};

/* What finding flaws needs; start with all zero. */
struct flaws {
	struct table table;
	struct rules rules;
	struct facts facts;
	enum flaw *of_row;  /* one a row of the table */
	struct set flagged; /* types with a bad flag */
	bool cut;	    /* too many domains have sockets to look at each */
};

/*
 * What is called with a box, how many requests it stands for, and a bit for
 * each flaw that holds there.
 */
typedef void
flaws_visit(void *with, const struct box *b, uint64_t requests, unsigned holds);

/* "bad flag", "no descriptors", ... */
const char *flaw_name(enum flaw f);

/*
 * Makes ready for a trace; lives in a.  Returns 0, or -1 with the reason.
 * Either way flaws_free is due.
 */
int flaws_make(struct flaws *f, struct arena *a, const struct trace *t,
    struct diag *why);

/*
 * Visits the parts of b of which it is known which flaws hold; what depends
 * on facts that the trace has not is left out.
 */
void flaws_find(struct arena *a, const struct flaws *f, const struct box *b,
    flaws_visit *visit, void *with);

void flaws_free(struct flaws *f);

#endif
