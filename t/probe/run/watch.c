/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The watch over workers. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <string.h>

#include "t/probe/ask/request.h"
#include "t/probe/host/numbers.h"
#include "t/probe/run/console.h"
#include "t/probe/run/watch.h"
#include "t/probe/state/state.h"

enum {
	TICKS = 10,	/* looks at a worker in a second */
	HANGS_MAX = 16, /* in a run; each costs the time limit, three times */
	DEATHS_MAX = 4096,
	FORK_TRIES = 30 /* the first tick ends each wait */
};

static void
tire(struct watch *w)
{
	if (w->hangs >= HANGS_MAX || w->deaths >= DEATHS_MAX)
		w->tired = "the host hung or died too often";
	else if (w->doubts >= DOUBTS_MAX)
		w->tired = "workers were killed or stopped from outside"
			   " too often";
}

static size_t
share_size(size_t cells)
{
	return sizeof(struct shared) + cells * sizeof(outcome_t);
}

/* Behind the last cell of a stretch and of those behind it. */
static size_t
end_of(const struct stretch *s)
{
	while (s->next != NULL)
		s = s->next;
	return s->to;
}

/*
 * Leaves out what is still to be asked for from a cell on.  Returns the
 * first such cell.
 */
static size_t
leave_out(const struct stretch *s, size_t from)
{
	const size_t end = end_of(s);
	size_t first;

	for (first = end; from < end; from++) {
		if ((s->shared->cell[from] & CELL_FINAL) != 0)
			continue;
		s->shared->cell[from] = CELL_FINAL | outcome_of(ANSWER_SKIPPED);
		if (first == end)
			first = from;
	}
	return first;
}

/* The same because the watch is tired. */
static void
skip_rest(struct watch *w, const struct stretch *s, size_t from)
{
	const size_t first = leave_out(s, from);

	if (first < end_of(s) && first < w->skipped)
		w->skipped = first;
}

#if defined(HOST_HAS_WORKERS)

#define HAS_WORKERS true

static void *
shared_memory(size_t size)
{
	void *p;

	p = host_mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return p == MAP_FAILED ? NULL : p;
}

static void
unshared_memory(void *p, size_t size)
{
	host_munmap(p, size);
}

static void
tick(int number)
{
	(void)number;
}

/* The ticks of the watch: SIGALRM interrupts waitpid. */
struct ticks {
	struct sigaction handler; /* of before */
	sigset_t mask;
	struct itimerval timer;
};

static void
ticks_start(struct ticks *before)
{
	struct sigaction act;
	struct itimerval t;
	sigset_t set;

	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = tick;
	host_sigaction(SIGALRM, &act, &before->handler);
	/* The caller of the program may have blocked it. */
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	host_sigprocmask(SIG_UNBLOCK, &set, &before->mask);
	memset(&t, 0, sizeof(t));
	t.it_interval.tv_usec = t.it_value.tv_usec = 1000000 / TICKS;
	host_setitimer(ITIMER_REAL, &t, &before->timer);
}

/* All is as it was; a tick that comes too late finds its handler. */
static void
ticks_end(const struct ticks *before)
{
	struct itimerval none;

	memset(&none, 0, sizeof(none));
	host_setitimer(ITIMER_REAL, &none, NULL);
	host_sigprocmask(SIG_SETMASK, &before->mask, NULL);
	host_sigaction(SIGALRM, &before->handler, NULL);
	host_setitimer(ITIMER_REAL, &before->timer, NULL);
}

/* Never returns. */
static void
be_worker(const struct stretch *s, size_t from)
{
	const struct product *p = &s->sweep->product;
	struct point at;

	console_forget();
	product_point(p, s->first + s->from, &at);
	s->shared->failed = state_enter(at.value[DIM_PRIVILEGE],
				at.value[DIM_FDS], &s->shared->lost) != 0;
	if (!s->shared->failed) {
		worker_run(s, from);
		s->shared->done = 1;
	}
	host_exit(0);
}

static pid_t
start(const struct stretch *s, size_t from)
{
	pid_t pid;
	int i;

	s->shared->batch = s->shared->at = from;
	s->shared->done = s->shared->failed = s->shared->asking = 0;
	s->shared->refused = NULL;
	pid = -1;
	for (i = 0; i < FORK_TRIES && pid < 0; i++) {
		if (i > 0)
			host_sleep(1);
		pid = host_fork();
	}
	if (pid == 0)
		be_worker(s, from);
	console_worker(pid > 0 ? (long)pid : 0);
	return pid;
}

/*
 * Waits for a worker, and kills it when it stays at one request for too
 * long.  Time is counted in ticks that this process saw: neither a clock
 * that jumps nor a suspended machine, which stops both processes, makes a
 * request late.  Returns the answer that its end is, which counts for
 * nothing when it says that it is done.
 */
static int
wait_for(struct watch *w, const struct stretch *s, pid_t pid)
{
	const unsigned limit = s->limit * TICKS;
	unsigned still;
	size_t at;
	int status;

	still = 0;
	at = s->shared->at;
	while (host_waitpid(pid, &status, 0) != pid) {
		console_draw(w->progress, s->shared->at - s->from);
		still = at == s->shared->at ? still + 1 : 0;
		at = s->shared->at;
		if (still == limit)
			host_kill(pid, SIGKILL);
		if (still >= 2 * limit)
			break; /* not even that helps */
	}
	console_worker(0);
	if (still >= limit)
		return ANSWER_HANG;
	return WIFSIGNALED(status) ? numbers_signal(WTERMSIG(status))
				   : ANSWER_DEAD;
}

/*
 * Has a worker fill the cells from one on.  Returns 0 when it is done; -1
 * with the reason where there is none, or none in that state; else 1, and
 * fate is the answer that its end is.
 */
static int
try(struct watch *w, const struct stretch *s, size_t from, int *fate,
    struct diag *why)
{
	const pid_t pid = start(s, from);

	if (pid < 0)
		return diag_set(why,
		    "no worker can be started: %s;"
		    " check how many processes you may have",
		    strerror(errno));
	*fate = wait_for(w, s, pid);
	if (s->shared->shortage != NULL)
		shortage_drop(s->shared->shortage);
	if (s->shared->done)
		return 0;
	if (!s->shared->failed)
		return 1;
	return diag_set(why,
	    "a worker cannot enter its state: %.300s;"
	    " check whether limits were changed meanwhile",
	    s->shared->lost.text);
}

/* Asks for one cell again, alone.  Returns as try does. */
static int
try_again(struct watch *w, const struct stretch *s, size_t at, int *fate,
    struct diag *why)
{
	struct stretch one;
	int ret;

	while (at >= s->to)
		s = s->next;
	one = *s;
	one.from = at;
	one.to = at + 1;
	one.next = NULL;
	ret = try(w, &one, at, fate, why);
	return ret == 1 && !s->shared->asking ? 0 : ret;
}

/* Decides whether a worker's end is the host's doing. */
static int
settle(struct watch *w, const struct stretch *s, int fate, struct diag *why)
{
	const size_t at = s->shared->at, batch = s->shared->batch;
	int again, i, ret;

	again = fate;
	ret = 1;
	for (i = 0; i < WORKER_AGAIN && ret == 1 && again == fate; i++)
		ret = try_again(w, s, at, &again, why);
	s->shared->batch = batch;
	if (ret < 0)
		return -1;
	if (ret == 0 || again != fate) {
		worker_doubt(s->shared, at, fate);
		w->doubts++;
	} else {
		s->shared->cell[at] = CELL_FINAL | outcome_of(fate);
		w->hangs += fate == ANSWER_HANG;
		w->deaths += fate != ANSWER_HANG;
	}
	tire(w);
	return 0;
}

/* A worker that ended between two requests is followed by another one. */
static int
settle_between(struct watch *w, struct diag *why)
{
	w->doubts++;
	return w->doubts < DOUBTS_MAX ? 0
				      : diag_set(why,
					    "workers die between two requests;"
					    " check what kills them");
}

static int
run_workers(struct watch *w, const struct stretch *s, struct diag *why)
{
	struct ticks before;
	int fate, ret;
	size_t from;

	ticks_start(&before);
	from = s->from;
	ret = 1;
	while (w->tired == NULL && ret == 1) {
		ret = try(w, s, from, &fate, why);
		if (ret != 1)
			break;
		if ((s->shared->asking ? settle(w, s, fate, why)
				       : settle_between(w, why)) != 0)
			ret = -1;
		/* What came before it in its batch was not looked at yet. */
		from = s->shared->batch;
	}
	ticks_end(&before);
	return ret < 0 ? -1 : 0;
}

#else

#define HAS_WORKERS false

static void *
shared_memory(size_t size)
{
	(void)size;
	return NULL;
}

static void
unshared_memory(void *p, size_t size)
{
	(void)p;
	(void)size;
}

static int
run_workers(struct watch *w, const struct stretch *s, struct diag *why)
{
	(void)w;
	(void)s;
	(void)why;
	return -1;
}

#endif

void
watch_start(struct watch *w, bool workers, struct progress *p)
{
	memset(w, 0, sizeof(*w));
	w->workers = workers && HAS_WORKERS;
	w->progress = p;
}

void
watch_resume(struct watch *w, unsigned hangs, unsigned deaths, unsigned doubts)
{
	w->hangs = hangs;
	w->deaths = deaths;
	w->doubts = doubts;
	tire(w);
}

struct shared *
watch_share(const struct watch *w, size_t cells, struct diag *why)
{
	void *p;

	p = w->workers ? shared_memory(share_size(cells))
		       : malloc(share_size(cells));
	if (p == NULL)
		diag_set(why, "no memory for outcomes: %s; free some",
		    strerror(errno));
	return p;
}

void
watch_unshare(const struct watch *w, struct shared *s, size_t cells)
{
	if (w->workers)
		unshared_memory(s, share_size(cells));
	else
		free(s);
}

int
watch_run(struct watch *w, struct stretch *s, struct diag *why)
{
	struct stretch *one;

	for (one = s; one != NULL; one = one->next)
		one->alone = w->workers;
	s->shared->batch = s->from;
	s->shared->refused = NULL;
	if (w->workers && w->tired == NULL && run_workers(w, s, why) != 0)
		return -1;
	if (!w->workers)
		worker_run(s, s->from);
	if (s->shared->refused != NULL)
		leave_out(s, s->shared->batch);
	if (w->tired != NULL)
		skip_rest(w, s, s->shared->batch);
	w->progress->done += end_of(s) - s->from;
	console_draw(w->progress, 0);
	return 0;
}
