/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The person at the terminal. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "t/probe/run/console.h"

/* A handler is given nothing, so what it needs has to be known to all. */
static volatile sig_atomic_t asked; /* how far the run is */

enum {
	WIDTH = 40, /* of the bar, in columns */
	QUIET = 2   /* seconds before it is drawn */
};

void
console_start(struct progress *p, uint64_t total, int trace)
{
	memset(p, 0, sizeof(*p));
	p->seen = isatty(STDERR_FILENO) == 1 &&
	    (trace < 0 || isatty(trace) != 1);
	p->start = time(NULL);
	p->total = total;
}

/* Seconds as people say them.  Returns buf. */
static const char *
time_left(char *buf, size_t size, double seconds)
{
	const long s = (long)seconds;

	if (s < 100)
		snprintf(buf, size, "%ld s", s);
	else if (s < 100 * 60)
		snprintf(buf, size, "%ld min", s / 60);
	else
		snprintf(buf, size, "%ld h %ld min", s / 3600, s / 60 % 60);
	return buf;
}

/* A line of its own, which may go into a file. */
static void
answer(struct progress *p, double part, const char *left)
{
	console_end(p);
	fprintf(stderr, "pairprobe: %d %%, %s left\n", (int)(part * 100), left);
}

static void
draw(struct progress *p, double part, const char *left)
{
	char bar[WIDTH + 1];

	memset(bar, '.', WIDTH);
	memset(bar, '#', (size_t)(part * WIDTH));
	bar[WIDTH] = '\0';
	fprintf(stderr, "\rpairprobe [%s] %3d %%, %s left  ", bar,
	    (int)(part * 100), left);
	p->drawn = true;
}

void
console_draw(struct progress *p, uint64_t extra)
{
	const uint64_t done = p->done + extra;
	const long passed = (long)(time(NULL) - p->start);
	const bool wanted = asked != 0;
	char left[32];
	double part;

	if ((!wanted && (!p->seen || passed < QUIET)) || done <= p->before ||
	    done > p->total)
		return;
	asked = 0;
	part = (double)done / (double)p->total;
	time_left(left, sizeof(left),
	    (double)passed * (double)(p->total - done) /
		(double)(done - p->before));
	if (wanted)
		answer(p, part, left);
	else
		draw(p, part, left);
}

void
console_end(struct progress *p)
{
	if (p->drawn)
		fprintf(stderr, "\r%*s\r", WIDTH + 40, "");
	p->drawn = false;
}

#if defined(HAVE_SIGACTION)

static const int ending[] = { SIGHUP, SIGINT, SIGTERM };
static const int asking[] = {
	SIGUSR1,
#ifdef SIGINFO
	SIGINFO,
#endif
};

enum {
	ENDING = sizeof(ending) / sizeof(ending[0]),
	ASKING = sizeof(asking) / sizeof(asking[0])
};

static volatile sig_atomic_t worker;

static void
clean_up(int number)
{
	if (worker > 0)
		host_kill((pid_t)worker, SIGKILL);
	output_abandon();
	/* The handler is gone after one use, so this ends the probe. */
	host_raise(number);
}

static void
note_asked(int number)
{
	asked = number;
}

/* Handles signals that the caller of the program does not ignore. */
static void
handle(const int *list, int count, int flags, void (*handler)(int))
{
	struct sigaction act, old;
	int i;

	sigemptyset(&act.sa_mask);
	act.sa_flags = flags;
	act.sa_handler = handler;
	for (i = 0; i < count; i++)
		if (host_sigaction(list[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			host_sigaction(list[i], &act, NULL);
}

void
console_watch(void)
{
	struct sigaction act;

	handle(ending, ENDING, (int)(SA_RESETHAND | SA_RESTART), clean_up);
	handle(asking, ASKING, SA_RESTART, note_asked);
	/* Who ignores it is not told how a worker ended. */
	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = SIG_DFL;
	host_sigaction(SIGCHLD, &act, NULL);
}

void
console_forget(void)
{
	handle(ending, ENDING, 0, SIG_DFL);
	handle(asking, ASKING, 0, SIG_DFL);
}

void
console_worker(long pid)
{
	worker = (sig_atomic_t)pid;
}

#else

void
console_watch(void)
{
}

void
console_forget(void)
{
}

void
console_worker(long pid)
{
	(void)pid;
}

#endif
