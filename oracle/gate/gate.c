/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The gate: what is new, moved, gone, or as it was accepted. */

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/cause/cause.h"
#include "oracle/compare/diff.h"
#include "oracle/gate/gate.h"
#include "oracle/learn/cover.h"
#include "oracle/words/region.h"

enum { REGIONS_SHOWN = 4, HOST_SIZE = 200 };

struct gating {
	struct gate *g;
	struct arena *a;
	const struct trace *t;
	struct expectations *e;
	struct judgement **fresh; /* with what nobody accepted, alone */
	size_t count;
	char host[HOST_SIZE];
};

static void
item_add(struct gate *g, enum gate_kind kind, const char *title,
    const char *detail, const struct expectation *x)
{
	struct gate_item *it;

	g->item = arena_grow(&g->arena, g->item, g->items, g->items + 1,
	    sizeof(*g->item), &g->room);
	it = &g->item[g->items++];
	it->kind = kind;
	it->title = title;
	it->detail = detail;
	it->file = x == NULL ? NULL : x->file;
	it->line = x == NULL ? 0 : x->line;
	it->number = g->items;
	g->count[kind]++;
}

/* Conditions for a region, as far as they are few. */
static const char *
region_words(struct gating *w, const struct box_list *region)
{
	struct finding f = { .region = *region };

	return cause_wherever(w->a, w->t, &f, REGIONS_SHOWN);
}

/* Adds to the fresh judgement what a finding has in the region. */
static void
fresh_add(struct gating *w, size_t which, const struct finding *f,
    const struct box_list *region)
{
	struct judgement *j = w->fresh[which];
	struct finding *to;

	j->finding = arena_grow(w->a, j->finding, j->findings, j->findings + 1,
	    sizeof(*j->finding), &j->room);
	to = &j->finding[j->findings++];
	*to = *f;
	to->region = *region;
}

/* What of the region was asked; boxes of different sweeps may overlap. */
static struct box_list
asked_of(struct gating *w, const struct box_list *region)
{
	struct box_list all = { NULL, 0, 0 }, one, rest;
	size_t i;

	for (i = 0; i < w->t->calls; i++) {
		memset(&one, 0, sizeof(one));
		box_add(w->a, &one, &w->t->call[i].box);
		rest = region_minus(w->a, &one, region);
		if (rest.count == 1 && region_size(&rest) == region_size(&one))
			continue;
		rest = region_minus(w->a, &one, &rest);
		region_add(w->a, &all, &rest);
	}
	return region_unite(w->a, &all);
}

static void
moved_add(struct gating *w, const struct finding *f,
    const struct expectation *x, const struct box_list *more,
    const struct box_list *fewer)
{
	struct text_join t = { NULL, 0, 0 };

	if (more->count != 0)
		text_add(w->a, &t, "more, %s\n", region_words(w, more));
	if (fewer->count != 0)
		text_add(w->a, &t, "no longer, %s\n", region_words(w, fewer));
	item_add(w->g, GATE_MOVED,
	    text_format(w->a, "%s has moved%s", f->id,
		more->count == 0	? ": it covers fewer requests"
		    : fewer->count == 0 ? ": it covers more requests"
					: ""),
	    t.text, x);
}

/* A flaky deviation may show in fewer requests than its entry covers. */
static int
flaky_pass(struct gating *w, size_t which, const struct finding *f,
    const struct expectation *x, struct diag *why)
{
	struct box_list accepted, more = { NULL, 0, 0 };

	if (expect_region(w->a, x, w->t, &accepted, why) != 0)
		return -1;
	if (x->regions != 0)
		more = region_minus(w->a, &f->region, &accepted);
	if (more.count != 0) {
		fresh_add(w, which, f, &more);
		moved_add(w, f, x, &more, &(struct box_list){ NULL, 0, 0 });
	} else
		item_add(w->g, f->requests > x->bound ? GATE_MOVED : GATE_KNOWN,
		    text_format(w->a, "%s: %llu request%s, at most %llu", f->id,
			(unsigned long long)f->requests,
			f->requests == 1 ? "" : "s",
			(unsigned long long)x->bound),
		    "flaky\n", x);
	return 0;
}

/* Compares a deviation with the entries that speak of it. */
static int
finding_pass(struct gating *w, size_t which, const struct finding *f,
    bool expected, struct diag *why)
{
	struct box_list accepted = { NULL, 0, 0 }, more, fewer, one;
	const struct expectation *first;
	struct expectation *x;
	size_t i;

	first = NULL;
	for (i = 0; expected && i < w->e->count; i++) {
		x = &w->e->list[i];
		if (!expect_speaks(x, w->host, f))
			continue;
		x->used = true;
		if (x->kind == EXPECT_FLAKY)
			return flaky_pass(w, which, f, x, why);
		first = first == NULL || x->regions == 0 ? x : first;
		if (expect_region(w->a, x, w->t, &one, why) != 0)
			return -1;
		region_add(w->a, &accepted, &one);
	}
	if (first == NULL) {
		fresh_add(w, which, f, &f->region);
		return 0;
	}
	more = region_minus(w->a, &f->region, &accepted);
	fewer = asked_of(w, &accepted);
	fewer = region_minus(w->a, &fewer, &f->region);
	if (first->regions == 0 || (more.count == 0 && fewer.count == 0)) {
		item_add(w->g, GATE_KNOWN, f->id,
		    first->regions == 0
			? "the entry has no region and accepts any request\n"
			: "",
		    first);
		return 0;
	}
	more = region_unite(w->a, &more);
	if (more.count != 0)
		fresh_add(w, which, f, &more);
	moved_add(w, f, first, &more, &fewer);
	return 0;
}

static int
judgement_pass(struct gating *w, size_t which, const struct judgement *j,
    struct diag *why)
{
	size_t i;

	w->fresh[which] = arena_get(w->a, sizeof(**w->fresh));
	w->fresh[which]->table = j->table;
	w->fresh[which]->trace = j->trace;
	for (i = 0; i < j->findings; i++)
		if (j->finding[i].verdict == VERDICT_FAILED &&
		    finding_pass(w, which, &j->finding[i],
			j->table->order == ORDER_ANY, why) != 0)
			return -1;
	if (!judgement_conforms(j) &&
	    judgement_deviations(j, DEVIATION_NONE) == 0)
		item_add(w->g, GATE_NEW,
		    text_format(w->a, "no row of %s speaks of %llu requests",
			j->table->name,
			(unsigned long long)judgement_unsaid(j)),
		    "", NULL);
	return 0;
}

/* "breaks berkeley:ERRORS.EFAULT:EIO, ...", each deviation once. */
static const char *
broken_ids(struct arena *a, const struct cause *c)
{
	struct text_join t = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < c->findings; i++)
		text_add(a, &t, "%s%s", i == 0 ? "breaks " : ", ",
		    c->finding[i].finding->id);
	return t.text == NULL ? "" : t.text;
}

static void
causes_add(struct gating *w)
{
	const struct cause *c;
	struct causes all;
	size_t i;

	all = causes_of(w->a, w->fresh, w->count);
	for (i = 0; i < all.count; i++) {
		c = &all.list[i];
		item_add(w->g, GATE_NEW,
		    text_format(w->a, "%s: %s instead of %s, %llu request%s",
			cause_region(c), c->got, c->instead,
			(unsigned long long)c->requests,
			c->requests == 1 ? "" : "s"),
		    text_format(w->a, "%s%s%s%s%s\n%s\n",
			i == 0 && all.refused != NULL ? all.refused : "",
			i == 0 && all.refused != NULL ? "\n" : "",
			c->blame != NULL ? c->blame : "",
			c->blame != NULL ? "\n" : "", broken_ids(w->a, c),
			text_again(w->a,
			    c->table->path != NULL ? c->table->path
						   : c->table->name,
			    c->witness)),
		    NULL);
	}
}

/* The plan of a trace as its header has it: "full 377e7f12". */
static const char *
plan_of(struct arena *a, const struct trace *t)
{
	size_t i;

	for (i = 0; i < t->fields; i++)
		if (strncmp(t->field[i].key, "plan ", 5) == 0)
			return text_format(a, "%s %s", t->field[i].key + 5,
			    t->field[i].value);
	return "none";
}

/* Whether a trace would show the deviation if it were still there. */
static bool
is_gone(const struct gating *w, const struct expectation *x, bool whole)
{
	size_t i, n;

	if (x->used || x->kind == EXPECT_FLAKY ||
	    fnmatch(x->host, w->host, 0) != 0 || !expect_applies(x, w->t))
		return false;
	for (i = 0; i < w->count; i++) {
		n = strlen(w->fresh[i]->table->name);
		if (strncmp(x->pattern, w->fresh[i]->table->name, n) == 0 &&
		    x->pattern[n] == ':')
			return whole ||
			    expect_is_stale(x, w->t, w->fresh[i]->table->name);
	}
	return false;
}

static void
entries_pass(struct gating *w)
{
	const struct expectation *x;
	bool whole;
	size_t i;

	whole = w->e->plan != NULL &&
	    strcmp(w->e->plan, plan_of(w->a, w->t)) == 0;
	for (i = 0; i < w->e->count; i++) {
		x = &w->e->list[i];
		if (is_gone(w, x, whole))
			item_add(w->g, GATE_GONE,
			    text_format(w->a,
				"%s no longer deviates; remove lines %lu-%lu",
				x->pattern, x->line, x->last),
			    "", x);
		if (x->used &&
		    (strcmp(x->reason, "TODO") == 0 ||
			strcmp(x->reference, "TODO") == 0))
			item_add(w->g, GATE_UNDONE,
			    text_format(w->a,
				"%s has no reason or no reference yet",
				x->pattern),
			    "", x);
	}
}

static void
run_pass(struct gating *w)
{
	const char *plan = plan_of(w->a, w->t);

	if (w->t->requests == 0)
		item_add(w->g, GATE_RUN, "the run made no request", "", NULL);
	if (w->t->shards != 0)
		item_add(w->g, GATE_RUN,
		    text_format(w->a, "the trace is part %u of %u; merge them",
			w->t->shard, w->t->shards),
		    "", NULL);
	if (w->e->plan != NULL && strcmp(w->e->plan, plan) != 0)
		item_add(w->g, GATE_RUN,
		    text_format(w->a,
			"the plan is %s, and what was accepted is for %s", plan,
			w->e->plan),
		    "", NULL);
}

static bool
answers_equal(const char *x, const char *y)
{
	const size_t n = strcspn(x, " ");

	return strcspn(y, " ") == n && strncmp(x, y, n) == 0;
}

/*
 * Differences with one answer now, as few conditions; what it was is shown
 * of the simplest request.
 */
static void
observed_add(struct gating *w, const struct differences *d, size_t first,
    bool *done)
{
	struct box_list region = { NULL, 0, 0 };
	const struct difference *x = &d->list[first];
	struct cover c;
	size_t i;

	for (i = first; i < d->count; i++)
		if (!done[i] && answers_equal(d->list[i].b, x->b)) {
			done[i] = true;
			box_add(w->a, &region, &d->list[i].box);
		}
	c = cover_of(w->a, w->t, &region);
	for (i = 0; i < c.rows; i++)
		item_add(w->g, GATE_OBSERVED,
		    text_format(w->a, "%s: differs, %llu request%s",
			*c.row[i].conditions != '\0' ? c.row[i].conditions
						     : "everywhere",
			(unsigned long long)c.row[i].requests,
			c.row[i].requests == 1 ? "" : "s"),
		    text_format(w->a, "such as %s: now %s, was %s\n",
			x->witness, x->b, x->a),
		    NULL);
	if (c.rows == 0)
		item_add(w->g, GATE_OBSERVED, "in many places: differs",
		    text_format(w->a, "such as %s: now %s, was %s\n",
			x->witness, x->b, x->a),
		    NULL);
}

static int
against_pass(struct gating *w, const struct trace *old, struct diag *why)
{
	const struct diff_side before = { NULL, old }, now = { NULL, w->t };
	struct differences d;
	bool *done;
	size_t i;
	int ret;

	ret = diff(&d, &before, &now, why);
	if (ret == 0) {
		done = arena_get(w->a, (d.count + 1) * sizeof(*done));
		for (i = 0; i < d.count; i++)
			if (!done[i])
				observed_add(w, &d, i, done);
		if (d.only_a != 0)
			item_add(w->g, GATE_RUN,
			    text_format(w->a,
				"%llu requests of the older trace were not"
				" made",
				(unsigned long long)d.only_a),
			    "", NULL);
	}
	differences_free(&d);
	return ret;
}

static int
item_order(const void *x, const void *y)
{
	const struct gate_item *p = x, *q = y;

	if (p->kind != q->kind)
		return p->kind < q->kind ? -1 : 1;
	return (p->number > q->number) - (p->number < q->number);
}

int
gate_make(struct gate *g, struct judgement *const *j, size_t count,
    struct expectations *e, const struct trace *t, const struct trace *old,
    struct diag *why)
{
	struct gating w = { .g = g, .a = &g->arena, .t = t, .e = e };
	size_t i;

	memset(g, 0, sizeof(*g));
	w.count = count;
	w.fresh = arena_get(w.a, (count + 1) * sizeof(struct judgement *));
	expect_host(t, w.host, sizeof(w.host));
	for (i = 0; i < count; i++)
		if (judgement_pass(&w, i, j[i], why) != 0)
			return -1;
	causes_add(&w);
	entries_pass(&w);
	run_pass(&w);
	if (old != NULL && against_pass(&w, old, why) != 0)
		return -1;
	if (g->items != 0)
		qsort(g->item, g->items, sizeof(*g->item), item_order);
	return 0;
}

bool
gate_is_red(const struct gate *g)
{
	return g->items != g->count[GATE_KNOWN];
}

void
gate_free(struct gate *g)
{
	arena_free(&g->arena);
}
