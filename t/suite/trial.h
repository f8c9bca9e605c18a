/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Trials: what a trace says of a case. */

#ifndef PAIRTEST_TRIAL_H
#define PAIRTEST_TRIAL_H

#include "lib/trace.h"
#include "oracle/judge/ruling.h"
#include "t/suite/cases.h"

/* What a case is judged by. */
struct trial_evidence {
	const struct trace *trace;
	const struct table *instead; /* of the case's clauses, or NULL */
	/* The command that shows a finding again, around the table's name. */
	const char *again_before;
	const char *again_after;
};

struct trial {
	enum verdict verdict; /* passed, failed, inconclusive or untested */
	const char *text;     /* one line: the reason; "" where it passed */
	const char *id;	      /* "berkeley:ERRORS.EFAULT:EINVAL"; "" too */
};

/*
 * Judges the request of a case by the observations of a trace: by the case's
 * clauses, or by everything that the table instead says of it.  The text
 * lives in a.  Returns 0, or -1 with the reason where a table does not fit
 * the host.
 */
int trial_judge(struct arena *a, const struct suite_case *c,
    const struct trial_evidence *e, struct trial *t, struct diag *why);

/* Why a host of numbers n cannot be asked this, in a; NULL where it can. */
const char *trial_excuse(struct arena *a, const struct suite_case *c,
    const struct numbering *n);

#endif
