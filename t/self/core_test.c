/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The core against brute force: sets that skip residues, boxes, conditions
 * and rules, each compared member by member over random inputs of a fixed
 * seed.
 */

#include <atf-c.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/decide/rules.h"
#include "oracle/table/condition.h"

enum { FIRST = -200, LAST = 400, NUMBERS = LAST - FIRST + 1 };

static unsigned seed = 1;

static unsigned
draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return seed / 65536u % below;
}

/* A set of some ranges, half of which skip, and the same as a bitmap. */
static struct set
set_draw(struct arena *a, bool *map)
{
	struct set s = { NULL, 0 };
	unsigned residues;
	int lo, hi, n, v;

	memset(map, 0, NUMBERS * sizeof(*map));
	for (n = (int)draw(5); n > 0; n--) {
		lo = FIRST + (int)draw(NUMBERS - 1);
		hi = lo + (int)draw(draw(2) ? 300 : 20);
		hi = hi > LAST ? LAST : hi;
		residues = draw(2) ? 0xffff : 1 + draw(0xfffe);
		for (v = lo; v <= hi; v++)
			if (residues >> ((unsigned)v & 0xf) & 1)
				map[v - FIRST] = true;
		s = set_or(a, s, set_masked(a, lo, hi, residues));
	}
	return s;
}

static void
set_expect(const char *what, struct arena *a, struct set s, const bool *map)
{
	const struct numbering *n = numbering_reference();
	char text[8000];
	struct diag why;
	struct set back;
	uint64_t size;
	int v;

	size = 0;
	for (v = FIRST; v <= LAST; v++) {
		size += map[v - FIRST];
		ATF_REQUIRE_MSG(set_has(s, v) == map[v - FIRST],
		    "%s is wrong at %d", what, v);
	}
	ATF_REQUIRE_EQ_MSG(size, set_size(s), "%s", what);
	ATF_REQUIRE_EQ_MSG(size == 0, set_empty(s), "%s", what);
	if (size == 0)
		return;
	for (v = 0; v <= LAST && !map[v - FIRST]; v++)
		continue;
	if (v <= LAST)
		ATF_REQUIRE_EQ(v, set_nearest(s));
	else
		ATF_REQUIRE(map[set_nearest(s) - FIRST]);
	ATF_REQUIRE(
	    dimension_set_text(DIM_PROTOCOL, s, n, text, sizeof(text)) != NULL);
	ATF_REQUIRE_MSG(dimension_set(a, DIM_PROTOCOL, text, strlen(text), n,
			    &back, &why) == 0,
	    "%s: %s", text, why.text);
	ATF_REQUIRE_MSG(set_equal(s, back), "%s: %s", what, text);
	back = set_of(a, s.range, s.count);
	ATF_REQUIRE_MSG(set_equal(s, back), "%s: copied", what);
}

ATF_TC_WITHOUT_HEAD(set_masked);
ATF_TC_BODY(set_masked, tc)
{
	static bool mx[NUMBERS], my[NUMBERS], m[NUMBERS];
	struct arena a = ARENA_INIT;
	bool within, equal;
	struct set x, y;
	int i, round;

	for (round = 0; round < 1500; round++) {
		x = set_draw(&a, mx);
		y = draw(4) == 0 ? set_or(&a, x, set_draw(&a, m))
				 : set_draw(&a, my);
		within = equal = true;
		for (i = 0; i < NUMBERS; i++) {
			my[i] = set_has(y, FIRST + i);
			within = within && (!mx[i] || my[i]);
			equal = equal && mx[i] == my[i];
		}
		set_expect("a set", &a, x, mx);
		ATF_REQUIRE_EQ(within, set_within(x, y));
		ATF_REQUIRE_EQ(equal, set_equal(x, y));
		for (i = 0; i < NUMBERS; i++)
			m[i] = mx[i] && my[i];
		set_expect("and", &a, set_and(&a, x, y), m);
		ATF_REQUIRE_EQ(set_meets(x, y), !set_empty(set_and(&a, x, y)));
		for (i = 0; i < NUMBERS; i++)
			m[i] = mx[i] || my[i];
		set_expect("or", &a, set_or(&a, x, y), m);
		for (i = 0; i < NUMBERS; i++)
			m[i] = mx[i] && !my[i];
		set_expect("minus", &a, set_minus(&a, x, y), m);
		arena_free(&a);
	}
}

/* A mask of all types is a handful of ranges. */
ATF_TC_WITHOUT_HEAD(set_wide);
ATF_TC_BODY(set_wide, tc)
{
	struct arena a = ARENA_INIT;
	struct set all = set_range(&a, INT_MIN, INT_MAX), odd, even;

	odd = set_masked(&a, INT_MIN, INT_MAX, 0xaaaa);
	even = set_minus(&a, all, odd);
	ATF_CHECK_EQ(1, odd.count);
	ATF_CHECK(even.count <= 3);
	ATF_CHECK_EQ((uint64_t)1 << 31, set_size(odd));
	ATF_CHECK_EQ((uint64_t)1 << 31, set_size(even));
	ATF_CHECK(set_has(odd, -1) && set_has(even, INT_MIN));
	ATF_CHECK(!set_meets(odd, even));
	ATF_CHECK(set_equal(all, set_or(&a, odd, even)));
	arena_free(&a);
}

/* A request, facts and all: a value in each dimension. */
struct point {
	int64_t value[DIM_COUNT];
};

static bool
box_has(const struct box *b, const struct point *p)
{
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		if (!set_has(b->dim[d], p->value[d]))
			return false;
	return true;
}

/* A value near those that are used; not every one is in a dimension. */
static struct point
point_draw(void)
{
	static const unsigned below[DIM_COUNT] = { [DIM_ENTRY] = 3,
		[DIM_PRIVILEGE] = 4,
		[DIM_FDS] = 6,
		[DIM_RESOURCE] = 4,
		[DIM_DOMAIN] = 20,
		[DIM_TYPE] = NUMBERS,
		[DIM_PROTOCOL] = 20,
		[DIM_VECTOR] = 15,
		[DIM_CHECK] = 2,
		[DIM_ENDS] = 2,
		[DIM_SOCKET] = 3,
		[DIM_DOMAIN_FACT] = 2,
		[DIM_TYPE_FACT] = 2,
		[DIM_PROTOCOL_FACT] = 2 };
	struct point p;
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		p.value[d] = draw(below[d]);
	p.value[DIM_TYPE] += FIRST;
	return p;
}

/* A box that is all but in a few dimensions. */
static struct box
box_draw(struct arena *a)
{
	static bool map[NUMBERS];
	struct box b;
	struct set s;
	int i, d;

	b = box_all(a);
	for (i = (int)draw(4); i >= 0; i--) {
		d = (int)draw(DIM_COUNT);
		s = d == DIM_TYPE ? set_draw(a, map)
				  : set_range(a, draw(5), 5 + draw(9));
		s = set_and(a, dimension_all(a, (enum dimension)d), s);
		if (!set_empty(s))
			b.dim[d] = s;
	}
	return b;
}

ATF_TC_WITHOUT_HEAD(boxes);
ATF_TC_BODY(boxes, tc)
{
	struct arena a = ARENA_INIT;
	struct box_list rest;
	struct box x, y, both;
	struct point p;
	bool meet, within, in;
	int round, k;
	size_t i, n;

	for (round = 0; round < 1000; round++) {
		x = box_draw(&a);
		y = box_draw(&a);
		memset(&rest, 0, sizeof(rest));
		meet = box_and(&a, &x, &y, &both);
		box_minus(&a, &x, &y, &rest);
		within = box_within(&a, &x, &y);
		ATF_REQUIRE_EQ(within, rest.count == 0);
		for (k = 0; k < 200; k++) {
			p = point_draw();
			in = box_has(&x, &p) && box_has(&y, &p);
			ATF_REQUIRE_EQ(in, meet && box_has(&both, &p));
			for (n = i = 0; i < rest.count; i++)
				n += box_has(&rest.box[i], &p);
			ATF_REQUIRE_EQ(n, box_has(&x, &p) && !in);
		}
		arena_free(&a);
	}
}

/* What condition number `which' of the list below says of a type argument. */
static bool
holds(unsigned v, int which)
{
	const unsigned cloexec = 0x80000, nonblock = 0x800;
	const unsigned flags = v & (cloexec | nonblock);
	const unsigned bare = v & ~(cloexec | nonblock);

	switch (which) {
	case 0:
		return bare == 1;
	case 1:
		return bare > 15;
	case 2:
		return flags == 0 && v < 16;
	case 3:
		return flags != cloexec && flags != 0 && bare < 16;
	case 4:
		return v == 1 || (v >= 5 && v <= 300);
	case 5:
		return (v & 15) == 1;
	case 6:
		return (v & 15) > 10;
	case 7:
		return (v & 15) != 1 && (v & 15) != 2;
	default:
		return (v & 15) == 1 && bare == 0x41;
	}
}

ATF_TC_WITHOUT_HEAD(condition);
ATF_TC_BODY(condition, tc)
{
	static struct {
		struct condition c;
		int with; /* another one that must hold too, or -1 */
	} list[] = {
		{ { "type", "SOCK_STREAM", 0, NULL }, -1 },
		{ { "type", "!0..15", 0, NULL }, -1 },
		{ { "flags", "none", 0, NULL }, -1 },
		{ { "flags", "!0,SOCK_CLOEXEC", 0, NULL }, -1 },
		{ { "argument", "1,5..300", 0, NULL }, -1 },
		{ { "type&0xf", "SOCK_STREAM", 0, NULL }, -1 },
		{ { "type&0xf", "11..15", 0, NULL }, -1 },
		{ { "type&0xf", "!SOCK_STREAM,SOCK_DGRAM", 0, NULL }, -1 },
		{ { "type", "0x41", 0, NULL }, 5 },
	};
	const struct numbering *n = numbering_reference();
	struct arena a = ARENA_INIT;
	struct diag why;
	struct box b;
	unsigned v;
	int i, k;

	for (i = 0; i < (int)(sizeof(list) / sizeof(list[0])); i++) {
		b = box_all(&a);
		ATF_REQUIRE_EQ(0, condition_resolve(&list[i].c, &why));
		ATF_REQUIRE_EQ(0, condition_apply(&a, &list[i].c, n, &b, &why));
		if (list[i].with >= 0)
			condition_apply(&a, &list[list[i].with].c, n, &b, &why);
		for (k = 0; k < 40000; k++) {
			v = draw(0x400) | draw(3) * 0x80000u | draw(3) * 0x800u;
			if (draw(4) == 0)
				v |= draw(0x10000) << 16;
			ATF_REQUIRE_MSG(set_has(b.dim[DIM_TYPE], (int)v) ==
				holds(v, i),
			    "%s=%s is wrong of 0x%x", list[i].c.key,
			    list[i].c.text, v);
		}
	}
	arena_free(&a);
}

/* Words for conditions of random rows. */
static const char *const parts[] = {
	"type=SOCK_STREAM",
	"type=!0..15",
	"type&0xf=1,2",
	"type&0xf=!1",
	"flags=!none",
	"argument=-50..200",
	"vector=invalid",
	"vector=straddling",
	"vector=null..text",
	"fds=0,1",
	"protocol=!0",
	"protocol=3..9",
	"domain=AF_UNIX",
	"domain=!1..8",
	"domain=unsupported",
	"type=supported",
	"privilege=user",
	"privilege=lacking",
	"entry=syscall",
	"resource=memory",
	"socket=!ok",
	"check=ready-new",
	"ends=reversed",
};

static struct table
table_draw(bool first)
{
	char text[4000];
	struct table t;
	struct diag why;
	int i, k, used;

	used = sprintf(text, "table x\norder %s\nclause c 1\ntext t\n",
	    first ? "first" : "any");
	for (i = (int)draw(9); i >= 0; i--) {
		used += sprintf(text + used, "when");
		for (k = (int)draw(4); k > 0; k--)
			used += sprintf(text + used, " %s",
			    parts[draw(sizeof(parts) / sizeof(parts[0]))]);
		used += sprintf(text + used, " => EIO\n");
	}
	ATF_REQUIRE_MSG(table_read(&t, text, (size_t)used, "x", &why) == 0,
	    "%s: %s", why.text, text);
	return t;
}

/* The rows that decide p by their boxes alone; returns how many. */
static size_t
rows_of(const struct rules *r, const struct point *p, size_t *row)
{
	size_t i, n;

	for (i = n = 0; i < r->count; i++)
		if (box_has(&r->box[i], p)) {
			row[n++] = i;
			if (r->table->order == ORDER_FIRST)
				break;
		}
	return n;
}

/* Whether exactly one part of d has p, and its rows. */
static void
decisions_expect(const struct decisions *d, const struct rules *r,
    const struct box *b, const struct point *p)
{
	size_t row[16], rows, i, n;

	rows = rows_of(r, p, row);
	for (i = n = 0; i < d->count; i++) {
		if (!box_has(&d->list[i].box, p))
			continue;
		n++;
		ATF_REQUIRE_EQ(rows, d->list[i].rows);
		ATF_REQUIRE(rows == 0 ||
		    memcmp(row, d->list[i].row, rows * sizeof(*row)) == 0);
	}
	ATF_REQUIRE_EQ(box_has(b, p), n);
}

ATF_TC_WITHOUT_HEAD(rules);
ATF_TC_BODY(rules, tc)
{
	struct arena a = ARENA_INIT;
	struct decisions d;
	struct point p;
	struct table t;
	struct rules r;
	struct diag why;
	struct box b;
	int round, k;

	for (round = 0; round < 400; round++) {
		t = table_draw(round % 2 == 0);
		ATF_REQUIRE_EQ(0, rules_compile(&a, &t, &t.numbers, &r, &why));
		b = round % 8 == 0 ? box_all(&a) : box_draw(&a);
		d = rules_decide(&a, &r, &b);
		for (k = 0; k < 200; k++) {
			p = point_draw();
			decisions_expect(&d, &r, &b, &p);
		}
		arena_free(&a);
		table_free(&t);
	}
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, set_masked);
	ATF_TP_ADD_TC(tp, set_wide);
	ATF_TP_ADD_TC(tp, boxes);
	ATF_TP_ADD_TC(tp, condition);
	ATF_TP_ADD_TC(tp, rules);
	return atf_no_error();
}
