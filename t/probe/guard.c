/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A guardian of settings. */

#include "t/probe/host.h"

#include <string.h>
#include <time.h>

#include "t/probe/guard.h"

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)

enum {
	STANDARD = 3,
	INHERITED_MAX = 1024,	/* descriptors above are left as they are */
	PAUSE = 20000,		/* ns between two looks */
	WAIT_MAX = 3,		/* s that a change may take */
	HELD_MAX = 2		/* s that it may last */
};

/* What the guardian and the processes that it serves tell each other. */
struct guard_board {
	volatile int ready;	/* the guardian is there */
	volatile int wanted;	/* a worker wants them changed */
	volatile int changed;	/* so many of them are */
	volatile int held;	/* all are, and were so all the time */
	volatile int error;	/* errno of a change that failed */
	char kept[GUARD_SETTINGS][GUARD_TEXT];
};

static void
pause_shortly(void)
{
	struct timespec t;

	t.tv_sec = 0;
	t.tv_nsec = PAUSE;
	host_nanosleep(&t, NULL);
}

/* Rewinds a setting; one that cannot be is opened anew. */
static int
rewound(const struct guard *g, int i, int *fd)
{
	if (host_lseek(fd[i], 0, SEEK_SET) == 0)
		return 0;
	host_close(fd[i]);
	fd[i] = host_open(g->list[i].path, O_RDWR | O_CLOEXEC);
	return fd[i] < 0 ? errno : 0;
}

static int
text_read(const struct guard *g, int i, int *fd, char *text)
{
	ssize_t n;
	int error;

	error = rewound(g, i, fd);
	if (error != 0)
		return error;
	n = host_read(fd[i], text, GUARD_TEXT - 1);
	if (n < 0)
		return errno;
	text[n] = '\0';
	return n > 0 ? 0 : EINVAL;
}

static int
text_write(const struct guard *g, int i, int *fd, const char *text)
{
	const size_t len = strlen(text);
	int error;

	error = rewound(g, i, fd);
	if (error != 0)
		return error;
	return host_write(fd[i], text, len) == (ssize_t)len ? 0 : errno;
}

/* Two guardians at a time, and one would keep what the other wrote. */
static int
lock(int fd, short type)
{
	struct flock l;

	memset(&l, 0, sizeof(l));
	l.l_type = type;
	l.l_whence = SEEK_SET;
	return host_fcntl(fd, F_SETLK, &l);
}

/* Changes a setting, and remembers what it was before. */
static int
change_one(const struct guard *g, int i, int *fd)
{
	const struct guard_setting *s = &g->list[i];
	char made[GUARD_TEXT];
	int error;

	error = text_read(g, i, fd, g->board->kept[i]);
	if (error == 0 && s->text == NULL)
		error = s->make(g->board->kept[i], made, sizeof(made));
	if (error != 0)
		return error;
	g->board->changed = i + 1;
	return text_write(g, i, fd, s->text != NULL ? s->text : made);
}

/* Settings are put back in the opposite order. */
static void
put_back(const struct guard *g, int *fd)
{
	struct guard_board *b = g->board;

	b->held = 0;
	for (; b->changed > 0; b->changed--)
		text_write(g, b->changed - 1, fd, b->kept[b->changed - 1]);
	lock(fd[0], F_UNLCK);
}

static void
change(const struct guard *g, int *fd)
{
	struct guard_board *b = g->board;
	int error, i;

	if (lock(fd[0], F_WRLCK) != 0)
		return;		/* somebody else's turn */
	error = 0;
	for (i = 0; i < g->count && error == 0; i++)
		error = change_one(g, i, fd);
	b->error = error;
	b->held = error == 0;
	if (error != 0) {
		put_back(g, fd);
		b->wanted = 0;
	}
}

static int
settings_open(const struct guard *g, int *fd)
{
	int i;

	for (i = 0; i < g->count; i++) {
		fd[i] = host_open(g->list[i].path, O_RDWR | O_CLOEXEC);
		if (fd[i] < 0)
			return errno;
	}
	return 0;
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
serve(const struct guard *g, int lifeline, int *fd)
{
	struct guard_board *b = g->board;
	time_t since;
	bool late;

	since = 0;
	while (probe_lives(lifeline)) {
		if (b->wanted && b->changed == 0) {
			since = time(NULL);
			change(g, fd);
		}
		late = time(NULL) - since >= HELD_MAX;
		if (b->changed != 0 && (late || !b->wanted)) {
			b->wanted = 0;
			put_back(g, fd);
		}
		pause_shortly();
	}
	put_back(g, fd);
}

/* Never returns.  All signals are blocked by now, and stay so. */
static void
be_guardian(const struct guard *g, int lifeline)
{
	int fd[GUARD_SETTINGS], i;

	host_setsid();
	for (i = 0; i < INHERITED_MAX; i++)
		if (i != lifeline)
			host_close(i);
	g->board->error = settings_open(g, fd);
	g->board->ready = g->board->error == 0;
	if (g->board->ready)
		serve(g, lifeline, fd);
	g->board->ready = 0;
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

static struct guard_board *
board_make(void)
{
	struct guard_board *b;

	b = host_mmap(NULL, sizeof(*b), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return b == MAP_FAILED ? NULL : b;
}

int
guard_start(struct guard *g, const struct guard_setting *list, int count,
    struct diag *why)
{
	struct guard_board *b;

	memset(g, 0, sizeof(*g));
	g->list = list;
	g->count = count;
	b = g->board = board_make();
	if (b == NULL || fork_guardian(g) != 0) {
		diag_set(why, "no guardian can be started: %s",
		    strerror(errno));
		if (b != NULL)
			host_munmap(b, sizeof(*b));
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
guard_hold(const struct guard *g)
{
	struct guard_board *b = g->board;
	time_t until;

	if (b == NULL)
		return ECHILD;
	b->error = 0;
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
	while (b->changed != 0 && b->ready && time(NULL) <= until)
		pause_shortly();
	return held;
}

/* Where somebody has killed the guardian, its work is still to be done. */
static void
put_back_instead(const struct guard *g)
{
	int fd[GUARD_SETTINGS], i;

	if (g->board->changed == 0 || settings_open(g, fd) != 0)
		return;
	put_back(g, fd);
	for (i = 0; i < g->count; i++)
		host_close(fd[i]);
}

void
guard_end(struct guard *g)
{
	if (g->board == NULL)
		return;
	host_close(g->lifeline);
	while (g->pid != 0 && !gone(g))
		pause_shortly();
	put_back_instead(g);
	host_munmap(g->board, sizeof(*g->board));
	g->board = NULL;
}

#else

int
guard_start(struct guard *g, const struct guard_setting *list, int count,
    struct diag *why)
{
	memset(g, 0, sizeof(*g));
	(void)list;
	(void)count;
	return diag_set(why, "this host has no processes to guard it");
}

int
guard_hold(const struct guard *g)
{
	(void)g;
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
