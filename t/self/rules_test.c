/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Conditions and rules: the words that stand for several values, and
 * decisions of random tables, compared with the rows request by request.
 */

#include <atf-c.h>
#include <stdio.h>
#include <string.h>

#include "oracle/decide/rules.h"
#include "oracle/table/condition.h"

/* The box of one condition. */
static struct box
box_of(struct arena *a, const char *key, const char *text)
{
	struct condition c = { key, text, 1, NULL };
	struct box b = box_all(a);
	struct diag why;

	ATF_REQUIRE_EQ_MSG(0,
	    condition_resolve(&c, &why) != 0 ||
		condition_apply(a, &c, numbering_reference(), &b, &why) != 0,
	    "%s=%s: %s", key, text, why.text);
	return b;
}

static void
refused(const char *key, const char *text, const char *words)
{
	struct condition c = { key, text, 1, NULL };
	struct arena a = ARENA_INIT;
	struct box b = box_all(&a);
	struct diag why;

	ATF_CHECK(condition_resolve(&c, &why) != 0 ||
	    condition_apply(&a, &c, numbering_reference(), &b, &why) != 0);
	ATF_CHECK_MSG(strstr(why.text, words) != NULL, "%s=%s: %s", key, text,
	    why.text);
	ATF_CHECK_MSG(strstr(why.text, "; ") != NULL, "%s", why.text);
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(conditions);
ATF_TC_BODY(conditions, tc)
{
	struct arena a = ARENA_INIT;
	struct box b;
	int d;

	(void)tc;
	b = box_of(&a, "vector", "!valid");
	ATF_CHECK(!set_has(b.dim[DIM_VECTOR], VECTOR_VALID));
	ATF_CHECK(set_has(b.dim[DIM_VECTOR], VECTOR_NULL));
	for (d = 0; d < DIM_COUNT; d++)
		ATF_CHECK_MSG(d == DIM_VECTOR ||
			set_equal(b.dim[d], box_all(&a).dim[d]),
		    "vector=!valid narrows %s",
		    dimension_name((enum dimension)d));
	b = box_of(&a, "vector", "invalid");
	ATF_CHECK(set_has(b.dim[DIM_VECTOR], VECTOR_NULL));
	ATF_CHECK(!set_has(b.dim[DIM_VECTOR], VECTOR_VALID));
	ATF_CHECK(!set_has(b.dim[DIM_VECTOR], VECTOR_MISALIGNED_1));
	b = box_of(&a, "type", "SOCK_STREAM");
	ATF_CHECK(set_has(b.dim[DIM_TYPE], 1));
	ATF_CHECK(!set_has(b.dim[DIM_TYPE], 2));
	b = box_of(&a, "domain", "unsupported");
	ATF_CHECK(set_equal(b.dim[DIM_DOMAIN], box_all(&a).dim[DIM_DOMAIN]));
	ATF_CHECK(set_has(b.dim[DIM_DOMAIN_FACT], 1));
	ATF_CHECK(!set_has(b.dim[DIM_DOMAIN_FACT], 0));
	refused("colour", "red", "colour");
	refused("vector", "nil", "nil");
	refused("domain", "AF_UNIQ", "AF_UNIQ");
	arena_free(&a);
}

enum { TYPES = 4, VECTORS = 5, FREE = 3, ROWS = 7 };

/* A request of the small world of the random tables. */
static bool
row_has(const struct box *rule, int type, int vector, int fds)
{
	return set_has(rule->dim[DIM_TYPE], type) &&
	    set_has(rule->dim[DIM_VECTOR], vector) &&
	    set_has(rule->dim[DIM_FDS], fds);
}

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed / 65536u % below;
}

/* "when type=1,3 vector=null => EFAULT" and so on, and one for the rest. */
static size_t
table_draw(unsigned *seed, const char *order, char *text, size_t room)
{
	static const char *const vectors[] = { "*", "null", "valid,null",
		"!valid", "one..no-access" };
	static const char *const fds[] = { "*", "0", "0,1", "!2" };
	size_t n;
	int i;

	n = (size_t)snprintf(text, room,
	    "table x\norder %s\nclause a 1\ntext t\n", order);
	for (i = 0; i < ROWS; i++)
		n += (size_t)snprintf(text + n, room - n,
		    "when type=%u..%u vector=%s fds=%s => %s\n", draw(seed, 2),
		    1 + draw(seed, TYPES - 1), vectors[draw(seed, 5)],
		    fds[draw(seed, 4)], i % 2 ? "EFAULT" : "EMFILE");
	return n;
}

/* What rules_decide says of a request is what the rows say, one by one. */
static void
request_check(const struct rules *r, const struct decisions *d, int type,
    int vector, int fds)
{
	const struct decision *found;
	size_t i, k, parts, rows;

	parts = 0;
	found = NULL;
	for (i = 0; i < d->count; i++)
		if (row_has(&d->list[i].box, type, vector, fds)) {
			found = &d->list[i];
			parts++;
		}
	ATF_REQUIRE_EQ_MSG(1, parts, "a request is in %zu parts", parts);
	rows = 0;
	for (i = 0; i < r->count; i++) {
		if (!row_has(&r->box[i], type, vector, fds))
			continue;
		if (r->table->order == ORDER_FIRST && rows == 1)
			break;
		for (k = 0; k < found->rows && found->row[k] != i; k++)
			continue;
		ATF_CHECK_MSG(k < found->rows, "row %zu is missed", i);
		rows++;
	}
	ATF_CHECK_EQ_MSG(rows, found->rows, "%zu rows, not %zu", found->rows,
	    rows);
}

static void
table_check(unsigned seed, const char *order)
{
	struct arena a = ARENA_INIT;
	struct box world;
	struct decisions d;
	struct diag why;
	struct rules r;
	struct table t;
	char text[4096];
	size_t len;
	int fds, type, vector;

	len = table_draw(&seed, order, text, sizeof(text));
	ATF_REQUIRE_EQ_MSG(0, table_read(&t, text, len, "x", &why), "%s",
	    why.text);
	ATF_REQUIRE_EQ_MSG(0,
	    rules_compile(&a, &t, numbering_reference(), &r, &why), "%s",
	    why.text);
	world = box_all(&a);
	world.dim[DIM_CHECK] = set_range(&a, CHECK_CALL, CHECK_CALL);
	world.dim[DIM_TYPE] = set_range(&a, 0, TYPES - 1);
	world.dim[DIM_VECTOR] = set_range(&a, 0, VECTORS - 1);
	world.dim[DIM_FDS] = set_range(&a, 0, FREE - 1);
	d = rules_decide(&a, &r, &world);
	for (type = 0; type < TYPES; type++)
		for (vector = 0; vector < VECTORS; vector++)
			for (fds = 0; fds < FREE; fds++)
				request_check(&r, &d, type, vector, fds);
	table_free(&t);
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(decisions);
ATF_TC_BODY(decisions, tc)
{
	unsigned round;

	(void)tc;
	for (round = 0; round < 150; round++) {
		table_check(round, "first");
		table_check(round, "any");
	}
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, conditions);
	ATF_TP_ADD_TC(tp, decisions);
	return atf_no_error();
}
