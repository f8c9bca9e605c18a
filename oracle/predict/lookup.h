/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Lookups: the rows that decide one request at a time, for who has millions
 * of them.  Each dimension is cut where a row starts or ends to hold; what
 * is left of all rows after each dimension was looked up decides.
 */

#ifndef PAIRTEST_LOOKUP_H
#define PAIRTEST_LOOKUP_H

#include "oracle/decide/rules.h"

/* A dimension in pieces, in which the same rows hold. */
struct lookup_dim {
	enum dimension dim;
	int64_t *start; /* the first value of each piece */
	size_t pieces;
	uint64_t *hold; /* a bit a row, for each piece */
};

struct lookup {
	const struct rules *rules;
	struct lookup_dim part[DIM_COUNT];
	size_t parts;	/* dimensions with more than one piece */
	uint64_t *hold; /* rows that may hold at all */
	size_t words;	/* of 64 rows */
};

/* Makes l of the rules, which it needs; it lives in a. */
void lookup_make(struct arena *a, const struct rules *r, struct lookup *l);

/*
 * The rows that decide the request of these values, one for each dimension,
 * facts too: what rules_decide says of a box of that request alone.  row has
 * room for as many as the table has.  Returns how many they are.
 */
size_t lookup_rows(const struct lookup *l, const int64_t *value, size_t *row);

#endif
