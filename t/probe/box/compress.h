/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * From outcomes to boxes.  Rows of outcomes, one for each value of the
 * outermost axis of a product, come in one after another; boxes go out as
 * lines.  Equal rows make one box, and so do equal parts of a row.  No more
 * rows are kept than fit in a bounded memory.
 */

#ifndef PAIRPROBE_COMPRESS_H
#define PAIRPROBE_COMPRESS_H

#include "lib/outcome.h"
#include "t/probe/box/unite.h"

struct compress_row;

struct compress {
	struct arena arena; /* axes' arrays */
	struct arena kept;  /* rows */
	const struct product *product;
	struct merge merge;	 /* where boxes go */
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
