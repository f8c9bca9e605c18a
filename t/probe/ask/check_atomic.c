/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A check of a pair: whether SOCK_CLOEXEC is there from the first moment, or
 * set afterwards.  While one thread makes pairs, the other forks, and each
 * child looks for descriptors that a program started there would get.
 */

#include "t/probe/host/host.h"

#include <sys/time.h>

#if defined(HAVE_PTHREAD_CREATE)
#include <pthread.h>
#endif

#include "t/probe/ask/check.h"
#include "t/probe/host/numbers.h"
#include "t/probe/state/fdset.h"

#if defined(HAVE_PTHREAD_CREATE) && defined(HAVE_FORK) && defined(SOCK_CLOEXEC)

enum {
	CHILDREN = 200,
	/* On a loaded machine there are fewer; a request may have 1 s. */
	MILLISECONDS = 300
};

/* Shared by the two threads. */
struct maker {
	const struct pair *pair;
	volatile int stop;
	int error; /* of a call that failed, or 0 */
};

static void *
make_pairs(void *arg)
{
	struct maker *m = arg;
	const struct pair *p = m->pair;
	int end[2];

	while (!m->stop && m->error == 0) {
		if (host_socketpair(p->domain, p->type | p->flags, p->protocol,
			end) != 0) {
			m->error = errno;
			break;
		}
		host_close(end[0]);
		host_close(end[1]);
	}
	return NULL;
}

/* In a child: whether what came since would stay open over an exec. */
static int
would_leak(fdset_t before)
{
	int fd, flags;

	for (fd = 0; fd < FDSET_SIZE; fd++) {
		if (fdset_has(before, fd))
			continue;
		flags = host_fcntl(fd, F_GETFD);
		if (flags >= 0 && (flags & FD_CLOEXEC) == 0)
			return 1;
	}
	return 0;
}

static long
milliseconds(const struct timeval *from, const struct timeval *to)
{
	return (long)(to->tv_sec - from->tv_sec) * 1000 +
	    (long)(to->tv_usec - from->tv_usec) / 1000;
}

/* Forks again and again; ANSWER_NO once a child has seen a leak. */
static int
look_on(fdset_t before)
{
	struct timeval start, now;
	int i, status;
	pid_t pid;

	gettimeofday(&start, NULL);
	now = start;
	for (i = 0; i < CHILDREN && milliseconds(&start, &now) < MILLISECONDS;
	     i++) {
		pid = host_fork();
		if (pid == 0)
			host_exit(would_leak(before));
		if (pid < 0 || host_waitpid(pid, &status, 0) != pid)
			return subject_errno();
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			return ANSWER_NO;
		gettimeofday(&now, NULL);
	}
	return ANSWER_YES;
}

/* A pair that nobody asked to be closed is not kept from programs. */
static int
atomic(struct subject *s)
{
	struct maker m = { s->pair, 0, 0 };
	const fdset_t before = fdset_open();
	pthread_t thread;
	int answer, error;

	if ((s->pair->flags & SOCK_CLOEXEC) == 0)
		return ANSWER_NO;
	error = pthread_create(&thread, NULL, make_pairs, &m);
	if (error != 0)
		return numbers_errno(error);
	answer = look_on(before);
	m.stop = 1;
	pthread_join(thread, NULL);
	return m.error == 0 ? answer : numbers_errno(m.error);
}

#endif

const struct check_row check_atomic_rows[] = {
#if defined(HAVE_PTHREAD_CREATE) && defined(HAVE_FORK) && defined(SOCK_CLOEXEC)
	{ CHECK_ATOMIC, atomic },
#endif
	{ CHECK_CALL, NULL },
};
