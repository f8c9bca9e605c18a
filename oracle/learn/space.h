/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The space in which tables are learned.  In each dimension, values that no
 * shape tells apart are one atom, and a box is a cube: a bit for each atom,
 * dimension by dimension.  Whether two boxes meet is a few words and-ed then.
 */

#ifndef PAIRTEST_LEARN_SPACE_H
#define PAIRTEST_LEARN_SPACE_H

#include "oracle/words/shape.h"

struct axis {
	struct set *atom; /* the values of each */
	size_t atoms;
	size_t at; /* its first word in a cube */
	size_t words;
};

enum { WORD_BITS = 64 };

struct space {
	struct axis axis[LEARN_DIMS];
	size_t words;	/* of a cube */
	unsigned flags; /* bits that are flags on the host */
};

/* Finds the atoms of all shapes; they live in a. */
void space_make(struct arena *a, struct space *sp, const struct shapes *s);

typedef uint64_t *cube_t;

/* The cube of everything. */
cube_t cube_full(struct arena *a, const struct space *sp);

/* The cube of a shape whose sets are unions of atoms. */
cube_t cube_of(struct arena *a, const struct space *sp, const struct shape *s);

cube_t cube_copy(struct arena *a, const struct space *sp, const uint64_t *x);

/* Whether x and y share an atom in dimension d. */
bool cube_meets_in(const struct space *sp, const uint64_t *x, const uint64_t *y,
    int d);

bool cube_meets(const struct space *sp, const uint64_t *x, const uint64_t *y);

/* Whether all of x belongs to y. */
bool cube_within(const struct space *sp, const uint64_t *x, const uint64_t *y);

/* x and y, which meet. */
cube_t cube_and(struct arena *a, const struct space *sp, const uint64_t *x,
    const uint64_t *y);

/* What is in x and not in y, dimension d alone; x is as y before d. */
cube_t cube_minus_in(struct arena *a, const struct space *sp, const uint64_t *x,
    const uint64_t *y, int d);

/* How many requests it holds. */
double cube_size(const struct space *sp, const uint64_t *x);

/* Whether atom i of dimension d belongs to x. */
bool cube_has(const struct space *sp, const uint64_t *x, int d, size_t i);

/* The values of x in dimension d. */
struct set
cube_values(struct arena *a, const struct space *sp, const uint64_t *x, int d);

#endif
