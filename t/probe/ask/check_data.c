/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: readiness and data. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <string.h>

#if defined(HAVE_POLL)
#include <sys/select.h>
#endif
#include <sys/uio.h>

#include "t/probe/ask/check.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

enum {
	TICK = 2000,	   /* microseconds that a call may wait */
	LARGE_SIZE = 1024, /* bytes that every host should carry */
	HUGE_SIZE = 8 * 1024 * 1024
};

#if defined(HAVE_POLL)
/* Eight words lie behind each other in the order of these three bits. */
static int
ready_word(bool in, bool out, bool hup)
{
	static const int words[] = {
		ANSWER_READY_NOT,
		ANSWER_READY_IN,
		ANSWER_READY_OUT,
		ANSWER_READY_BOTH,
		ANSWER_READY_HUP,
		ANSWER_READY_IN_HUP,
		ANSWER_READY_OUT_HUP,
		ANSWER_READY_ALL,
	};

	return words[(in ? 1 : 0) | (out ? 2 : 0) | (hup ? 4 : 0)];
}

static int
ready(struct subject *s)
{
	struct pollfd one;

	one.fd = s->near;
	one.events = POLLIN | POLLOUT;
	one.revents = 0;
	if (host_poll(&one, 1, 0) < 0)
		return subject_errno();
	return ready_word((one.revents & POLLIN) != 0,
	    (one.revents & POLLOUT) != 0, (one.revents & POLLHUP) != 0);
}

static int
select_new(struct subject *s)
{
	struct timeval none = { 0, 0 };
	fd_set in, out;

	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_SET(s->near, &in);
	FD_SET(s->near, &out);
	if (host_select(s->near + 1, &in, &out, NULL, &none) < 0)
		return subject_errno();
	return ready_word(FD_ISSET(s->near, &in) != 0,
	    FD_ISSET(s->near, &out) != 0, false);
}

static int
ready_data(struct subject *s)
{
	subject_say(s->far, "data", 4);
	return ready(s);
}

static int
ready_full(struct subject *s)
{
	return subject_fill(s->near) == 0 ? ready(s) : subject_errno();
}

static int
ready_shut(struct subject *s)
{
	if (host_shutdown(s->far, SHUT_WR) != 0)
		return subject_errno();
	return ready(s);
}

static int
ready_closed(struct subject *s)
{
	subject_close_far(s);
	return ready(s);
}
#endif

#if defined(HAVE_SETITIMER) && defined(HAVE_SIGACTION)
static ssize_t
receive_one(int fd)
{
	char got;

	return host_recv(fd, &got, 1, 0);
}

static ssize_t
send_one(int fd)
{
	return host_send(fd, "x", 1, MSG_NOSIGNAL);
}

static void
tick(int number)
{
	(void)number;
}

/*
 * What a call does that has nothing to do yet.  One that waits is
 * interrupted, and again in case that it was not waiting by then; no other
 * call can be.
 */
static int
blocks(ssize_t (*call)(int), int fd)
{
	const struct itimerval ticks = { { 0, TICK }, { 0, TICK } };
	struct itimerval clock;
	struct sigaction act, before;
	ssize_t n;
	int error;

	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = tick;
	host_sigaction(SIGALRM, &act, &before);
	host_setitimer(ITIMER_REAL, &ticks, &clock);
	n = call(fd);
	error = errno;
	host_setitimer(ITIMER_REAL, &clock, NULL);
	host_sigaction(SIGALRM, &before, NULL);
	errno = error;
	if (n < 0 && errno == EINTR)
		return ANSWER_BLOCKS;
	return subject_came(n, ANSWER_EOF, ANSWER_DATA);
}

static int
read_empty(struct subject *s)
{
	return blocks(receive_one, s->near);
}

static int
write_full(struct subject *s)
{
	if (subject_fill(s->near) != 0)
		return subject_errno();
	return blocks(send_one, s->near);
}
#endif

static int
read_nothing(struct subject *s)
{
	return subject_came(subject_hear(s->near, NULL, 0), ANSWER_EMPTY,
	    ANSWER_DATA);
}

static int
write_nothing(struct subject *s)
{
	char got[8];

	if (subject_say(s->far, "", 0) < 0)
		return subject_errno();
	return subject_came(subject_hear(s->near, got, sizeof(got)),
	    ANSWER_EMPTY, ANSWER_DATA);
}

static int
two_writes(struct subject *s)
{
	char got[8];

	if (subject_say(s->far, "ab", 2) != 2 ||
	    subject_say(s->far, "c", 1) != 1)
		return subject_errno();
	switch (subject_hear(s->near, got, sizeof(got))) {
	case 2:
		return ANSWER_FIRST;
	case 3:
		return ANSWER_MERGED;
	default:
		return ANSWER_OTHER;
	}
}

static int
short_read(struct subject *s)
{
	char got[8];

	if (subject_say(s->far, "abcdef", 6) != 6 ||
	    subject_hear(s->near, got, 2) != 2)
		return subject_errno();
	switch (subject_hear(s->near, got, sizeof(got))) {
	case 4:
		return ANSWER_REST;
	case -1:
		return ANSWER_LOST;
	default:
		return ANSWER_OTHER;
	}
}

static int
truncation(struct subject *s)
{
	struct msghdr msg;
	struct iovec iov;
	char got[2];

	memset(&msg, 0, sizeof(msg));
	iov.iov_base = got;
	iov.iov_len = sizeof(got);
	msg.msg_iov = &iov;
	msg.msg_iovlen = 1;
	if (subject_say(s->far, "abcdef", 6) != 6 ||
	    host_recvmsg(s->near, &msg, MSG_DONTWAIT) != 2)
		return subject_errno();
	return (msg.msg_flags & MSG_TRUNC) != 0 ? ANSWER_TRUNCATED
						: ANSWER_WHOLE;
}

static int
large(struct subject *s)
{
	char sent[LARGE_SIZE], got[LARGE_SIZE + 1];
	ssize_t n;

	memset(sent, 'L', sizeof(sent));
	if (subject_say(s->far, sent, sizeof(sent)) < 0)
		return subject_errno();
	n = subject_hear(s->near, got, sizeof(got));
	if (n == LARGE_SIZE && memcmp(sent, got, sizeof(sent)) == 0)
		return ANSWER_ALL;
	return subject_came(n, ANSWER_EMPTY, ANSWER_PART);
}

static int
too_large(struct subject *s)
{
	char *huge;
	ssize_t n;
	int answer;

	huge = calloc(1, HUGE_SIZE);
	if (huge == NULL)
		return subject_errno();
	n = subject_say(s->near, huge, HUGE_SIZE);
	answer = n == HUGE_SIZE ? ANSWER_ALL
				: subject_came(n, ANSWER_EMPTY, ANSWER_PART);
	free(huge);
	return answer;
}

static int
out_of_band(struct subject *s)
{
	char got;

	if (host_send(s->far, "!", 1, MSG_OOB | MSG_NOSIGNAL | MSG_DONTWAIT) <
	    0)
		return subject_errno();
	return subject_came(host_recv(s->near, &got, 1, MSG_OOB | MSG_DONTWAIT),
	    ANSWER_EMPTY, ANSWER_DATA);
}

const struct check_row check_data_rows[] = {
#if defined(HAVE_POLL)
	{ CHECK_READY_NEW, ready },
	{ CHECK_SELECT_NEW, select_new },
	{ CHECK_READY_DATA, ready_data },
	{ CHECK_READY_FULL, ready_full },
	{ CHECK_READY_SHUT, ready_shut },
	{ CHECK_READY_CLOSED, ready_closed },
#endif
#if defined(HAVE_SETITIMER) && defined(HAVE_SIGACTION)
	{ CHECK_READ_EMPTY, read_empty },
	{ CHECK_WRITE_FULL, write_full },
#endif
	{ CHECK_READ_NOTHING, read_nothing },
	{ CHECK_WRITE_NOTHING, write_nothing },
	{ CHECK_TWO_WRITES, two_writes },
	{ CHECK_SHORT_READ, short_read },
	{ CHECK_TRUNCATION, truncation },
	{ CHECK_LARGE, large },
	{ CHECK_TOO_LARGE, too_large },
	{ CHECK_OUT_OF_BAND, out_of_band },
	{ CHECK_CALL, NULL },
};
