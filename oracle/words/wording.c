/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The wording of one condition. */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/words/wording.h"

enum {
	NAMES_MAX = 5,	  /* a range of so many names is a list */
	LIST_MAX = 500,	  /* no list of words is longer */
	TYPES_MAX = 4096, /* so many are told from their flags */
	PART_MAX = 512	  /* one range as text */
};

/* Words that stand for several vectors, or for facts. */
static const struct {
	const char *text;
	enum dimension dim;
	const char *set;
} words[] = {
	{ "domain=supported", DIM_DOMAIN_FACT, "supported" },
	{ "domain=unsupported", DIM_DOMAIN_FACT, "unsupported" },
	{ "type=supported", DIM_TYPE_FACT, "supported" },
	{ "type=unsupported", DIM_TYPE_FACT, "unsupported" },
	{ "protocol=supported", DIM_PROTOCOL_FACT, "supported" },
	{ "protocol=unsupported", DIM_PROTOCOL_FACT, "unsupported" },
	{ "vector=misaligned", DIM_VECTOR,
	    "misaligned-1,misaligned-2,misaligned-3" },
	{ "vector=straddling", DIM_VECTOR, "second-bad,first-bad" },
	{ "vector=invalid", DIM_VECTOR,
	    "!valid,misaligned-1,misaligned-2,misaligned-3" },
};

enum { WORDS = sizeof(words) / sizeof(words[0]) };

static const char *
key_of(const struct wording *w)
{
	if (w->kind == WORDING_FLAGS)
		return "flags";
	return w->kind == WORDING_ARGUMENT ? "argument"
					   : dimension_name(w->dim);
}

/* Whether what lies between two values is likely to be as they are. */
static bool
is_ranged(const struct wording *w)
{
	return w->kind != WORDING_FLAGS &&
	    (w->dim == DIM_DOMAIN || w->dim == DIM_TYPE ||
		w->dim == DIM_PROTOCOL);
}

/* Types are told from their flags only where they are few. */
static bool
is_too_wide(const struct wording *w, struct set s)
{
	return w->kind == WORDING_TYPE && set_size(s) > TYPES_MAX;
}

/* Joins the ranges of must wherever never is not between them. */
static struct set
set_joined(struct arena *a, const struct wording *w, struct set must,
    struct set never)
{
	struct range *r, gap;
	struct set between = { &gap, 1 }, joined;
	size_t i, n;

	if (!is_ranged(w))
		return must;
	r = arena_get(a, (must.count + 1) * sizeof(*r));
	for (i = n = 0; i < must.count; i++) {
		gap.lo = n == 0 ? 0 : r[n - 1].lo;
		gap.hi = must.range[i].hi;
		gap.skip = 0;
		if (n != 0 && !set_meets(between, never))
			r[n - 1].hi = must.range[i].hi;
		else
			r[n++] = must.range[i];
	}
	joined = set_of(a, r, n);
	return is_too_wide(w, joined) ? must : joined;
}

/* Whether each of a few numbers has a name, which says more. */
static bool
is_named(const struct wording *w, const struct range *r,
    const struct numbering *n)
{
	char text[96];
	int64_t v;

	if (r->hi - r->lo >= NAMES_MAX)
		return false;
	for (v = r->lo; v <= r->hi; v++) {
		dimension_value_text(w->dim, v, n, text, sizeof(text));
		if (strchr("-0123456789", text[0]) != NULL)
			return false;
	}
	return true;
}

/* Whether a range is written as one, and not as its members. */
static bool
is_range(const struct wording *w, const struct range *r,
    const struct numbering *n)
{
	return is_ranged(w) && r->hi - r->lo > 1 && !is_named(w, r, n);
}

/* How many members a list of s has. */
static size_t
items_of(const struct wording *w, struct set s, const struct numbering *n)
{
	size_t i, items;

	items = 0;
	for (i = 0; i < s.count; i++)
		items += is_range(w, &s.range[i], n)
		    ? 1
		    : (size_t)(s.range[i].hi - s.range[i].lo) + 1;
	return items;
}

/* A text that grows in an arena. */
struct growing {
	char *text;
	size_t used, room;
};

static void
grow(struct arena *a, struct growing *g, const char *more)
{
	size_t n;

	n = strlen(more);
	g->text = arena_grow(a, g->text, g->used, g->used + n + 1, 1, &g->room);
	memcpy(g->text + g->used, more, n + 1);
	g->used += n;
}

static void
range_print(struct arena *a, const struct wording *w, const struct range *r,
    const struct numbering *n, struct growing *g)
{
	const struct set one = { r, 1 };
	char part[PART_MAX];
	int64_t v;

	if (is_range(w, r, n)) {
		grow(a, g,
		    dimension_set_text(w->dim, one, n, part, sizeof(part)));
		return;
	}
	for (v = r->lo; v <= r->hi; v++) {
		if (v != r->lo)
			grow(a, g, ",");
		grow(a, g,
		    dimension_value_text(w->dim, v, n, part, sizeof(part)));
	}
}

static const char *
set_print(struct arena *a, const struct wording *w, const char *lead,
    struct set s, const struct numbering *n)
{
	struct growing g = { NULL, 0, 0 };
	size_t i;

	grow(a, &g, key_of(w));
	grow(a, &g, lead);
	if (w->kind == WORDING_FLAGS && set_size(s) == 1 && set_has(s, 0)) {
		grow(a, &g, "none");
		return g.text;
	}
	for (i = 0; i < s.count; i++) {
		if (i != 0)
			grow(a, &g, ",");
		range_print(a, w, &s.range[i], n, &g);
	}
	return g.text;
}

/* A word for all that is wanted, or nothing. */
static bool
word_choose(struct arena *a, struct wording *w)
{
	struct diag why;
	struct set s;
	size_t i;

	for (i = 0; i < WORDS; i++) {
		if (words[i].dim != w->dim)
			continue;
		if (dimension_set(a, w->dim, words[i].set, strlen(words[i].set),
			numbering_reference(), &s, &why) != 0 ||
		    !set_within(w->must, s) || set_meets(s, w->never))
			continue;
		w->text = words[i].text;
		w->means = s;
		w->items = 1;
		return true;
	}
	return false;
}

/* How many ranges of s start with a number that has no name. */
static size_t
numbers_of(const struct wording *w, struct set s, const struct numbering *n)
{
	size_t i, count;

	count = 0;
	for (i = 0; i < s.count; i++) {
		struct range first = { s.range[i].lo, s.range[i].lo, 0 };

		count += !is_named(w, &first, n);
	}
	return count;
}

/*
 * Whether list is to be preferred to all but rest: the shorter one, then
 * the one with more names, then the one that speaks of fewer values.
 */
static bool
is_shorter(const struct wording *w, struct set list, struct set rest,
    const struct numbering *n)
{
	size_t x, y;

	if (set_empty(rest) || is_too_wide(w, rest))
		return true;
	if (is_too_wide(w, list))
		return false;
	x = items_of(w, list, n);
	y = items_of(w, rest, n);
	if (x == y) {
		x = numbers_of(w, list, n);
		y = numbers_of(w, rest, n);
	}
	return x < y || (x == y && set_size(w->must) <= set_size(w->never));
}

/* A list, or all but a list: the shorter. */
static void
list_choose(struct arena *a, struct wording *w, const struct numbering *n)
{
	struct set list, rest;

	list = set_joined(a, w, w->must, w->never);
	rest = set_joined(a, w, w->never, w->must);
	if (is_shorter(w, list, rest, n)) {
		w->items = items_of(w, list, n);
		w->text = set_print(a, w, "=", list, n);
		w->means = list;
		return;
	}
	w->items = items_of(w, rest, n);
	w->text = set_print(a, w, "=!", rest, n);
	w->means = set_minus(a, dimension_all(a, w->dim), rest);
}

void
wording_choose(struct arena *a, struct wording *w, const struct numbering *n)
{
	if (w->kind == WORDING_PLAIN && w->dim > DIM_SOCKET) {
		word_choose(a, w);
		return;
	}
	list_choose(a, w, n);
	if (w->dim == DIM_VECTOR && w->items > 1)
		word_choose(a, w);
}
