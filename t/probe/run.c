/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a plan. */

#include <string.h>

#include "t/probe/compress.h"
#include "t/probe/plan_text.h"
#include "t/probe/run.h"
#include "t/probe/run_short.h"
#include "t/probe/run_span.h"
#include "t/probe/settext.h"

enum {
	SLAB_CELLS = 128 * 1024	/* outcomes in memory at a time */
};

/* A sweep on its way. */
struct pass {
	struct run *run;
	const struct sweep *sweep;
	struct compress compress;
	int outermost;
	size_t rows;		/* values of the outermost axis */
	size_t cells;		/* outcomes in a row */
	size_t given_up;	/* the first row left out, or rows */
};

static void
write_body(void *to, const char *text)
{
	writer_body(to, "%s", text);
}

/* Marks what is not to be asked of cells that have one domain. */
static void
mark_domain(const struct pass *p, struct point *at, outcome_t *cell,
    size_t count)
{
	const struct skips *skips = &p->run->plan->skips;
	size_t i;

	for (i = 0; i < count; i++) {
		if (skip_request(skips, at->value))
			cell[i] = CELL_FINAL | outcome_of(ANSWER_SKIPPED);
		product_next(&p->sweep->product, at);
	}
}

/* Most domains have nothing to be marked, which is soon seen. */
static void
slab_mark(const struct pass *p, size_t first, size_t count)
{
	const struct product *product = &p->sweep->product;
	const size_t block = product_inner(product, DIM_DOMAIN);
	outcome_t *cell = p->run->shared->cell;
	struct point at;
	size_t i, n;

	memset(cell, 0, count * sizeof(*cell));
	for (i = 0; i < count; i += n) {
		n = block - (first + i) % block;
		if (n > count - i)
			n = count - i;
		product_point(product, first + i, &at);
		if (skip_concerns(&p->run->plan->skips, at.value))
			mark_domain(p, &at, cell + i, n);
	}
}

/* Asks for the cells of a slab, one stretch for each state. */
static int
slab_ask(struct pass *p, size_t first, size_t count, struct diag *why)
{
	const size_t block = product_inner(&p->sweep->product, DIM_RESOURCE);
	struct run *r = p->run;
	struct stretch s;
	size_t left;

	s.sweep = p->sweep;
	s.vectors = &r->plan->means.vectors;
	s.shared = r->shared;
	s.first = first;
	s.limit = r->limit;
	r->shared->vague = 0;
	r->watch.skipped = count;
	for (s.from = 0; s.from < count; s.from = s.to) {
		left = block - (first + s.from) % block;
		s.to = left < count - s.from ? s.from + left : count;
		if (watch_run(&r->watch, &s, why) != 0)
			return -1;
		if (r->shared->refused != NULL)
			r->refused = r->shared->refused;
	}
	r->place.vague += r->shared->vague;
	return 0;
}

static void
slab_compress(struct pass *p, size_t row, size_t rows)
{
	outcome_t *cell = p->run->shared->cell;
	size_t i;

	for (i = 0; i < rows * p->cells; i++)
		cell[i] &= ~CELL_FINAL;
	for (i = 0; i < rows; i++)
		compress_row(&p->compress, row + i, cell + i * p->cells);
}

static int
pass_slab(struct pass *p, size_t row, size_t rows, struct diag *why)
{
	const size_t first = row * p->cells, count = rows * p->cells;

	slab_mark(p, first, count);
	if (slab_ask(p, first, count, why) != 0)
		return -1;
	slab_compress(p, row, rows);
	if (p->run->watch.skipped < count && p->given_up == p->rows)
		p->given_up = row + p->run->watch.skipped / p->cells;
	if (!writer_works(p->run->writer))
		return diag_set(why, "the trace cannot be written");
	return 0;
}

/* Says which values of the outermost axis were not all tried. */
static void
write_given_up(const struct pass *p)
{
	const enum dimension d = (enum dimension)p->outermost;
	const struct axis *x = &p->sweep->product.axis[d];
	struct arena a = ARENA_INIT;
	struct set s;

	if (p->given_up == p->rows)
		return;
	s = set_range(&a, x->value[p->given_up], x->value[p->rows - 1]);
	writer_body(p->run->writer, "untested %s=%s given up in %s: the host"
	    " hung or died too often", dimension_name(d), settext(&a, d, s),
	    p->sweep->name);
	arena_free(&a);
}

static int
run_pass(struct run *r, const struct sweep *s, struct diag *why)
{
	struct pass p;
	size_t row, slab, rows;
	int ret;

	p.run = r;
	p.sweep = s;
	p.outermost = product_outermost(&s->product);
	p.rows = s->product.axis[p.outermost].count;
	p.cells = product_inner(&s->product, p.outermost);
	p.given_up = p.rows;
	run_shorten(r, s);
	plan_head(s, write_body, r->writer);
	compress_start(&p.compress, &s->product, r->writer);
	slab = r->room / p.cells;
	ret = 0;
	for (row = 0; row < p.rows && ret == 0; row += rows) {
		rows = p.rows - row < slab ? p.rows - row : slab;
		ret = pass_slab(&p, row, rows, why);
	}
	compress_end(&p.compress);
	if (s->kind == SWEEP_CALL)
		r->place.requests += p.compress.requests;
	write_given_up(&p);
	run_lengthen(r, s);
	return ret;
}

/* A sweep whose rows are too long is one for each value of its first axis. */
static int
run_sweep(struct run *r, const struct sweep *s, struct diag *why)
{
	const int d = product_outermost(&s->product);
	struct axis all, one;
	struct sweep part;
	size_t i;

	if (s->span != NULL)
		return run_span(r, s, why);
	if (!run_faults_left(r, s))
		return 0;
	if (product_inner(&s->product, d) <= r->room)
		return run_pass(r, s, why);
	part = *s;
	all = s->product.axis[d];
	one.count = 1;
	for (i = 0; i < all.count; i++) {
		one.value = all.value + i;
		part.product.axis[d] = one;
		if (run_sweep(r, &part, why) != 0)
			return -1;
	}
	return 0;
}

/* How many cells any slab of the plan needs. */
static size_t
cells_wanted(const struct plan *p)
{
	uint64_t n, most;
	size_t i;

	most = 1;
	for (i = 0; i < p->sweeps; i++) {
		n = sweep_size(&p->sweep[i]);
		if (n > most)
			most = n;
	}
	return most < SLAB_CELLS ? (size_t)most : SLAB_CELLS;
}

/* How many points all sweeps before one have. */
static uint64_t
plan_size(const struct plan *p, size_t end)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < end; i++)
		n += sweep_size(&p->sweep[i]);
	return n;
}

/* Takes account of what was done before this run. */
static void
go_on(struct run *r)
{
	const struct place *p = &r->place;

	r->progress.done = plan_size(r->plan, p->sweep);
	if (p->inside)
		r->progress.done += (uint64_t)(p->next -
		    r->plan->sweep[p->sweep].span->part.lo);
	r->progress.before = r->progress.done;
	watch_resume(&r->watch, p->hangs, p->deaths);
}

int
run_pause(struct run *r, struct diag *why)
{
	if (!writer_works(r->writer))
		return diag_set(why, "the trace cannot be written");
	if (r->checkpoint == NULL || !checkpoint_due(r->checkpoint))
		return 0;
	r->place.hangs = r->watch.hangs;
	r->place.deaths = r->watch.deaths;
	return checkpoint_write(r->checkpoint, &r->place, why);
}

int
run_plan(struct run *r, bool workers, struct diag *why)
{
	size_t *i = &r->place.sweep;
	int ret;

	progress_start(&r->progress, plan_size(r->plan, r->plan->sweeps),
	    r->writer->file != NULL ? fileno(r->writer->file) : -1);
	watch_start(&r->watch, workers, &r->progress);
	r->room = cells_wanted(r->plan);
	r->shared = watch_share(&r->watch, r->room, why);
	if (r->shared == NULL)
		return -1;
	r->shared->came = 0;
	r->shared->refused = NULL;
	r->shared->shortage = NULL;
	go_on(r);
	ret = 0;
	while (ret == 0 && *i < r->plan->sweeps) {
		ret = run_sweep(r, &r->plan->sweep[*i], why);
		++*i;
		if (ret == 0)
			ret = run_pause(r, why);
	}
	progress_end(&r->progress);
	watch_unshare(&r->watch, r->shared, r->room);
	return ret;
}
