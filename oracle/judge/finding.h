/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Findings of a judgement: what fails, or cannot be told, in one way. */

#ifndef PAIRTEST_FINDING_H
#define PAIRTEST_FINDING_H

#include "oracle/judge/judge.h"

/*
 * Adds the requests of a box, which stands in a line of the trace, to the
 * finding that the ruling on them is.
 */
void finding_add(struct judgement *j, const struct ruling *r,
    const struct box *box, unsigned long line);

/* Puts deviations first, by clauses, and the plainest first. */
void findings_sort(struct judgement *j);

#endif
