/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which systems a host behaves like: its trace judged by each of them. */

#ifndef PAIRTEST_NEAREST_H
#define PAIRTEST_NEAREST_H

#include <stdio.h>

#include "oracle/judge/judge.h"
#include "oracle/table/tables.h"

struct ranking {
	struct judgement *list; /* nearest first; one a system */
	size_t count;
};

/*
 * Judges t by each system among the tables; documents are left out.  Both
 * must outlive the ranking.  Returns 0, or -1 with the reason.  Either way
 * ranking_free is due.
 */
int ranking_make(struct ranking *r, const struct tables *tables,
    const struct trace *t, struct diag *why);

void ranking_free(struct ranking *r);

/* Writes each system, how far it is, and the most that it differs in. */
void ranking_print(const struct ranking *r, FILE *f);

#endif
