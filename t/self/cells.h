/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The cells of matrix.tsv, and whether a table reproduces them. */

#ifndef PAIRTEST_CELLS_H
#define PAIRTEST_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "oracle/table/table.h"

/* A line of the matrix. */
struct cell {
	char *line; /* what the members point into */
	const char *table;
	const char *evidence;
	const char *request;
	const char *seen; /* the outcome that is judged; NULL: a prediction */
	const char *want;
	unsigned long number;
};

struct matrix {
	struct cell *cell;
	size_t count;
	size_t room;
	size_t at; /* the last cell that noticed something */
};

/* Reads matrix.tsv; a file that cannot be read ends the program. */
void matrix_read(struct matrix *m, const char *path);

void matrix_free(struct matrix *m);

/* Counts and prints the cells of table t that it does not reproduce. */
size_t matrix_missed(struct matrix *m, const struct table *t);

/*
 * Whether table t misses a cell, or cannot be compiled.  Cells are mostly in
 * the order of rows, so the search goes round from the last one missed.
 */
bool matrix_noticed(struct matrix *m, const struct table *t);

#endif
