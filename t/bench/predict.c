/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * How many single requests a second one core decides by a table: predict
 * TABLE prints that number, and how many rows the table has.
 */

#include <stdio.h>
#include <time.h>

#include "oracle/predict/lookup.h"

enum { REQUESTS = 4096, TURNS = 9, ROUNDS = 64 };

/* Values about as often with a name as without. */
static int64_t
value_draw(struct set all, unsigned *seed)
{
	uint64_t size;

	*seed = *seed * 1103515245u + 12345u;
	size = set_size(all);
	if (*seed >> 31)
		return all.range[0].lo +
		    (int64_t)((uint64_t)*seed * 48271u % size);
	return (int64_t)((*seed >> 8) % (size < 48 ? size : 48));
}

static void
requests_draw(struct arena *a, int64_t (*request)[DIM_COUNT])
{
	struct set all;
	unsigned seed;
	int d, i;

	seed = 1;
	for (d = 0; d < DIM_COUNT; d++) {
		all = dimension_all(a, (enum dimension)d);
		for (i = 0; i < REQUESTS; i++)
			request[i][d] = d == DIM_CHECK ? CHECK_CALL
						       : value_draw(all, &seed);
	}
}

static double
seconds(void)
{
	return (double)clock() / CLOCKS_PER_SEC;
}

/* Requests a second; rows tells how many decided, so that none is idle. */
static double
rate(const struct lookup *l, int64_t (*request)[DIM_COUNT], size_t *row,
    size_t *rows)
{
	double start;
	int i, round;

	start = seconds();
	for (round = 0; round < ROUNDS; round++)
		for (i = 0; i < REQUESTS; i++)
			*rows += lookup_rows(l, request[i], row);
	return (double)ROUNDS * REQUESTS / (seconds() - start);
}

int
main(int argc, char **argv)
{
	static int64_t request[REQUESTS][DIM_COUNT];
	struct arena a = ARENA_INIT;
	struct lookup l;
	struct rules r;
	struct table t;
	struct diag why;
	double best, now;
	size_t *row, rows;
	int i;

	if (argc != 2 || table_open(&t, argv[1], &why) != 0 ||
	    rules_compile(&a, &t, &t.numbers, &r, &why) != 0) {
		fprintf(stderr, "predict: %s\n",
		    argc != 2 ? "usage: predict TABLE" : why.text);
		return 2;
	}
	lookup_make(&a, &r, &l);
	requests_draw(&a, request);
	row = arena_get(&a, (r.count + 1) * sizeof(*row));
	for (i = 0, rows = 0, best = 0; i < TURNS; i++) {
		now = rate(&l, request, row, &rows);
		best = now > best ? now : best;
	}
	printf("%.0f %zu\n", best, r.count);
	arena_free(&a);
	table_free(&t);
	return rows != 0 ? 0 : 2;
}
