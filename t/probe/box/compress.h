/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * From outcomes to boxes.  Rows of outcomes, one for each value of the
 * outermost axis of a product, come in one after another; boxes go out as
 * lines.  Equal rows make one box, and so do equal parts of a row.  No more
 * rows are kept than fit in a bounded memory.  Two boxes with one outcome that
 * differ in a single dimension become one, so it does not matter in which
 * order a host looks at its arguments.
 */

#ifndef PAIRPROBE_COMPRESS_H
#define PAIRPROBE_COMPRESS_H

#include "lib/outcome.h"
#include "t/probe/box/product.h"
#include "t/probe/box/writer.h"

/* Which values of each axis belong to a box. */
struct choice {
	bool *chosen[DIM_REQUEST];
};

struct unite_box;

struct unite {
	struct arena arena;
	struct writer *writer;
	const struct product *product;
	struct unite_box *box;
	size_t boxes, room;
};

/* Starts on the boxes of a product, which go to a writer. */
void unite_start(struct unite *m, const struct product *p, struct writer *w);

/* Takes a box, which shares no request with any before it. */
void unite_add(struct unite *m, const struct choice *c, outcome_t o);

/* Writes what is left and gives memory back. */
void unite_end(struct unite *m);

struct compress_row;

struct compress {
	struct arena arena; /* axes' arrays */
	struct arena kept;  /* rows */
	const struct product *product;
	struct unite unite;	 /* where boxes go */
	struct choice box;	 /* the box in the making */
	bool *seen[DIM_REQUEST]; /* values that are in a box already */
	int outermost;		 /* dimension whose values come in */
	size_t cells;		 /* outcomes in a row */
	struct compress_row *row;
	size_t rows;
	uint64_t requests; /* in all boxes up to now */
};

/* Starts on the outcomes of a product whose boxes go to a writer. */
void
compress_start(struct compress *c, const struct product *p, struct writer *w);

/*
 * Takes the row for value number index of the outermost axis; cell has an
 * outcome for each point behind that.  Skipped ones belong to no box.
 */
void compress_row(struct compress *c, size_t index, const outcome_t *cell);

/* Writes what is left and gives memory back. */
void compress_end(struct compress *c);

#endif
