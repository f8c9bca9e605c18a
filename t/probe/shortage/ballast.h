/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Ballast: open files that take up what memory a limit leaves to the kernel,
 * but for as much as so many files would take.  They are all alike and small,
 * so that a request can be stopped at each of its allocations.
 */

#ifndef PAIRPROBE_BALLAST_H
#define PAIRPROBE_BALLAST_H

#include <stdbool.h>

struct ballast {
	int fits; /* files under the limit; 0: not counted yet */
	int held; /* files that are open */
};

/*
 * Before there is a limit: gets what it takes to have files open, but for
 * the files.
 */
void ballast_prepare(struct ballast *b);

/*
 * Under the limit: counts the files that fit, and closes them.  Their memory
 * may come back late, so that limit is good for nothing else.
 */
void ballast_count(struct ballast *b);

/*
 * Under such a limit again: leaves memory for so many files.  Returns whether
 * it could, which takes descriptors too.
 */
bool ballast_load(struct ballast *b, int room);

/* Closes the files. */
void ballast_drop(struct ballast *b);

#endif
