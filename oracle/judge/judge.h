/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The judge: compares a trace with a table, box by box. */

#ifndef PAIRTEST_JUDGE_H
#define PAIRTEST_JUDGE_H

#include "oracle/judge/judgement.h"

/*
 * Judges a trace by a table; only, where it is not NULL, narrows the
 * requests that count.  Both must outlive the judgement.  Returns 0, or -1
 * with the reason.  Either way judgement_free is due.
 */
int judge_trace(struct judgement *j, const struct table *t,
    const struct trace *tr, const struct box *only, struct diag *why);

#endif
