/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Rulings: what a table says of one outcome, once it is known which of its
 * rows speak.
 */

#ifndef PAIRTEST_RULING_H
#define PAIRTEST_RULING_H

#include "lib/trace.h"
#include "oracle/decide/rules.h"

/* The five words of EARL, whose cantTell is inconclusive here. */
enum verdict {
	VERDICT_PASSED,
	VERDICT_FAILED,
	VERDICT_INCONCLUSIVE,
	VERDICT_INAPPLICABLE,
	VERDICT_UNTESTED,
	VERDICTS
};

enum deviation {
	DEVIATION_NONE,
	DEVIATION_WRONG_ERRNO,	      /* the table has it for other cases */
	DEVIATION_UNDOCUMENTED_ERRNO, /* the table has it nowhere */
	DEVIATION_UNEXPECTED_SUCCESS,
	DEVIATION_UNEXPECTED_FAILURE,
	DEVIATION_SIDE_EFFECT,
	DEVIATIONS
};

/* "passed", "failed", "inconclusive", "inapplicable", "untested". */
const char *verdict_name(enum verdict v);

/* "wrong errno", ...; "" for DEVIATION_NONE. */
const char *deviation_name(enum deviation d);

/* A ruling that no clause makes: the table is silent. */
#define CLAUSE_NONE ((size_t)-1)

struct ruling {
	enum verdict verdict;
	enum deviation kind;
	size_t clause;	     /* the one that is met, or broken first */
	const char *allowed; /* "EFAULT|EINVAL" */
	const char *got;     /* as far as it was compared */
};

/*
 * What the rows of d allow, as text: answers joined by | (with ok where
 * success is allowed), effects of a system's row behind them.
 */
const char *ruling_allowed(struct arena *a, const struct table *t,
    const struct decision *d);

/*
 * Whether the answer and, for a system, the effects of outcome are what the
 * rows of d say.  unseen tells which effects the host cannot show.
 */
struct ruling ruling_answer(struct arena *a, const struct table *t,
    const struct decision *d, outcome_t outcome, const bool *unseen);

/* Whether the effects of outcome are what an on row demands. */
struct ruling ruling_effects(struct arena *a, const struct row *r,
    outcome_t outcome, const bool *unseen);

#endif
