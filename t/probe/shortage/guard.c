/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The guardian. */

#include "t/probe/host/host.h"

#include <string.h>
#include <time.h>

#include "t/probe/shortage/guard.h"
#include "t/probe/state/fdset.h"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

enum {
	PIPES = 3,
	/* Pipes have numbers from here on, above those of ballast. */
	PIPES_FROM = FDSET_SIZE + 512,
	INHERITED_MAX = 1024,  /* descriptors above are left as they are */
	SECOND = 1000,	       /* ms */
	WAIT_MAX = 3 * SECOND, /* that an answer may take */
	HELD_MAX = 2 * SECOND, /* that a change may last */
	RETRY = 1,	       /* ms between two tries when others hold it */
	MILLION = 1000000
};

/*
 * What is changed, for the probe to undo when somebody has killed the
 * guardian.  Only one of them looks at it at a time: the probe waits for the
 * end of the guardian first.
 */
struct guard_board {
	int changed; /* there is something to undo */
	long kept[]; /* by the duty */
};

struct answer {
	long pid; /* of the wish; 0: the guardian is ready, or cannot be */
	unsigned count;
	int error;
	int held; /* all was changed, up to the wish to undo it */
};

/* What a guardian knows. */
struct service {
	const struct guard *guard;
	int wishes, answers, lifeline; /* its ends of the pipes */
	bool pending;		       /* a wish is to be granted */
	bool held;
	struct guard_wish wish;
	long since; /* ms, when the change was made */
};

/* Milliseconds, of a clock that nobody sets if there is one. */
static long
now(void)
{
#if defined(__KLIBC__)
	return (long)time(NULL) * SECOND;
#else
	struct timespec t;

	if (clock_gettime(CLOCK_MONOTONIC, &t) != 0)
		return 0;
	return (long)t.tv_sec * SECOND + t.tv_nsec / MILLION;
#endif
}

static void
pause_shortly(void)
{
	poll(NULL, 0, RETRY);
}

/* Writes all of a short message at once; a signal does not stop it. */
static bool
tell(int fd, const void *message, size_t size)
{
	const long until = now() + WAIT_MAX;

	/* A process without memory may have to wait for the change's end. */
	while (write(fd, message, size) != (ssize_t)size) {
		if ((errno != EINTR && errno != ENOMEM && errno != EAGAIN) ||
		    now() > until)
			return false;
		if (errno != EINTR)
			pause_shortly();
	}
	return true;
}

static void
answer(const struct service *s, int error, bool held)
{
	struct answer a;

	memset(&a, 0, sizeof(a));
	a.pid = s->wish.pid;
	a.count = s->wish.count;
	a.error = error;
	a.held = held;
	tell(s->answers, &a, sizeof(a));
}

static void
undo(struct service *s)
{
	struct guard_board *b = s->guard->board;

	s->held = false;
	if (!b->changed)
		return;
	s->guard->duty->undo(b->kept, s->guard->what);
	b->changed = 0;
}

static void
change(struct service *s)
{
	const struct guard *g = s->guard;
	int error;

	g->board->changed = 1;
	error = g->duty->change(g->board->kept, g->what, &s->wish);
	if (error == EAGAIN) {
		g->board->changed = 0;
		return;
	}
	s->pending = false;
	s->held = error == 0;
	s->since = now();
	if (error != 0)
		undo(s);
	answer(s, error, s->held);
}

/* Takes the next wish.  Returns false where nobody can have any more. */
static bool
take_wish(struct service *s)
{
	const ssize_t n = read(s->wishes, &s->wish, sizeof(s->wish));
	bool held;

	if (n != (ssize_t)sizeof(s->wish))
		return n < 0 && errno == EINTR;
	held = s->held;
	undo(s);
	s->pending = s->wish.hold;
	if (!s->wish.hold)
		answer(s, 0, held);
	return true;
}

/* How long to wait for a wish, in ms; -1 for ever. */
static int
patience(const struct service *s)
{
	const long left = s->since + HELD_MAX - now();

	if (s->pending)
		return RETRY;
	if (!s->held)
		return -1;
	return left > 0 ? (int)left : 0;
}

static void
serve(struct service *s)
{
	struct pollfd p[2];

	memset(p, 0, sizeof(p));
	p[0].fd = s->lifeline;
	p[1].fd = s->wishes;
	p[0].events = p[1].events = POLLIN;
	for (;;) {
		if (poll(p, 2, patience(s)) < 0 && errno != EINTR)
			break;
		/* Nothing is ever written to it, so this is its end. */
		if (p[0].revents != 0)
			break;
		if (p[1].revents != 0 && !take_wish(s))
			break;
		if (s->held && now() - s->since >= HELD_MAX)
			undo(s);
		if (s->pending)
			change(s);
	}
	undo(s);
}

/* Never returns.  All signals are blocked by now, and stay so. */
static void
be_guardian(struct service *s)
{
	const struct guard *g = s->guard;
	int error, i;

	host_setsid();
	for (i = 0; i < INHERITED_MAX; i++)
		if (i != s->lifeline && i != s->wishes && i != s->answers)
			close(i);
	error = g->duty->ready(g->board->kept, g->what);
	answer(s, error, false);
	if (error == 0)
		serve(s);
	host_exit(0);
}

/* Moves a descriptor out of the way of workers and their requests. */
static int
move_up(int fd)
{
	int from, up;

	up = -1;
	for (from = PIPES_FROM; up < 0 && from > FDSET_SIZE; from /= 2)
		up = fcntl(fd, F_DUPFD, from);
	close(fd);
	if (up >= 0)
		fcntl(up, F_SETFD, FD_CLOEXEC);
	return up;
}

static void
close_both(int end[2])
{
	close(end[0]);
	close(end[1]);
}

/* Makes the pipes: wishes, answers, lifeline.  Returns 0, or an errno. */
static int
pipes_make(int all[PIPES][2])
{
	int error, i;

	error = 0;
	for (i = 0; i < PIPES && error == 0; i++) {
		if (pipe(all[i]) != 0) {
			error = errno;
			break;
		}
		all[i][0] = move_up(all[i][0]);
		all[i][1] = move_up(all[i][1]);
		if (all[i][0] < 0 || all[i][1] < 0)
			error = EMFILE;
	}
	while (error != 0 && i-- > 0)
		close_both(all[i]);
	return error;
}

static int
fork_guardian(struct guard *g)
{
	enum { WISHES, ANSWERS, LIFELINE };
	int end[PIPES][2], error;
	struct service s;
	sigset_t all, old;

	error = pipes_make(end);
	if (error != 0)
		return error;
	memset(&s, 0, sizeof(s));
	s.guard = g;
	s.wishes = end[WISHES][0];
	s.answers = end[ANSWERS][1];
	s.lifeline = end[LIFELINE][0];
	sigfillset(&all);
	host_sigprocmask(SIG_SETMASK, &all, &old);
	g->pid = (long)host_fork();
	error = g->pid < 0 ? errno : 0;
	if (g->pid == 0)
		be_guardian(&s);
	host_sigprocmask(SIG_SETMASK, &old, NULL);
	close(s.wishes);
	close(s.answers);
	close(s.lifeline);
	g->wishes = end[WISHES][1];
	g->answers = end[ANSWERS][0];
	g->lifeline = end[LIFELINE][1];
	fdset_keep(g->wishes, g->answers);
	return error;
}

/*
 * Reads answers up to that of one wish; those of workers that have died are
 * passed over.  Returns 0, or an errno: ECHILD when the guardian is gone.
 */
static int
hear(const struct guard *g, long pid, unsigned count, struct answer *a)
{
	const long until = now() + WAIT_MAX;
	struct pollfd p;
	long left;
	ssize_t n;

	for (;;) {
		left = until - now();
		p.fd = g->answers;
		p.events = POLLIN;
		p.revents = 0;
		n = poll(&p, 1, left > 0 ? (int)left : 0);
		if (n == 0)
			return ETIMEDOUT;
		if (n < 0 && errno == EINTR)
			continue;
		n = read(g->answers, a, sizeof(*a));
		if (n < 0 && errno == EINTR)
			continue;
		if (n != (ssize_t)sizeof(*a))
			return ECHILD;
		if (a->pid == pid && a->count == count)
			return 0;
	}
}

/* Utters a wish and waits for the answer.  Returns 0, or an errno. */
static int
wish(const struct guard *g, bool hold, unsigned pages, struct answer *a)
{
	static unsigned count;
	struct guard_wish w;

	if (g->board == NULL)
		return ECHILD;
	memset(&w, 0, sizeof(w));
	w.pid = (long)host_getpid();
	w.count = ++count;
	w.hold = hold;
	w.pages = pages;
	if (!tell(g->wishes, &w, sizeof(w)))
		return ECHILD;
	return hear(g, w.pid, w.count, a);
}

int
guard_hold(const struct guard *g, unsigned pages)
{
	struct answer a;
	const int error = wish(g, true, pages, &a);

	return error != 0 ? error : a.error;
}

bool
guard_release(const struct guard *g)
{
	struct answer a;

	return wish(g, false, 0, &a) == 0 && a.held;
}

/* Where somebody has killed the guardian, its work is still to be done. */
static void
undo_instead(const struct guard *g)
{
	void *kept = g->board->kept;

	if (!g->board->changed || g->duty->ready(kept, g->what) != 0)
		return;
	g->duty->undo(kept, g->what);
	g->duty->done(kept, g->what);
}

/* Waits for the guardian; one that somebody has stopped is killed. */
static void
bury(const struct guard *g)
{
	const long until = now() + WAIT_MAX;

	while (host_waitpid((pid_t)g->pid, NULL, WNOHANG) == 0) {
		if (now() > until)
			host_kill((pid_t)g->pid, SIGKILL);
		pause_shortly();
	}
}

static size_t
board_size(const struct guard *g)
{
	return sizeof(struct guard_board) + g->duty->size;
}

void
guard_end(struct guard *g)
{
	if (g->board == NULL)
		return;
	close(g->lifeline);
	close(g->wishes);
	close(g->answers);
	fdset_keep(-1, -1);
	if (g->pid > 0)
		bury(g);
	undo_instead(g);
	host_munmap(g->board, board_size(g));
	g->board = NULL;
}

int
guard_start(struct guard *g, const struct guard_duty *duty, const void *what,
    struct diag *why)
{
	struct answer a;
	int error;
	void *board;

	memset(g, 0, sizeof(*g));
	g->duty = duty;
	g->what = what;
	board = host_mmap(NULL, board_size(g), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (board == MAP_FAILED)
		return diag_set(why, "no guardian can be started: %s",
		    strerror(errno));
	g->board = board;
	g->wishes = g->answers = g->lifeline = -1;
	error = fork_guardian(g);
	if (error != 0) {
		diag_set(why, "no guardian can be started: %s",
		    strerror(error));
		guard_end(g);
		return -1;
	}
	error = hear(g, 0, 0, &a);
	if (error == 0)
		error = a.error;
	if (error == 0)
		return 0;
	diag_set(why, "a setting of the system cannot be changed: %s",
	    strerror(error));
	guard_end(g);
	return -1;
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
