/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Judgements: what a table says of a whole trace.  Verdicts on requests are
 * counted, for the whole and for each clause; requests that fail, or are
 * inconclusive, in one and the same way are one finding; and requests of
 * which a system's table says nothing are kept apart.
 *
 * Counts stop at UINT64_MAX, so one that is not zero never becomes zero.
 */

#ifndef PAIRTEST_JUDGEMENT_H
#define PAIRTEST_JUDGEMENT_H

#include "lib/trace.h"
#include "oracle/judge/ruling.h"
#include "oracle/table/table.h"

/* Requests that fail, or are inconclusive, in one and the same way. */
struct finding {
	enum verdict verdict; /* failed or inconclusive */
	enum deviation kind;
	size_t clause;	     /* of the table, or CLAUSE_NONE */
	const char *allowed; /* for the witness */
	const char *got;
	const char *id;	     /* "berkeley:ERRORS.EFAULT:EINVAL" */
	const char *witness; /* arguments of the simplest request */
	int distance;	     /* of the witness from a usual request */
	unsigned long line;  /* of the trace */
	uint64_t requests;
	outcome_t outcome;	/* for the witness */
	struct box_list region; /* all of them; facts are left open */
};

/* The verdicts on one clause. */
struct clause_tally {
	enum verdict verdict;
	const char *reason; /* why it is untested; else NULL */
	uint64_t requests[VERDICTS];
};

/* Requests of one check, or calls, of which no row of a system speaks. */
struct unsaid {
	uint64_t requests;
	const char *got;     /* by the witness */
	const char *witness; /* arguments of the simplest request */
	int distance;
};

struct judgement {
	struct arena arena;
	const struct table *table;
	const struct trace *trace;
	uint64_t requests[VERDICTS]; /* by their answer */
	struct clause_tally *clause; /* one a clause of the table */
	uint64_t *row;		     /* requests that each row decided */
	struct finding *finding;     /* deviations first, simplest first */
	size_t findings;
	size_t room;
	size_t *slot; /* a hash of findings: their index + 1, or 0 */
	size_t slots;
	size_t doubted; /* answers of socket(2) that are no facts */
	struct unsaid unsaid[CHECK_COUNT]; /* those of CHECK_CALL are calls */
	bool speaks_of_checks; /* some row of the table has a check */
};

/* Starts a judgement on the trace; both must outlive it. */
void judgement_start(struct judgement *j, const struct table *t,
    const struct trace *tr);

/*
 * Counts a ruling on the requests of a box, which is part of o, for the
 * clause that it names; one on an answer (d not NULL) that passed counts for
 * every row of the decision that allows the answer.  What fails or is
 * inconclusive goes to its finding.
 */
void judgement_add(struct judgement *j, const struct ruling *r,
    const struct decision *d, const struct observation *o,
    const struct box *box);

/* Counts the requests of a box as decided by a row. */
void judgement_row(struct judgement *j, size_t row, const struct box *box);

/* Counts the verdict on the answers of the requests of a box. */
void
judgement_answer(struct judgement *j, enum verdict v, const struct box *box);

/* Notes that no row of the table speaks of the requests of a box. */
void judgement_silence(struct judgement *j, const struct observation *o,
    const struct box *box);

/*
 * Gives each clause its verdict, and one that is untested the reason; puts
 * deviations first, by clauses, and the simplest first.
 */
void judgement_finish(struct judgement *j, const struct rules *rules);

void judgement_free(struct judgement *j);

/* How many findings are deviations, of one kind or of any (NONE). */
size_t judgement_deviations(const struct judgement *j, enum deviation kind);

/* How many clauses have that verdict. */
size_t judgement_clauses(const struct judgement *j, enum verdict v);

/* Of how many requests no row of a system's table speaks. */
uint64_t judgement_unsaid(const struct judgement *j);

/*
 * Whether the host is as the table says: nothing deviates, and a system's
 * table has a row for each observation.  A table without any row on checks
 * need not speak of those of a trace that is not of the full plan.
 */
bool judgement_conforms(const struct judgement *j);

#endif
