/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Cases: what the programs of the suite ask, read from their files.
 * pairtest-cases(5) has the language.
 */

#ifndef PAIRTEST_CASES_H
#define PAIRTEST_CASES_H

#include "t/suite/documents.h"

enum { CASES_MAX = 150 }; /* more to a program make Kyua slow */

/* The values of an effect that a case allows, a bit each. */
struct case_effect {
	enum effect effect;
	uint32_t allow;
	const char *text; /* "unnamed=good|bad-first" */
};

struct suite_case {
	const char *name; /* without the program */
	const char *descr;
	const char *request; /* arguments with a blank between them */
	char **argument;     /* the same; NULL behind the last */
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
	const char *only; /* the name of the one wanted; NULL: all */
	struct documents *documents;
	struct suite_case *list;
	size_t count, room;
	size_t seen; /* in the file */
};

/*
 * Reads the cases of the file at path, or the one of that name where only is
 * not NULL; their clauses are looked up in d.  c is all zero before.  Returns
 * 0, or -1 with "file:line: what; remedy".  Either way cases_free is due.
 */
int cases_read(struct cases *c, struct documents *d, const char *path,
    const char *only, struct diag *why);

void cases_free(struct cases *c);

/* The case of that name, or NULL. */
const struct suite_case *cases_find(const struct cases *c, const char *name);

#endif
