/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The guardian. */

#include "t/probe/host/host.h"

#include <string.h>
#include <time.h>

#include "t/probe/shortage/guard.h"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

enum {
	STANDARD = 3,
	INHERITED_MAX = 1024, /* descriptors above are left as they are */
	PAUSE = 20000,	      /* ns between two looks */
	WAIT_MAX = 3,	      /* s that a change may take */
	HELD_MAX = 2	      /* s that it may last */
};

/* What the guardian and the processes that it serves tell each other. */
struct guard_board {
	volatile int ready;	/* the guardian is there */
	volatile int wanted;	/* a worker wants the change */
	volatile int changed;	/* there is something to undo */
	volatile int held;	/* all is changed, and was all the time */
	volatile int error;	/* errno of a change that failed */
	struct guard_wish wish; /* of the worker */
	long kept[];		/* by the duty */
};

static void
pause_shortly(void)
{
	struct timespec t;

	t.tv_sec = 0;
	t.tv_nsec = PAUSE;
	host_nanosleep(&t, NULL);
}

/* Whether the other end is still open; nothing is ever written to it. */
static bool
probe_lives(int lifeline)
{
	struct pollfd p;

	p.fd = lifeline;
	p.events = POLLIN;
	p.revents = 0;
	return host_poll(&p, 1, 0) == 0;
}

static void
undo(const struct guard *g)
{
	struct guard_board *b = g->board;

	b->held = 0;
	g->duty->undo(b->kept, g->what);
	b->changed = 0;
}

static void
change(const struct guard *g)
{
	struct guard_board *b = g->board;
	int error;

	b->changed = 1;
	error = g->duty->change(b->kept, g->what, &b->wish);
	if (error == EAGAIN) {
		b->changed = 0;
		return;
	}
	b->error = error;
	b->held = error == 0;
	if (error != 0) {
		undo(g);
		b->wanted = 0;
	}
}

static void
serve(const struct guard *g, int lifeline)
{
	struct guard_board *b = g->board;
	time_t since;
	bool late;

	since = 0;
	while (probe_lives(lifeline)) {
		if (b->wanted && !b->changed) {
			since = time(NULL);
			change(g);
		}
		late = time(NULL) - since >= HELD_MAX;
		if (b->changed && (late || !b->wanted)) {
			b->wanted = 0;
			undo(g);
		}
		pause_shortly();
	}
	if (b->changed)
		undo(g);
}

/* Never returns.  All signals are blocked by now, and stay so. */
static void
be_guardian(const struct guard *g, int lifeline)
{
	struct guard_board *b = g->board;
	int i;

	host_setsid();
	for (i = 0; i < INHERITED_MAX; i++)
		if (i != lifeline)
			host_close(i);
	b->error = g->duty->ready(b->kept, g->what);
	b->ready = b->error == 0;
	if (b->ready)
		serve(g, lifeline);
	b->ready = 0;
	host_exit(0);
}

/* A pipe that is none of the standard descriptors, which workers keep. */
static int
pipe_above(int end[2])
{
	int i, low[2], error;

	if (host_pipe(low) != 0)
		return -1;
	for (i = 0; i < 2; i++)
		end[i] = host_fcntl(low[i], F_DUPFD, STANDARD);
	error = errno;
	host_close(low[0]);
	host_close(low[1]);
	errno = error;
	return end[0] < 0 || end[1] < 0 ? -1 : 0;
}

static int
fork_guardian(struct guard *g)
{
	sigset_t all, old;
	int end[2];
	pid_t pid;

	if (pipe_above(end) != 0)
		return -1;
	sigfillset(&all);
	host_sigprocmask(SIG_SETMASK, &all, &old);
	pid = host_fork();
	if (pid == 0)
		be_guardian(g, end[0]);
	host_sigprocmask(SIG_SETMASK, &old, NULL);
	host_close(end[0]);
	g->lifeline = end[1];
	g->pid = (long)pid;
	if (pid < 0)
		host_close(end[1]);
	return pid < 0 ? -1 : 0;
}

static bool
gone(struct guard *g)
{
	if (host_waitpid((pid_t)g->pid, NULL, WNOHANG) == 0)
		return false;
	g->pid = 0;
	return true;
}

static size_t
board_size(const struct guard *g)
{
	return sizeof(struct guard_board) + g->duty->size;
}

static struct guard_board *
board_make(const struct guard *g)
{
	struct guard_board *b;

	b = host_mmap(NULL, board_size(g), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return b == MAP_FAILED ? NULL : b;
}

int
guard_start(struct guard *g, const struct guard_duty *duty, const void *what,
    struct diag *why)
{
	struct guard_board *b;

	memset(g, 0, sizeof(*g));
	g->duty = duty;
	g->what = what;
	b = g->board = board_make(g);
	if (b == NULL || fork_guardian(g) != 0) {
		diag_set(why, "no guardian can be started: %s",
		    strerror(errno));
		if (b != NULL)
			host_munmap(b, board_size(g));
		g->board = NULL;
		return -1;
	}
	while (!b->ready && b->error == 0 && !gone(g))
		pause_shortly();
	if (b->ready)
		return 0;
	diag_set(why, "a setting of the system cannot be changed: %s",
	    strerror(b->error != 0 ? b->error : ECHILD));
	guard_end(g);
	return -1;
}

int
guard_hold(const struct guard *g, unsigned pages)
{
	struct guard_board *b = g->board;
	time_t until;

	if (b == NULL)
		return ECHILD;
	b->error = 0;
	b->wish.pid = (long)host_getpid();
	b->wish.pages = pages;
	b->wanted = 1;
	until = time(NULL) + WAIT_MAX;
	while (!b->held && b->error == 0 && b->ready && time(NULL) <= until)
		pause_shortly();
	if (!b->held)
		b->wanted = 0;
	if (b->held || b->error != 0)
		return b->error;
	return b->ready ? ETIMEDOUT : ECHILD;
}

bool
guard_release(const struct guard *g)
{
	struct guard_board *b = g->board;
	time_t until;
	bool held;

	if (b == NULL)
		return false;
	held = b->held != 0;
	b->wanted = 0;
	until = time(NULL) + WAIT_MAX;
	while (b->changed && b->ready && time(NULL) <= until)
		pause_shortly();
	return held;
}

/* Where somebody has killed the guardian, its work is still to be done. */
static void
undo_instead(const struct guard *g)
{
	void *kept = g->board->kept;

	if (!g->board->changed || g->duty->ready(kept, g->what) != 0)
		return;
	undo(g);
	g->duty->done(kept, g->what);
}

void
guard_end(struct guard *g)
{
	if (g->board == NULL)
		return;
	host_close(g->lifeline);
	while (g->pid != 0 && !gone(g))
		pause_shortly();
	undo_instead(g);
	host_munmap(g->board, board_size(g));
	g->board = NULL;
}

#else

int
guard_start(struct guard *g, const struct guard_duty *duty, const void *what,
    struct diag *why)
{
	memset(g, 0, sizeof(*g));
	(void)duty;
	(void)what;
	return diag_set(why, "this host has no processes to guard it");
}

int
guard_hold(const struct guard *g, unsigned pages)
{
	(void)g;
	(void)pages;
	return ENOSYS;
}

bool
guard_release(const struct guard *g)
{
	(void)g;
	return false;
}

void
guard_end(struct guard *g)
{
	(void)g;
}

#endif
