/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Memory that runs out in the middle of a request: at its n-th allocation,
 * where the kernel can be asked for that, or when it has used up what there
 * is.  Larger degrees let more of it happen.
 */

#ifndef PAIRPROBE_STARVE_H
#define PAIRPROBE_STARVE_H

#include <stdbool.h>

#include "t/probe/shortage/shortage.h"

enum {
	STARVE_MAX = 40,   /* degrees; no request needs so much */
	STARVE_TRIES = 24, /* attempts at a request, until */
	STARVE_ALIKE = 3   /* so many in a row are alike */
};

/*
 * Open files that take up what memory a limit leaves to the kernel, but for
 * as much as so many files would take.  They are all alike and small, so
 * that a request can be stopped at each of its allocations.
 */
struct ballast {
	int fits; /* files under the limit; 0: not counted yet */
	int held; /* files that are open */
};

struct starve {
	struct shortage *shortage; /* that each request has, or NULL */
	struct ballast ballast;	   /* and by which it gets worse */
	int failslab;		   /* descriptor that asks for faults, or -1 */
	unsigned degree;	   /* from 1 */
	unsigned lost;		   /* shortages in a row that did not last */
	unsigned came;		   /* requests in which memory ran out */
	bool spent; /* the last request had all the memory that it wants */
	const char *refused; /* why it does not run out any more, or NULL */
};

/* The result of an attempt. */
enum starve_end {
	STARVE_LOST,   /* the shortage did not last: it says nothing */
	STARVE_NONE,   /* no allocation failed */
	STARVE_CAME,   /* one failed */
	STARVE_PERHAPS /* one did if the answer is not the usual one */
};

/*
 * Gets ready for a shortage of that degree, in the process that will make
 * the requests.  Where it cannot, s->refused says why.
 */
void
starve_prepare(struct starve *s, struct shortage *shortage, unsigned degree);

/* Right before a request.  Returns whether memory will run out. */
bool starve_begin(struct starve *s);

/* Right after it. */
enum starve_end starve_end(struct starve *s);

/* The same for a request that a signal has ended. */
void starve_drop(struct starve *s);

#endif
