/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What is looked up for one request is what is decided for its box, by every
 * built-in table, for requests drawn by chance.
 */

#include <atf-c.h>
#include <string.h>

#include "oracle/predict/lookup.h"
#include "oracle/table/builtin.h"

enum { ROUNDS = 2000, ROWS_MAX = 1000 };

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed / 65536u % below;
}

/* An end of some row's set, or beside it: where decisions change. */
static int64_t
value_draw(struct arena *a, const struct rules *r, enum dimension d,
    unsigned *seed)
{
	const struct set all = dimension_all(a, d);
	const struct set s = r->box[draw(seed, (unsigned)r->count)].dim[d];
	const struct range *range;
	int64_t v;

	if (s.count == 0)
		return all.range[0].lo;
	range = &s.range[draw(seed, (unsigned)s.count)];
	v = (draw(seed, 2) ? range->lo : range->hi) + (int)draw(seed, 3) - 1;
	return set_has(all, v) ? v : range->lo;
}

static struct box
box_of(struct arena *a, const int64_t *value)
{
	struct box b;
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		b.dim[d] = set_range(a, value[d], value[d]);
	return b;
}

static void
request_compare(struct arena *a, const struct lookup *l, const int64_t *value)
{
	const char *name = l->rules->table->name;
	const struct box b = box_of(a, value);
	static size_t row[ROWS_MAX];
	struct decisions d;
	char text[400];
	size_t n;

	d = rules_decide(a, l->rules, &b);
	ATF_REQUIRE_EQ(1, d.count);
	n = lookup_rows(l, value, row);
	box_witness(&b, &l->rules->table->numbers, text, sizeof(text));
	ATF_CHECK_MSG(n == d.list[0].rows,
	    "%s: %zu rows are looked up for"
	    " %s, %zu decide",
	    name, n, text, d.list[0].rows);
	if (n == d.list[0].rows && n != 0)
		ATF_CHECK_MSG(memcmp(row, d.list[0].row, n * sizeof(*row)) == 0,
		    "%s: other rows are looked up for %s", name, text);
}

static void
table_compare(const char *name)
{
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	int64_t value[DIM_COUNT];
	struct table t;
	struct rules r;
	struct lookup l;
	struct diag why;
	unsigned seed;
	int d, i;

	if (table_open(&t, name, &why) != 0 ||
	    rules_compile(&a, &t, &t.numbers, &r, &why) != 0)
		atf_tc_fail("%s", why.text);
	ATF_REQUIRE(r.count > 0 && r.count <= ROWS_MAX);
	lookup_make(&a, &r, &l);
	seed = 1;
	for (i = 0; i < ROUNDS; i++) {
		for (d = 0; d < DIM_COUNT; d++)
			value[d] = value_draw(&scratch, &r, (enum dimension)d,
			    &seed);
		request_compare(&scratch, &l, value);
		arena_free(&scratch);
	}
	arena_free(&a);
	table_free(&t);
}

ATF_TC_WITHOUT_HEAD(lookup_rows);
ATF_TC_BODY(lookup_rows, tc)
{
	size_t i;

	(void)tc;
	for (i = 0; i < builtin_table_count; i++)
		table_compare(builtin_tables[i].name);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, lookup_rows);
	return atf_no_error();
}
