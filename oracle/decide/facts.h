/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Facts: what socket(2) answered on the host of a trace, and what follows
 * from it.  With f(d, t, p) the answer for a domain, type and protocol under
 * one privilege:
 *
 *   domain unsupported: some f(d, *, *) is EAFNOSUPPORT, and none got past
 *     the domain (none is anything but EAFNOSUPPORT and EINVAL);
 *   type unsupported: f(d, t, 0) is an error that speaks of no domain, no
 *     protocol and no privilege, and f(d, t, p) is an error too;
 *   protocol unsupported: f(d, t, p) is EPROTONOSUPPORT, or it is an error
 *     of the former sort and f(d, t, 0) is none.
 *
 * What was not recorded is unknown: a box keeps every value there.  So is
 * what the host answers by two hands: under a filter, an errno of socket(2)
 * is no fact for a call that got another answer.
 */

#ifndef PAIRTEST_FACTS_H
#define PAIRTEST_FACTS_H

#include "lib/trace.h"

struct facts {
	struct box *along;  /* what each fact speaks of */
	struct hulls hulls; /* of these */
	int *answer;	    /* of socket(2) */
	size_t count, room, answers_room;
	size_t doubted; /* answers of socket(2) that are no facts */
	struct set reached[PRIVILEGE_COUNT]; /* domains */
	struct set missing[PRIVILEGE_COUNT];
};

/* Gathers the facts of a trace; they live in a. */
struct facts facts_of(struct arena *a, const struct trace *t);

/*
 * Splits b into parts of one set of facts each and adds them to parts.
 */
void facts_split(struct arena *a, const struct facts *f, const struct box *b,
    struct box_list *parts);

/*
 * Where the box has one answer of socket(2), narrows the other facts to what
 * follows from it alone.
 */
void facts_imply(struct arena *a, struct box *b);

#endif
