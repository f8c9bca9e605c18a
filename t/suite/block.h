/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Blocks: the lines of a file of cases that stand for some cases together. */

#ifndef PAIRTEST_BLOCK_H
#define PAIRTEST_BLOCK_H

#include "t/suite/expand.h"

/* The words that start a line, in their usual order. */
enum word {
	WORD_FOR,
	WORD_CASE,
	WORD_CLAUSE,
	WORD_REQUEST,
	WORD_EFFECT,
	WORD_DESCR,
	WORDS
};

struct block {
	unsigned long line; /* of its first, from 1 */
	struct variables variables;
	const char *text[WORDS]; /* behind each word; NULL: not there */
};

/*
 * Reads the file at path and hands each block to take, with arg.  Texts live
 * in a.  Returns 0, or -1 with "file:line: what; remedy", at once where take
 * returns -1.
 */
int blocks_read(struct arena *a, const char *path,
    int (*take)(void *arg, struct block *, struct diag *), void *arg,
    struct diag *why);

#endif
