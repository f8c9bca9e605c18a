/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Boxes on their way out: two with one outcome that differ in a single
 * dimension become one.  So it does not matter in which order a host looks
 * at its arguments: few boxes are left in any case.
 */

#ifndef PAIRPROBE_MERGE_H
#define PAIRPROBE_MERGE_H

#include "lib/outcome.h"
#include "t/probe/box/product.h"
#include "t/probe/box/writer.h"

/* Which values of each axis belong to a box. */
struct choice {
	bool *chosen[DIM_REQUEST];
};

struct merge_box;

struct merge {
	struct arena arena;
	struct writer *writer;
	const struct product *product;
	struct merge_box *box;
	size_t boxes, room;
};

/* Starts on the boxes of a product, which go to a writer. */
void merge_start(struct merge *m, const struct product *p, struct writer *w);

/* Takes a box, which shares no request with any before it. */
void merge_box(struct merge *m, const struct choice *c, outcome_t o);

/* Writes what is left and gives memory back. */
void merge_end(struct merge *m);

#endif
