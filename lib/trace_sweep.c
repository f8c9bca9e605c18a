/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The sweeps of a trace: axes, and boxes with what the host did. */

#include <string.h>

#include "lib/trace_reader.h"

/* More boxes than this in one sweep are no compression any more. */
enum { SWEEP_BOXES_MAX = 50000 };

/* A dimension that neither the sweep nor an axis names is as usual. */
static void
sweep_start(struct reader *r, struct trace_sweep *s)
{
	struct trace *t = r->t;
	int d, v;

	s->axes = box_all(&t->arena);
	for (d = 0; d < DIM_REQUEST; d++) {
		v = dimension_default((enum dimension)d, &t->numbers);
		s->axes.dim[d] = set_range(&t->arena, v, v);
		r->varies[d] = false;
	}
	r->sweep_boxes = 0;
}

int
read_sweep(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	struct trace_sweep *s;
	enum dimension d;
	struct set set;
	const char *kind, *name;

	(void)key;
	t->sweep = arena_grow(&t->arena, t->sweep, t->sweeps, t->sweeps + 1,
	    sizeof(*t->sweep), &r->sweep_room);
	s = &t->sweep[t->sweeps];
	kind = reader_word(&rest);
	if (strcmp(kind, "call") != 0 && strcmp(kind, "socket") != 0)
		return reader_bad(r, "want sweep call or sweep socket");
	s->kind = *kind == 'c' ? SWEEP_CALL : SWEEP_SOCKET;
	name = reader_word(&rest);
	s->name = arena_text(&t->arena, name, strlen(name));
	sweep_start(r, s);
	while (*rest != '\0') {
		if (reader_pair(r, reader_word(&rest), &d, &set) != 0)
			return -1;
		s->axes.dim[d] = set;
	}
	t->sweeps++;
	return 0;
}

int
read_axis(struct reader *r, const char *key, char *rest)
{
	struct trace_sweep *s;
	struct diag why;
	enum dimension d;
	struct set set;
	char *name;

	(void)key;
	name = reader_word(&rest);
	d = dimension_find(name, strlen(name));
	if (r->t->sweeps == 0 || r->sweep_boxes != 0)
		return reader_bad(r,
		    "an axis stands outside the head of a"
		    " sweep");
	if (d >= DIM_REQUEST)
		return reader_bad(r,
		    "no dimension of a request has that"
		    " name");
	if (dimension_set(&r->t->arena, d, rest, strlen(rest), &r->t->numbers,
		&set, &why) != 0)
		return reader_pass(r, &why);
	s = &r->t->sweep[r->t->sweeps - 1];
	s->axes.dim[d] = r->varies[d]
	    ? set_or(&r->t->arena, s->axes.dim[d], set)
	    : set;
	r->varies[d] = true;
	return 0;
}

/* Two boxes of a sweep that share a request contradict each other. */
static int
box_is_new(const struct reader *r, const struct observation *list, size_t count,
    const struct box *b)
{
	size_t i;
	int d;

	for (i = count - r->sweep_boxes; i < count; i++) {
		for (d = 0; d < DIM_REQUEST; d++)
			if (!set_meets(list[i].box.dim[d], b->dim[d]))
				break;
		if (d == DIM_REQUEST)
			return reader_bad(r,
			    "the box overlaps an earlier one"
			    " of its sweep; record the trace again");
	}
	return 0;
}

static struct observation *
observation_add(struct reader *r, enum sweep_kind kind)
{
	struct trace *t = r->t;

	if (kind == SWEEP_CALL) {
		t->call = arena_grow(&t->arena, t->call, t->calls, t->calls + 1,
		    sizeof(*t->call), &r->call_room);
		return &t->call[t->calls];
	}
	t->fact = arena_grow(&t->arena, t->fact, t->facts, t->facts + 1,
	    sizeof(*t->fact), &r->fact_room);
	return &t->fact[t->facts];
}

static int
observation_done(struct reader *r, struct observation *o,
    const struct trace_sweep *s)
{
	struct trace *t = r->t;
	uint64_t size;
	int call;

	call = s->kind == SWEEP_CALL;
	if (box_is_new(r, call ? t->call : t->fact, call ? t->calls : t->facts,
		&o->box) != 0)
		return -1;
	size = box_size(&o->box);
	if (++r->sweep_boxes > SWEEP_BOXES_MAX ||
	    size > UINT64_MAX - 1 - t->requests)
		return reader_bad(r,
		    "the trace holds more than a trace can;"
		    " it was not made by a probe");
	if (call) {
		t->calls++;
		t->requests += size;
	} else
		t->facts++;
	return 0;
}

int
read_box(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	const struct trace_sweep *s;
	struct observation *o;
	struct diag why;
	enum dimension d;
	struct set set;
	char *word;

	(void)key;
	if (t->sweeps == 0)
		return reader_bad(r, "a box stands outside a sweep");
	s = &t->sweep[t->sweeps - 1];
	o = observation_add(r, s->kind);
	o->box = s->axes;
	o->sweep = t->sweeps - 1;
	o->line = r->line;
	while (
	    *(word = reader_word(&rest)) != '\0' && strcmp(word, "=>") != 0) {
		if (reader_pair(r, word, &d, &set) != 0)
			return -1;
		o->box.dim[d] = set_and(&t->arena, o->box.dim[d], set);
		if (set_empty(o->box.dim[d]))
			return reader_bad(r,
			    "the box holds nothing that its"
			    " sweep tried");
	}
	if (outcome_read(rest, &o->outcome, &why) != 0)
		return reader_pass(r, &why);
	return observation_done(r, o, s);
}
