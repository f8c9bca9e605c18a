/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tally of a judgement: what became of each clause. */

#ifndef PAIRTEST_TALLY_H
#define PAIRTEST_TALLY_H

#include "oracle/judge/judge.h"

/*
 * Counts a ruling on the requests of a box for the clause that it names; one
 * on an answer (d not NULL) that passed counts for every row of the decision
 * that allows the answer.
 */
void tally_add(struct judgement *j, const struct ruling *r,
    const struct decision *d, int answer, const struct box *box);

/* Gives each clause its verdict, and one that is untested the reason. */
void tally_finish(struct judgement *j, const struct rules *rules);

#endif
