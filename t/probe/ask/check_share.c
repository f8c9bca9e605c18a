/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair: ends that are passed, doubled, inherited. */

#include "t/probe/host/host.h"

#include <string.h>

#include <sys/uio.h>

#include "t/probe/ask/check.h"
#include "t/probe/host/program.h"

/* Whether a byte said at one descriptor is heard at another. */
static int
carries(int from, int to)
{
	char got;

	if (subject_say(from, "c", 1) != 1 || subject_hear(to, &got, 1) != 1)
		return subject_errno();
	return got == 'c' ? ANSWER_YES : ANSWER_NO;
}

#ifdef SCM_RIGHTS
union control {
	struct cmsghdr align;
	char room[CMSG_SPACE(sizeof(int))];
};

static void
message_make(struct msghdr *msg, struct iovec *iov, char *byte,
    union control *control)
{
	memset(msg, 0, sizeof(*msg));
	memset(control, 0, sizeof(*control));
	iov->iov_base = byte;
	iov->iov_len = 1;
	msg->msg_iov = iov;
	msg->msg_iovlen = 1;
	msg->msg_control = control->room;
	msg->msg_controllen = sizeof(control->room);
}

static int
pass_send(int over, int fd)
{
	union control control;
	struct cmsghdr *c;
	struct msghdr msg;
	struct iovec iov;
	char byte;

	byte = 'p';
	message_make(&msg, &iov, &byte, &control);
	c = CMSG_FIRSTHDR(&msg);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(fd));
	memcpy(CMSG_DATA(c), &fd, sizeof(fd));
	return host_sendmsg(over, &msg, MSG_NOSIGNAL) == 1 ? 0 : -1;
}

static int
pass_receive(int over)
{
	union control control;
	struct cmsghdr *c;
	struct msghdr msg;
	struct iovec iov;
	char byte;
	int fd;

	message_make(&msg, &iov, &byte, &control);
	if (host_recvmsg(over, &msg, 0) != 1)
		return -1;
	c = CMSG_FIRSTHDR(&msg);
	if (c == NULL || c->cmsg_type != SCM_RIGHTS)
		return -1;
	memcpy(&fd, CMSG_DATA(c), sizeof(fd));
	return fd;
}

/* Whether what arrives when an end is passed is that end. */
static int
pass(int over, int out, int passed, int peer)
{
	int answer, fd;

	if (pass_send(over, passed) != 0)
		return subject_errno();
	fd = pass_receive(out);
	if (fd < 0)
		return subject_errno();
	answer = carries(fd, peer);
	host_close(fd);
	return answer;
}

/* The far end over the pair itself, to the near one. */
static int
pass_far(struct subject *s)
{
	return pass(s->far, s->near, s->far, s->near);
}

/* The near end over the pair, to itself. */
static int
pass_itself(struct subject *s)
{
	return pass(s->far, s->near, s->near, s->far);
}
#endif

/* A copy of an end goes on when the end itself is closed. */
static int
duplicate(struct subject *s)
{
	int answer, copy;

	copy = host_dup(s->far);
	if (copy < 0)
		return subject_errno();
	subject_close_far(s);
	answer = carries(s->near, copy);
	host_close(copy);
	return answer;
}

#if defined(HAVE_FORK)
/* The status of a child as an answer: 0 is yes. */
static int
child_answer(pid_t pid)
{
	int status;

	if (pid < 0 || host_waitpid(pid, &status, 0) != pid)
		return subject_errno();
	if (!WIFEXITED(status))
		return ANSWER_DEAD;
	return WEXITSTATUS(status) == 0 ? ANSWER_YES : ANSWER_NO;
}

/* A child says something at the far end. */
static int
forked(struct subject *s)
{
	char got;
	pid_t pid;
	int answer;

	pid = host_fork();
	if (pid == 0)
		host_exit(subject_say(s->far, "c", 1) == 1 ? 0 : 1);
	answer = child_answer(pid);
	if (answer == ANSWER_YES && subject_hear(s->near, &got, 1) != 1)
		return subject_errno();
	return answer;
}

/* What a child that is gone said is heard, though its end went with it. */
static int
outlives(struct subject *s)
{
	char got;
	pid_t pid;

	pid = host_fork();
	if (pid == 0) {
		host_close(s->near);
		host_exit(subject_say(s->far, "c", 1) == 1 ? 0 : 1);
	}
	subject_close_far(s);
	if (child_answer(pid) != ANSWER_YES)
		return ANSWER_NO;
	return subject_hear(s->near, &got, 1) == 1 && got == 'c' ? ANSWER_YES
								 : ANSWER_NO;
}

/* Whether the near end is open in a program that is started with it. */
static int
executed(struct subject *s)
{
	int status;
	pid_t pid;

	pid = host_fork();
	if (pid == 0)
		program_execute(s->near);
	if (pid < 0 || host_waitpid(pid, &status, 0) != pid)
		return ANSWER_SKIPPED;
	if (!WIFEXITED(status) || WEXITSTATUS(status) == PROGRAM_NONE)
		return ANSWER_SKIPPED;
	return WEXITSTATUS(status) == PROGRAM_OPEN ? ANSWER_YES : ANSWER_NO;
}

#if defined(HAVE_SIGACTION)
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
		if (host_socketpair(p->domain, p->type | p->flags, p->protocol,
			end) != 0)
			return errno == EINTR ? ANSWER_YES : subject_errno();
		host_close(end[0]);
		host_close(end[1]);
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
		return subject_errno();
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
interrupted(struct subject *s)
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
	answer = interrupt(s->pair, &before);
	host_sigprocmask(SIG_SETMASK, &before, NULL);
	host_sigaction(SIGUSR1, &old, NULL);
	return answer;
}
#endif
#endif

const struct check_row check_share_rows[] = {
#ifdef SCM_RIGHTS
	{ CHECK_PASS, pass_far },
	{ CHECK_PASS_ITSELF, pass_itself },
#endif
	{ CHECK_DUPLICATE, duplicate },
#if defined(HAVE_FORK)
	{ CHECK_FORK, forked },
	{ CHECK_OUTLIVES, outlives },
	{ CHECK_EXEC, executed },
#if defined(HAVE_SIGACTION)
	{ CHECK_INTERRUPTED, interrupted },
#endif
#endif
	{ CHECK_CALL, NULL },
};
