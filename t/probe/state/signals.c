/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Signals that a request raises. */

#include "t/probe/state/signals.h"

#if defined(HAVE_SIGACTION)

/* What a wrong address raises. */
static const int faults[] = { SIGSEGV, SIGBUS };

/*
 * What is not held back: what cannot be, what the kernel raises when an
 * instruction fails, and what others send to a process.
 */
static const int loose[] = {
	SIGABRT,
	SIGALRM,
	SIGBUS,
	SIGCHLD,
	SIGCONT,
	SIGFPE,
	SIGHUP,
	SIGILL,
	SIGINT,
	SIGKILL,
	SIGQUIT,
	SIGSEGV,
	SIGSTOP,
	SIGTERM,
	SIGTRAP,
	SIGTSTP,
	SIGTTIN,
	SIGTTOU,
#ifdef SIGSYS
	SIGSYS,
#endif
#ifdef SIGWINCH
	SIGWINCH,
#endif
};

enum {
	FAULTS = sizeof(faults) / sizeof(faults[0]),
	LOOSE = sizeof(loose) / sizeof(loose[0]),
	SIGNALS = 65 /* numbers to look at; more are never used */
};

enum { HALVES = 2 }; /* of the time limit, each a ring of the clock */

/* A handler has no argument for what it needs. */
static sigjmp_buf trap;
static volatile sig_atomic_t caught;
static volatile sig_atomic_t halves;		/* that are still to pass */
static const volatile size_t *volatile in_work; /* what the clock watches */
static volatile size_t last_seen;		/* of it, when it last rang */
static volatile pid_t parent;
static volatile unsigned interval;

static void
spring(int number)
{
	caught = number;
	siglongjmp(trap, 1);
}

static void
ring(int number)
{
	if (*in_work != last_seen)
		halves = HALVES;
	else
		halves--;
	last_seen = *in_work;
	if (halves <= 0)
		spring(number);
	host_alarm(interval);
}

static void
leave_orphan(int number)
{
	(void)number;
	if (host_getppid() != parent)
		host_exit(0);
	host_alarm(interval);
}

sigjmp_buf *
signals_trap(void)
{
	return &trap;
}

int
signals_caught(void)
{
	return caught;
}

static void
held(sigset_t *set)
{
	int i;

	sigfillset(set);
	for (i = 0; i < LOOSE; i++)
		sigdelset(set, loose[i]);
}

static void
handle(int number, void (*handler)(int))
{
	struct sigaction act;

	sigemptyset(&act.sa_mask);
	act.sa_flags = SA_RESTART;
	act.sa_handler = handler;
	host_sigaction(number, &act, NULL);
}

/* A signal that the caller of the program ignores would never be pending. */
static void
heed(const sigset_t *set)
{
	struct sigaction act;
	int i;

	for (i = 1; i < SIGNALS; i++)
		if (sigismember(set, i) == 1 &&
		    host_sigaction(i, NULL, &act) == 0 &&
		    act.sa_handler == SIG_IGN)
			handle(i, SIG_DFL);
}

void
signals_hold(bool alone)
{
	sigset_t set;
	int i;

	held(&set);
	host_sigprocmask(SIG_SETMASK, &set, NULL);
	heed(&set);
	for (i = 0; i < FAULTS; i++)
		handle(faults[i], spring);
	parent = host_getppid();
	handle(SIGALRM, alone ? leave_orphan : ring);
}

void
signals_clock(unsigned seconds, const volatile size_t *at)
{
	in_work = at;
	last_seen = *at;
	halves = HALVES;
	interval = (seconds + HALVES - 1) / HALVES;
	host_alarm(interval);
}

void
signals_release(void)
{
	sigset_t set;
	int i;

	host_alarm(0);
	handle(SIGALRM, SIG_DFL);
	for (i = 0; i < FAULTS; i++)
		handle(faults[i], SIG_DFL);
	signals_drop();
	held(&set);
	host_sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Calls f, if there is one, for each that is pending; returns the lowest. */
static int
each_waiting(void (*f)(int))
{
	sigset_t now, set;
	int n, i;

	held(&set);
	if (host_sigpending(&now) != 0)
		return 0;
	n = 0;
	for (i = 1; i < SIGNALS; i++)
		if (sigismember(&now, i) == 1 && sigismember(&set, i) == 1) {
			if (n == 0)
				n = i;
			if (f != NULL)
				f(i);
		}
	return n;
}

int
signals_waiting(void)
{
	return each_waiting(NULL);
}

/* A signal that is ignored is not pending any more. */
static void
drop(int number)
{
	struct sigaction act, old;

	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = SIG_IGN;
	if (host_sigaction(number, &act, &old) == 0)
		host_sigaction(number, &old, NULL);
}

void
signals_drop(void)
{
	each_waiting(drop);
}

#else

int
signals_caught(void)
{
	return 0;
}

void
signals_hold(bool alone)
{
	(void)alone;
}

void
signals_clock(unsigned seconds, const volatile size_t *at)
{
	(void)seconds;
	(void)at;
}

void
signals_release(void)
{
}

int
signals_waiting(void)
{
	return 0;
}

void
signals_drop(void)
{
}

#endif
