/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The bodies of a file of lines (line.h), each in one piece, whatever they
 * say: for those who copy or compare them.
 */

#ifndef PAIRTEST_BODIES_H
#define PAIRTEST_BODIES_H

#include "lib/arena.h"
#include "lib/diag.h"

struct body {
	const char *text;
	unsigned long line; /* where it begins, from 1; 0 in no file */
};

/* Start with all zero. */
struct bodies {
	struct arena arena;
	struct body *body;
	size_t count, room;
};

/* Adds a copy of a body; what no line may hold becomes "?". */
void bodies_add(struct bodies *b, const char *text);

/* Reads the file at path.  Returns 0, or -1 with "path:line: what; remedy". */
int bodies_read(struct bodies *b, const char *path, struct diag *why);

void bodies_free(struct bodies *b);

#endif
