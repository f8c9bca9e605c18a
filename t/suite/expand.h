/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Variables of a block of cases: "for type stream=SOCK_STREAM rdm=4" lets
 * $type stand for each of its words in turn, and the block for one case for
 * each combination of them.
 */

#ifndef PAIRTEST_EXPAND_H
#define PAIRTEST_EXPAND_H

#include "lib/arena.h"
#include "lib/diag.h"

enum { VARIABLES_MAX = 8, VARIABLE_WORDS_MAX = 64 };

struct variable {
	const char *name;
	const char *label[VARIABLE_WORDS_MAX];
	const char *value[VARIABLE_WORDS_MAX];
	size_t words;
	size_t at; /* the word that it stands for now */
};

struct variables {
	struct variable list[VARIABLES_MAX];
	size_t count;
};

/* What a variable is replaced by: its label in names, else its value. */
enum expand_by { EXPAND_LABELS, EXPAND_VALUES };

/*
 * Adds what stands behind "for": a variable, or more words of one that is
 * there.  Returns 0, or -1 with the reason.
 */
int variables_add(struct arena *a, struct variables *v, const char *text,
    struct diag *why);

/*
 * Moves to the next combination, the last variable first.  Returns 0 behind
 * the last combination.
 */
int variables_next(struct variables *v);

/*
 * The text with its variables replaced, in a.  NULL with the reason.
 */
char *expand(struct arena *a, struct variables *v, const char *text,
    enum expand_by by, struct diag *why);

#endif
