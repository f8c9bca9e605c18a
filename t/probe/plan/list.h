/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The values that are worth trying, a list for each dimension and purpose. */

#ifndef PAIRPROBE_LIST_H
#define PAIRPROBE_LIST_H

#include "t/probe/box/product.h"

enum list {
	LIST_FULL,	/* all that could make a difference */
	LIST_FAULTS,	/* one of each kind, to be combined */
	LIST_PAIRS,	/* to be combined in pairs */
	LIST_SOME,	/* good and bad, to be combined where time is short */
	LIST_PAIR,	/* types of which there may be pairs */
	LIST_QUICK,	/* types that each check is made with once */
	LIST_LIFE,	/* types that all checks of a pair are made with */
	LIST_ELSEWHERE, /* what depends on where it is asked */
	LIST_FILES,	/* to be asked when files have run out */
	LIST_MEMORY,	/* when allocations fail */
	LIST_BASE,	/* what every host has, and what none has */
	LIST_FACTS,	/* what is needed to judge any request */
	LIST_COUNT
};

/*
 * The values of a list in one dimension, in the numbers of this host.  A
 * list without values of its own there has those of LIST_FULL.
 */
struct axis list_axis(struct arena *a, enum list list, enum dimension d);

/* The members of a text that have a meaning here; "*" is LIST_FULL. */
struct axis list_read(struct arena *a, enum dimension d, const char *text);

#endif
