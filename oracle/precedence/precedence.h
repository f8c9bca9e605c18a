/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Precedence: where several things are wrong with a request, which error
 * comes.  What a flaw answers when it is alone tells which of several has
 * won; no table is asked.
 */

#ifndef PAIRTEST_PRECEDENCE_H
#define PAIRTEST_PRECEDENCE_H

#include "oracle/precedence/flaws.h"

/* Requests that show one thing, and the simplest of them. */
struct shown {
	uint64_t requests;
	const char *witness; /* its arguments */
	int distance;
};

struct precedence {
	const char *errnos[FLAWS];	  /* when alone; NULL: never seen */
	struct shown wins[FLAWS][FLAWS];  /* winner, loser */
	struct shown alike[FLAWS][FLAWS]; /* both have the errno */
	struct shown odd;		  /* an errno that no flaw there has */
	bool above[FLAWS][FLAWS];	  /* wins, or so does one between */
	bool next[FLAWS][FLAWS];	  /* and none is between */
	int layer[FLAWS];		  /* from 0; -1: in no order */
	int layers;
	size_t pairs;	       /* in which one wins, or each does */
	size_t contradictions; /* in which each does */
	bool cut; /* bad types and protocols are left out: too many domains */
};

/* Learns it from a trace; lives in a.  Returns 0, or -1 with the reason. */
int precedence_make(struct precedence *p, struct arena *a,
    const struct trace *t, struct diag *why);

/* Whether the winner of two flaws varies. */
bool precedence_both(const struct precedence *p, int x, int y);

/* "EINVAL (bad flag) > EMFILE (no descriptors)", layer by layer; in a. */
char *precedence_text(struct arena *a, const struct precedence *p);

#endif
