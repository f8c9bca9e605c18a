/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Boxes: a set in every dimension, standing for each request whose value in
 * each dimension belongs to the set there.
 */

#ifndef PAIRTEST_BOX_H
#define PAIRTEST_BOX_H

#include <stdbool.h>

#include "lib/dimension.h"

struct box {
	struct set dim[DIM_COUNT];
};

/* A growing list of boxes in an arena; start with all zero. */
struct box_list {
	struct box *box;
	size_t count;
	size_t room;
};

/* The box of every request on every host. */
struct box box_all(struct arena *a);

/*
 * The requests in both x and y, put in *both.  Returns whether there are
 * any; *both is left alone where there are none.
 */
bool box_and(struct arena *a, const struct box *x, const struct box *y,
    struct box *both);

/* Adds boxes that do not overlap and hold what is in x and not in y. */
void box_minus(struct arena *a, const struct box *x, const struct box *y,
    struct box_list *rest);

/* Whether every request of x belongs to y. */
bool box_within(struct arena *a, const struct box *x, const struct box *y);

void box_add(struct arena *a, struct box_list *list, const struct box *b);

/* How many requests it holds, at most UINT64_MAX; facts do not count. */
uint64_t box_size(const struct box *b);

/*
 * The bounds of boxes in the dimensions with many values, close together in
 * memory: those that may meet a box are found without a look at the others.
 */
enum { HULL_DIMS = 4 };

struct hull {
	int64_t lo[HULL_DIMS], hi[HULL_DIMS];
};

/* Start with all zero; hull number i is that of the box added as number i. */
struct hulls {
	struct hull *hull;
	size_t count;
	size_t room;
};

void hulls_add(struct arena *a, struct hulls *h, const struct box *b);

/*
 * The first from number from on, which may be behind the last, that may meet
 * b; count where there is none.
 */
size_t hulls_next(const struct hulls *h, size_t from, const struct box *b);

/*
 * How far its simplest request is from a usual one: 2 for each dimension that
 * differs, 3 where the value there has no name.
 */
int box_distance(const struct box *b, const struct numbering *n);

/*
 * The arguments that name one request of the box, the simplest: "AF_UNIX
 * SOCK_STREAM 0" and a key=value for each dimension not as usual.  Returns
 * buf, cut to size.
 */
char *box_witness(const struct box *b, const struct numbering *n, char *buf,
    size_t size);

#endif
