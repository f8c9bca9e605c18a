/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Boxes: a set in every dimension. */

#include <stdio.h>
#include <string.h>

#include "lib/box.h"
#include "lib/dimension_text.h"

struct box
box_all(struct arena *a)
{
	struct box b;
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		b.dim[d] = dimension_all(a, (enum dimension)d);
	return b;
}

bool
box_and(struct arena *a, const struct box *x, const struct box *y,
    struct box *both)
{
	struct box b;
	int d;

	/* Most pairs do not overlap: check before anything is allocated. */
	for (d = 0; d < DIM_COUNT; d++)
		if (!set_meets(x->dim[d], y->dim[d]))
			return false;
	for (d = 0; d < DIM_COUNT; d++)
		b.dim[d] = set_and(a, x->dim[d], y->dim[d]);
	*both = b;
	return true;
}

void
box_minus(struct arena *a, const struct box *x, const struct box *y,
    struct box_list *rest)
{
	struct box piece, left;
	int d;

	if (!box_and(a, x, y, &piece)) {
		box_add(a, rest, x);
		return;
	}
	left = *x;
	for (d = 0; d < DIM_COUNT; d++) {
		piece = left;
		piece.dim[d] = set_minus(a, left.dim[d], y->dim[d]);
		if (!set_empty(piece.dim[d]))
			box_add(a, rest, &piece);
		left.dim[d] = set_and(a, left.dim[d], y->dim[d]);
	}
}

bool
box_within(struct arena *a, const struct box *x, const struct box *y)
{
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		if (!set_empty(set_minus(a, x->dim[d], y->dim[d])))
			return false;
	return true;
}

void
box_add(struct arena *a, struct box_list *list, const struct box *b)
{
	list->box = arena_grow(a, list->box, list->count, list->count + 1,
	    sizeof(*list->box), &list->room);
	list->box[list->count++] = *b;
}

static struct hull
hull_of(const struct box *b)
{
	static const enum dimension of[HULL_DIMS] = { DIM_DOMAIN, DIM_TYPE,
		DIM_PROTOCOL, DIM_CHECK };
	struct hull hull = { { 0 }, { 0 } };
	int d;

	for (d = 0; d < HULL_DIMS; d++) {
		const struct set *s = &b->dim[of[d]];

		hull.lo[d] = s->count == 0 ? INT64_MAX : s->range[0].lo;
		hull.hi[d] = s->count == 0 ? INT64_MIN
					   : s->range[s->count - 1].hi;
	}
	return hull;
}

void
hulls_add(struct arena *a, struct hulls *h, const struct box *b)
{
	h->hull = arena_grow(a, h->hull, h->count, h->count + 1,
	    sizeof(*h->hull), &h->room);
	h->hull[h->count++] = hull_of(b);
}

size_t
hulls_next(const struct hulls *h, size_t from, const struct box *b)
{
	const struct hull hull = hull_of(b);
	const struct hull *at;
	size_t i;
	int d;

	for (i = from; i < h->count; i++) {
		at = &h->hull[i];
		for (d = 0; d < HULL_DIMS; d++)
			if (at->lo[d] > hull.hi[d] || at->hi[d] < hull.lo[d])
				break;
		if (d == HULL_DIMS)
			return i;
	}
	return h->count;
}

uint64_t
box_size(const struct box *b)
{
	uint64_t n, size;
	int d;

	n = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		size = set_size(b->dim[d]);
		if (size != 0 && n > UINT64_MAX / size)
			return UINT64_MAX;
		n *= size;
	}
	return n;
}

/* The first name of the dimension whose number the set has, or -1. */
static int
named_member(enum dimension d, struct set s, const struct numbering *n)
{
	enum symbol_kind kind;
	int id;

	kind = d == DIM_DOMAIN ? SYMBOL_DOMAIN : SYMBOL_TYPE;
	if (d != DIM_DOMAIN && d != DIM_TYPE)
		return -1;
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kind(id) == kind && n->known[id] &&
		    set_has(s, n->number[id]))
			return id;
	return -1;
}

/* The default if the set has it, else a value with a name. */
static int64_t
simplest(enum dimension d, struct set s, const struct numbering *n)
{
	int id;

	if (set_has(s, dimension_default(d, n)))
		return dimension_default(d, n);
	if (d == DIM_DOMAIN && set_has(s, n->number[SYM_AF_INET]))
		return n->number[SYM_AF_INET];
	id = named_member(d, s, n);
	return id < 0 ? set_nearest(s) : n->number[id];
}

int
box_distance(const struct box *b, const struct numbering *n)
{
	enum dimension d;
	int far, i;

	far = 0;
	for (i = 0; i < DIM_REQUEST; i++) {
		d = (enum dimension)i;
		if (set_has(b->dim[i], dimension_default(d, n)))
			continue;
		far += 2;
		if ((d == DIM_DOMAIN || d == DIM_TYPE) &&
		    named_member(d, b->dim[i], n) < 0)
			far++;
	}
	return far;
}

char *
box_witness(const struct box *b, const struct numbering *n, char *buf,
    size_t size)
{
	char word[96];
	int64_t v;
	size_t used;
	int d;

	used = 0;
	buf[0] = '\0';
	for (d = DIM_DOMAIN; d <= DIM_PROTOCOL; d++) {
		v = simplest((enum dimension)d, b->dim[d], n);
		snprintf(buf + used, size - used, "%s%s", used ? " " : "",
		    dimension_value_text((enum dimension)d, v, n, word,
			sizeof(word)));
		used = strlen(buf);
	}
	for (d = 0; d < DIM_REQUEST; d++) {
		v = simplest((enum dimension)d, b->dim[d], n);
		if ((d >= DIM_DOMAIN && d <= DIM_PROTOCOL) ||
		    v == dimension_default((enum dimension)d, n))
			continue;
		snprintf(buf + used, size - used, " %s=%s",
		    dimension_name((enum dimension)d),
		    dimension_value_text((enum dimension)d, v, n, word,
			sizeof(word)));
		used = strlen(buf);
	}
	return buf;
}
