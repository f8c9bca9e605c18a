/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Streaks: neighbouring values of one dimension that have one outcome, so
 * that billions of outcomes in ascending order of value take little memory.
 * Each outcome becomes one box.
 */

#ifndef PAIRTEST_STREAK_H
#define PAIRTEST_STREAK_H

#include "lib/dimension.h"
#include "lib/outcome.h"

struct streak {
	int64_t lo, hi;
	outcome_t outcome;
};

/* In ascending order, without a gap; start with all zero. */
struct streaks {
	struct arena arena;
	struct streak *streak;
	size_t count, room;
};

/* Takes one body of a trace. */
typedef void streak_line(void *to, const char *text);

/* Adds the values behind those that are there. */
void streaks_add(struct streaks *s, int64_t lo, int64_t hi, outcome_t o);

/* How many values were not skipped. */
uint64_t streaks_requests(const struct streaks *s);

/*
 * "box DIMENSION=SET => OUTCOME" for each outcome in the order in which they
 * came, the whole of the streaks being the axis.
 */
void streaks_boxes(const struct streaks *s, enum dimension d,
    const struct numbering *n, streak_line *line, void *to);

void streaks_free(struct streaks *s);

#endif
