/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out sweeps that lie in memory, slab by slab. */

#include <string.h>

#include "t/probe/box/compress.h"
#include "t/probe/box/settext.h"
#include "t/probe/plan/plan_text.h"
#include "t/probe/run/run_pass.h"
#include "t/probe/run/run_short.h"

/* A sweep on its way. */
struct pass {
	struct run *run;
	const struct sweep *sweep;
	struct compress compress;
	int outermost;
	size_t rows;	 /* values of the outermost axis */
	size_t cells;	 /* outcomes in a row */
	size_t given_up; /* the first row left out, or rows */
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
slab_mark(const struct pass *p, outcome_t *cell, size_t first, size_t count)
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
		if (skip_concerns(&p->run->plan->skips, at.value))
			mark_domain(p, &at, cell + i, n);
	}
}

/* Asks for the cells of a slab, one stretch for each state. */
static int
slab_ask(struct pass *p, size_t first, size_t count, struct diag *why)
{
	const size_t block = product_inner(&p->sweep->product, DIM_RESOURCE);
	struct stretch s = run_stretch(p->run, p->sweep);
	size_t left;

	s.first = first;
	p->run->watch.skipped = count;
	for (s.from = 0; s.from < count; s.from = s.to) {
		left = block - (first + s.from) % block;
		s.to = left < count - s.from ? s.from + left : count;
		if (run_ask(p->run, &s, why) != 0)
			return -1;
	}
	return 0;
}

/* Takes up the outcomes of rows, which lie from cell on. */
static void
slab_compress(struct pass *p, outcome_t *cell, size_t row, size_t rows)
{
	size_t i;

	for (i = 0; i < rows * p->cells; i++)
		cell[i] &= ~CELL_FINAL;
	for (i = 0; i < rows; i++)
		compress_row(&p->compress, row + i, cell + i * p->cells);
}

/* Keeps in mind what was left out of rows whose first cell is number at. */
static void
slab_account(struct pass *p, size_t at, size_t row, size_t rows)
{
	const size_t skipped = p->run->watch.skipped;

	if (p->given_up != p->rows || skipped >= at + rows * p->cells)
		return;
	p->given_up = row + (skipped > at ? skipped - at : 0) / p->cells;
}

static int
pass_slab(struct pass *p, size_t row, size_t rows, struct diag *why)
{
	const size_t first = row * p->cells, count = rows * p->cells;
	outcome_t *cell = p->run->shared->cell;

	slab_mark(p, cell, first, count);
	if (slab_ask(p, first, count, why) != 0)
		return -1;
	slab_compress(p, cell, row, rows);
	slab_account(p, 0, row, rows);
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
	writer_body(p->run->writer,
	    "untested %s=%s given up in %s: the host"
	    " hung or died too often",
	    dimension_name(d), settext(&a, d, s), p->sweep->name);
	arena_free(&a);
}

static void
pass_start(struct pass *p, struct run *r, const struct sweep *s)
{
	p->run = r;
	p->sweep = s;
	p->outermost = product_outermost(&s->product);
	p->rows = s->product.axis[p->outermost].count;
	p->cells = product_inner(&s->product, p->outermost);
	p->given_up = p->rows;
}

static void
pass_write(struct pass *p)
{
	plan_head(p->sweep, write_body, p->run->writer);
	compress_start(&p->compress, &p->sweep->product, p->run->writer);
}

static void
pass_end(struct pass *p)
{
	compress_end(&p->compress);
	if (p->sweep->kind == SWEEP_CALL)
		p->run->place.requests += p->compress.requests;
	write_given_up(p);
}

int
run_pass(struct run *r, const struct sweep *s, struct diag *why)
{
	struct pass p;
	size_t row, slab, rows;
	int ret;

	pass_start(&p, r, s);
	run_shorten(r, s);
	pass_write(&p);
	slab = r->room / p.cells;
	ret = 0;
	for (row = 0; row < p.rows && ret == 0; row += rows) {
		rows = p.rows - row < slab ? p.rows - row : slab;
		ret = pass_slab(&p, row, rows, why);
	}
	pass_end(&p);
	run_lengthen(r, s);
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

size_t
run_together(const struct run *r, const struct sweep *s, size_t count)
{
	uint64_t cells;
	size_t n;

	cells = 0;
	for (n = 0; n < count && n < TOGETHER_MAX; n++) {
		cells += sweep_size(&s[n]);
		if (!is_plain(&s[n]) || !same_state(&s[0], &s[n]) ||
		    cells > r->room)
			break;
	}
	return n;
}

/* Lays the cells of passes side by side, each a stretch behind the last. */
static void
lay_out(struct pass *p, struct stretch *s, const struct sweep *sweep,
    size_t count, struct run *r)
{
	size_t at, i;

	for (at = i = 0; i < count; i++) {
		pass_start(&p[i], r, &sweep[i]);
		s[i] = run_stretch(r, &sweep[i]);
		/* Its point 0 is at cell at. */
		s[i].first = (size_t)0 - at;
		s[i].from = at;
		s[i].to = at += p[i].rows * p[i].cells;
		s[i].next = i + 1 < count ? &s[i + 1] : NULL;
		slab_mark(&p[i], r->shared->cell + s[i].from, 0,
		    s[i].to - s[i].from);
	}
	r->watch.skipped = at;
}

int
run_passes(struct run *r, const struct sweep *sweep, size_t count,
    struct diag *why)
{
	struct stretch s[TOGETHER_MAX];
	struct pass p[TOGETHER_MAX];
	size_t i;

	lay_out(p, s, sweep, count, r);
	if (run_ask(r, s, why) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		pass_write(&p[i]);
		slab_compress(&p[i], r->shared->cell + s[i].from, 0, p[i].rows);
		slab_account(&p[i], s[i].from, 0, p[i].rows);
		pass_end(&p[i]);
	}
	return 0;
}
