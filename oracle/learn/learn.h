/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Learning: from a trace, a short table of order first that reproduces it.
 * The simplest row that is right for whatever it holds for comes first, and
 * what is left is learned in the same way; rows that later ones make up for
 * are taken out again.
 */

#ifndef PAIRTEST_LEARN_H
#define PAIRTEST_LEARN_H

#include <stdio.h>

#include "lib/trace.h"

struct learned_row {
	const char *conditions; /* "type=!0..15", or "" */
	const char *outcome;	/* "EFAULT|EMFILE vector=first" */
	double requests;	/* that it decides */
};

struct learned {
	struct arena arena;
	const struct trace *trace;
	struct learned_row *row;
	size_t rows;
};

/*
 * Learns from t, which must outlive l.  Returns 0, or -1 with the reason.
 * Either way learned_free is due.
 */
int learn_trace(struct learned *l, const struct trace *t, struct diag *why);

void learned_free(struct learned *l);

/* Writes the table, called name, to f. */
void learned_write(const struct learned *l, const char *name, FILE *f);

#endif
