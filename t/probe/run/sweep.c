/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Carries out a sweep.  One that has an axis for each dimension is a pass:
 * its cells lie in memory, slab by slab.  One along a span has as many
 * values as there are numbers, so nothing is kept of them but where the
 * outcome changes: that is a walk.
 */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "t/probe/box/compress.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_text.h"
#include "t/probe/run/sweep.h"

enum {
	TOGETHER_MAX = 8,  /* sweeps that one worker does */
	STREAKS_MAX = 1024 /* of a walk; more make no trace worth having */
};

/* A pass on its way. */
struct pass {
	struct job *job;
	const struct sweep *sweep;
	struct compress compress;
	int outermost;
	size_t rows;	 /* values of the outermost axis */
	size_t cells;	 /* outcomes in a row */
	size_t given_up; /* the first row left out, or rows */
};

/* A walk on its way. */
struct walk {
	struct job *job;
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

/* A stretch of a sweep that says all but which cells it has. */
static struct stretch
stretch_of(struct job *j, const struct sweep *sweep)
{
	struct stretch s;

	memset(&s, 0, sizeof(s));
	s.sweep = sweep;
	s.vectors = &j->run->plan->means.vectors;
	s.shared = j->shared;
	s.limit = j->run->limit;
	return s;
}

/* The dimension that tells a request from others of its sweep best. */
static enum dimension
dimension_telling(const struct sweep *s)
{
	return s->span != NULL ? s->span->dim
			       : (enum dimension)product_outermost(&s->product);
}

/* The arguments of a request, and what else tells it from others. */
static const char *
request_text(const struct sweep *s, const struct point *at, char *text,
    size_t size)
{
	char value[64];
	size_t len;
	int d;

	text[0] = '\0';
	len = 0;
	for (d = DIM_ENTRY; d < DIM_REQUEST && len < size; d++)
		if ((d >= DIM_DOMAIN && d <= DIM_PROTOCOL) ||
		    s->product.axis[d].count > 1)
			len += (size_t)snprintf(text + len, size - len,
			    " %s=%s", dimension_name((enum dimension)d),
			    dimension_value_text((enum dimension)d,
				at->value[d], numbers_host(), value,
				sizeof(value)));
	return text;
}

/* Notes a request that is untested because its fate was not repeated. */
static void
doubt_note(struct job *j, const struct stretch *s, const struct doubt *doubt)
{
	const enum dimension d = dimension_telling(s->sweep);
	char fate[64], request[256], value[64], line[512];
	struct point at;

	worker_point(s, doubt->cell, &at);
	outcome_text(outcome_of(doubt->fate), fate, sizeof(fate));
	snprintf(line, sizeof(line),
	    "note %s: a request got %s, and not when asked again alone:%s",
	    s->sweep->name, fate,
	    request_text(s->sweep, &at, request, sizeof(request)));
	bodies_add(&j->run->place.notes, line);
	snprintf(line, sizeof(line),
	    "untested %s=%s one request in %s: something but the host"
	    " ended or stopped the worker (%s)",
	    dimension_name(d),
	    dimension_value_text(d, at.value[d], numbers_host(), value,
		sizeof(value)),
	    s->sweep->name, fate);
	bodies_add(&j->run->place.notes, line);
}

static void
doubts_note(struct job *j, const struct stretch *s)
{
	const struct doubt *doubt = j->shared->doubt;
	const struct stretch *one;
	unsigned i;

	for (i = 0; i < j->shared->doubts && i < DOUBTS_MAX; i++) {
		one = s;
		while (doubt[i].cell >= one->to && one->next != NULL)
			one = one->next;
		doubt_note(j, one, &doubt[i]);
	}
}

/* Notes why a worker refused its requests, though nothing is short. */
static void
refusal_note(struct job *j, const struct stretch *s)
{
	char line[256];

	snprintf(line, sizeof(line), "untested vector=unmapped in %s: %s",
	    s->sweep->name, j->shared->refused);
	bodies_add(&j->run->place.notes, line);
}

/* Behind the boxes of a sweep, what has to be said of some requests. */
static void
write_notes(struct job *j)
{
	struct bodies *notes = &j->run->place.notes;
	size_t i;

	for (i = 0; i < notes->count; i++)
		writer_body(j->run->writer, "%s", notes->body[i].text);
	bodies_free(notes);
	memset(notes, 0, sizeof(*notes));
}

/*
 * Names what is asked next, in case that the host goes down.  A span has too
 * many slabs to name each.
 */
static void
announce(struct job *j, const struct stretch *s)
{
	char text[TOGETHER_MAX * 100]; /* a name and two numbers fit */
	size_t used;

	if (s->sweep->span != NULL && s->value != s->sweep->span->part.lo)
		return;
	if (s->sweep->span != NULL) {
		writer_next(j->run->writer, "%s", s->sweep->name);
		return;
	}
	for (used = 0; s != NULL; s = s->next, used = strlen(text))
		snprintf(text + used, sizeof(text) - used, "%s%s %zu..%zu",
		    used == 0 ? "" : ", ", s->sweep->name, s->first + s->from,
		    s->first + s->to - 1);
	writer_next(j->run->writer, "%s", text);
}

/* Has a worker fill the cells of a stretch and of those behind it. */
static int
ask(struct job *j, struct stretch *s, struct diag *why)
{
	j->shared->vague = 0;
	j->shared->doubts = 0;
	announce(j, s);
	if (watch_run(&j->watch, s, why) != 0)
		return -1;
	if (j->shared->refused != NULL && j->shared->shortage == NULL)
		refusal_note(j, s);
	else if (j->shared->refused != NULL)
		j->refused = j->shared->refused;
	j->run->place.vague += j->shared->vague;
	doubts_note(j, s);
	return 0;
}

int
sweep_pause(struct job *j, struct diag *why)
{
	struct run *r = j->run;

	if (!writer_works(r->writer))
		return diag_set(why, "the trace cannot be written");
	if (r->checkpoint == NULL || !checkpoint_due(r->checkpoint))
		return 0;
	r->place.hangs = j->watch.hangs;
	r->place.deaths = j->watch.deaths;
	r->place.doubts = j->watch.doubts;
	return checkpoint_write(r->checkpoint, &r->place, why);
}

/* A sweep is short of one thing at most. */
static int
resource_wanted(const struct sweep *s)
{
	const struct axis *x = &s->product.axis[DIM_RESOURCE];

	return x->value[x->count - 1];
}

/* Gets ready for the shortage that a sweep needs, if any. */
static void
shortage_begin(struct job *j, const struct sweep *s)
{
	const int resource = resource_wanted(s);

	j->refused = NULL;
	j->shared->shortage = NULL;
	j->shortage_lost.text[0] = '\0';
	if (resource == RESOURCE_AMPLE)
		return;
	/* Workers refuse each request where there is no guardian. */
	if (shortage_start(&j->shortage, resource, &j->shortage_lost) == 0)
		j->shortage_lost.text[0] = '\0';
	j->shared->shortage = &j->shortage;
}

/* Ends it; if there was none, or not always, the trace says why. */
static void
shortage_finish(struct job *j, const struct sweep *s)
{
	struct writer *w = j->run->writer;

	if (j->shared->shortage == NULL)
		return;
	shortage_end(&j->shortage);
	j->shared->shortage = NULL;
	if (j->shortage_lost.text[0] != '\0')
		j->refused = j->shortage_lost.text;
	else if (s->nth == 1 && j->shared->came == 0 && j->refused == NULL)
		j->refused = "no allocation failed";
	else if (s->nth == 1 && shortage_note(&j->shortage) != NULL)
		writer_body(w, "note %s", shortage_note(&j->shortage));
	if (j->refused != NULL)
		j->left = 0;
	if (j->refused != NULL)
		writer_body(w, "untested resource=%s in %s: %s",
		    dimension_word(DIM_RESOURCE, resource_wanted(s)), s->name,
		    j->refused);
}

/*
 * Whether a sweep with that degree of shortage has requests left that want
 * as much memory: lower degrees show that.  A run that goes on from a
 * checkpoint does not know, and asks for all.
 */
static bool
starving_begin(struct job *j, const struct sweep *s)
{
	const uint64_t size = sweep_size(s);

	if (s->nth == 0 || s->nth == j->nth)
		return true;
	if (j->nth != 0 && s->nth > 1 && j->left == 0)
		return false;
	if (s->nth == 1 || j->nth == 0) {
		memset(j->spent, 0, j->room * sizeof(*j->spent));
		j->left = (size_t)size;
		j->tracked = size <= j->room;
	}
	j->nth = s->nth;
	j->shared->came = 0;
	return true;
}

/* That request wants no more memory. */
static void
spend(struct job *j, size_t request)
{
	if (!j->spent[request])
		j->left--;
	j->spent[request] = true;
}

/* Leaves out requests of a slab that want no more memory, or are never made. */
static void
spent_mark(struct job *j, outcome_t *cell, size_t first, size_t count)
{
	size_t i;

	for (i = 0; i < count && j->tracked; i++) {
		if ((cell[i] & CELL_FINAL) != 0)
			spend(j, first + i);
		if (j->spent[first + i])
			cell[i] = CELL_FINAL | outcome_of(ANSWER_SKIPPED);
	}
}

/* Notes which those are from now on: they have nothing to say, for good. */
static void
spent_note(struct job *j, const outcome_t *cell, size_t first, size_t count)
{
	size_t i;

	for (i = 0; i < count && j->tracked; i++)
		if (cell[i] == outcome_of(ANSWER_SKIPPED))
			spend(j, first + i);
}

/* Marks what is not to be asked of cells that have one domain. */
static void
mark_domain(const struct pass *p, struct point *at, outcome_t *cell,
    size_t count)
{
	const struct skips *skips = &p->job->run->plan->skips;
	size_t i;

	for (i = 0; i < count; i++) {
		if (values_skip_request(skips, at->value))
			cell[i] = CELL_FINAL | outcome_of(ANSWER_SKIPPED);
		product_next(&p->sweep->product, at);
	}
}

/* Most domains have nothing to be marked, so they are looked at first. */
static void
pass_mark(const struct pass *p, outcome_t *cell, size_t first, size_t count)
{
	const struct product *product = &p->sweep->product;
	const size_t block = product_inner(product, DIM_DOMAIN);
	struct point at;
	size_t i, n;

	memset(cell, 0, count * sizeof(*cell));
	for (i = 0; i < count; i += n) {
		n = block - (first + i) % block;
		if (n > count - i)
			n = count - i;
		product_point(product, first + i, &at);
		if (values_skip_concerns(&p->job->run->plan->skips, at.value))
			mark_domain(p, &at, cell + i, n);
	}
}

/* Asks for the cells of a slab, one stretch for each state. */
static int
pass_ask(struct pass *p, size_t first, size_t count, struct diag *why)
{
	const size_t block = product_inner(&p->sweep->product, DIM_RESOURCE);
	struct stretch s = stretch_of(p->job, p->sweep);
	size_t left;

	s.first = first;
	p->job->watch.skipped = count;
	for (s.from = 0; s.from < count; s.from = s.to) {
		left = block - (first + s.from) % block;
		s.to = left < count - s.from ? s.from + left : count;
		if (ask(p->job, &s, why) != 0)
			return -1;
	}
	return 0;
}

/* Compresses the outcomes of rows, which lie from cell on. */
static void
slab_compress(struct pass *p, outcome_t *cell, size_t row, size_t rows)
{
	size_t i;

	for (i = 0; i < rows * p->cells; i++)
		cell[i] &= ~CELL_FINAL;
	for (i = 0; i < rows; i++)
		compress_row(&p->compress, row + i, cell + i * p->cells);
}

/* Records the first skipped row; these rows begin at cell at. */
static void
slab_account(struct pass *p, size_t at, size_t row, size_t rows)
{
	const size_t skipped = p->job->watch.skipped;

	if (p->given_up != p->rows || skipped >= at + rows * p->cells)
		return;
	p->given_up = row + (skipped > at ? skipped - at : 0) / p->cells;
}

static int
pass_slab(struct pass *p, size_t row, size_t rows, struct diag *why)
{
	const size_t first = row * p->cells, count = rows * p->cells;
	outcome_t *cell = p->job->shared->cell;

	pass_mark(p, cell, first, count);
	if (p->sweep->nth != 0)
		spent_mark(p->job, cell, first, count);
	if (pass_ask(p, first, count, why) != 0)
		return -1;
	if (p->sweep->nth != 0)
		spent_note(p->job, cell, first, count);
	slab_compress(p, cell, row, rows);
	slab_account(p, 0, row, rows);
	if (!writer_works(p->job->run->writer))
		return diag_set(why, "the trace cannot be written");
	return 0;
}

/* Says which values of the outermost axis were not all tried. */
static void
pass_give_up(const struct pass *p)
{
	const enum dimension d = (enum dimension)p->outermost;
	const struct axis *x = &p->sweep->product.axis[d];
	struct arena a = ARENA_INIT;
	struct set s;

	if (p->given_up == p->rows)
		return;
	s = set_range(&a, x->value[p->given_up], x->value[p->rows - 1]);
	writer_body(p->job->run->writer, "untested %s=%s given up in %s: %s",
	    dimension_name(d), dimension_set_print(&a, d, s, numbers_host()),
	    p->sweep->name, p->job->watch.tired);
	arena_free(&a);
}

static void
pass_start(struct pass *p, struct job *j, const struct sweep *s)
{
	p->job = j;
	p->sweep = s;
	p->outermost = product_outermost(&s->product);
	p->rows = s->product.axis[p->outermost].count;
	p->cells = product_inner(&s->product, p->outermost);
	p->given_up = p->rows;
}

static void
pass_write(struct pass *p)
{
	plan_head(p->sweep, write_body, p->job->run->writer);
	compress_start(&p->compress, &p->sweep->product, p->job->run->writer);
}

static void
pass_end(struct pass *p)
{
	compress_end(&p->compress);
	if (p->sweep->kind == SWEEP_CALL)
		p->job->run->place.requests += p->compress.requests;
	pass_give_up(p);
}

/* Carries out a sweep whose rows, values of its outermost axis, have room. */
static int
pass_run(struct job *j, const struct sweep *s, struct diag *why)
{
	struct pass p;
	size_t row, slab, rows;
	int ret;

	pass_start(&p, j, s);
	shortage_begin(j, s);
	pass_write(&p);
	slab = j->room / p.cells;
	ret = 0;
	for (row = 0; row < p.rows && ret == 0; row += rows) {
		rows = p.rows - row < slab ? p.rows - row : slab;
		ret = pass_slab(&p, row, rows, why);
	}
	pass_end(&p);
	write_notes(j);
	shortage_finish(j, s);
	return ret;
}

/* Whether all of a sweep is asked for in one state, with nothing short. */
static bool
is_plain(const struct sweep *s)
{
	const struct axis *x = s->product.axis;

	return s->span == NULL && s->nth == 0 && x[DIM_ENTRY].count == 1 &&
	    x[DIM_PRIVILEGE].count == 1 && x[DIM_FDS].count == 1 &&
	    x[DIM_RESOURCE].count == 1 &&
	    x[DIM_RESOURCE].value[0] == RESOURCE_AMPLE;
}

static bool
same_state(const struct sweep *x, const struct sweep *y)
{
	const struct axis *a = x->product.axis, *b = y->product.axis;

	return a[DIM_PRIVILEGE].value[0] == b[DIM_PRIVILEGE].value[0] &&
	    a[DIM_FDS].value[0] == b[DIM_FDS].value[0];
}

/* How many of the sweeps from s on one worker can do, all at a time. */
static size_t
together(const struct job *j, const struct sweep *s, size_t count)
{
	uint64_t cells;
	size_t n;

	cells = 0;
	for (n = 0; n < count && n < TOGETHER_MAX; n++) {
		cells += sweep_size(&s[n]);
		if (!is_plain(&s[n]) || !same_state(&s[0], &s[n]) ||
		    cells > j->room)
			break;
	}
	return n;
}

/* Lays the cells of passes side by side, each a stretch behind the last. */
static void
lay_out(struct pass *p, struct stretch *s, const struct sweep *sweep,
    size_t count, struct job *j)
{
	size_t at, i;

	for (at = i = 0; i < count; i++) {
		pass_start(&p[i], j, &sweep[i]);
		s[i] = stretch_of(j, &sweep[i]);
		/* Its point 0 is at cell at. */
		s[i].first = (size_t)0 - at;
		s[i].from = at;
		s[i].to = at += p[i].rows * p[i].cells;
		s[i].next = i + 1 < count ? &s[i + 1] : NULL;
		pass_mark(&p[i], j->shared->cell + s[i].from, 0,
		    s[i].to - s[i].from);
	}
	j->watch.skipped = at;
}

/* Carries out several sweeps with one worker. */
static int
passes_run(struct job *j, const struct sweep *sweep, size_t count,
    struct diag *why)
{
	struct stretch s[TOGETHER_MAX];
	struct pass p[TOGETHER_MAX];
	size_t i;

	lay_out(p, s, sweep, count, j);
	if (ask(j, s, why) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		pass_write(&p[i]);
		slab_compress(&p[i], j->shared->cell + s[i].from, 0, p[i].rows);
		slab_account(&p[i], s[i].from, 0, p[i].rows);
		pass_end(&p[i]);
	}
	write_notes(j);
	return 0;
}

/* Marks what is not to be asked of the slab that begins at from. */
static void
walk_mark(const struct walk *w, int64_t from, size_t count)
{
	const int64_t end = from + (int64_t)count;
	outcome_t *cell = w->job->shared->cell;
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
walk_ask(struct walk *w, int64_t from, size_t count, struct diag *why)
{
	struct stretch s = stretch_of(w->job, w->sweep);

	s.value = from;
	s.to = count;
	w->job->watch.skipped = count;
	return ask(w->job, &s, why);
}

/*
 * Keeps of the slab where its outcomes change.  Returns how many of its cells
 * that covers: all of them, but where they change too often.
 */
static size_t
walk_keep(struct walk *w, int64_t from, size_t count)
{
	const outcome_t *cell = w->job->shared->cell;
	struct streaks *s = &w->job->run->place.streaks;
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
walk_give_up(struct walk *w, int64_t from, const char *reason)
{
	struct place *p = &w->job->run->place;

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
	struct place *p = &w->job->run->place;
	const int64_t from = p->next;
	const size_t room = w->job->room;
	size_t count, kept;

	count = w->end - from < (int64_t)room ? (size_t)(w->end - from) : room;
	walk_mark(w, from, count);
	if (walk_ask(w, from, count, why) != 0)
		return -1;
	kept = walk_keep(w, from, count);
	p->next += (int64_t)kept;
	if (w->job->watch.skipped < kept)
		walk_give_up(w, from + (int64_t)w->job->watch.skipped,
		    w->job->watch.tired);
	else if (kept < count)
		walk_give_up(w, p->next, "the outcome changes too often");
	return sweep_pause(w->job, why);
}

static void
walk_write_given_up(const struct walk *w)
{
	const enum dimension d = w->sweep->span->dim;
	struct arena a = ARENA_INIT;

	if (w->given_up < w->end)
		writer_body(w->job->run->writer,
		    "untested %s=%s given up in %s:"
		    " %s",
		    dimension_name(d),
		    dimension_set_print(&a, d,
			set_range(&a, w->given_up, w->end - 1), numbers_host()),
		    w->sweep->name, w->reason);
	arena_free(&a);
}

/* Its outcomes, once all of them are known. */
static void
walk_write(const struct walk *w)
{
	struct place *p = &w->job->run->place;

	plan_head(w->sweep, write_body, w->job->run->writer);
	streaks_boxes(&p->streaks, w->sweep->span->dim, numbers_host(),
	    write_body, w->job->run->writer);
	p->requests += streaks_requests(&p->streaks);
	walk_write_given_up(w);
	write_notes(w->job);
}

/* Carries out a sweep along a span, from the place on. */
static int
walk_run(struct job *j, const struct sweep *s, struct diag *why)
{
	struct run *r = j->run;
	struct arena a = ARENA_INIT;
	struct point at;
	struct walk w;
	int ret;

	product_point(&s->product, 0, &at);
	w.job = j;
	w.sweep = s;
	w.reason = NULL;
	w.skipped = values_skip_along(&r->plan->skips, &a, at.value,
	    s->span->dim, s->span->part);
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

/* A sweep whose rows are too long is one for each value of its first axis. */
static int
one_run(struct job *j, const struct sweep *s, struct diag *why)
{
	const int d = product_outermost(&s->product);
	struct axis all, one;
	struct sweep part;
	size_t i;

	if (s->span != NULL)
		return walk_run(j, s, why);
	if (!starving_begin(j, s))
		return 0;
	if (product_inner(&s->product, d) <= j->room)
		return pass_run(j, s, why);
	part = *s;
	all = s->product.axis[d];
	one.count = 1;
	for (i = 0; i < all.count; i++) {
		one.value = all.value + i;
		part.product.axis[d] = one;
		if (one_run(j, &part, why) != 0)
			return -1;
	}
	return 0;
}

int
sweep_run(struct job *j, const struct sweep *s, size_t count, struct diag *why)
{
	const size_t n = together(j, s, count);
	const int ret = n > 1 ? passes_run(j, s, n, why) : one_run(j, s, why);

	j->run->place.sweep += n > 1 ? n : 1;
	return ret;
}
