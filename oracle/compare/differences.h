/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Differences: boxes of requests for which two sides say different things,
 * and what one side says nothing of.
 */

#ifndef PAIRTEST_DIFFERENCES_H
#define PAIRTEST_DIFFERENCES_H

#include <stdio.h>

#include "lib/box.h"
#include "lib/diag.h"

struct difference {
	struct box box;
	const char *a, *b;   /* what each says */
	const char *when;    /* the box as conditions, "" for everything */
	const char *witness; /* arguments of its simplest request */
	int distance;	     /* from a usual request and host */
};

/* What a system's table has no row for, and the other side speaks of. */
struct silence {
	bool check[CHECK_COUNT];
	uint64_t requests;   /* of a trace; 0 where the other is a table */
	const char *witness; /* one of them, or NULL */
};

struct differences {
	struct arena arena;
	struct numbering numbers; /* of the boxes */
	struct box tried;	  /* what can differ at all */
	struct difference *list;  /* smallest witness first */
	size_t count, room;
	uint64_t only_a, only_b; /* requests that one trace alone has */
	struct silence silent_a, silent_b;
};

/* Notes that over box one says a and the other b. */
void difference_add(struct differences *d, const struct box *box, const char *a,
    const char *b);

/*
 * Notes that a table has no row for box: requests of a trace (counted), or
 * requests that another table has rows for.
 */
void silence_add(struct differences *d, struct silence *s,
    const struct box *box, bool counted);

/* Joins boxes that belong together, words them and sorts them. */
void differences_finish(struct differences *d);

void differences_free(struct differences *d);

/* Whether the two sides say the same, and of the same. */
bool differences_none(const struct differences *d);

/* Writes the differences of what is called a and b. */
void differences_print(const struct differences *d, const char *a,
    const char *b, FILE *f);

/* The same as JSON.  Returns 0, or -1 where this build has no jansson. */
int differences_json(const struct differences *d, const char *a, const char *b,
    FILE *f);

#endif
