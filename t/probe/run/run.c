/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Carries out a plan. */

#include <stdlib.h>
#include <string.h>

#include "t/probe/run/run.h"

enum {
	SLAB_CELLS = 256 * 1024 /* outcomes in memory at a time */
};

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

/* Counts what was done before this run. */
static void
go_on(struct job *j)
{
	const struct plan *plan = j->run->plan;
	const struct place *p = &j->run->place;

	j->progress.done = plan_size(plan, p->sweep);
	if (p->inside)
		j->progress.done += (uint64_t)(p->next -
		    plan->sweep[p->sweep].span->part.lo);
	j->progress.before = j->progress.done;
	watch_resume(&j->watch, p->hangs, p->deaths, p->doubts);
}

static int
start(struct job *j, struct run *r, struct diag *why)
{
	memset(j, 0, sizeof(*j));
	j->run = r;
	console_start(&j->progress, plan_size(r->plan, r->plan->sweeps),
	    r->writer->open ? fileno(r->writer->output.file) : -1);
	watch_start(&j->watch, r->workers, &j->progress);
	j->room = cells_wanted(r->plan);
	j->shared = watch_share(&j->watch, j->room, why);
	if (j->shared == NULL)
		return -1;
	memset(j->shared, 0, sizeof(*j->shared));
	j->spent = calloc(j->room, sizeof(*j->spent));
	if (j->spent == NULL) {
		watch_unshare(&j->watch, j->shared, j->room);
		return diag_set(why, "no memory for a run; free some");
	}
	go_on(j);
	return 0;
}

/* Whether --from leaves out the calls of that sweep. */
static bool
is_left_out(const struct plan *p, size_t sweep)
{
	return sweep < p->first && p->sweep[sweep].kind == SWEEP_CALL;
}

/* Goes to the next sweep that is wanted.  Returns how many are in a row. */
static size_t
wanted_next(struct job *j)
{
	const struct plan *p = j->run->plan;
	size_t *at = &j->run->place.sweep;
	size_t n;

	for (; *at < p->sweeps && is_left_out(p, *at); ++*at) {
		j->progress.before += sweep_size(&p->sweep[*at]);
		j->progress.done += sweep_size(&p->sweep[*at]);
	}
	for (n = 0; *at + n < p->sweeps; n++)
		if (is_left_out(p, *at + n))
			break;
	return n;
}

int
run_plan(struct run *r, struct diag *why)
{
	const struct sweep *sweep = r->plan->sweep;
	struct job j;
	size_t wanted;
	int ret;

	if (start(&j, r, why) != 0)
		return -1;
	ret = 0;
	while (ret == 0 && (wanted = wanted_next(&j)) != 0) {
		ret = sweep_run(&j, &sweep[r->place.sweep], wanted, why);
		if (ret == 0)
			ret = sweep_pause(&j, why);
	}
	console_end(&j.progress);
	watch_unshare(&j.watch, j.shared, j.room);
	free(j.spent);
	return ret;
}
