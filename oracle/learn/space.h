/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The space in which tables are learned.  In each dimension, values that no
 * shape tells apart are one atom, and a box is a bit an atom: see
 * learn_cube.h.
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

#endif
