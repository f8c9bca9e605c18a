/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Differences of two traces, and of a trace and a table. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/compare/diff_parts.h"
#include "oracle/decide/facts.h"
#include "oracle/judge/ruling.h"
#include "oracle/words/origin.h"

enum { VALUES_MAX = 65536 }; /* of one set that is renumbered */

/* "ok name-length=2 or EFAULT": every outcome that was seen. */
static const char *
seen_text(struct arena *a, const struct origin *o)
{
	struct text_join text = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < o->outcomes; i++)
		text_add(a, &text, "%s%s", i ? " or " : "",
		    text_outcome(a, o->outcome[i]));
	return text.text;
}

static bool
outcomes_equal(const struct origin *x, const struct origin *y)
{
	return x->outcomes == y->outcomes &&
	    memcmp(x->outcome, y->outcome, x->outcomes * sizeof(*x->outcome)) ==
	    0;
}

/* A host's number of a name as the number that it has by usual. */
static int64_t
value_renumber(enum dimension d, int64_t v, const struct numbering *n)
{
	const struct numbering *usual = numbering_reference();
	unsigned base, flags, to;
	int id;

	flags = d == DIM_TYPE ? (unsigned)numbering_flags(n) : 0;
	base = (unsigned)v & ~flags;
	to = base;
	id = numbering_name(n, d == DIM_TYPE ? SYMBOL_TYPE : SYMBOL_DOMAIN,
	    (int)base);
	if (id >= 0 && usual->known[id])
		to = (unsigned)usual->number[id];
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (flags != 0 && symbol_kind(id) == SYMBOL_FLAG &&
		    n->known[id] && ((unsigned)v & (unsigned)n->number[id]))
			to |= (unsigned)(usual->known[id] ? usual->number[id]
							  : n->number[id]);
	return (int)to;
}

static int
set_renumber(struct arena *a, enum dimension d, struct set *s,
    const struct numbering *n)
{
	struct range *r;
	size_t i, k;
	int64_t v;

	if (set_size(*s) > VALUES_MAX)
		return -1;
	r = arena_get(a, (size_t)set_size(*s) * sizeof(*r));
	for (i = k = 0; i < s->count; i++)
		for (v = s->range[i].lo; v <= s->range[i].hi; v++, k++)
			r[k].lo = r[k].hi = value_renumber(d, v, n);
	*s = set_of(a, r, k);
	return 0;
}

/* Gives every origin the usual numbers. */
static int
origins_renumber(struct arena *a, struct origins *o, const struct trace *t,
    struct diag *why)
{
	struct box *b;
	size_t i;

	memset(&o->hulls, 0, sizeof(o->hulls));
	for (i = 0; i < o->count; i++) {
		b = &o->list[i].box;
		if (set_renumber(a, DIM_DOMAIN, &b->dim[DIM_DOMAIN],
			&t->numbers) != 0 ||
		    set_renumber(a, DIM_TYPE, &b->dim[DIM_TYPE], &t->numbers) !=
			0)
			return diag_set(why,
			    "%s: its numbers are not those of"
			    " the other trace, and it has too many to compare"
			    " by name",
			    t->name);
		hulls_add(a, &o->hulls, b);
	}
	return 0;
}

/* Whether each name of the kinds that boxes use has one number in both. */
static bool
names_agree(const struct numbering *x, const struct numbering *y)
{
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kind(id) <= SYMBOL_FLAG && x->known[id] &&
		    y->known[id] && x->number[id] != y->number[id])
			return false;
	return true;
}

/* How many requests of x are not in y. */
static uint64_t
only_in(const struct origins *x, const struct origins *y)
{
	struct arena scratch = ARENA_INIT;
	struct box_list rest, next;
	uint64_t only;
	size_t i, k, j;

	only = 0;
	for (i = 0; i < x->count; i++) {
		memset(&rest, 0, sizeof(rest));
		box_add(&scratch, &rest, &x->list[i].box);
		for (k = 0; rest.count != 0; k++) {
			k = hulls_next(&y->hulls, k, &x->list[i].box);
			if (k == y->count)
				break;
			if (!requests_meet(&x->list[i].box, &y->list[k].box))
				continue;
			memset(&next, 0, sizeof(next));
			for (j = 0; j < rest.count; j++)
				box_minus(&scratch, &rest.box[j],
				    &y->list[k].box, &next);
			rest = next;
		}
		for (j = 0; j < rest.count; j++)
			only += box_size(&rest.box[j]);
		arena_free(&scratch);
	}
	return only;
}

/* Leaves out effects that either host cannot show. */
static struct origins
origins_seen(struct arena *a, const struct trace *t, const struct trace *other)
{
	struct trace seen = *t;
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		seen.unseen[e] = t->unseen[e] || other->unseen[e];
	return origins_of(a, &seen, SIZE_MAX);
}

/* All values that some origin has in dimension d. */
static struct set
origins_values(struct arena *a, const struct origins *o, int d)
{
	struct range *r;
	size_t i, k, n;

	for (i = n = 0; i < o->count; i++)
		n += o->list[i].box.dim[d].count;
	r = arena_get(a, (n + 1) * sizeof(*r));
	for (i = n = 0; i < o->count; i++)
		for (k = 0; k < o->list[i].box.dim[d].count; k++)
			r[n++] = o->list[i].box.dim[d].range[k];
	return set_of(a, r, n);
}

/* Narrows what was tried to what some origin holds. */
static void
tried_narrow(struct differences *d, const struct origins *o)
{
	struct arena *a = &d->arena;
	struct set s;
	int k;

	for (k = 0; k < DIM_REQUEST; k++) {
		s = origins_values(a, o, k);
		d->tried.dim[k] = set_and(a, d->tried.dim[k], s);
	}
}

int
diff_traces(struct differences *d, const struct trace *a, const struct trace *b,
    struct diag *why)
{
	struct origins x, y;
	struct box both;
	size_t i, k;

	x = origins_seen(&d->arena, a, b);
	y = origins_seen(&d->arena, b, a);
	d->numbers = a->numbers;
	if (!names_agree(&a->numbers, &b->numbers)) {
		d->numbers = *numbering_reference();
		if (origins_renumber(&d->arena, &x, a, why) != 0 ||
		    origins_renumber(&d->arena, &y, b, why) != 0)
			return -1;
	}
	tried_narrow(d, &x);
	tried_narrow(d, &y);
	for (i = 0; i < x.count; i++)
		for (k = hulls_next(&y.hulls, 0, &x.list[i].box); k < y.count;
		     k = hulls_next(&y.hulls, k + 1, &x.list[i].box))
			if (!outcomes_equal(&x.list[i], &y.list[k]) &&
			    box_and(&d->arena, &x.list[i].box, &y.list[k].box,
				&both))
				difference_add(d, &both,
				    seen_text(&d->arena, &x.list[i]),
				    seen_text(&d->arena, &y.list[k]));
	d->only_a = only_in(&x, &y);
	d->only_b = only_in(&y, &x);
	return 0;
}

/* A trace against the rules of a table. */
struct against {
	struct differences *d;
	const struct trace *trace;
	struct rules rules;
	bool swapped;
	struct arena scratch;
};

/* Whether the table allows the outcome over box. */
static bool
is_allowed(struct against *g, const struct decision *d, const struct box *box,
    outcome_t outcome, const char **want)
{
	struct ruling r;

	if (g->rules.table->order == ORDER_ANY)
		return document_allows(&g->scratch, &g->rules, d, box, outcome,
		    g->trace->unseen, want);
	r = ruling_answer(&g->scratch, g->rules.table, d, outcome,
	    g->trace->unseen);
	*want = r.allowed;
	return r.verdict != VERDICT_FAILED;
}

/* Takes what one decision allows, facts being unknown, out of list. */
static void
allowed_minus(struct against *g, struct box_list *list,
    const struct decision *d, outcome_t outcome)
{
	struct box_list rest = { NULL, 0, 0 };
	struct box along = d->box;
	const char *want;
	size_t i;
	int k;

	if (!is_allowed(g, d, &d->box, outcome, &want))
		return;
	for (k = DIM_REQUEST; k < DIM_COUNT; k++)
		along.dim[k] = dimension_all(&g->scratch, (enum dimension)k);
	for (i = 0; i < list->count; i++)
		box_minus(&g->scratch, &list->box[i], &along, &rest);
	*list = rest;
}

/* On one host facts follow from requests: they are left open. */
static void
left_add(struct against *g, const struct box_list *left, const char *want,
    const char *got)
{
	struct box box;
	size_t i;
	int k;

	for (i = 0; i < left->count; i++) {
		box = left->box[i];
		for (k = DIM_REQUEST; k < DIM_COUNT; k++)
			box.dim[k] = g->d->tried.dim[k];
		difference_add(g->d, &box, g->swapped ? want : got,
		    g->swapped ? got : want);
	}
}

/* One part of an observation, with what is known of facts. */
static void
part_compare(struct against *g, const struct box *part, const struct origin *o)
{
	struct decisions d;
	struct box_list left;
	const char *want, *got;
	size_t i, k, n;

	d = rules_decide(&g->scratch, &g->rules, part);
	got = seen_text(&g->scratch, o);
	for (i = 0; i < d.count; i++) {
		if (d.list[i].rows == 0 && g->rules.table->order == ORDER_FIRST)
			silence_add(g->d,
			    g->swapped ? &g->d->silent_a : &g->d->silent_b,
			    &d.list[i].box, true);
		for (n = 0; n < o->outcomes; n++) {
			if (is_allowed(g, &d.list[i], &d.list[i].box,
				o->outcome[n], &want))
				continue;
			memset(&left, 0, sizeof(left));
			box_add(&g->scratch, &left, &d.list[i].box);
			for (k = 0; k < d.count; k++)
				allowed_minus(g, &left, &d.list[k],
				    o->outcome[n]);
			left_add(g, &left, want, got);
			break;
		}
	}
}

int
diff_trace_table(struct differences *d, const struct trace *trace,
    const struct table *table, bool swapped, struct diag *why)
{
	struct against g = { .d = d, .trace = trace, .swapped = swapped };
	struct box_list parts;
	struct origins o;
	struct facts facts;
	size_t i, k;

	d->numbers = trace->numbers;
	if (rules_compile(&d->arena, table, &d->numbers, &g.rules, why) != 0)
		return -1;
	o = origins_of(&d->arena, trace, SIZE_MAX);
	tried_narrow(d, &o);
	facts = facts_of(&d->arena, trace);
	for (i = 0; i < o.count; i++) {
		memset(&parts, 0, sizeof(parts));
		facts_split(&g.scratch, &facts, &o.list[i].box, &parts);
		for (k = 0; k < parts.count; k++)
			part_compare(&g, &parts.box[k], &o.list[i]);
		arena_free(&g.scratch);
	}
	return 0;
}
