/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Joins the traces of shards.  All is copied word for word from the first
 * one, since it must be the same in the others; only the sweeps that are in
 * parts are put together from what was observed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "lib/streak.h"
#include "oracle/merge/join.h"
#include "oracle/merge/shards.h"

struct merger {
	struct arena arena;
	struct shards of;
	size_t sweep; /* that is next */
	struct bodies *to;
	struct diag *why;
};

static int
bad(const struct merger *m, const struct shard *p, const char *what)
{
	return diag_at(m->why, p->trace.name, p->bodies.body[p->at].line, 0,
	    "%s", what);
}

static void
add(void *to, const char *text)
{
	bodies_add(to, text);
}

/* Copies all before the first sweep. */
static void
header_copy(struct merger *m)
{
	const struct shard *p = &m->of.shard[0];
	struct shard copy = *p;

	for (copy.at = 0; copy.at < p->at; copy.at++)
		if (!shard_at(&copy, "shard"))
			add(m->to, shard_text(&copy));
}

/* What belongs to the open sweep, but for its first line. */
static bool
in_sweep(const struct shard *p)
{
	return shard_at(p, "axis") || shard_at(p, "box");
}

/* Whether the sweep of p is word for word that of the first shard. */
static int
same_check(const struct merger *m, struct shard *p)
{
	struct shard first = m->of.shard[0];

	do {
		if (strcmp(shard_text(p), shard_text(&first)) != 0) {
			m->of.shard[0].at = first.at;
			return shard_differs(&m->of, p, m->why);
		}
		p->at++;
		first.at++;
	} while (in_sweep(p) || in_sweep(&first));
	return 0;
}

/* Copies a sweep that is whole in every shard: facts. */
static int
whole_copy(struct merger *m)
{
	struct shard *first = &m->of.shard[0];
	size_t i;

	for (i = 1; i < m->of.count; i++)
		if (same_check(m, &m->of.shard[i]) != 0)
			return -1;
	do {
		add(m->to, shard_text(first));
		first->at++;
	} while (in_sweep(first));
	return 0;
}

/*
 * The dimension in which the sweep comes in parts, or DIM_REQUEST where
 * every shard has all of it.
 */
static int
parted(const struct merger *m)
{
	const struct set *x, *y;
	int d;

	for (d = 0; m->of.count > 1 && d < DIM_REQUEST; d++) {
		x = &m->of.shard[0].trace.sweep[m->sweep].axes.dim[d];
		y = &m->of.shard[1].trace.sweep[m->sweep].axes.dim[d];
		if (!set_equal(*x, *y))
			return d;
	}
	return DIM_REQUEST;
}

/* The range of values that a shard has. */
static const struct range *
part_of(const struct merger *m, const struct shard *p, int d)
{
	return &p->trace.sweep[m->sweep].axes.dim[d].range[0];
}

/* Whether a sweep has one range in dimension d, and one value elsewhere. */
static bool
is_line(const struct trace_sweep *s, int d)
{
	int k;

	for (k = 0; k < DIM_REQUEST; k++)
		if (s->axes.dim[k].count != 1 ||
		    (k != d && set_size(s->axes.dim[k]) != 1))
			return false;
	return true;
}

/* The parts must follow one another, each a range. */
static int
parts_check(const struct merger *m, int d)
{
	const struct shard *p;
	size_t i;

	for (i = 0; i < m->of.count; i++) {
		p = &m->of.shard[i];
		if (!is_line(&p->trace.sweep[m->sweep], d) ||
		    (i > 0 &&
			part_of(m, p, d)->lo != part_of(m, p - 1, d)->hi + 1))
			return bad(m, p,
			    "the values of this sweep do not"
			    " follow those of the shard before it; record the"
			    " shards again");
	}
	return 0;
}

/* Copies the first lines of a sweep, with the whole axis. */
static void
head_write(struct merger *m, int d)
{
	struct shard *p = &m->of.shard[0];
	const char *name, *set;
	char *text;

	name = dimension_name((enum dimension)d);
	set = dimension_set_print(&m->arena, (enum dimension)d,
	    set_range(&m->arena, part_of(m, p, d)->lo,
		part_of(m, p + m->of.count - 1, d)->hi),
	    &p->trace.numbers);
	text = arena_get(&m->arena,
	    strlen(name) + strlen(set) + sizeof("axis  "));
	sprintf(text, "axis %s ", name);
	for (add(m->to, shard_text(p)), p->at++; shard_at(p, "axis"); p->at++) {
		if (strncmp(shard_text(p), text, strlen(text)) != 0) {
			add(m->to, shard_text(p));
			continue;
		}
		strcat(text, set);
		add(m->to, text);
	}
}

static int
streak_order(const void *x, const void *y)
{
	const struct streak *a = x, *b = y;

	return (a->lo > b->lo) - (a->lo < b->lo);
}

/* What a shard observed, by ascending values. */
static struct streak *
part_read(struct merger *m, const struct shard *p, int d, size_t *count)
{
	const struct trace *t = &p->trace;
	struct streak *list;
	const struct set *s;
	size_t i, k, room;

	list = NULL;
	*count = room = 0;
	for (i = 0; i < t->calls; i++) {
		s = &t->call[i].box.dim[d];
		if (t->call[i].sweep != m->sweep)
			continue;
		list = arena_grow(&m->arena, list, *count, *count + s->count,
		    sizeof(*list), &room);
		for (k = 0; k < s->count; k++, ++*count) {
			list[*count].lo = s->range[k].lo;
			list[*count].hi = s->range[k].hi;
			list[*count].outcome = t->call[i].outcome;
		}
	}
	if (*count != 0)
		qsort(list, *count, sizeof(*list), streak_order);
	return list;
}

/* Adds what a shard observed; what lies between was skipped. */
static void
part_add(struct merger *m, const struct shard *p, int d, struct streaks *all)
{
	const struct range *part = part_of(m, p, d);
	const outcome_t skipped = outcome_of(ANSWER_SKIPPED);
	struct streak *list;
	size_t i, count;
	int64_t next;

	list = part_read(m, p, d, &count);
	next = part->lo;
	for (i = 0; i < count; i++) {
		if (list[i].lo > next)
			streaks_add(all, next, list[i].lo - 1, skipped);
		streaks_add(all, list[i].lo, list[i].hi, list[i].outcome);
		next = list[i].hi + 1;
	}
	if (next <= part->hi)
		streaks_add(all, next, part->hi, skipped);
}

/* Puts a sweep together that came in parts. */
static int
parts_join(struct merger *m, int d)
{
	struct streaks all;
	struct shard *p;
	size_t i;

	if (parts_check(m, d) != 0)
		return -1;
	for (i = 1; i < m->of.count; i++) {
		p = &m->of.shard[i];
		if (strcmp(shard_text(p), shard_text(&m->of.shard[0])) != 0)
			return shard_differs(&m->of, p, m->why);
	}
	head_write(m, d);
	memset(&all, 0, sizeof(all));
	for (i = 0; i < m->of.count; i++) {
		part_add(m, &m->of.shard[i], d, &all);
		do
			m->of.shard[i].at++;
		while (in_sweep(&m->of.shard[i]));
	}
	streaks_boxes(&all, (enum dimension)d, &m->of.shard[0].trace.numbers,
	    add, m->to);
	streaks_free(&all);
	return 0;
}

/* Copies what is between sweeps, equal bodies once. */
static int
remarks_copy(struct merger *m)
{
	const size_t start = m->to->count;
	struct shard *p;
	size_t i, k;

	for (i = 0; i < m->of.count; i++) {
		p = &m->of.shard[i];
		for (; !shard_at(p, "sweep") && !shard_at(p, "end"); p->at++) {
			if (in_sweep(p))
				return bad(m, p,
				    "a box is apart from those before it;"
				    " record the shard again");
			for (k = start; k < m->to->count; k++)
				if (strcmp(m->to->body[k].text,
					shard_text(p)) == 0)
					break;
			if (k == m->to->count)
				add(m->to, shard_text(p));
		}
	}
	return 0;
}

static int
sweep_merge(struct merger *m)
{
	int d;

	d = parted(m);
	if ((d == DIM_REQUEST ? whole_copy(m) : parts_join(m, d)) != 0)
		return -1;
	m->sweep++;
	return remarks_copy(m);
}

/* Their sweeps must be as many. */
static int
sweeps_merge(struct merger *m)
{
	const struct trace *first = &m->of.shard[0].trace, *t;
	size_t i;

	for (i = 1; i < m->of.count; i++) {
		t = &m->of.shard[i].trace;
		if (t->sweeps != first->sweeps)
			return diag_set(m->why,
			    "%s: this shard has other"
			    " sweeps than %s; merge shards of one plan",
			    t->name, first->name);
	}
	while (m->sweep < first->sweeps)
		if (sweep_merge(m) != 0)
			return -1;
	return 0;
}

static void
end_write(struct merger *m)
{
	char text[80];
	uint64_t requests;
	uint32_t digest;
	size_t i;

	requests = 0;
	digest = 0;
	for (i = 0; i < m->to->count; i++)
		digest = line_digest(digest, m->to->body[i].text);
	for (i = 0; i < m->of.count; i++)
		requests += m->of.shard[i].trace.requests;
	snprintf(text, sizeof(text), "end %llu %08lx",
	    (unsigned long long)requests, (unsigned long)digest);
	add(m->to, text);
}

/* Copies a trace that has no shards. */
static void
trace_copy(struct merger *m)
{
	struct shard *p = &m->of.shard[0];

	for (p->at = 0; !shard_at(p, "end"); p->at++)
		bodies_add(m->to, shard_text(p))->line =
		    p->bodies.body[p->at].line;
}

int
merge_logs(struct bodies *to, char *const *path, size_t count, struct diag *why)
{
	struct merger m;
	int ret;

	memset(&m, 0, sizeof(m));
	m.to = to;
	m.why = why;
	ret = shards_open(&m.of, path, count, why);
	if (ret == 0 && m.of.shard[0].trace.shards == 0)
		trace_copy(&m);
	else if (ret == 0) {
		header_copy(&m);
		ret = sweeps_merge(&m);
	}
	if (ret == 0)
		end_write(&m);
	shards_close(&m.of);
	arena_free(&m.arena);
	return ret;
}

int
merge_trace(struct trace *t, char *const *path, size_t count, struct diag *why)
{
	struct bodies b;
	int ret;

	memset(t, 0, sizeof(*t));
	memset(&b, 0, sizeof(b));
	ret = merge_logs(&b, path, count, why);
	if (ret == 0)
		ret = trace_of(t, &b, NULL, path[0], why);
	bodies_free(&b);
	return ret;
}
