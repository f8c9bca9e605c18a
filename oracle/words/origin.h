/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Origins: the observations of a trace, cut so that each request belongs to
 * those of one list of outcomes.  What was seen in several sweeps may have
 * had several.
 */

#ifndef PAIRTEST_LEARN_ORIGIN_H
#define PAIRTEST_LEARN_ORIGIN_H

#include "lib/trace.h"

struct origin {
	struct box box;
	outcome_t *outcome; /* sorted; without effects that are unseen */
	size_t outcomes;
	size_t sweep;
};

struct origins {
	struct origin *list;
	size_t count;
	size_t room;
	struct hulls hulls; /* one for each */
};

/*
 * The origins of a trace; they live in a.  Stops where there are more than
 * most of them.
 */
struct origins origins_of(struct arena *a, const struct trace *t, size_t most);

/* Adds each box of the list as an origin of that outcome. */
void origins_add(struct arena *a, struct origins *all,
    const struct box_list *list, outcome_t outcome);

/* A list of one outcome. */
outcome_t *outcomes_one(struct arena *a, outcome_t o);

#endif
