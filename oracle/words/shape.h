/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Boxes as rows of a table speak of them: a type argument is two dimensions,
 * what is asked for and its flags.
 */

#ifndef PAIRTEST_LEARN_SHAPE_H
#define PAIRTEST_LEARN_SHAPE_H

#include "lib/box.h"

enum {
	LEARN_FLAGS = DIM_COUNT, /* DIM_TYPE is without them */
	LEARN_DIMS
};

/* A box with type and flags apart. */
struct shape {
	struct set dim[LEARN_DIMS];
};

struct shapes {
	struct shape *list;
	size_t count;
	size_t room;
};

/* More types than this in one box cannot be taken apart. */
enum { LEARN_TYPES_MAX = 65536 };

/*
 * Adds the shapes that make up b, where flags are the bits that are flags on
 * the host.  Returns 0, or -1 where b holds too many types.
 */
int shapes_of(struct arena *a, unsigned flags, const struct box *b,
    struct shapes *to);

#endif
