/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What happens to worker and file when somebody ends the probe. */

#include "t/probe/host/host.h"

#include "lib/output.h"
#include "t/probe/run/interrupt.h"

#if defined(HAVE_SIGACTION)

static const int ending[] = { SIGHUP, SIGINT, SIGTERM };

enum { ENDING = sizeof(ending) / sizeof(ending[0]) };

/* A handler is given nothing, so what it needs has to be known to all. */
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
handle(void (*handler)(int))
{
	struct sigaction act, old;
	int i;

	sigemptyset(&act.sa_mask);
	act.sa_flags = (int)(SA_RESETHAND | SA_RESTART);
	act.sa_handler = handler;
	for (i = 0; i < ENDING; i++)
		if (host_sigaction(ending[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			host_sigaction(ending[i], &act, NULL);
}

void
interrupt_watch(void)
{
	struct sigaction act;

	handle(clean_up);
	/* Who ignores it is not told how a worker ended. */
	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = SIG_DFL;
	host_sigaction(SIGCHLD, &act, NULL);
}

void
interrupt_default(void)
{
	handle(SIG_DFL);
}

void
interrupt_worker(long pid)
{
	worker = (sig_atomic_t)pid;
}

#else

void
interrupt_watch(void)
{
}

void
interrupt_default(void)
{
}

void
interrupt_worker(long pid)
{
	(void)pid;
}

#endif
