/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The judge: lays a table over a trace and says, clause by clause and
 * deviation by deviation, where they differ.
 */

#ifndef PAIRTEST_JUDGE_H
#define PAIRTEST_JUDGE_H

#include "lib/trace.h"
#include "oracle/judge/ruling.h"
#include "oracle/judge/verdict.h"
#include "oracle/table/table.h"

/* Requests that fail, or cannot be told, in one and the same way. */
struct finding {
	enum verdict verdict; /* failed or inconclusive */
	enum deviation kind;
	size_t clause;	     /* of the table, or CLAUSE_NONE */
	const char *allowed; /* for the witness */
	const char *got;
	const char *id;	     /* "berkeley:ERRORS.EFAULT:EINVAL" */
	const char *witness; /* arguments of the plainest request */
	int distance;	     /* of the witness from a usual request */
	unsigned long line;  /* of the trace */
	uint64_t requests;
};

/* What became of one clause. */
struct clause_tally {
	enum verdict verdict;
	const char *reason; /* why it is untested; else NULL */
	uint64_t requests[VERDICTS];
};

struct judgement {
	struct arena arena;
	const struct table *table;
	const struct trace *trace;
	uint64_t requests[VERDICTS]; /* by their answer */
	struct clause_tally *clause; /* one a clause of the table */
	uint64_t *row;		     /* requests that each row decided */
	struct finding *finding;     /* deviations first, plainest first */
	size_t findings;
	size_t room;
};

/*
 * Judges a trace by a table; only, where it is not NULL, narrows the
 * requests that count.  Both must outlive the judgement.  Returns 0, or -1
 * with the reason.  Either way judgement_free is due.
 */
int judge(struct judgement *j, const struct table *t, const struct trace *tr,
    const struct box *only, struct diag *why);

void judgement_free(struct judgement *j);

/* How many findings are deviations, of one kind or of any (NONE). */
size_t judgement_deviations(const struct judgement *j, enum deviation kind);

/* How many clauses have that verdict. */
size_t judgement_clauses(const struct judgement *j, enum verdict v);

#endif
