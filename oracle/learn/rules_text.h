/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Learned rows as text: their conditions, and what they say. */

#ifndef PAIRTEST_LEARN_TEXT_H
#define PAIRTEST_LEARN_TEXT_H

#include "oracle/learn/cells.h"

struct phrase {
	const char *text; /* "type=!0..15 fds=0,1", or "" */
	size_t items;	  /* members of its lists */
	cube_t surely;	  /* atoms that it holds for */
	cube_t perhaps;	  /* and those that it holds for in part */
};

/*
 * Words conditions in the given dimensions (bits of a mask) that hold for
 * all of want and for nothing outside allow, which holds want.  flags= goes
 * with the types 0..15 only: where want has others too, they are left.
 */
struct phrase learn_conditions(struct arena *a, const struct cells *c,
    unsigned dims, const uint64_t *want, const uint64_t *allow);

/* "EFAULT|EMFILE vector=kept|first": what a row of the label says. */
const char *learn_outcome(struct arena *a, const struct label *l);

#endif
