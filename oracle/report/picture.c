/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The families and types of a host at one glance. */

#include <stdlib.h>
#include <string.h>

#include "oracle/report/picture.h"

/* More values than this in a dimension are no probe's. */
enum { VALUES_MAX = 1024, UNASKED = -1, MANY = 8 };

/* A dimension of the whole matrix, value by value. */
struct side {
	int64_t value[VALUES_MAX];
	size_t group[VALUES_MAX]; /* values that answer alike */
	bool sparse[VALUES_MAX];  /* left out */
	size_t count;
	size_t groups;
};

struct matrix {
	struct side domain, type;
	int *answer; /* rows of types */
};

static bool
is_shown(const struct observation *o, int privilege, const struct numbering *n)
{
	int d, v;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == DIM_DOMAIN || d == DIM_TYPE)
			continue;
		v = d == DIM_PRIVILEGE
		    ? privilege
		    : dimension_default((enum dimension)d, n);
		if (!set_has(o->box.dim[d], v))
			return false;
	}
	return true;
}

static bool
side_fill(struct side *side, struct set s)
{
	size_t i;
	int64_t v;

	side->count = 0;
	if (set_size(s) == 0 || set_size(s) > VALUES_MAX)
		return false;
	for (i = 0; i < s.count; i++)
		for (v = s.range[i].lo; v <= s.range[i].hi; v++)
			side->value[side->count++] = v;
	return true;
}

/* Puts one observation into the matrix. */
static void
matrix_paint(struct matrix *m, const struct observation *o)
{
	size_t i, k;

	for (i = 0; i < m->domain.count; i++) {
		if (!set_has(o->box.dim[DIM_DOMAIN], m->domain.value[i]))
			continue;
		for (k = 0; k < m->type.count; k++)
			if (set_has(o->box.dim[DIM_TYPE], m->type.value[k]))
				m->answer[i * m->type.count + k] =
				    outcome_answer(o->outcome);
	}
}

static void
gather(struct arena *a, struct set *all, struct set s)
{
	if (!set_within(s, *all))
		*all = set_or(a, *all, s);
}

static bool
matrix_fill(struct arena *a, const struct trace *t, int privilege,
    struct matrix *m)
{
	struct set domains = { NULL, 0 }, types = { NULL, 0 };
	const struct observation *o;
	size_t i;

	for (i = 0; i < t->calls; i++) {
		o = &t->call[i];
		if (!is_shown(o, privilege, &t->numbers))
			continue;
		gather(a, &domains, o->box.dim[DIM_DOMAIN]);
		gather(a, &types, o->box.dim[DIM_TYPE]);
	}
	if (!side_fill(&m->domain, domains) || !side_fill(&m->type, types))
		return false;
	m->answer = arena_get(a,
	    m->domain.count * m->type.count * sizeof(*m->answer));
	for (i = 0; i < m->domain.count * m->type.count; i++)
		m->answer[i] = UNASKED;
	for (i = 0; i < t->calls; i++)
		if (is_shown(&t->call[i], privilege, &t->numbers))
			matrix_paint(m, &t->call[i]);
	return true;
}

/* The answer where value i of a side meets value k of the other. */
static int
answer_at(const struct matrix *m, const struct side *side, size_t i, size_t k)
{
	return side == &m->domain ? m->answer[i * m->type.count + k]
				  : m->answer[k * m->type.count + i];
}

/*
 * Leaves out the values of a side that only some sweep of few others has:
 * with holes in it, a picture shows the plan and not the host.
 */
static void
side_thin(struct matrix *m, struct side *side)
{
	size_t asked[VALUES_MAX], most, i, k, n;

	n = side == &m->domain ? m->type.count : m->domain.count;
	most = 0;
	for (i = 0; i < side->count; i++) {
		asked[i] = 0;
		for (k = 0; k < n; k++)
			asked[i] += answer_at(m, side, i, k) != UNASKED;
		if (asked[i] > most)
			most = asked[i];
	}
	for (i = 0; i < side->count; i++)
		side->sparse[i] = asked[i] * 2 < most;
}

static bool
answers_alike(const struct matrix *m, const struct side *side, size_t x,
    size_t y)
{
	const struct side *other;
	size_t k, n;

	other = side == &m->domain ? &m->type : &m->domain;
	n = other->count;
	for (k = 0; k < n; k++)
		if (!other->sparse[k] &&
		    answer_at(m, side, x, k) != answer_at(m, side, y, k))
			return false;
	return true;
}

static void
side_group(const struct matrix *m, struct side *side)
{
	size_t i, k;

	side->groups = 0;
	for (i = 0; i < side->count; i++) {
		if (side->sparse[i])
			continue;
		for (k = 0; k < i; k++)
			if (!side->sparse[k] && answers_alike(m, side, i, k))
				break;
		side->group[i] = k < i ? side->group[k] : side->groups++;
	}
}

/* A group, with what it is sorted by. */
struct band {
	struct set set;
	size_t first; /* index of one of its values */
};

/* What many values share goes last, the others by their plainest value. */
static int
band_order(const void *x, const void *y)
{
	const struct band *a = x, *b = y;
	bool many = set_size(a->set) > MANY;
	int64_t p, q;

	if (many != (set_size(b->set) > MANY))
		return many ? 1 : -1;
	p = set_nearest(a->set);
	q = set_nearest(b->set);
	return (p > q) - (p < q);
}

static struct band *
side_bands(struct arena *a, const struct side *side)
{
	struct range range[VALUES_MAX];
	struct band *band;
	size_t g, i, n;

	band = arena_get(a, side->groups * sizeof(*band));
	for (g = 0; g < side->groups; g++) {
		n = 0;
		for (i = side->count; i-- > 0;) {
			if (side->sparse[i] || side->group[i] != g)
				continue;
			range[n].lo = range[n].hi = side->value[i];
			range[n].skip = 0;
			n++;
			band[g].first = i;
		}
		band[g].set = set_of(a, range, n);
	}
	qsort(band, side->groups, sizeof(*band), band_order);
	return band;
}

static void
picture_fill(struct arena *a, const struct matrix *m, struct picture *p)
{
	struct band *row, *column;
	size_t i, k;

	row = side_bands(a, &m->domain);
	column = side_bands(a, &m->type);
	p->rows = m->domain.groups;
	p->columns = m->type.groups;
	p->row = arena_get(a, p->rows * sizeof(*p->row));
	p->column = arena_get(a, p->columns * sizeof(*p->column));
	p->answer = arena_get(a, p->rows * p->columns * sizeof(*p->answer));
	for (k = 0; k < p->columns; k++)
		p->column[k] = column[k].set;
	for (i = 0; i < p->rows; i++) {
		p->row[i] = row[i].set;
		for (k = 0; k < p->columns; k++)
			p->answer[i * p->columns + k] = answer_at(m, &m->domain,
			    row[i].first, column[k].first);
	}
}

bool
picture_make(struct arena *a, const struct trace *t, int privilege,
    struct picture *p)
{
	struct arena scratch = ARENA_INIT;
	struct matrix *m;
	bool made;

	m = arena_get(&scratch, sizeof(*m));
	made = matrix_fill(&scratch, t, privilege, m);
	if (made) {
		side_thin(m, &m->domain);
		side_thin(m, &m->type);
		side_group(m, &m->domain);
		side_group(m, &m->type);
		picture_fill(a, m, p);
	}
	arena_free(&scratch);
	return made;
}

bool
picture_equal(const struct picture *x, const struct picture *y)
{
	size_t i;

	if (x->rows != y->rows || x->columns != y->columns ||
	    memcmp(x->answer, y->answer,
		x->rows * x->columns * sizeof(*x->answer)) != 0)
		return false;
	for (i = 0; i < x->rows; i++)
		if (!set_equal(x->row[i], y->row[i]))
			return false;
	for (i = 0; i < x->columns; i++)
		if (!set_equal(x->column[i], y->column[i]))
			return false;
	return true;
}
