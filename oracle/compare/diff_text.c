/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Boxes as conditions, and differences as text. */

#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include <stdio.h>
#include <string.h>
#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

#include "oracle/base/text.h"
#include "oracle/compare/diff_parts.h"
#include "oracle/words/shape.h"
#include "oracle/words/wording.h"

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

const char *
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
differences_print(const struct differences *d, const char *a, const char *b,
    FILE *f)
{
	char count[TEXT_COUNT_SIZE];
	size_t i;

	for (i = 0; i < d->count; i++) {
		fprintf(f, "%s\n", d->list[i].witness);
		fprintf(f, "    %s: %s\n", a, d->list[i].a);
		fprintf(f, "    %s: %s\n", b, d->list[i].b);
		fprintf(f, "    wherever %s\n",
		    d->list[i].when[0] == '\0' ? "anything" : d->list[i].when);
	}
	if (d->only_a != 0)
		fprintf(f, "%s requests are in %s alone\n",
		    text_count(d->only_a, count), a);
	if (d->only_b != 0)
		fprintf(f, "%s requests are in %s alone\n",
		    text_count(d->only_b, count), b);
	fprintf(f, "%zu difference%s\n", d->count, d->count == 1 ? "" : "s");
}

#ifdef HAVE_JANSSON
static json_t *
difference_json(const struct difference *d)
{
	return json_pack("{s:s, s:s, s:s, s:s}", "witness", d->witness, "a",
	    d->a, "b", d->b, "conditions", d->when);
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
	all = json_pack("{s:s, s:s, s:o, s:I, s:I}", "a", text_clean(&clean, a),
	    "b", text_clean(&clean, b), "differences", list, "only_a",
	    (json_int_t)d->only_a, "only_b", (json_int_t)d->only_b);
	ret = all == NULL ? -1 : json_dumpf(all, f, JSON_INDENT(2));
	fputc('\n', f);
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
