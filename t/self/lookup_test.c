/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What is looked up for one request is what is forecast for it alone, by
 * every built-in table, for requests drawn by chance: values at the ends of
 * rows and beside them, words, numbers, and keys in any order.
 */

#include <atf-c.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/decide/asked.h"
#include "oracle/predict/forecast.h"
#include "oracle/predict/lookup.h"
#include "oracle/table/builtin.h"

enum { ROUNDS = 1500, OPERANDS_MAX = 16, TEXT_SIZE = 400 };

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

static void
request_draw(struct arena *a, const struct rules *r, unsigned *seed, char *to)
{
	const struct numbering *n = &r->table->numbers;
	char word[96];
	int64_t v;
	int d, i;

	for (d = DIM_DOMAIN, i = 0; d <= DIM_PROTOCOL; d++) {
		v = value_draw(a, r, (enum dimension)d, seed);
		if (draw(seed, 2))
			snprintf(word, sizeof(word), "%lld", (long long)v);
		else
			dimension_value_text((enum dimension)d, v, n, word,
			    sizeof(word));
		i += snprintf(to + i, TEXT_SIZE - (size_t)i, "%s%s",
		    i ? " " : "", word);
	}
	while (draw(seed, 3) != 0) {
		d = (int)draw(seed, DIM_SOCKET + 1);
		if (d >= DIM_DOMAIN && d <= DIM_PROTOCOL)
			continue;
		v = value_draw(a, r, (enum dimension)d, seed);
		dimension_value_text((enum dimension)d, v, n, word,
		    sizeof(word));
		if (i + 120 < TEXT_SIZE)
			i += snprintf(to + i, TEXT_SIZE - (size_t)i, " %s=%s",
			    dimension_name((enum dimension)d), word);
	}
}

/* The forecast for the request, as a line. */
static const char *
forecast_line(struct arena *a, const struct rules *r, const char *text)
{
	char *operand[OPERANDS_MAX], *copy;
	struct forecast f = { .count = 0 };
	struct diag why;
	struct box box;
	int count;

	copy = arena_text(a, text, strlen(text));
	for (count = 0, copy = strtok(copy, " ");
	     copy != NULL && count < OPERANDS_MAX; copy = strtok(NULL, " "))
		operand[count++] = copy;
	f.absent = request_absent(count, operand, &r->table->numbers);
	if (f.absent == NULL) {
		if (request_read(a, count, operand, &r->table->numbers, &box,
			&why) != 0)
			return NULL;
		forecast_decide(a, r, &box, &f);
	}
	return forecast_text(a, r->table, &f);
}

static void
request_compare(struct arena *a, struct lookup *l, const struct rules *r,
    const char *text)
{
	const char *want, *got;
	const size_t name = strlen(r->table->name) + 1;
	struct diag why;
	size_t size;

	want = forecast_line(a, r, text);
	got = lookup_answer(l, text, strlen(text), &size, &why);
	ATF_REQUIRE_MSG((want == NULL) == (got == NULL), "%s: %s: %s",
	    r->table->name, text, got == NULL ? why.text : "answered");
	if (got != NULL)
		ATF_CHECK_MSG(size == name + strlen(want) + 1 &&
			memcmp(got + name, want, strlen(want)) == 0,
		    "%s: %s: want %s, got %s", r->table->name, text, want, got);
}

static void
table_compare(const char *name)
{
	struct arena a = ARENA_INIT, scratch = ARENA_INIT;
	char text[TEXT_SIZE];
	struct lookup *l;
	struct table t;
	struct rules r;
	struct diag why;
	unsigned seed;
	int i;

	if (table_open(&t, name, &why) != 0 ||
	    rules_compile(&a, &t, &t.numbers, &r, &why) != 0)
		atf_tc_fail("%s", why.text);
	l = lookup_new(&a, &r);
	seed = 1;
	for (i = 0; i < ROUNDS; i++) {
		request_draw(&scratch, &r, &seed, text);
		request_compare(&scratch, l, &r, text);
		arena_free(&scratch);
	}
	arena_free(&a);
	table_free(&t);
}

ATF_TC_WITHOUT_HEAD(lookup);
ATF_TC_BODY(lookup, tc)
{
	size_t i;

	(void)tc;
	for (i = 0; i < builtin_table_count; i++)
		table_compare(builtin_tables[i].name);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, lookup);
	return atf_no_error();
}
