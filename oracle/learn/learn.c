/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Learning: from a trace, a short table that reproduces it. */

#include <string.h>

#include "oracle/learn/learn.h"
#include "oracle/learn/rows.h"
#include "oracle/learn/rules_text.h"
#include "oracle/words/region.h"

/* A row that is being learned, and what it decides. */
struct draft {
	struct phrase phrase;
	int label;
	struct cell *taken;
	size_t takens, room;
	bool dropped;
};

struct drafts {
	struct draft *list;
	size_t count, room;
};

static void
draft_add(struct arena *a, struct cells *c, struct drafts *to,
    const struct proposal *p)
{
	struct draft *d;

	to->list = arena_grow(a, to->list, to->count, to->count + 1,
	    sizeof(*to->list), &to->room);
	d = &to->list[to->count++];
	memset(d, 0, sizeof(*d));
	d->phrase = learn_conditions(a, c, p->dims, p->want, p->allow);
	d->label = p->label;
	d->taken = cells_take(a, c, d->phrase.surely, p->label, &d->takens);
	d->room = d->takens;
}

/* What needs no host comes first, and is not told apart by facts. */
static void
drafts_make(struct arena *a, struct cells *c, bool checks, struct drafts *to)
{
	struct arena scratch = ARENA_INIT;
	struct proposal p;
	unsigned *choices;
	bool split;

	cells_fill(a, c, checks);
	choices = choices_make(a);
	for (split = c->facts.count == 0;
	     c->count != 0 && *c->work <= WORK_MAX;) {
		p = row_find(&scratch, c, choices, LABEL_NONE);
		if (!split && p.cost > COST_HOSTLESS) {
			cells_split(a, c);
			split = true;
		} else
			draft_add(a, c, to, &p);
		arena_free(&scratch);
	}
}

/*
 * Gives list, which draft number at had, to the drafts behind it.  Returns
 * whether they say the same of it.
 */
static bool
taken_pass(struct arena *a, const struct cells *c, struct drafts *all,
    size_t at)
{
	struct cell *left = all->list[at].taken, *next;
	size_t lefts = all->list[at].takens, i, k, n, room;
	struct draft *d;

	for (i = at + 1; i < all->count && lefts != 0; i++) {
		d = &all->list[i];
		if (d->dropped)
			continue;
		next = NULL;
		for (k = n = room = 0; k < lefts; k++) {
			if (cube_meets(&c->space, left[k].bits,
				d->phrase.perhaps) &&
			    !cell_has(&left[k], d->label))
				return false;
			cell_minus(a, &c->space, &left[k], d->phrase.surely,
			    &next, &n, &room);
		}
		left = next;
		lefts = n;
	}
	return lefts == 0;
}

static void
taken_move(struct arena *a, const struct cells *c, struct drafts *all,
    size_t at)
{
	struct cells left = { .space = c->space };
	struct cell *part;
	struct draft *d;
	size_t i, k, n;

	left.list = all->list[at].taken;
	left.count = all->list[at].takens;
	for (i = at + 1; i < all->count; i++) {
		d = &all->list[i];
		if (d->dropped)
			continue;
		part = cells_take(a, &left, d->phrase.surely, d->label, &n);
		d->taken = arena_grow(a, d->taken, d->takens, d->takens + n,
		    sizeof(*d->taken), &d->room);
		for (k = 0; k < n; k++)
			d->taken[d->takens++] = part[k];
	}
}

/* Takes out each draft that those behind it make up for. */
static void
drafts_prune(struct arena *a, const struct cells *c, struct drafts *all)
{
	struct arena scratch = ARENA_INIT;
	size_t i;

	for (i = 0; i < all->count; i++) {
		if (taken_pass(&scratch, c, all, i)) {
			taken_move(a, c, all, i);
			all->list[i].dropped = true;
		}
		arena_free(&scratch);
	}
}

static void
row_make(struct learned *l, const struct cells *c, const struct draft *d)
{
	struct learned_row *r = &l->row[l->rows++];
	size_t i;

	r->conditions = d->phrase.text;
	r->outcome = learn_outcome(&l->arena, &c->label[d->label]);
	for (i = 0; i < d->takens; i++)
		r->requests += cube_size(&c->space, d->taken[i].bits);
}

int
learn_trace(struct learned *l, const struct trace *t, struct diag *why)
{
	struct drafts all = { NULL, 0, 0 };
	struct cells cells;
	size_t i;

	memset(l, 0, sizeof(*l));
	l->trace = t;
	if (t->calls == 0)
		return diag_set(why,
		    "%s: the trace holds no call; record one"
		    " with pairprobe",
		    t->name);
	if (cells_make(&l->arena, &cells, t, why) != 0)
		return -1;
	drafts_make(&l->arena, &cells, false, &all);
	drafts_make(&l->arena, &cells, true, &all);
	if (*cells.work > WORK_MAX)
		return diag_set(why,
		    "%s: the answers are too irregular to learn from in less"
		    " than 20 seconds; learn from fewer sweeps",
		    t->name);
	drafts_prune(&l->arena, &cells, &all);
	l->row = arena_get(&l->arena, all.count * sizeof(*l->row));
	for (i = 0; i < all.count; i++)
		if (!all.list[i].dropped)
			row_make(l, &cells, &all.list[i]);
	return 0;
}

void
learned_free(struct learned *l)
{
	arena_free(&l->arena);
}

/* Whether rows of tables can speak of symbols of that kind by number. */
static bool
is_used(enum symbol_kind kind)
{
	return kind == SYMBOL_DOMAIN || kind == SYMBOL_TYPE ||
	    kind == SYMBOL_FLAG || kind == SYMBOL_PROTOCOL;
}

/* The host's numbers where they are not the usual ones. */
static void
write_numbers(const struct numbering *n, FILE *f)
{
	const struct numbering *usual = numbering_reference();
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++) {
		if (!is_used(symbol_kind(id)))
			continue;
		if (n->known[id]) {
			if (!usual->known[id] ||
			    usual->number[id] != n->number[id])
				fprintf(f, "number   %s %d\n", symbol_name(id),
				    n->number[id]);
		} else if (symbol_kind(id) == SYMBOL_FLAG && usual->known[id])
			fprintf(f, "number   %s -\n", symbol_name(id));
	}
}

static void
write_head(const struct learned *l, const char *name, FILE *f)
{
	const struct trace *t = l->trace;

	fprintf(f,
	    "# Learned from a trace: %.0f requests in %zu rows.  Put"
	    " the rows of one check\n# into one clause, say in your own words"
	    " what it checks, and cite where that\n# stands in the source, in"
	    " place of CITE-ME.\n\n",
	    (double)t->requests, l->rows);
	fprintf(f, "table    %s\n", name);
	fprintf(f, "title    %s %s\n", trace_header(t, "host system"),
	    trace_header(t, "host release"));
	fprintf(f, "document a trace of %s %s %s, %s\n",
	    trace_header(t, "host system"), trace_header(t, "host release"),
	    trace_header(t, "host machine"), trace_header(t, "date"));
	fprintf(f, "order    first\nevidence run %s %s\n",
	    trace_header(t, "host system"), trace_header(t, "host release"));
	write_numbers(&t->numbers, f);
}

/* What one sweep asked: its axes, unless parts of them were left out. */
static struct box_list
sweep_asked(struct arena *a, const struct trace *t, size_t sweep, size_t *next)
{
	struct box_list all = { NULL, 0, 0 }, one = { NULL, 0, 0 };
	uint64_t requests;

	requests = 0;
	for (; *next < t->calls && t->call[*next].sweep == sweep; ++*next) {
		box_add(a, &all, &t->call[*next].box);
		requests += box_size(&t->call[*next].box);
	}
	if (requests != box_size(&t->sweep[sweep].axes))
		return region_unite(a, &all);
	box_add(a, &one, &t->sweep[sweep].axes);
	return one;
}

/* What was asked: the table is silent about all other requests. */
static void
write_asked(const struct trace *t, FILE *f)
{
	struct box_list all = { NULL, 0, 0 }, part;
	struct arena a = ARENA_INIT;
	size_t i, k, next;

	for (i = next = 0; i < t->sweeps; i++) {
		part = sweep_asked(&a, t, i, &next);
		for (k = 0; k < part.count; k++)
			box_add(&a, &all, &part.box[k]);
	}
	all = region_drop(&a, &all);
	for (i = 0; i < all.count; i++)
		fprintf(f, "asked    %s\n",
		    region_text(&a, &all.box[i], &t->numbers));
	arena_free(&a);
}

void
learned_write(const struct learned *l, const char *name, FILE *f)
{
	const struct learned_row *r;
	size_t i;

	write_head(l, name, f);
	write_asked(l->trace, f);
	for (i = 0; i < l->rows; i++) {
		r = &l->row[i];
		fprintf(f, "\nclause   c%zu CITE-ME\n", i + 1);
		fprintf(f, "text     Learned: decides %s%.0f request%s.\n",
		    *r->conditions != '\0' ? "" : "what no row above does, ",
		    r->requests, r->requests == 1 ? "" : "s");
		fprintf(f, "when %s%s=> %s\n", r->conditions,
		    *r->conditions != '\0' ? " " : "", r->outcome);
	}
}
