/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Sets of numbers as sorted, disjoint ranges.  A set never changes once it
 * is made; its ranges live in an arena.
 *
 * A range may skip residues: of its numbers only those belong to the set
 * whose low four bits are not among them.  So "every type whose low four bits
 * are 1" is one range and not 2^28, and the algebra stays exact.  A range
 * that skips starts and ends with a member and is longer than SET_SHORT;
 * shorter ones are written out.  Ranges that do not skip do not touch.
 */

#ifndef PAIRTEST_SET_H
#define PAIRTEST_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/arena.h"

enum { SET_RESIDUES = 16, SET_SHORT = 64 };

/* Both ends belong to the range. */
struct range {
	int64_t lo;
	int64_t hi;
	uint16_t skip; /* a bit for each residue that is left out */
};

struct set {
	const struct range *range;
	size_t count; /* ranges, not members */
};

/* The set of all numbers from lo to hi; empty where lo > hi. */
struct set set_range(struct arena *a, int64_t lo, int64_t hi);

/* The set of the n ranges given in any order, overlapping or not. */
struct set set_of(struct arena *a, const struct range *r, size_t n);

/* The numbers from lo to hi whose low four bits have a bit in residues. */
struct set
set_masked(struct arena *a, int64_t lo, int64_t hi, unsigned residues);

struct set set_and(struct arena *a, struct set x, struct set y);
struct set set_or(struct arena *a, struct set x, struct set y);
struct set set_minus(struct arena *a, struct set x, struct set y);

bool set_empty(struct set s);
bool set_has(struct set s, int64_t value);
bool set_equal(struct set x, struct set y);

/* Whether x and y have a member in common. */
bool set_meets(struct set x, struct set y);

/* Whether every member of x belongs to y. */
bool set_within(struct set x, struct set y);

/* How many members it has; 0 for the empty set. */
uint64_t set_size(struct set s);

/* The least member that is not negative, or the last; s is not empty. */
int64_t set_nearest(struct set s);

#endif
