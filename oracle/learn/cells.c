/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Cells: what a trace teaches. */

#include <string.h>

#include "oracle/learn/cells.h"
#include "oracle/words/region.h"

static int
label_find(struct arena *a, struct cells *c, const struct label *want)
{
	struct label *l;
	size_t i;

	for (i = 0; i < c->labels; i++) {
		l = &c->label[i];
		if (l->socket == want->socket &&
		    l->outcomes == want->outcomes &&
		    memcmp(l->outcome, want->outcome,
			l->outcomes * sizeof(*l->outcome)) == 0)
			return (int)i;
	}
	c->label = arena_grow(a, c->label, c->labels, c->labels + 1,
	    sizeof(*c->label), &c->label_room);
	c->label[c->labels] = *want;
	return (int)c->labels++;
}

static void
cell_add(struct arena *a, struct cell **list, size_t *count, size_t *room,
    const struct cell *cell)
{
	*list = arena_grow(a, *list, *count, *count + 1, sizeof(**list), room);
	(*list)[(*count)++] = *cell;
}

/* Every set that cells are told apart by: those of boxes and of facts. */
static int
shapes_gather(struct arena *a, const struct cells *c, struct shapes *s)
{
	const struct origin *o;
	struct box along;
	size_t i;
	int p, v;

	for (i = 0; i < c->origins.count; i++) {
		o = &c->origins.list[i];
		if (shapes_of(a, c->space.flags, &o->box, s) != 0)
			return -1;
	}
	for (i = 0; i < c->facts.count; i++) {
		along = c->facts.along[i];
		v = c->facts.answer[i];
		along.dim[DIM_SOCKET] = set_range(a, v, v);
		if (shapes_of(a, c->space.flags, &along, s) != 0)
			return -1;
	}
	for (p = 0; p < PRIVILEGE_COUNT && s->count != 0; p++) {
		along = c->origins.list[0].box;
		along.dim[DIM_CHECK] = set_range(a, CHECK_CALL, CHECK_CALL);
		along.dim[DIM_PRIVILEGE] = set_range(a, p, p);
		along.dim[DIM_DOMAIN] = c->facts.reached[p];
		for (v = DIM_DOMAIN_FACT; v < DIM_COUNT; v++)
			along.dim[v] = set_range(a, p, p);
		shapes_of(a, c->space.flags, &along, s);
		along.dim[DIM_DOMAIN] = c->facts.missing[p];
		shapes_of(a, c->space.flags, &along, s);
	}
	return 0;
}

/* The cells of one box, of the label and origin of like. */
static void
cells_add(struct arena *a, struct cells *c, const struct box *b,
    const struct cell *like)
{
	struct shapes s = { NULL, 0, 0 };
	struct cell cell = *like;
	size_t i;

	shapes_of(a, c->space.flags, b, &s);
	for (i = 0; i < s.count; i++) {
		cell.bits = cube_of(a, &c->space, &s.list[i]);
		cell_add(a, &c->list, &c->count, &c->room, &cell);
	}
}

/* The part of an origin's box that is of calls, or of checks. */
static bool
box_narrow(struct arena *a, const struct cells *c, struct box *b)
{
	struct set call;

	call = set_range(a, CHECK_CALL, CHECK_CALL);
	b->dim[DIM_CHECK] = c->checks ? set_minus(a, b->dim[DIM_CHECK], call)
				      : set_and(a, b->dim[DIM_CHECK], call);
	return !set_empty(b->dim[DIM_CHECK]);
}

static void
origin_cells(struct arena *a, struct cells *c, size_t i)
{
	const struct origin *o = &c->origins.list[i];
	struct label label = { o->outcome, o->outcomes, false };
	struct cell like = { NULL, 0, LABEL_NONE, i };
	struct box box = o->box;

	if (!box_narrow(a, c, &box))
		return;
	like.label = label_find(a, c, &label);
	cells_add(a, c, &box, &like);
}

void
cells_fill(struct arena *a, struct cells *c, bool checks)
{
	size_t i;

	c->list = NULL;
	c->count = c->room = 0;
	c->checks = checks;
	for (i = 0; i < c->origins.count; i++)
		origin_cells(a, c, i);
}

/* Finds the atoms of the origins and facts that are in c. */
static int
cells_start(struct arena *a, struct cells *c, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	struct shapes s = { NULL, 0, 0 };
	int ret;

	c->work = arena_get(a, sizeof(*c->work));
	c->space.flags = (unsigned)numbering_flags(&c->trace->numbers);
	ret = shapes_gather(&scratch, c, &s);
	if (ret == 0)
		space_make(a, &c->space, &s);
	arena_free(&scratch);
	if (ret != 0)
		return diag_set(why,
		    "%s: a sweep tries more than %d types at"
		    " once; record it with fewer",
		    c->trace->name, LEARN_TYPES_MAX);
	return 0;
}

int
cells_make(struct arena *a, struct cells *c, const struct trace *t,
    struct diag *why)
{
	memset(c, 0, sizeof(*c));
	c->trace = t;
	c->facts = facts_of(a, t);
	c->origins = origins_of(a, t, ORIGINS_MAX);
	if (c->origins.count > ORIGINS_MAX)
		return diag_set(why,
		    "%s: the sweeps of the trace overlap in more than %d"
		    " regions; learn from fewer sweeps",
		    t->name, ORIGINS_MAX);
	return cells_start(a, c, why);
}

int
cells_of_region(struct arena *a, struct cells *c, const struct trace *t,
    const struct box_list *region, size_t most, struct diag *why)
{
	struct label inside = { outcomes_one(a, outcome_of(ANSWER_OK)), 1,
		false };
	struct box_list in, rest, out = { NULL, 0, 0 };
	size_t i;

	memset(c, 0, sizeof(*c));
	c->trace = t;
	label_find(a, c, &inside);
	in = region_unite(a, region);
	for (i = 0; i < t->calls && in.count + out.count <= most; i++) {
		memset(&rest, 0, sizeof(rest));
		box_add(a, &rest, &t->call[i].box);
		rest = region_minus(a, &rest, &in);
		region_add(a, &out, &rest);
	}
	if (in.count + out.count > most)
		return diag_set(why, "%s: the region takes more than %zu boxes",
		    t->name, most);
	out = region_unite(a, &out);
	origins_add(a, &c->origins, &in, outcome_of(ANSWER_OK));
	origins_add(a, &c->origins, &out, outcome_of(ANSWER_SKIPPED));
	return cells_start(a, c, why);
}

/* The label of failure as socket(2) has it, if it is true. */
static int
alias_of(struct arena *a, struct cells *c, const struct origin *o,
    struct set socket)
{
	struct label label = { NULL, 1, true };

	if (o->outcomes != 1 || set_size(socket) != 1 ||
	    outcome_answer(o->outcome[0]) == ANSWER_OK ||
	    socket.range[0].lo != outcome_answer(o->outcome[0]))
		return LABEL_NONE;
	label.outcome = outcomes_one(a, outcome_effects(o->outcome[0]));
	return label_find(a, c, &label);
}

/* The cells of one origin with facts, in place of those without. */
static void
origin_split(struct arena *a, struct cells *c, size_t origin,
    const struct cell *old, size_t olds)
{
	const struct origin *o = &c->origins.list[origin];
	struct box_list parts = { NULL, 0, 0 };
	struct cells all = { .space = c->space };
	struct cell like = old[0];
	struct box box = o->box;
	size_t i, k;

	box_narrow(a, c, &box);
	facts_split(a, &c->facts, &box, &parts);
	for (i = 0; i < parts.count; i++) {
		like.alias = alias_of(a, c, o, parts.box[i].dim[DIM_SOCKET]);
		cells_add(a, &all, &parts.box[i], &like);
	}
	for (i = 0; i < olds; i++)
		for (k = 0; k < all.count; k++) {
			if (!cube_meets(&c->space, old[i].bits,
				all.list[k].bits))
				continue;
			like = all.list[k];
			like.bits = cube_and(a, &c->space, old[i].bits,
			    like.bits);
			cell_add(a, &c->list, &c->count, &c->room, &like);
		}
}

/* Cells of one origin stay side by side whatever is taken out. */
void
cells_split(struct arena *a, struct cells *c)
{
	struct cell *old;
	size_t i, k, olds;

	old = c->list;
	olds = c->count;
	c->list = NULL;
	c->count = c->room = 0;
	for (i = 0; i < olds; i = k) {
		for (k = i; k < olds && old[k].origin == old[i].origin; k++)
			continue;
		origin_split(a, c, old[i].origin, &old[i], k - i);
	}
}

bool
cell_has(const struct cell *cell, int label)
{
	return cell->label == label || cell->alias == label;
}

void
cell_minus(struct arena *a, const struct space *sp, const struct cell *cell,
    const uint64_t *bits, struct cell **list, size_t *count, size_t *room)
{
	struct cell piece = *cell;
	int d;

	if (!cube_meets(sp, cell->bits, bits)) {
		cell_add(a, list, count, room, cell);
		return;
	}
	for (d = 0; d < LEARN_DIMS; d++) {
		piece.bits = cube_minus_in(a, sp, cell->bits, bits, d);
		if (piece.bits != NULL)
			cell_add(a, list, count, room, &piece);
	}
}

struct cell *
cells_take(struct arena *a, struct cells *c, const uint64_t *bits, int label,
    size_t *taken)
{
	struct cell *old, *list, piece;
	size_t i, olds, room;

	old = c->list;
	olds = c->count;
	list = c->list = NULL;
	c->count = c->room = *taken = room = 0;
	for (i = 0; i < olds; i++) {
		cell_minus(a, &c->space, &old[i], bits, &c->list, &c->count,
		    &c->room);
		if (!cell_has(&old[i], label) ||
		    !cube_meets(&c->space, old[i].bits, bits))
			continue;
		piece = old[i];
		piece.bits = cube_and(a, &c->space, piece.bits, bits);
		cell_add(a, &list, taken, &room, &piece);
	}
	return list;
}
