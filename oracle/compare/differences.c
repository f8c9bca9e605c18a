/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Differences: gathered, joined, worded, sorted and printed. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

#include "oracle/base/text.h"
#include "oracle/compare/differences.h"
#include "oracle/words/shape.h"
#include "oracle/words/wording.h"

enum { CHECKS_SHOWN = 5 };

/* The types of some arguments, without flags. */
static struct set
types_bare(struct arena *a, struct set some, unsigned flags)
{
	struct box b = box_all(a);
	struct shapes s = { NULL, 0, 0 };
	struct set bare = { NULL, 0 };
	size_t i;

	b.dim[DIM_TYPE] = some;
	shapes_of(a, flags, &b, &s);
	for (i = 0; i < s.count; i++)
		bare = set_or(a, bare, s.list[i].dim[DIM_TYPE]);
	return bare;
}

/* Whether type= can say it: flags make no difference to what was tried. */
static bool
is_bare(struct arena *a, struct set some, struct set rest, unsigned flags)
{
	return !set_meets(types_bare(a, some, flags),
	    types_bare(a, rest, flags));
}

/*
 * type=, where flags make no difference, or else argument=.  Of a set and
 * all others one at least is small.
 */
static void
wording_type(struct arena *a, struct wording *w, const struct numbering *n)
{
	struct set every = dimension_all(a, DIM_TYPE), *few, *many, bare;
	unsigned flags, sub;
	size_t count;

	w->kind = WORDING_ARGUMENT;
	flags = (unsigned)numbering_flags(n);
	few = set_size(w->must) <= set_size(w->never) ? &w->must : &w->never;
	many = few == &w->must ? &w->never : &w->must;
	if (set_size(*few) > LEARN_TYPES_MAX)
		return;
	bare = types_bare(a, *few, flags);
	if (set_size(*many) <= LEARN_TYPES_MAX) {
		if (!is_bare(a, *few, *many, flags))
			return;
		*many = types_bare(a, *many, flags);
	} else {
		for (sub = flags, count = 1; sub != 0; sub &= sub - 1)
			count *= 2;
		if (set_size(*few) != set_size(bare) * count)
			return;
		*many = set_minus(a, every, bare);
	}
	*few = bare;
	w->kind = WORDING_TYPE;
}

/* No check means the call alone, and every check is told from it. */
static struct set
checks_never(struct arena *a, struct set must, struct set never)
{
	struct set call;

	call = set_range(a, CHECK_CALL, CHECK_CALL);
	if (set_equal(must, call))
		return set_range(a, 1, 0);
	return set_or(a, never, set_minus(a, call, must));
}

/*
 * A box as conditions of a table, which live in a.  They are free about what
 * was not tried.
 */
static const char *
box_conditions(struct arena *a, const struct box *b, const struct box *tried,
    const struct numbering *n)
{
	static const enum dimension order[] = {
		DIM_CHECK,
		DIM_DOMAIN,
		DIM_DOMAIN_FACT,
		DIM_TYPE,
		DIM_TYPE_FACT,
		DIM_PROTOCOL,
		DIM_PROTOCOL_FACT,
		DIM_SOCKET,
		DIM_VECTOR,
		DIM_FDS,
		DIM_RESOURCE,
		DIM_PRIVILEGE,
		DIM_ENTRY,
		DIM_ENDS,
	};
	struct wording w;
	char *text;
	size_t i, used;

	text = arena_text(a, "", 0);
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		memset(&w, 0, sizeof(w));
		w.dim = order[i];
		w.must = b->dim[w.dim];
		w.never = set_minus(a, tried->dim[w.dim], w.must);
		if (w.dim == DIM_CHECK)
			w.never = checks_never(a, w.must, w.never);
		if (set_empty(w.never))
			continue;
		if (w.dim == DIM_TYPE)
			wording_type(a, &w, n);
		wording_choose(a, &w, n);
		used = strlen(text);
		text = memcpy(arena_get(a, used + strlen(w.text) + 2), text,
		    used);
		sprintf(text + used, "%s%s", used ? " " : "", w.text);
	}
	return text;
}

void
difference_add(struct differences *d, const struct box *box, const char *a,
    const char *b)
{
	struct difference *one;
	int k;

	d->list = arena_grow(&d->arena, d->list, d->count, d->count + 1,
	    sizeof(*d->list), &d->room);
	one = &d->list[d->count++];
	memset(one, 0, sizeof(*one));
	/* The box may live in an arena that is about to go. */
	for (k = 0; k < DIM_COUNT; k++)
		one->box.dim[k] = set_or(&d->arena, box->dim[k], box->dim[k]);
	one->a = arena_text(&d->arena, a, strlen(a));
	one->b = arena_text(&d->arena, b, strlen(b));
}

void
silence_add(struct differences *d, struct silence *s, const struct box *box,
    bool counted)
{
	const uint64_t size = box_size(box);
	int c;

	for (c = 0; c < CHECK_COUNT; c++)
		s->check[c] |= set_has(box->dim[DIM_CHECK], c);
	if (!counted)
		return;
	s->requests = size > UINT64_MAX - s->requests ? UINT64_MAX
						      : s->requests + size;
	if (s->witness == NULL)
		s->witness = text_witness(&d->arena, box, &d->numbers);
}

/* The only dimension in which x and y differ; DIM_COUNT if several. */
static int
odd_dimension(const struct box *x, const struct box *y)
{
	int d, odd;

	odd = -1;
	for (d = 0; d < DIM_COUNT; d++) {
		if (set_equal(x->dim[d], y->dim[d]))
			continue;
		if (odd >= 0)
			return DIM_COUNT;
		odd = d;
	}
	return odd < 0 ? 0 : odd;
}

/* Takes y into x where both together are a box. */
static bool
difference_join(struct differences *d, struct difference *x,
    const struct difference *y)
{
	int odd;

	if (strcmp(x->a, y->a) != 0 || strcmp(x->b, y->b) != 0)
		return false;
	odd = odd_dimension(&x->box, &y->box);
	if (odd == DIM_CHECK &&
	    set_has(x->box.dim[odd], CHECK_CALL) !=
		set_has(y->box.dim[odd], CHECK_CALL))
		return false;
	if (odd == DIM_COUNT)
		return box_within(&d->arena, &y->box, &x->box);
	x->box.dim[odd] = set_or(&d->arena, x->box.dim[odd], y->box.dim[odd]);
	return true;
}

static bool
differences_join_once(struct differences *d)
{
	size_t i, k;
	bool joined;

	joined = false;
	for (i = 0; i < d->count; i++)
		for (k = i + 1; k < d->count;) {
			if (difference_join(d, &d->list[i], &d->list[k])) {
				d->list[k] = d->list[--d->count];
				joined = true;
			} else
				k++;
		}
	return joined;
}

static int
difference_order(const void *x, const void *y)
{
	const struct difference *a = x, *b = y;

	if (a->distance != b->distance)
		return a->distance - b->distance;
	if (strlen(a->witness) != strlen(b->witness))
		return strlen(a->witness) < strlen(b->witness) ? -1 : 1;
	if (strcmp(a->witness, b->witness) != 0)
		return strcmp(a->witness, b->witness);
	return strcmp(a->when, b->when);
}

static void
difference_word(struct differences *d, struct difference *one)
{
	int k;

	one->when = box_conditions(&d->arena, &one->box, &d->tried,
	    &d->numbers);
	one->witness = text_witness(&d->arena, &one->box, &d->numbers);
	one->distance = 0;
	for (k = 0; k < DIM_REQUEST; k++)
		one->distance += !set_has(one->box.dim[k],
		    dimension_default((enum dimension)k, &d->numbers));
	for (; k < DIM_COUNT; k++)
		one->distance += !set_has(one->box.dim[k], 0);
}

void
differences_finish(struct differences *d)
{
	size_t i;

	while (differences_join_once(d))
		continue;
	for (i = 0; i < d->count; i++)
		difference_word(d, &d->list[i]);
	if (d->count != 0)
		qsort(d->list, d->count, sizeof(*d->list), difference_order);
}

void
differences_free(struct differences *d)
{
	arena_free(&d->arena);
}

/* How many checks (the call itself is one) have no row. */
static int
checks_silent(const struct silence *s)
{
	int c, count;

	count = 0;
	for (c = 0; c < CHECK_COUNT; c++)
		count += s->check[c];
	return count;
}

static bool
is_silent(const struct silence *s)
{
	return checks_silent(s) != 0;
}

bool
differences_none(const struct differences *d)
{
	return d->count == 0 && !is_silent(&d->silent_a) &&
	    !is_silent(&d->silent_b);
}

static void
print_only(uint64_t requests, const char *side, FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	if (requests != 0)
		fprintf(f, "%s request%s in %s alone\n",
		    text_count(requests, count),
		    requests == 1 ? " is" : "s are", side);
}

/* "large, pass and 4 more": the checks, as many as a line holds. */
static void
print_checks(const struct silence *s, FILE *f)
{
	const char *lead;
	int c, count, shown;

	shown = 0;
	count = checks_silent(s);
	lead = "";
	for (c = 0; c < CHECK_COUNT && shown < CHECKS_SHOWN; c++) {
		if (!s->check[c])
			continue;
		fprintf(f, "%s%s", lead, dimension_word(DIM_CHECK, c));
		lead = ", ";
		shown++;
	}
	if (count > shown)
		fprintf(f, " and %d more", count - shown);
}

/* "SIDE has no row for check=large: 12 requests of OTHER, such as ...". */
static void
print_silence(const struct silence *s, const char *side, const char *other,
    FILE *f)
{
	char count[TEXT_COUNT_SIZE];

	if (!is_silent(s))
		return;
	fprintf(f, "%s has no row for ", side);
	print_checks(s, f);
	if (s->requests == 0)
		fprintf(f, ", and %s has\n", other);
	else
		fprintf(f, ":\n    %s request%s of %s, such as %s\n",
		    text_count(s->requests, count), s->requests == 1 ? "" : "s",
		    other, s->witness);
}

void
differences_print(const struct differences *d, const char *a, const char *b,
    FILE *f)
{
	int silent;
	size_t i;

	for (i = 0; i < d->count; i++) {
		fprintf(f, "%s\n", d->list[i].witness);
		fprintf(f, "    %s: %s\n", a, d->list[i].a);
		fprintf(f, "    %s: %s\n", b, d->list[i].b);
		fprintf(f, "    wherever %s\n",
		    d->list[i].when[0] == '\0' ? "anything" : d->list[i].when);
	}
	print_only(d->only_a, a, f);
	print_only(d->only_b, b, f);
	print_silence(&d->silent_a, a, b, f);
	print_silence(&d->silent_b, b, a, f);
	fprintf(f, "%zu difference%s", d->count, d->count == 1 ? "" : "s");
	silent = checks_silent(&d->silent_a) + checks_silent(&d->silent_b);
	if (silent != 0)
		fprintf(f, "; %d check%s without a row", silent,
		    silent == 1 ? "" : "s");
	putc('\n', f);
}

#ifdef HAVE_JANSSON
static json_t *
difference_json(const struct difference *d)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "witness", d->witness, "a",
	    d->a, "b", d->b, "conditions", d->when);
}

static json_t *
silence_json(const struct silence *s)
{
	json_t *checks = json_array();
	int c;

	for (c = 0; c < CHECK_COUNT; c++)
		if (s->check[c])
			json_array_append_new(checks,
			    json_string(dimension_word(DIM_CHECK, c)));
	return json_pack("{s:o, s:I}", "checks", checks, "requests",
	    (json_int_t)s->requests);
}

int
differences_json(const struct differences *d, const char *a, const char *b,
    FILE *f)
{
	struct arena clean = ARENA_INIT;
	json_t *all, *list;
	size_t i;
	int ret;

	list = json_array();
	for (i = 0; i < d->count; i++)
		json_array_append_new(list, difference_json(&d->list[i]));
	all = json_pack("{s:s, s:s, s:o, s:I, s:I, s:o, s:o}", "a",
	    text_clean(&clean, a), "b", text_clean(&clean, b), "differences",
	    list, "only_a", (json_int_t)d->only_a, "only_b",
	    (json_int_t)d->only_b, "silent_a", silence_json(&d->silent_a),
	    "silent_b", silence_json(&d->silent_b));
	ret = all == NULL ? -1 : json_dumpf(all, f, JSON_INDENT(2));
	if (ret == 0 && putc('\n', f) == EOF)
		ret = -1;
	json_decref(all);
	arena_free(&clean);
	return ret;
}
#else
int
differences_json(const struct differences *d, const char *a, const char *b,
    FILE *f)
{
	(void)d;
	(void)a;
	(void)b;
	(void)f;
	return -1;
}
#endif
