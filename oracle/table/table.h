/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Tables: what a document or a system says of socketpair, as it was read
 * from its text.  pairoracle-table(5) has the language.  A table knows names
 * only; rules.h turns its rows into boxes of one host's numbers.
 */

#ifndef PAIRTEST_TABLE_H
#define PAIRTEST_TABLE_H

#include <stdbool.h>

#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/outcome.h"
#include "lib/symbol.h"

/* Answers that only a table gives, beside those of lib/outcome.h. */
enum {
	ANSWER_SOCKET = ANSWER_MAX + 1, /* whatever socket(2) answers */
	ANSWER_INCONCLUSIVE
};

/* Comparing rows is quadratic; the largest table known has 130. */
enum { TABLE_ROWS_MAX = 1000, TABLE_CLAUSES_MAX = 1000 };

enum order {
	ORDER_ANY,  /* document: every error whose condition holds */
	ORDER_FIRST /* system: the first row that matches */
};

/* How it is known what a system does. */
enum evidence {
	EVIDENCE_RUN,	 /* the probe ran on it */
	EVIDENCE_SOURCE, /* its source was read */
	EVIDENCES
};

/* One KEY=SET, as the text has it. */
struct condition {
	const char *key;
	const char *text;
	unsigned column;
	const struct condition_key *means; /* oracle/table/condition.h */
};

enum row_kind {
	ROW_WHEN,      /* a condition of the call => answers */
	ROW_OTHERWISE, /* no condition of any row holds => answers */
	ROW_SUCCESS,   /* after a success => effects */
	ROW_FAILURE,   /* after a failure => effects */
	ROW_ENDS       /* a check of the pair answers alike from both ends */
};

struct row {
	enum row_kind kind;
	bool may; /* allowed, not required */
	struct condition *condition;
	size_t conditions;
	int *answer; /* lib/outcome.h, or one of the above */
	size_t answers;
	outcome_t effects; /* the first value of those that are named */
	bool named[EFFECT_COUNT];
	bool any[EFFECT_COUNT];	      /* every value: it is not known */
	uint32_t allow[EFFECT_COUNT]; /* a bit a value below 32 */
	size_t clause;		      /* index */
	unsigned long line;	      /* of the file, from 1 */
};

struct clause {
	const char *id;
	const char *citation;
	const char *text;
	const char *untestable; /* why it has no rows, or NULL */
	unsigned long line;
};

/*
 * The table of a system may say of which requests it speaks: of those that
 * meet all conditions of one of its asked lines.  Without one it speaks of
 * every request.
 */
struct table {
	struct arena arena;
	const char *file; /* as messages call it */
	const char *path; /* of its file; NULL: built in */
	bool page;	  /* that file is a manual page */
	const char *name;
	const char *title;
	const char *document;
	int year;			 /* of the document; 0: not given */
	const char *evidence[EVIDENCES]; /* its versions; NULL: not given */
	enum order order;
	struct numbering numbers; /* the reference, with its own on top */
	struct clause *clause;
	size_t clauses;
	struct row *row;
	size_t rows;
	struct row *asked; /* their conditions: see below */
	size_t askeds;
	int *error; /* answers that the document lists */
	size_t errors;
	const char *text; /* the whole file */
};

/*
 * Reads a table from text (len bytes), called file in messages.  Returns 0,
 * or -1 with "file:line:column: what; remedy".  Call table_free in either
 * case.
 */
int table_read(struct table *t, const char *text, size_t len, const char *file,
    struct diag *why);

/*
 * The same where t is all zero but for its arena, which may have a fail.
 */
int table_parse(struct table *t, const char *text, size_t len, const char *file,
    struct diag *why);

/*
 * Opens a table: a built-in one by its name, or the file where name has a
 * slash or a dot.  As table_read otherwise.
 */
int table_open(struct table *t, const char *name, struct diag *why);

bool table_is_builtin(const char *name);

/* Whether the name is that of a file, and of no built-in table. */
bool table_is_file(const char *name);

/* The text of a built-in table, in a; NULL where none has this name. */
char *table_builtin(struct arena *a, const char *name, size_t *len);

/* Says so in why.  Returns -1. */
int table_unknown(const char *name, struct diag *why);

void table_free(struct table *t);

/* The index of the otherwise row of a document, or rows without one. */
size_t table_otherwise(const struct table *t);

/* "run" or "source". */
const char *evidence_name(enum evidence e);

/* The strongest evidence that the table names, or "" for none. */
const char *table_known(const struct table *t);

/* "run of 6.1; source of 7.2", or "" where it names none; lives in a. */
char *table_evidence(struct arena *a, const struct table *t);

/* Whether the row gives that answer. */
bool table_row_has(const struct row *r, int answer);

/* "EFAULT|EINVAL vector=first", as the row says it.  Returns buf. */
char *table_outcome_text(const struct row *r, char *buf, size_t size);

/* The same in as much room as it takes; lives in a. */
char *table_outcome(struct arena *a, const struct row *r);

/* The same for one answer of a table. */
char *table_answer_text(int answer, char *buf, size_t size);

#endif
