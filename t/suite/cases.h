/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Cases: what the programs of the suite ask, read from their files.
 * pairtest-cases(5) describes the language.
 */

#ifndef PAIRTEST_CASES_H
#define PAIRTEST_CASES_H

#include "oracle/table/table.h"

enum {
	CASES_MAX = 150, /* Kyua slows down with more to a program */
	CASES_TABLES_MAX = 8
};

/* A clause of a table. */
struct case_clause {
	const struct table *table;
	size_t index;
};

/* The values of an effect that a case allows, one bit each. */
struct case_effect {
	enum effect effect;
	uint32_t allow;
	const char *text; /* "unnamed=good|bad-first" */
};

struct suite_case {
	const char *name; /* without the program */
	const char *descr;
	const char *host;    /* pattern; NULL: every host */
	const char *request; /* the arguments, separated by blanks */
	char **argument;     /* the same as an array that ends with NULL */
	int arguments;
	struct case_clause *clause;
	size_t clauses;
	struct case_effect *effect;
	size_t effects;
	unsigned long line; /* of the file, from 1 */
};

struct cases {
	struct arena arena;
	const char *file;
	const char *only; /* the name of the case to read; NULL: all */
	struct table table[CASES_TABLES_MAX];
	size_t tables;
	struct suite_case *list;
	size_t count, room;
	size_t seen; /* in the file */
};

/*
 * Reads the cases of the file at path, or only the one of that name where
 * only is not NULL, and opens the tables whose clauses they name.  *c is all
 * zero before and owns what was read.  Returns 0, or -1 with "file:line: what;
 * remedy".  Either way cases_free is due.
 */
int cases_read(struct cases *c, const char *path, const char *only,
    struct diag *why);

void cases_free(struct cases *c);

/* The case of that name, or NULL. */
const struct suite_case *cases_find(const struct cases *c, const char *name);

/* The clause itself. */
const struct clause *case_clause_get(const struct case_clause *c);

/* Whether it has rows on answers, not only on effects. */
bool case_clause_is_of_answers(const struct case_clause *c);

#endif
