/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Which dimensions a row has conditions in.  A row that holds for a cell
 * must keep off every enemy, a cell of another label.  An enemy is kept off
 * by a condition in any dimension where the two cells share nothing; so each
 * enemy is a mask of dimensions, and a choice of dimensions will do if it
 * hits every mask.
 */

#ifndef PAIRTEST_LEARN_CHOICE_H
#define PAIRTEST_LEARN_CHOICE_H

#include "oracle/words/shape.h"

enum { CHOICES = 1 << LEARN_DIMS };

/* One condition costs at least the first, and without facts at most both. */
enum { COST_PLAIN = 10, COST_HOSTLESS = 12 };

/* Masks without those that hold another one, which are hit with it. */
struct masks {
	unsigned mask[CHOICES];
	size_t count;
};

/* What conditions in these dimensions cost; those on facts cost more. */
int dims_cost(unsigned dims);

/* Every choice, cheapest first: see choice_dims and choice_cost. */
unsigned *choices_make(struct arena *a);

unsigned choice_dims(unsigned choice);
int choice_cost(unsigned choice);

void mask_add(struct masks *m, unsigned mask);

/* Whether conditions in these dimensions keep off every enemy. */
bool choice_hits(const struct masks *m, unsigned dims);

#endif
