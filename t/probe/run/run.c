/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a plan. */

#include <string.h>

#include "t/probe/run/run.h"
#include "t/probe/run/run_pass.h"
#include "t/probe/run/run_short.h"
#include "t/probe/run/run_span.h"

enum {
	SLAB_CELLS = 256 * 1024 /* outcomes in memory at a time */
};

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

/* How many cells are worth having at a time. */
static size_t
cells_wanted(const struct plan *p)
{
	const uint64_t all = plan_size(p, p->sweeps);

	return all == 0 ? 1 : all < SLAB_CELLS ? (size_t)all : SLAB_CELLS;
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

struct stretch
run_stretch(struct run *r, const struct sweep *sweep)
{
	struct stretch s;

	memset(&s, 0, sizeof(s));
	s.sweep = sweep;
	s.vectors = &r->plan->means.vectors;
	s.shared = r->shared;
	s.limit = r->limit;
	return s;
}

int
run_ask(struct run *r, struct stretch *s, struct diag *why)
{
	r->shared->vague = 0;
	if (watch_run(&r->watch, s, why) != 0)
		return -1;
	if (r->shared->refused != NULL)
		r->refused = r->shared->refused;
	r->place.vague += r->shared->vague;
	return 0;
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

/* Carries out the next sweep, or several; adds how many to the place. */
static int
run_next(struct run *r, struct diag *why)
{
	size_t *i = &r->place.sweep, n;
	const struct sweep *s = &r->plan->sweep[*i];
	int ret;

	n = run_together(r, s, r->plan->sweeps - *i);
	if (n > 1)
		ret = run_passes(r, s, n, why);
	else
		ret = run_sweep(r, s, why);
	*i += n > 1 ? n : 1;
	return ret;
}

int
run_plan(struct run *r, bool workers, struct diag *why)
{
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
	while (ret == 0 && r->place.sweep < r->plan->sweeps) {
		ret = run_next(r, why);
		if (ret == 0)
			ret = run_pause(r, why);
	}
	progress_end(&r->progress);
	watch_unshare(&r->watch, r->shared, r->room);
	return ret;
}
