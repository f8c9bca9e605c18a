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

#include "t/probe/shortage/ballast.h"
#include "t/probe/shortage/shortage.h"

enum { STARVE_MAX = 40 }; /* no request needs so much */

struct starve {
	struct shortage *shortage; /* that each request has, or NULL */
	struct ballast ballast;	   /* and by which it gets worse */
	int fault;		   /* descriptor that asks for faults, or -1 */
	unsigned degree;	   /* from 1 */
	unsigned came;		   /* how often memory ran out */
	const char *refused;	   /* why it does not any more, or NULL */
};

/*
 * Gets ready for a shortage of that degree, in the process that will make
 * the requests.  Where it cannot, s->refused says why.
 */
void
starve_prepare(struct starve *s, struct shortage *shortage, unsigned degree);

/* Right before a request.  Returns whether memory will run out. */
bool starve_begin(struct starve *s);

/* Right after it.  Returns whether it did; see starve_tells. */
bool starve_end(struct starve *s);

/* The same for a request that a signal has ended. */
void starve_drop(struct starve *s);

/*
 * Whether the host tells if an allocation failed.  Otherwise one surely did
 * if the answer is not the usual one.
 */
bool starve_tells(const struct starve *s);

#endif
