/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Verbs: what is large, or takes many pairs, calls or signals.  A request may
 * take a second, also on a loaded machine, so each of them stops after a time
 * with what it has found by then.
 */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <sys/time.h>

#if defined(HAVE_PTHREAD_CREATE)
#include <pthread.h>
#endif

#include "t/probe/ask/verb.h"
#include "t/probe/host/numbers.h"
#include "t/probe/state/fdset.h"

enum {
	MILLISECONDS = 300,
	FLOOD_LIMIT = 6000 /* for a party that is late on a loaded machine */
};

#if defined(HAVE_FORK)
static long
milliseconds_since(const struct timeval *start)
{
	struct timeval now;

	gettimeofday(&now, NULL);
	return (long)(now.tv_sec - start->tv_sec) * 1000 +
	    (long)(now.tv_usec - start->tv_usec) / 1000;
}
#endif

static int
pair_make(const struct pair *p, int end[2])
{
	return host_socketpair(p->domain, p->type | p->flags, p->protocol, end);
}

static void
pair_end(const int end[2])
{
	host_close(end[0]);
	host_close(end[1]);
}

/* Far more than a queue holds, in one message. */
static int
huge_act(struct act *act)
{
	const size_t size = 8 * 1024 * 1024;
	char *huge = calloc(1, size);
	ssize_t n;
	int answer;

	if (huge == NULL)
		return verb_errno();
	n = host_send(verb_end(act), huge, size, MSG_NOSIGNAL | MSG_DONTWAIT);
	answer = n < 0 ? verb_errno()
	    : n == 0   ? ANSWER_EMPTY
		       : (n == (ssize_t)size ? ANSWER_ALL : ANSWER_PART);
	free(huge);
	return answer;
}

/* What is sent is one sequence of this period, which divides no length. */
enum { PERIOD = 251, PIECE = 32 * 1024, LENGTH_MAX = 1024 * 1024 };

/* That sequence, from each of its places on for LENGTH_MAX bytes; or NULL. */
static const char *
sequence(void)
{
	static char *bytes;
	size_t i;

	if (bytes != NULL)
		return bytes;
	bytes = malloc(PERIOD + LENGTH_MAX);
	for (i = 0; bytes != NULL && i < PERIOD + LENGTH_MAX; i++)
		bytes[i] = (char)(i % PERIOD);
	return bytes;
}

/*
 * Messages of every length near each of these, and near the longest that an
 * end takes: each that is not longer than that arrives as it was sent.
 */
enum { NEAR = 3 };

static bool
length_taken(const struct act *act, const char *bytes, size_t length)
{
	return host_send(verb_end(act), bytes, length,
		   MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)length;
}

/* A message of that length there and back out; ANSWER_YES where it is whole. */
static int
length_try(const struct act *act, const char *bytes, char *got, size_t length)
{
	const int to = act->end[1 - act->at];
	ssize_t n;

	if (!length_taken(act, bytes, length))
		return verb_errno();
	if (length == 0 && act->pair->type == SOCK_STREAM)
		return ANSWER_YES;
	n = host_recv(to, got, LENGTH_MAX, MSG_DONTWAIT);
	if (n != (ssize_t)length)
		return n < 0 ? verb_errno() : ANSWER_LOST;
	return memcmp(bytes, got, length) == 0 ? ANSWER_YES : ANSWER_CHANGED;
}

static void
drain(int fd, char *got)
{
	while (host_recv(fd, got, LENGTH_MAX, MSG_DONTWAIT) > 0)
		continue;
}

/* The longest message that is taken, by halves. */
static size_t
length_longest(const struct act *act, const char *bytes, char *got)
{
	size_t lo = 0, hi = LENGTH_MAX, middle;

	while (lo + 1 < hi) {
		middle = lo + (hi - lo) / 2;
		if (length_taken(act, bytes, middle))
			lo = middle;
		else
			hi = middle;
		drain(act->end[1 - act->at], got);
	}
	return lo;
}

static int
lengths_try(const struct act *act, const char *bytes, char *got)
{
	static const size_t near[] = { 0, 127, 256, 512, 1024, 1500, 2048, 4096,
		8192, 16384, 32768, 65536, 131072 };
	const size_t longest = length_longest(act, bytes, got);
	size_t i, k;
	int answer;

	for (i = 0; i <= sizeof(near) / sizeof(near[0]); i++)
		for (k = 0; k <= 2 * NEAR; k++) {
			const size_t at = i < sizeof(near) / sizeof(near[0])
			    ? near[i]
			    : longest;
			const size_t length = at + k - (at < NEAR ? 0 : NEAR);

			if (length > longest)
				break;
			answer = length_try(act, bytes, got, length);
			if (answer != ANSWER_YES)
				return answer;
		}
	for (k = 1; k <= NEAR; k++)
		if (act->pair->type != SOCK_STREAM &&
		    length_taken(act, bytes, longest + k))
			return ANSWER_NO;
	return ANSWER_YES;
}

static int
lengths_act(struct act *act)
{
	char *got = malloc(LENGTH_MAX);
	int answer = ANSWER_SKIPPED;

	if (got != NULL && sequence() != NULL)
		answer = lengths_try(act, sequence(), got);
	free(got);
	return answer;
}

/* A byte goes through a ring of pairs, as many as there may be. */
enum { RING = 1000 };

static int
ring_go(const int (*end)[2], int count)
{
	char byte;
	int i;

	byte = 'r';
	for (i = 0; i < count; i++) {
		if (host_send(end[i][0], &byte, 1,
			MSG_NOSIGNAL | MSG_DONTWAIT) != 1)
			return verb_errno();
		byte = '?';
		if (host_recv(end[i][1], &byte, 1, MSG_DONTWAIT) != 1)
			return verb_errno();
		if (byte != 'r')
			return ANSWER_CHANGED;
	}
	return ANSWER_YES;
}

static int
ring_act(struct act *act)
{
	static int end[RING][2];
	int answer, count;

	errno = 0;
	for (count = 0; count < RING; count++)
		if (pair_make(act->pair, end[count]) != 0)
			break;
	answer = count == RING || errno == EMFILE || errno == ENFILE
	    ? ring_go((const int(*)[2])end, count)
	    : verb_errno();
	while (count > 0)
		pair_end(end[--count]);
	return answer;
}

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)
/* Both parties send and receive so much at once. */
enum { FLOOD = 64 * 1024 * 1024 };

struct flood {
	int fd;
	size_t size; /* in bytes, each way */
	size_t sent, heard;
	char in[PIECE];
};

static bool
is_full(int error)
{
	return error == EAGAIN || error == EWOULDBLOCK || error == ENOBUFS;
}

/* Sends a piece: 1, 0 where there is no room, or -1. */
static int
flood_send(struct flood *f)
{
	const size_t left = f->size - f->sent;
	ssize_t n;

	if (left == 0)
		return 0;
	n = host_send(f->fd, sequence() + f->sent % PERIOD,
	    left < PIECE ? left : PIECE, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n <= 0)
		return n < 0 && is_full(errno) ? 0 : -1;
	f->sent += (size_t)n;
	return 1;
}

/* Receives a piece: 1, 0 where there is none, or -1 where it is wrong. */
static int
flood_hear(struct flood *f)
{
	ssize_t n;

	if (f->heard == f->size)
		return 0;
	n = host_recv(f->fd, f->in, PIECE, MSG_DONTWAIT);
	if (n <= 0)
		return n < 0 && is_full(errno) ? 0 : -1;
	if (memcmp(f->in, sequence() + f->heard % PERIOD, (size_t)n) != 0)
		return -1;
	f->heard += (size_t)n;
	return 1;
}

/* One party: whether all that it heard was right. */
static bool
flood_go(struct flood *f)
{
	struct timeval start;
	struct pollfd one;
	int in, out;

	gettimeofday(&start, NULL);
	while (f->sent < f->size || f->heard < f->size) {
		out = flood_send(f);
		in = flood_hear(f);
		if (out < 0 || in < 0)
			return false;
		if (in > 0 || out > 0)
			continue;
		one.fd = f->fd;
		one.events = POLLIN;
		if (f->sent < f->size)
			one.events |= POLLOUT;
		host_poll(&one, 1, 10);
		if (milliseconds_since(&start) > FLOOD_LIMIT)
			return false;
	}
	return true;
}

/* How much moves in the time that there is: a part of it is tried first. */
static size_t
flood_size(const struct act *act, struct flood *f)
{
	const size_t part = FLOOD / 64;
	struct timeval start;
	size_t size;
	long ms;

	gettimeofday(&start, NULL);
	for (size = 0; size < part; size += PIECE)
		if (host_send(act->end[0], sequence(), PIECE,
			MSG_NOSIGNAL | MSG_DONTWAIT) <= 0 ||
		    host_recv(act->end[1], f->in, PIECE, MSG_DONTWAIT) <= 0)
			break;
	ms = 2 * 64 * (milliseconds_since(&start) + 1);
	while (host_recv(act->end[1], f->in, PIECE, MSG_DONTWAIT) > 0)
		continue;
	return ms <= MILLISECONDS ? FLOOD
				  : FLOOD / (size_t)(ms / MILLISECONDS + 1);
}

static int
flood_act(struct act *act)
{
	static struct flood f;
	int status;
	pid_t pid;
	bool good;

	if (sequence() == NULL)
		return ANSWER_SKIPPED;
	memset(&f, 0, sizeof(f));
	f.fd = act->end[0];
	f.size = flood_size(act, &f);
	pid = host_fork();
	if (pid < 0)
		return verb_errno();
	if (pid == 0) {
		host_close(act->end[0]);
		f.fd = act->end[1];
		host_exit(flood_go(&f) ? 0 : 1);
	}
	host_close(act->end[1]);
	act->end[1] = -1;
	good = flood_go(&f);
	if (!good)
		host_kill(pid, SIGKILL);
	while (host_waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return verb_truth(
	    good && WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
#endif

#if defined(HAVE_FORK) && defined(HAVE_SIGACTION)
enum {
	RAIN_CAUGHT = 40,    /* drops that are enough */
	RAIN_PAIRS = 100,    /* though fewer were caught */
	RAIN_DROPS = 1000000 /* before the rain ends by itself */
};

static volatile sig_atomic_t caught;

static void
drop_catch(int number)
{
	(void)number;
	caught++;
}

/* Makes pairs while the rain falls; whether one call was interrupted. */
static int
make_in_rain(const struct pair *p)
{
	int end[2], i;

	for (i = 0; i < RAIN_PAIRS && caught < RAIN_CAUGHT; i++) {
		if (pair_make(p, end) != 0)
			return errno == EINTR ? ANSWER_YES : verb_errno();
		pair_end(end);
	}
	return ANSWER_NO;
}

static void
rain(pid_t on)
{
	int i;

	for (i = 0; i < RAIN_DROPS; i++)
		if (host_kill(on, SIGUSR1) != 0)
			break;
	host_exit(0);
}

/* Has a child rain, and makes pairs from the first drop on. */
static int
interrupt(const struct pair *p, const sigset_t *before)
{
	const pid_t self = host_getpid();
	sigset_t wet = *before;
	pid_t pid;
	int answer;

	caught = 0;
	pid = host_fork();
	if (pid < 0)
		return verb_errno();
	if (pid == 0)
		rain(self);
	sigdelset(&wet, SIGUSR1);
	host_sigsuspend(&wet);
	host_sigprocmask(SIG_SETMASK, &wet, NULL);
	answer = make_in_rain(p);
	host_kill(pid, SIGKILL);
	while (host_waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	return answer;
}

/* Signals with a handler that does not restart calls. */
static int
rain_act(struct act *act)
{
	struct sigaction catch, old;
	sigset_t drop, before;
	int answer;

	memset(&catch, 0, sizeof(catch));
	catch.sa_handler = drop_catch;
	sigemptyset(&catch.sa_mask);
	sigemptyset(&drop);
	sigaddset(&drop, SIGUSR1);
	host_sigaction(SIGUSR1, &catch, &old);
	host_sigprocmask(SIG_BLOCK, &drop, &before);
	answer = interrupt(act->pair, &before);
	host_sigprocmask(SIG_SETMASK, &before, NULL);
	host_sigaction(SIGUSR1, &old, NULL);
	return answer;
}
#endif

#if defined(HAVE_PTHREAD_CREATE) && defined(HAVE_FORK) && defined(SOCK_CLOEXEC)
/*
 * Whether SOCK_CLOEXEC is there from the first moment, or set afterwards.
 * While one thread makes pairs, the other forks, and each child looks for
 * descriptors that a program started there would get.
 */
enum { CHILDREN = 200 };

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
	int end[2];

	while (!m->stop && m->error == 0) {
		if (pair_make(m->pair, end) != 0) {
			m->error = errno;
			break;
		}
		pair_end(end);
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

/* Forks again and again; ANSWER_NO once a child has seen a leak. */
static int
look_on(fdset_t before)
{
	struct timeval start;
	int i, status;
	pid_t pid;

	gettimeofday(&start, NULL);
	for (i = 0; i < CHILDREN && milliseconds_since(&start) < MILLISECONDS;
	     i++) {
		pid = host_fork();
		if (pid == 0)
			host_exit(would_leak(before));
		if (pid < 0 || host_waitpid(pid, &status, 0) != pid)
			return verb_errno();
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			return ANSWER_NO;
	}
	return ANSWER_YES;
}

/* A pair that nobody asked to be closed is not kept from programs. */
static int
atomic_act(struct act *act)
{
	struct maker m = { act->pair, 0, 0 };
	const fdset_t before = fdset_open();
	pthread_t thread;
	int answer, error;

	if ((act->pair->flags & SOCK_CLOEXEC) == 0)
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

const struct verb verbs_many[] = {
	VERB(huge),
	VERB(lengths),
	VERB(ring),
#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)
	VERB(flood),
#endif
#if defined(HAVE_FORK) && defined(HAVE_SIGACTION)
	VERB(rain),
#endif
#if defined(HAVE_PTHREAD_CREATE) && defined(HAVE_FORK) && defined(SOCK_CLOEXEC)
	VERB(atomic),
#endif
	{ NULL, NULL, NULL },
};
