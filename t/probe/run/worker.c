/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The worker. */

#include "t/probe/host/host.h"

#include "t/probe/ask/request.h"
#include "t/probe/host/numbers.h"
#include "t/probe/run/worker.h"
#include "t/probe/state/signals.h"
#include "t/probe/state/state.h"

enum {
	BATCH = 1024,	/* requests between two looks around */
	SHORT_TRIES = 3 /* for a shortage that lasts as long as a batch */
};

struct worker {
	const struct stretch *stretch;
	outcome_t *cell;
	/* What is done instead of a call, or NULL. */
	outcome_t (*ask)(struct asker *, const int *);
	struct shortage *shortage; /* of a whole batch, or NULL */
	struct asker asker;
	long sockets; /* held by its own namespace, or -1 */
};

/* Marks requests that have nothing to say now, but may with more memory. */
static outcome_t
ask_starved(struct asker *a, const int *value)
{
	const outcome_t o = request_starved(a, value);

	return o == outcome_of(ANSWER_SKIPPED) && !a->starve.spent
	    ? CELL_FINAL | o
	    : o;
}

static inline outcome_t
ask_one(struct worker *w, const int *value)
{
	return w->ask == NULL ? request_call(&w->asker, value)
			      : w->ask(&w->asker, value);
}

void
worker_point(const struct stretch *s, size_t cell, struct point *at)
{
	const struct span *span = s->sweep->span;

	product_point(&s->sweep->product, span != NULL ? 0 : s->first + cell,
	    at);
	if (span != NULL)
		at->value[span->dim] = (int)(s->value + (int64_t)cell);
}

/* Goes on to the point of the cell behind that. */
static inline void
point_next(const struct stretch *s, size_t cell, struct point *at)
{
	const struct span *span = s->sweep->span;

	if (span == NULL)
		product_next(&s->sweep->product, at);
	else
		at->value[span->dim] = (int)(s->value + (int64_t)cell + 1);
}

/* Asks for the cells from the one in work on, at full speed. */
static void
ask_on(struct worker *w, size_t to)
{
	const struct stretch *s = w->stretch;
	struct shared *shared = s->shared;
	outcome_t *cell = w->cell;
	struct point at;
	size_t i;

	shared->asking = 1;
	i = shared->at;
	for (worker_point(s, i, &at); i < to; i++) {
		shared->at = i;
		if ((cell[i] & CELL_FINAL) == 0)
			cell[i] = ask_one(w, at.value);
		point_next(s, i, &at);
	}
	shared->at = to;
	shared->asking = 0;
}

/* Puts in order what a request that raised a fault may have left. */
static void
recover(struct worker *w)
{
	/* It may have written before it failed. */
	w->asker.clean = NULL;
	if (w->ask == ask_starved)
		starve_drop(&w->asker.starve);
	signals_clock(w->stretch->limit, &w->stretch->shared->at);
}

/* Whether the request in work raises the same fault once more. */
static bool
faults_again(struct worker *w, int number)
{
	if (SIGNALS_MARK() != 0)
		return signals_caught() == number;
	ask_on(w, w->stretch->shared->at + 1);
	return false;
}

/* Decides what a fault in the request in work was, and goes behind it. */
static void
settle_fault(struct worker *w)
{
	struct shared *shared = w->stretch->shared;
	const size_t at = shared->at;
	const int number = signals_caught();
	int times;

	recover(w);
	for (times = 0; times < WORKER_AGAIN; times++) {
		shared->at = at;
		if (!faults_again(w, number))
			break;
		recover(w);
	}
	if (times == WORKER_AGAIN)
		w->cell[at] = outcome_of(numbers_signal(number));
	else
		worker_doubt(shared, at, numbers_signal(number));
	shared->at = at + 1;
}

/* Asks for cells, and goes on behind those that raise a fault. */
static void
ask(struct worker *w, size_t from, size_t to)
{
	struct shared *shared = w->stretch->shared;

	shared->at = from;
	while (shared->at < to) {
		if (SIGNALS_MARK() != 0)
			settle_fault(w);
		else
			ask_on(w, to);
	}
	shared->asking = 0;
}

void
worker_doubt(struct shared *shared, size_t cell, int fate)
{
	shared->cell[cell] = CELL_FINAL | outcome_of(ANSWER_SKIPPED);
	if (shared->doubts < DOUBTS_MAX) {
		shared->doubt[shared->doubts].cell = cell;
		shared->doubt[shared->doubts].fate = fate;
	}
	shared->doubts++;
}

/* Sockets that no descriptor leads to any more; from now on they count. */
static unsigned
sockets_leaked(struct worker *w)
{
	const unsigned more = state_sockets_more(w->sockets);

	w->sockets += more;
	return more;
}

/* The value of an effect for a signal that is pending. */
static unsigned
signal_kind(int number)
{
	if (number == SIGPIPE)
		return SIGNAL_PIPE;
#ifdef SIGIO
	if (number == SIGIO)
		return SIGNAL_IO;
#endif
	return SIGNAL_PENDING;
}

/* What a request left behind; puts things back in order. */
static outcome_t
left_behind(struct worker *w)
{
	const fdset_t before = w->asker.open;
	const fdset_t now = fdset_open();
	const long above = fdset_high_change();
	unsigned leaked, lost;
	outcome_t o;

	leaked = above > 0 ? (unsigned)above : 0;
	lost = above < 0 ? (unsigned)-above : 0;
	if (now != before) {
		leaked += fdset_count(now & ~before);
		lost += fdset_count(before & ~now);
		fdset_restore(before);
	}
	o = outcome_with(0, EFFECT_LOST, lost);
	if (w->sockets >= 0)
		leaked += sockets_leaked(w);
	o = outcome_with(o, EFFECT_LEAKED, leaked);
	if (signals_waiting() != 0) {
		o = outcome_with(o, EFFECT_SIGNAL,
		    signal_kind(signals_waiting()));
		signals_drop();
	}
	return o;
}

/* Makes the requests once more, looking around after each. */
static void
ask_singly(struct worker *w, size_t from, size_t to)
{
	outcome_t left;
	bool found;
	size_t i;

	found = false;
	for (i = from; i < to; i++) {
		if ((w->cell[i] & CELL_FINAL) != 0)
			continue;
		ask(w, i, i + 1);
		left = left_behind(w);
		found |= left != 0;
		if (w->ask != request_fact && (w->cell[i] & CELL_FINAL) == 0)
			w->cell[i] |= left;
	}
	if (!found)
		w->stretch->shared->vague++;
}

/* The shortage that the stretch wants, or NULL. */
static struct shortage *
shortage_wanted(const struct stretch *s)
{
	struct point at;

	if (s->shared->shortage == NULL)
		return NULL;
	product_point(&s->sweep->product, s->first + s->from, &at);
	return at.value[DIM_RESOURCE] != RESOURCE_AMPLE ? s->shared->shortage
							: NULL;
}

/* Has memory run out in each request. */
static void
prepare_starved(struct worker *w)
{
	struct starve *s = &w->asker.starve;

	w->ask = ask_starved;
	w->sockets = state_sockets_apart();
	starve_prepare(s, w->shortage, w->stretch->sweep->nth);
	if (shortage_each(w->shortage))
		w->shortage = NULL;
	w->stretch->shared->refused = s->refused;
}

/* Says how often it did. */
static void
account(struct worker *w)
{
	struct starve *s = &w->asker.starve;

	w->stretch->shared->came += s->came;
	s->came = 0;
	if (s->refused != NULL)
		w->stretch->shared->refused = s->refused;
}

/* The sockets that are there before any is asked for, where that is known. */
static long
sockets_before(const struct stretch *s)
{
	struct point at;

	product_point(&s->sweep->product, s->first + s->from, &at);
	return at.value[DIM_PRIVILEGE] == PRIVILEGE_NAMESPACE ? state_sockets()
							      : -1;
}

static void
prepare(struct worker *w, const struct stretch *s)
{
	w->stretch = s;
	w->shortage = shortage_wanted(s);
	w->sockets = sockets_before(s);
	w->cell = s->shared->cell;
	w->ask = s->sweep->kind == SWEEP_CALL ? NULL : request_fact;
	if (!vector_unmap(s->vectors))
		s->shared->refused = "a page that is unmapped stays there";
	request_prepare(&w->asker, s->vectors);
	if (s->sweep->nth != 0)
		prepare_starved(w);
	request_descriptors(&w->asker, fdset_open());
	fdset_high_start(s->alone);
	signals_hold(s->alone);
}

static void
ask_batch(struct worker *w, size_t from, size_t to)
{
	ask(w, from, to);
	if (left_behind(w) != 0)
		ask_singly(w, from, to);
}

/* The same during a shortage, which is to be a short one. */
static void
ask_short(struct worker *w, size_t from, size_t to)
{
	struct shared *shared = w->stretch->shared;

	int i;

	/* A busy machine may be late once, but not always. */
	for (i = 0; i < SHORT_TRIES; i++) {
		shared->refused = shortage_enter(w->shortage, 0);
		if (shared->refused != NULL)
			continue;
		ask_batch(w, from, to);
		shared->refused = shortage_leave(w->shortage);
		if (shared->refused == NULL)
			break;
	}
}

static void
run_one(const struct stretch *s, size_t from)
{
	struct worker w;
	size_t end;

	prepare(&w, s);
	for (; from < s->to && s->shared->refused == NULL; from = end) {
		end = s->to - from < BATCH ? s->to : from + BATCH;
		s->shared->batch = from;
		signals_clock(s->limit, &s->shared->at);
		if (w.shortage != NULL)
			ask_short(&w, from, end);
		else
			ask_batch(&w, from, end);
		if (s->sweep->nth != 0)
			account(&w);
	}
	signals_release();
}

void
worker_run(const struct stretch *s, size_t from)
{
	for (; s != NULL; s = s->next)
		if (from < s->to)
			run_one(s, from > s->from ? from : s->from);
}
