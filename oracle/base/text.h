/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Text that is made piece by piece, and the commands that reports name. */

#ifndef PAIRTEST_TEXT_H
#define PAIRTEST_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "lib/box.h"
#include "lib/outcome.h"

/* Replaces a byte that cannot be shown: U+FFFD as UTF-8. */
#define TEXT_REPLACEMENT "\357\277\275"

enum { TEXT_COUNT_SIZE = 32 };

/* A copy in which each unfit byte (base/escape.h) is replaced. */
char *text_clean(struct arena *a, const char *s);

/* A number with its digits in threes: "1 234 567".  Returns buf. */
char *text_count(uint64_t n, char buf[TEXT_COUNT_SIZE]);

/*
 * The command that shows again what a table says of one request, given by
 * its arguments: "pairprobe AF_UNIX SOCK_RAW 0 | pairoracle judge ...".
 */
char *text_again(struct arena *a, const char *table, const char *witness);

/* The command that makes one request, given so; lives in a. */
char *text_probe(struct arena *a, const char *witness);

/* A text that grows in an arena; start with all zero. */
struct text_join {
	char *text; /* NULL as long as nothing was added */
	size_t used, room;
};

/* Adds what printf would print to the end of t. */
void text_add(struct arena *a, struct text_join *t, const char *fmt, ...)
    DIAG_FORMAT(3, 4);

/* What printf would print, as long as it gets; lives in a. */
char *text_format(struct arena *a, const char *fmt, ...) DIAG_FORMAT(2, 3);

/* What box_witness and outcome_text say, never cut; lives in a. */
char *
text_witness(struct arena *a, const struct box *b, const struct numbering *n);
char *text_outcome(struct arena *a, outcome_t o);

/* A set as dimension_set reads it, in as much room as it takes. */
const char *text_set(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n);

#endif
