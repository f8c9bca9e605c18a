/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a sweep along a span. */

#include <string.h>

#include "t/probe/box/settext.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_text.h"
#include "t/probe/run/run_span.h"

/* A host whose outcomes change more often makes no trace worth having. */
enum { STREAKS_MAX = 1024 };

/* A span on its way. */
struct walk {
	struct run *run;
	const struct sweep *sweep;
	struct set skipped; /* values that are not asked for */
	int64_t end;	    /* behind the last value that is wanted */
	int64_t given_up;   /* the first value left out, or end */
	const char *reason;
};

static void
write_body(void *to, const char *text)
{
	writer_body(to, "%s", text);
}

/* Marks what is not to be asked of the slab that begins at from. */
static void
slab_mark(const struct walk *w, int64_t from, size_t count)
{
	const int64_t end = from + (int64_t)count;
	outcome_t *cell = w->run->shared->cell;
	const struct range *r;
	int64_t v;
	size_t i;

	memset(cell, 0, count * sizeof(*cell));
	for (i = 0; i < w->skipped.count; i++) {
		r = &w->skipped.range[i];
		for (v = r->lo > from ? r->lo : from; v <= r->hi && v < end;
		     v++)
			cell[v - from] = CELL_FINAL |
			    outcome_of(ANSWER_SKIPPED);
	}
}

static int
slab_ask(struct walk *w, int64_t from, size_t count, struct diag *why)
{
	struct run *r = w->run;
	struct stretch s = run_stretch(r, w->sweep);

	s.value = from;
	s.to = count;
	r->watch.skipped = count;
	return run_ask(r, &s, why);
}

/*
 * Keeps of the slab where its outcomes change.  Returns how many of its cells
 * that takes account of: all of them, but where they change too often.
 */
static size_t
slab_keep(struct walk *w, int64_t from, size_t count)
{
	const outcome_t *cell = w->run->shared->cell;
	struct streaks *s = &w->run->place.streaks;
	outcome_t o;
	size_t i, first;

	for (first = 0; first < count && s->count < STREAKS_MAX; first = i) {
		o = cell[first] & ~CELL_FINAL;
		for (i = first + 1; i < count; i++)
			if ((cell[i] & ~CELL_FINAL) != o)
				break;
		streaks_add(s, from + (int64_t)first, from + (int64_t)i - 1, o);
	}
	return first;
}

/* Leaves out what comes from next on, and perhaps some before it. */
static void
give_up(struct walk *w, int64_t from, const char *reason)
{
	struct place *p = &w->run->place;

	w->given_up = from;
	w->reason = reason;
	if (p->next < w->end)
		streaks_add(&p->streaks, p->next, w->end - 1,
		    outcome_of(ANSWER_SKIPPED));
	p->next = w->end;
}

static int
walk_slab(struct walk *w, struct diag *why)
{
	struct run *r = w->run;
	const int64_t from = r->place.next;
	size_t count, kept;

	count = w->end - from < (int64_t)r->room ? (size_t)(w->end - from)
						 : r->room;
	slab_mark(w, from, count);
	if (slab_ask(w, from, count, why) != 0)
		return -1;
	kept = slab_keep(w, from, count);
	r->place.next += (int64_t)kept;
	if (r->watch.skipped < kept)
		give_up(w, from + (int64_t)r->watch.skipped,
		    "the host hung or died too often");
	else if (kept < count)
		give_up(w, r->place.next, "the outcome changes too often");
	return run_pause(r, why);
}

static void
write_given_up(const struct walk *w)
{
	const enum dimension d = w->sweep->span->dim;
	struct arena a = ARENA_INIT;

	if (w->given_up < w->end)
		writer_body(w->run->writer,
		    "untested %s=%s given up in %s:"
		    " %s",
		    dimension_name(d),
		    settext(&a, d, set_range(&a, w->given_up, w->end - 1)),
		    w->sweep->name, w->reason);
	arena_free(&a);
}

/* What became of it, once all of it is known. */
static void
walk_write(const struct walk *w)
{
	struct place *p = &w->run->place;

	plan_head(w->sweep, write_body, w->run->writer);
	streaks_boxes(&p->streaks, w->sweep->span->dim, numbers_host(),
	    write_body, w->run->writer);
	p->requests += streaks_requests(&p->streaks);
	write_given_up(w);
}

int
run_span(struct run *r, const struct sweep *s, struct diag *why)
{
	struct arena a = ARENA_INIT;
	struct point at;
	struct walk w;
	int ret;

	product_point(&s->product, 0, &at);
	w.run = r;
	w.sweep = s;
	w.reason = NULL;
	w.skipped = skip_along(&r->plan->skips, &a, at.value, s->span->dim,
	    s->span->part);
	w.end = w.given_up = s->span->part.hi + 1;
	if (!r->place.inside)
		r->place.next = s->span->part.lo;
	r->place.inside = true;
	ret = 0;
	while (ret == 0 && r->place.next < w.end)
		ret = walk_slab(&w, why);
	if (ret == 0)
		walk_write(&w);
	arena_free(&a);
	streaks_free(&r->place.streaks);
	r->place.inside = false;
	return ret;
}
