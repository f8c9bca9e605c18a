/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Streaks: neighbouring values of one dimension that have one outcome. */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "lib/streak.h"

/* A body has room for so many ranges in any case. */
enum { BOX_RANGES = 1024 };

void
streaks_add(struct streaks *s, int64_t lo, int64_t hi, outcome_t o)
{
	struct streak *last;

	last = s->count != 0 ? &s->streak[s->count - 1] : NULL;
	if (last != NULL && last->outcome == o) {
		last->hi = hi;
		return;
	}
	s->streak = arena_grow(&s->arena, s->streak, s->count, s->count + 1,
	    sizeof(*s->streak), &s->room);
	last = &s->streak[s->count++];
	last->lo = lo;
	last->hi = hi;
	last->outcome = o;
}

static bool
is_skipped(const struct streak *s)
{
	return outcome_answer(s->outcome) == ANSWER_SKIPPED;
}

uint64_t
streaks_requests(const struct streaks *s)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < s->count; i++)
		if (!is_skipped(&s->streak[i]))
			n += (uint64_t)(s->streak[i].hi - s->streak[i].lo) + 1;
	return n;
}

/* The values that have, or do not have, an outcome. */
static struct set
values(struct arena *a, const struct streaks *s, outcome_t o, bool has)
{
	struct range *r;
	size_t i, n;

	r = arena_get(a, s->count * sizeof(*r));
	n = 0;
	for (i = 0; i < s->count; i++) {
		if ((s->streak[i].outcome == o) != has)
			continue;
		r[n].lo = s->streak[i].lo;
		r[n++].hi = s->streak[i].hi;
	}
	return set_of(a, r, n);
}

/* Where a box ends, and where its line goes. */
struct way {
	enum dimension dim;
	const struct numbering *numbers;
	const char *outcome;
	streak_line *line;
	void *to;
};

static void
box_line(struct arena *a, const struct way *w, struct set in, struct set out)
{
	const char *key, *set;
	char *text;

	key = dimension_name(w->dim);
	set = dimension_set_shortest(a, w->dim, in, out, w->numbers);
	text = arena_get(a,
	    strlen(key) + strlen(set) + strlen(w->outcome) +
		sizeof("box = => "));
	if (set_empty(out))
		sprintf(text, "box => %s", w->outcome);
	else
		sprintf(text, "box %s=%s => %s", key, set, w->outcome);
	w->line(w->to, text);
}

/* A set that is too long for one body makes several boxes. */
static void
box_lines(struct arena *a, const struct way *w, struct set in, struct set out)
{
	struct set part;
	size_t i;

	if (in.count <= BOX_RANGES) {
		box_line(a, w, in, out);
		return;
	}
	for (i = 0; i < in.count; i += part.count) {
		part.range = in.range + i;
		part.count = in.count - i < BOX_RANGES ? in.count - i
						       : BOX_RANGES;
		/* Pass in as the rest: it is shorter than a true complement. */
		box_line(a, w, part, in);
	}
}

static bool
came_before(const struct streaks *s, size_t at)
{
	size_t i;

	for (i = 0; i < at; i++)
		if (s->streak[i].outcome == s->streak[at].outcome)
			return true;
	return false;
}

void
streaks_boxes(const struct streaks *s, enum dimension d,
    const struct numbering *n, streak_line *line, void *to)
{
	struct arena a = ARENA_INIT;
	struct way w = { d, n, NULL, line, to };
	char text[512];
	outcome_t o;
	size_t i;

	for (i = 0; i < s->count; i++) {
		if (is_skipped(&s->streak[i]) || came_before(s, i))
			continue;
		o = s->streak[i].outcome;
		w.outcome = outcome_text(o, text, sizeof(text));
		box_lines(&a, &w, values(&a, s, o, true),
		    values(&a, s, o, false));
		arena_free(&a);
	}
}

void
streaks_free(struct streaks *s)
{
	arena_free(&s->arena);
	memset(s, 0, sizeof(*s));
}
