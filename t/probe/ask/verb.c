/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The verbs of scripts: what all of them share. */

#include "t/probe/host/host.h"

#include <sys/time.h>

#include "t/probe/ask/verb.h"
#include "t/probe/host/numbers.h"

enum {
	TICK = 300,		    /* microseconds that a call may wait */
	SECOND_TICK = 5000,	    /* when it is made again to be sure */
	LONG_TICK = 500000,	    /* where it has a limit of its own */
	FILL_MAX = 64 * 1024 * 1024 /* a queue with so much takes any number */
};

static const struct verb *const tables[] = {
	verbs_move,
	verbs_ready,
	verbs_set,
	verbs_pass,
	verbs_many,
};

const struct verb *
verb_find(const char *name)
{
	const struct verb *v;
	size_t i;

	for (i = 0; i < sizeof(tables) / sizeof(tables[0]); i++)
		for (v = tables[i]; v->name != NULL; v++)
			if (strcmp(v->name, name) == 0)
				return v;
	return NULL;
}

bool
verb_flag(const char *name, int *to)
{
	static const struct {
		const char *name;
		int flag;
	} flags[] = {
		{ "peek", MSG_PEEK },
		{ "waitall", MSG_WAITALL },
		{ "oob", MSG_OOB },
		{ "eor", MSG_EOR },
		{ "trunc", MSG_TRUNC },
		{ "dontwait", MSG_DONTWAIT },
		{ "nosignal", MSG_NOSIGNAL },
#ifdef MSG_CMSG_CLOEXEC
		{ "cmsg-cloexec", MSG_CMSG_CLOEXEC },
#endif
	};
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (strcmp(flags[i].name, name) == 0) {
			*to |= flags[i].flag;
			return true;
		}
	return false;
}

int
verb_errno(void)
{
	return numbers_errno(errno);
}

int
verb_number(long n)
{
	const long most = ANSWER_MAX - ANSWER_NUMBER;

	if (n < 0)
		return verb_errno();
	return ANSWER_NUMBER + (int)(n < most ? n : most);
}

int
verb_done(int returned)
{
	return returned < 0 ? verb_errno() : ANSWER_OK;
}

int
verb_flags_out(const struct act *act)
{
	if (act->plain)
		return act->flags;
	return act->flags | MSG_NOSIGNAL | (act->waits ? 0 : MSG_DONTWAIT);
}

int
verb_flags_in(const struct act *act)
{
	return act->plain || act->waits ? act->flags
					: act->flags | MSG_DONTWAIT;
}

#if VERB_HURRIES
static struct itimerval clock_before;
static struct sigaction action_before;

static void
tick(int number)
{
	(void)number;
}

void
verb_hurry(bool limited, bool again)
{
	const int tick_length = again ? SECOND_TICK : TICK;
	const struct itimerval ticks = { { 0, tick_length },
		{ 0, limited ? LONG_TICK : tick_length } };
	struct sigaction act;

	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = tick;
	host_sigaction(SIGALRM, &act, &action_before);
	host_setitimer(ITIMER_REAL, &ticks, &clock_before);
}

void
verb_hurry_end(void)
{
	const int error = errno;

	host_setitimer(ITIMER_REAL, &clock_before, NULL);
	host_sigaction(SIGALRM, &action_before, NULL);
	errno = error;
}
#else
void
verb_hurry(bool limited, bool again)
{
	(void)limited;
	(void)again;
}

void
verb_hurry_end(void)
{
}
#endif

int
verb_fill(int fd)
{
	const int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
	char block[1024];
	size_t sent;
	ssize_t n;

	memset(block, 'f', sizeof(block));
	for (sent = 0; sent < FILL_MAX; sent += (size_t)n) {
		n = host_send(fd, block, sizeof(block), flags);
		if (n <= 0)
			break;
	}
	/* What is left is less than a block. */
	while (host_send(fd, block, 1, flags) == 1)
		continue;
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS ? 0
									   : -1;
}

int
verb_raised(const char *name)
{
#if defined(HAVE_SIGPENDING) && defined(HAVE_SIGACTION)
	static const struct {
		const char *name;
		int number;
	} signals[] = {
		{ "SIGPIPE", SIGPIPE },
#ifdef SIGURG
		{ "SIGURG", SIGURG },
#endif
#ifdef SIGIO
		{ "SIGIO", SIGIO },
#endif
	};
	sigset_t waiting;
	size_t i;

	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (strcmp(signals[i].name, name) == 0) {
			if (host_sigpending(&waiting) != 0)
				return verb_errno();
			return verb_truth(
			    sigismember(&waiting, signals[i].number) == 1);
		}
#else
	(void)name;
#endif
	return ANSWER_SKIPPED;
}
