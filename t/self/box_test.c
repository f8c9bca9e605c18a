/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Outcomes on their way into boxes: products, streaks, and what compress and
 * merge make of random outcomes, compared with the outcomes point by point.
 */

#include <atf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/streak.h"
#include "t/probe/box/compress.h"
#include "t/probe/host/numbers.h"

enum { BOXES_MAX = 4096, BODY_MAX = 4096 };

/* Boxes as lines. */
struct lines {
	char *text[BOXES_MAX];
	size_t count;
};

static void
line_take(void *to, const char *text)
{
	struct lines *l = to;

	ATF_REQUIRE(l->count < BOXES_MAX);
	l->text[l->count++] = strdup(text);
}

static void
lines_free(struct lines *l)
{
	while (l->count != 0)
		free(l->text[--l->count]);
}

/* Whether "box KEY=SET ... => OUTCOME" has the point. */
static bool
line_has(const char *line, const int *value, outcome_t *o)
{
	struct arena a = ARENA_INIT;
	struct diag why;
	struct set s;
	enum dimension d;
	char copy[BODY_MAX], *rest, *set, *word;
	bool has;

	ATF_REQUIRE(strlen(line) < sizeof(copy));
	strcpy(copy, line);
	rest = strstr(copy, "=> ");
	ATF_REQUIRE(rest != NULL);
	ATF_REQUIRE_EQ_MSG(0, outcome_read(rest + 3, o, &why), "%s", why.text);
	*rest = '\0';
	has = true;
	word = strtok(copy, " ");
	ATF_REQUIRE_STREQ("box", word);
	while ((word = strtok(NULL, " ")) != NULL) {
		set = strchr(word, '=');
		d = dimension_find(word, (size_t)(set - word));
		ATF_REQUIRE(d != DIM_COUNT);
		ATF_REQUIRE_EQ_MSG(0,
		    dimension_set(&a, d, set + 1, strlen(set + 1),
			numbers_host(), &s, &why),
		    "%s: %s", line, why.text);
		has = has && set_has(s, value[d]);
	}
	arena_free(&a);
	return has;
}

/* Exactly one box has the point, with that outcome; none if skipped. */
static void
point_expect(const struct lines *l, const int *value, outcome_t want)
{
	const bool skipped = outcome_answer(want) == ANSWER_SKIPPED;
	outcome_t o;
	size_t i, n;

	n = 0;
	for (i = 0; i < l->count; i++)
		if (line_has(l->text[i], value, &o)) {
			n++;
			ATF_CHECK_MSG(skipped || o == want, "%s", l->text[i]);
		}
	ATF_CHECK_EQ_MSG(skipped ? 0 : 1, n, "a point is in %zu boxes", n);
}

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed / 65536u % below;
}

static outcome_t
outcome_draw(unsigned *seed, unsigned kinds)
{
	static const char *const some[] = { "ok", "EFAULT", "EINVAL",
		"EFAULT vector=first" };
	outcome_t o;
	struct diag why;
	unsigned i;

	i = draw(seed, kinds);
	if (i == 4)
		return outcome_of(ANSWER_SKIPPED);
	ATF_REQUIRE_EQ(0, outcome_read(some[i], &o, &why));
	return o;
}

ATF_TC_WITHOUT_HEAD(axes);
ATF_TC_BODY(axes, tc)
{
	static const int given[] = { 7, -1, 3, 7, 3 };
	struct arena a = ARENA_INIT;
	struct axis x;
	struct set s;

	(void)tc;
	x = axis_of(&a, given, 5);
	ATF_REQUIRE_EQ(3, x.count);
	ATF_CHECK(x.value[0] == -1 && x.value[1] == 3 && x.value[2] == 7);
	s = axis_set(&a, &x, 1, 3);
	ATF_CHECK_EQ(2, set_size(s));
	ATF_CHECK(set_has(s, 3) && set_has(s, 7) && !set_has(s, -1));
	x = axis_of_set(&a, s);
	ATF_CHECK(x.count == 2 && x.value[0] == 3 && x.value[1] == 7);
	x = axis_of(&a, given, 0);
	ATF_CHECK_EQ(0, x.count);
	arena_free(&a);
}

/* A product of one value but for types, vectors and checks. */
static struct product
product_make(struct arena *a, size_t types, size_t vectors, size_t ends)
{
	static const int numbers[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
	struct product p;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		p.axis[d] = axis_of(a, numbers, 1);
	p.axis[DIM_TYPE] = axis_of(a, numbers, types);
	p.axis[DIM_VECTOR] = axis_of(a, numbers, vectors);
	p.axis[DIM_ENDS] = axis_of(a, numbers, ends);
	return p;
}

ATF_TC_WITHOUT_HEAD(points);
ATF_TC_BODY(points, tc)
{
	struct arena a = ARENA_INIT;
	struct product p;
	struct point at, walk;
	size_t i;

	(void)tc;
	p = product_make(&a, 4, 3, 2);
	ATF_CHECK_EQ(24, product_size(&p));
	ATF_CHECK_EQ(DIM_TYPE, product_outermost(&p));
	ATF_CHECK_EQ(6, product_inner(&p, DIM_TYPE));
	ATF_CHECK_EQ(2, product_inner(&p, DIM_VECTOR));
	ATF_CHECK_EQ(1, product_inner(&p, DIM_ENDS));
	product_point(&p, 0, &walk);
	for (i = 0; i < 24; i++, product_next(&p, &walk)) {
		product_point(&p, i, &at);
		ATF_CHECK_EQ((int)(i / 6), at.value[DIM_TYPE]);
		ATF_CHECK_EQ((int)(i / 2 % 3), at.value[DIM_VECTOR]);
		ATF_CHECK_EQ((int)(i % 2), at.value[DIM_ENDS]);
		ATF_CHECK_EQ(0, memcmp(at.value, walk.value, sizeof(at.value)));
	}
	ATF_CHECK_EQ_MSG(0, walk.value[DIM_TYPE], "it does not start again");
	p = product_make(&a, 1, 1, 1);
	ATF_CHECK_EQ(1, product_size(&p));
	arena_free(&a);
}

/* Rows of random outcomes of a product of types x vectors x ends. */
static void
compress_check(unsigned seed, size_t types, size_t vectors, size_t ends,
    unsigned kinds)
{
	struct arena a = ARENA_INIT;
	struct bodies bodies = { 0 };
	struct compress c;
	struct lines l = { .count = 0 };
	struct point at;
	struct product p;
	struct writer w;
	outcome_t *cell;
	size_t i, size;

	p = product_make(&a, types, vectors, ends);
	size = product_size(&p);
	cell = arena_get(&a, size * sizeof(*cell));
	for (i = 0; i < size; i++)
		cell[i] = outcome_draw(&seed, kinds);
	writer_collect(&w, &bodies);
	compress_start(&c, &p, &w);
	for (i = 0; i < types; i++)
		compress_row(&c, i, cell + i * (size / types));
	compress_end(&c);
	writer_drop(&w);
	for (i = 0; i < bodies.count; i++)
		line_take(&l, bodies.body[i].text);
	ATF_CHECK_MSG(l.count <= size, "more boxes than points");
	if (kinds == 1)
		ATF_CHECK_EQ_MSG(1, l.count, "one outcome, %zu boxes", l.count);
	for (i = 0; i < size; i++) {
		product_point(&p, i, &at);
		point_expect(&l, at.value, cell[i]);
	}
	lines_free(&l);
	bodies_free(&bodies);
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(compress_covers);
ATF_TC_BODY(compress_covers, tc)
{
	unsigned round;

	(void)tc;
	compress_check(1, 6, 5, 2, 1);
	for (round = 0; round < 60; round++)
		compress_check(round, 2 + round % 5, 1 + round % 7,
		    1 + round % 2, 2 + round % 4);
}

/* Two boxes that differ in one dimension become one, in any order. */
ATF_TC_WITHOUT_HEAD(merge_unites);
ATF_TC_BODY(merge_unites, tc)
{
	static const int order[][4] = { { 0, 1, 2, 3 }, { 3, 0, 2, 1 },
		{ 1, 2, 0, 3 } };
	struct arena a = ARENA_INIT;
	struct bodies bodies;
	struct choice box;
	struct unite m;
	struct product p;
	struct writer w;
	size_t i, k;
	int d;

	(void)tc;
	p = product_make(&a, 2, 2, 1);
	for (d = 0; d < DIM_REQUEST; d++)
		box.chosen[d] = arena_get(&a, 8 * sizeof(bool));
	for (i = 0; i < 3; i++) {
		memset(&bodies, 0, sizeof(bodies));
		writer_collect(&w, &bodies);
		unite_start(&m, &p, &w);
		for (k = 0; k < 4; k++) {
			for (d = 0; d < DIM_REQUEST; d++) {
				memset(box.chosen[d], 0, 8 * sizeof(bool));
				box.chosen[d][0] = true;
			}
			box.chosen[DIM_TYPE][0] = order[i][k] % 2 == 0;
			box.chosen[DIM_TYPE][1] = order[i][k] % 2 == 1;
			box.chosen[DIM_VECTOR][0] = order[i][k] / 2 == 0;
			box.chosen[DIM_VECTOR][1] = order[i][k] / 2 == 1;
			unite_add(&m, &box, outcome_of(ANSWER_OK));
		}
		unite_end(&m);
		writer_drop(&w);
		ATF_REQUIRE_EQ(1, bodies.count);
		ATF_CHECK_STREQ("box => ok", bodies.body[0].text);
		bodies_free(&bodies);
	}
	arena_free(&a);
}

/* Random streaks, and one with more ranges than fit into a line. */
static void
streak_check(unsigned seed, int last, unsigned kinds)
{
	struct lines l = { .count = 0 };
	struct streaks s;
	outcome_t *cell;
	uint64_t requests;
	int v, value[DIM_REQUEST] = { 0 };

	memset(&s, 0, sizeof(s));
	cell = calloc((size_t)last + 1, sizeof(*cell));
	ATF_REQUIRE(cell != NULL);
	requests = 0;
	for (v = 0; v <= last; v++) {
		cell[v] = outcome_draw(&seed, kinds);
		requests += outcome_answer(cell[v]) != ANSWER_SKIPPED;
		streaks_add(&s, v, v, cell[v]);
	}
	ATF_CHECK_EQ(requests, streaks_requests(&s));
	streaks_boxes(&s, DIM_PROTOCOL, numbers_host(), line_take, &l);
	for (v = 0; v <= last; v += last > 200 ? 7 : 1) {
		value[DIM_PROTOCOL] = v;
		point_expect(&l, value, cell[v]);
	}
	lines_free(&l);
	streaks_free(&s);
	free(cell);
}

ATF_TC_WITHOUT_HEAD(streaks);
ATF_TC_BODY(streaks, tc)
{
	struct lines l = { .count = 0 };
	struct streaks s;
	unsigned round;

	(void)tc;
	for (round = 0; round < 40; round++)
		streak_check(round, 30, 1 + round % 5);
	streak_check(7, 3000, 4);
	memset(&s, 0, sizeof(s));
	streaks_add(&s, INT32_MIN, -1, outcome_of(ANSWER_OK));
	streaks_add(&s, 0, INT32_MAX, outcome_of(ANSWER_OK));
	ATF_CHECK_EQ(1, s.count);
	ATF_CHECK_EQ((uint64_t)1 << 32, streaks_requests(&s));
	streaks_boxes(&s, DIM_PROTOCOL, numbers_host(), line_take, &l);
	ATF_REQUIRE_EQ(1, l.count);
	ATF_CHECK_STREQ("box => ok", l.text[0]);
	lines_free(&l);
	streaks_free(&s);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, axes);
	ATF_TP_ADD_TC(tp, points);
	ATF_TP_ADD_TC(tp, compress_covers);
	ATF_TP_ADD_TC(tp, merge_unites);
	ATF_TP_ADD_TC(tp, streaks);
	return atf_no_error();
}
