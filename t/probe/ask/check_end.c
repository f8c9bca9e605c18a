/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: after its far end is gone, and after shutdown. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/ask/check.h"
#include "t/probe/state/signals.h"

static int
hear(int fd)
{
	char got[64];

	return subject_came(subject_hear(fd, got, sizeof(got)), ANSWER_EOF,
	    ANSWER_DATA);
}

static int
say(int fd)
{
	return subject_came(subject_say(fd, "x", 1), ANSWER_EMPTY, ANSWER_OK);
}

static int
read_closed(struct subject *s)
{
	subject_close_far(s);
	return hear(s->near);
}

/* Data that was sent comes first, and then what a read finds without. */
static int
data_closed(struct subject *s)
{
	if (subject_say(s->far, "last", 4) != 4)
		return subject_errno();
	subject_close_far(s);
	if (hear(s->near) != ANSWER_DATA)
		return ANSWER_LOST;
	return hear(s->near);
}

static int
write_closed(struct subject *s)
{
	subject_close_far(s);
	return say(s->near);
}

static int
write_closed_twice(struct subject *s)
{
	subject_close_far(s);
	say(s->near);
	return say(s->near);
}

#if defined(HAVE_SIGPENDING) && defined(HAVE_SIGACTION)
/* Signals wait while a worker works, so one that was raised can be seen. */
static int
raises(struct subject *s, int flags)
{
	sigset_t waiting;
	int raised;

	subject_close_far(s);
	if (host_send(s->near, "x", 1, flags) >= 0)
		return ANSWER_OK;
	host_sigpending(&waiting);
	raised = sigismember(&waiting, SIGPIPE);
	signals_drop();
	return raised ? ANSWER_YES : ANSWER_NO;
}

static int
sigpipe_closed(struct subject *s)
{
	return raises(s, 0);
}

static int
nosignal_closed(struct subject *s)
{
	return raises(s, MSG_NOSIGNAL);
}
#endif

static int
peer_closed(struct subject *s)
{
	struct sockaddr_storage name;
	socklen_t len;

	subject_close_far(s);
	len = sizeof(name);
	return host_getpeername(s->near, (struct sockaddr *)&name, &len) == 0
	    ? ANSWER_OK
	    : subject_errno();
}

/* The far end goes with data in it that it never read. */
static int
read_reset(struct subject *s)
{
	if (subject_say(s->near, "unread", 6) != 6)
		return subject_errno();
	subject_close_far(s);
	return hear(s->near);
}

static int
read_reset_twice(struct subject *s)
{
	read_reset(s);
	return hear(s->near);
}

/* Shuts one end down and says or hears at one. */
static int
shut(int end, int how, int (*then)(int), int where)
{
	if (host_shutdown(end, how) != 0)
		return subject_errno();
	return then(where);
}

static int
shut_write_write(struct subject *s)
{
	return shut(s->near, SHUT_WR, say, s->near);
}

static int
shut_write_far_read(struct subject *s)
{
	return shut(s->near, SHUT_WR, hear, s->far);
}

static int
shut_write_back(struct subject *s)
{
	if (host_shutdown(s->near, SHUT_WR) != 0 || say(s->far) != ANSWER_OK)
		return subject_errno();
	return hear(s->near);
}

static int
shut_read_read(struct subject *s)
{
	return shut(s->near, SHUT_RD, hear, s->near);
}

static int
shut_read_far_write(struct subject *s)
{
	return shut(s->near, SHUT_RD, say, s->far);
}

static int
shut_both_read(struct subject *s)
{
	return shut(s->near, SHUT_RDWR, hear, s->near);
}

static int
shut_both_write(struct subject *s)
{
	return shut(s->near, SHUT_RDWR, say, s->near);
}

static int
shut_odd(struct subject *s)
{
	enum { NO_WAY = 99 };

	return host_shutdown(s->near, NO_WAY) == 0 ? ANSWER_OK
						   : subject_errno();
}

const struct check_row check_end_rows[] = {
	{ CHECK_READ_CLOSED, read_closed },
	{ CHECK_DATA_CLOSED, data_closed },
	{ CHECK_WRITE_CLOSED, write_closed },
	{ CHECK_WRITE_CLOSED_TWICE, write_closed_twice },
#if defined(HAVE_SIGPENDING) && defined(HAVE_SIGACTION)
	{ CHECK_SIGPIPE_CLOSED, sigpipe_closed },
	{ CHECK_NOSIGNAL_CLOSED, nosignal_closed },
#endif
	{ CHECK_PEER_CLOSED, peer_closed },
	{ CHECK_READ_RESET, read_reset },
	{ CHECK_READ_RESET_TWICE, read_reset_twice },
	{ CHECK_SHUT_WRITE_WRITE, shut_write_write },
	{ CHECK_SHUT_WRITE_FAR_READ, shut_write_far_read },
	{ CHECK_SHUT_WRITE_BACK, shut_write_back },
	{ CHECK_SHUT_READ_READ, shut_read_read },
	{ CHECK_SHUT_READ_FAR_WRITE, shut_read_far_write },
	{ CHECK_SHUT_BOTH_READ, shut_both_read },
	{ CHECK_SHUT_BOTH_WRITE, shut_both_write },
	{ CHECK_SHUT_ODD, shut_odd },
	{ CHECK_CALL, NULL },
};
