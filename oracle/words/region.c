/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Regions: lists of boxes, made short, and as conditions. */

#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/decide/rules.h"
#include "oracle/table/condition.h"
#include "oracle/words/region.h"
#include "oracle/words/wording.h"

/* A box that is sorted by all of its dimensions but one. */
struct sorted {
	struct box box;
	int without;
};

static int
set_order(struct set x, struct set y)
{
	size_t i;

	for (i = 0; i < x.count && i < y.count; i++) {
		if (x.range[i].lo != y.range[i].lo)
			return x.range[i].lo < y.range[i].lo ? -1 : 1;
		if (x.range[i].hi != y.range[i].hi)
			return x.range[i].hi < y.range[i].hi ? -1 : 1;
	}
	return (x.count > y.count) - (x.count < y.count);
}

static int
sorted_order(const void *x, const void *y)
{
	const struct sorted *p = x, *q = y;
	int d, order;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == p->without)
			continue;
		order = set_order(p->box.dim[d], q->box.dim[d]);
		if (order != 0)
			return order;
	}
	return 0;
}

/* The union of what count sets have in dimension d. */
static struct set
values_unite(struct arena *a, const struct sorted *s, size_t count, int d)
{
	struct range *r;
	size_t i, k, n;

	for (i = n = 0; i < count; i++)
		n += s[i].box.dim[d].count;
	r = arena_get(a, (n + 1) * sizeof(*r));
	for (i = n = 0; i < count; i++)
		for (k = 0; k < s[i].box.dim[d].count; k++)
			r[n++] = s[i].box.dim[d].range[k];
	return set_of(a, r, n);
}

/* Unites boxes that differ in dimension d only; returns how many are left. */
static size_t
boxes_unite(struct arena *a, struct sorted *s, size_t count, int d)
{
	size_t i, k, left;

	for (i = 0; i < count; i++)
		s[i].without = d;
	qsort(s, count, sizeof(*s), sorted_order);
	left = 0;
	for (i = 0; i < count; i = k) {
		for (k = i + 1; k < count; k++)
			if (sorted_order(&s[i], &s[k]) != 0)
				break;
		s[left] = s[i];
		if (k - i > 1)
			s[left].box.dim[d] = values_unite(a, &s[i], k - i, d);
		left++;
	}
	return left;
}

static bool
is_within(const struct box *x, const struct box *y)
{
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		if (!set_within(x->dim[d], y->dim[d]))
			return false;
	return true;
}

struct box_list
region_minus(struct arena *a, const struct box_list *x,
    const struct box_list *y)
{
	struct box_list rest = { NULL, 0, 0 }, next;
	size_t i, k;

	region_add(a, &rest, x);
	for (i = 0; i < y->count && rest.count != 0; i++) {
		for (k = 0; k < rest.count; k++)
			if (requests_meet(&rest.box[k], &y->box[i]))
				break;
		if (k == rest.count)
			continue;
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++)
			box_minus(a, &rest.box[k], &y->box[i], &next);
		rest = next;
	}
	return rest;
}

struct box_list
region_and(struct arena *a, const struct box_list *x, const struct box_list *y)
{
	struct box_list all = { NULL, 0, 0 }, one;
	struct box_list out = region_minus(a, x, y);
	size_t i;

	for (i = 0; i < x->count; i++) {
		memset(&one, 0, sizeof(one));
		box_add(a, &one, &x->box[i]);
		one = region_minus(a, &one, &out);
		region_add(a, &all, &one);
	}
	return all;
}

void
region_add(struct arena *a, struct box_list *to, const struct box_list *more)
{
	size_t i;

	for (i = 0; i < more->count; i++)
		box_add(a, to, &more->box[i]);
}

uint64_t
region_size(const struct box_list *region)
{
	uint64_t all, n;
	size_t i;

	all = 0;
	for (i = 0; i < region->count; i++) {
		n = box_size(&region->box[i]);
		all = n > UINT64_MAX - all ? UINT64_MAX : all + n;
	}
	return all;
}

struct box_list
region_drop(struct arena *a, const struct box_list *region)
{
	struct box_list left = { NULL, 0, 0 };
	size_t i, k;

	for (i = 0; i < region->count; i++) {
		for (k = 0; k < region->count; k++)
			if (k != i &&
			    is_within(&region->box[i], &region->box[k]) &&
			    (k < i ||
				!is_within(&region->box[k], &region->box[i])))
				break;
		if (k == region->count)
			box_add(a, &left, &region->box[i]);
	}
	return left;
}

struct box_list
region_unite(struct arena *a, const struct box_list *region)
{
	struct box_list short_one = { NULL, 0, 0 };
	struct box all = box_all(a);
	struct sorted *s;
	size_t i, count, before;
	int d;

	count = region->count;
	s = arena_get(a, (count + 1) * sizeof(*s));
	for (i = 0; i < count; i++) {
		s[i].box = region->box[i];
		for (d = DIM_REQUEST; d < DIM_COUNT; d++)
			s[i].box.dim[d] = all.dim[d];
	}
	do {
		before = count;
		for (d = DIM_REQUEST - 1; d >= 0 && count != 0; d--)
			count = boxes_unite(a, s, count, d);
	} while (count != before);
	for (i = 0; i < count; i++)
		box_add(a, &short_one, &s[i].box);
	return region_drop(a, &short_one);
}

const char *
region_text(struct arena *a, const struct box *b, const struct numbering *n)
{
	static const enum dimension order[DIM_REQUEST] = {
		DIM_CHECK,
		DIM_DOMAIN,
		DIM_TYPE,
		DIM_PROTOCOL,
		DIM_VECTOR,
		DIM_FDS,
		DIM_RESOURCE,
		DIM_PRIVILEGE,
		DIM_ENTRY,
		DIM_ENDS,
	};
	const struct set call = set_range(a, CHECK_CALL, CHECK_CALL);
	struct text_join t = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < DIM_REQUEST; i++) {
		const enum dimension d = order[i];
		const struct set all = dimension_all(a, d);
		struct wording w = { .dim = d };

		if (d == DIM_CHECK ? set_equal(b->dim[d], call)
				   : set_equal(b->dim[d], all))
			continue;
		w.kind = d == DIM_TYPE ? WORDING_ARGUMENT : WORDING_PLAIN;
		w.must = b->dim[d];
		w.never = set_minus(a, all, b->dim[d]);
		wording_choose(a, &w, n);
		text_add(a, &t, "%s%s", t.used != 0 ? " " : "", w.text);
	}
	return t.text == NULL ? "" : t.text;
}

int
region_read(struct arena *a, const char *text, const struct numbering *n,
    struct box *b, struct diag *why)
{
	struct condition c = { NULL, NULL, 0, NULL };
	enum dimension d;
	size_t len, key;
	bool check;

	*b = box_all(a);
	check = false;
	for (text += strspn(text, " \t"); *text != '\0';
	     text += strspn(text, " \t")) {
		len = strcspn(text, " \t");
		key = strcspn(text, "=");
		if (key >= len)
			return diag_set(why,
			    "'%.*s' is not KEY=SET; write"
			    " conditions as in a table",
			    (int)(len < 100 ? len : 100), text);
		c.key = arena_text(a, text, key);
		c.text = arena_text(a, text + key + 1, len - key - 1);
		if (condition_resolve(&c, why) != 0 ||
		    condition_apply(a, &c, n, b, why) != 0)
			return -1;
		check = check || condition_is_check(&c);
		text += len;
	}
	if (!check)
		b->dim[DIM_CHECK] = set_and(a, b->dim[DIM_CHECK],
		    set_range(a, CHECK_CALL, CHECK_CALL));
	for (d = DIM_SOCKET; d < DIM_COUNT; d++)
		if (!set_equal(b->dim[d], dimension_all(a, d)))
			return diag_set(why,
			    "%s is a fact of the host; name"
			    " requests",
			    dimension_name(d));
	return 0;
}
