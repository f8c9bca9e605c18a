/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The verbs of scripts. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <string.h>

#if defined(HAVE_POLL)
#include <sys/select.h>
#endif
#if defined(HAVE_SYS_EPOLL_H)
#include <sys/epoll.h>
#endif
#include <sys/time.h>
#include <sys/uio.h>

#include "t/probe/ask/verb.h"
#include "t/probe/state/signals.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif
/* Small libcs leave out what is Linux's own. */
#if defined(__linux__) && !defined(POLLRDHUP)
#if defined(__sparc__)
#define POLLRDHUP 0x800
#else
#define POLLRDHUP 0x2000
#endif
#endif

enum {
	BYTES = 4096, /* most that a step moves */
	LETTERS = 26,
	TICK = 2000, /* microseconds that a call of this process may wait */
	LONG_TICK = 500000, /* where it has a limit of its own */
	RIGHTS_MAX = 8	    /* descriptors in one message */
};

int
verb_number(long n)
{
	if (n < 0)
		return subject_errno();
	return ANSWER_NUMBER +
	    (int)(n < ANSWER_MAX - ANSWER_NUMBER ? n
						 : ANSWER_MAX - ANSWER_NUMBER);
}

static const struct {
	const char *name;
	int flag;
} message_flags[] = {
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

bool
verb_flag(const char *name, int *to)
{
	size_t i;

	for (i = 0; i < sizeof(message_flags) / sizeof(message_flags[0]); i++)
		if (strcmp(message_flags[i].name, name) == 0) {
			*to |= message_flags[i].flag;
			return true;
		}
	return false;
}

/* The bytes of a step, in as many buffers as it has numbers. */
struct buffers {
	char byte[BYTES];
	struct iovec iov[ACT_NUMBERS];
	int count;
	size_t size;
};

static void
buffers_make(struct buffers *b, const struct act *act)
{
	int i;

	b->size = 0;
	b->count = act->numbers == 0 ? 1 : act->numbers;
	for (i = 0; i < b->count; i++) {
		b->iov[i].iov_base = b->byte + b->size;
		b->iov[i].iov_len = i < act->numbers ? (size_t)act->number[i]
						     : 1;
		b->size += b->iov[i].iov_len;
	}
}

static void
message_make(struct msghdr *msg, struct buffers *b)
{
	memset(msg, 0, sizeof(*msg));
	msg->msg_iov = b->iov;
	msg->msg_iovlen = (size_t)b->count;
}

/* The flags of a step that this process does not wait in. */
static int
flags_out(const struct act *act)
{
	if (act->plain)
		return act->flags;
	return act->flags | MSG_NOSIGNAL | (act->waits ? 0 : MSG_DONTWAIT);
}

static int
flags_in(const struct act *act)
{
	return act->plain || act->waits ? act->flags
					: act->flags | MSG_DONTWAIT;
}

#if defined(HAVE_SETITIMER) && defined(HAVE_SIGACTION)
static void
tick(int number)
{
	(void)number;
}

/* Ends a call of this process that waits, however often it is made. */
static void
ticks_start(long tick_us, struct itimerval *clock, struct sigaction *before)
{
	const struct itimerval ticks = { { 0, TICK }, { 0, tick_us } };
	struct sigaction act;

	sigemptyset(&act.sa_mask);
	act.sa_flags = 0;
	act.sa_handler = tick;
	host_sigaction(SIGALRM, &act, before);
	host_setitimer(ITIMER_REAL, &ticks, clock);
}

static void
ticks_end(const struct itimerval *clock, const struct sigaction *before)
{
	const int error = errno;

	host_setitimer(ITIMER_REAL, clock, NULL);
	host_sigaction(SIGALRM, before, NULL);
	errno = error;
}
#endif

typedef ssize_t transfer(int fd, struct buffers *b, int flags);

/* Makes a transfer; where it waits for good, that is ANSWER_BLOCKS. */
static int
transfer_make(struct act *act, transfer *call, struct buffers *b, int flags,
    ssize_t *n)
{
	const int fd = act->end[act->at];
#if defined(HAVE_SETITIMER) && defined(HAVE_SIGACTION)
	struct sigaction before;
	struct itimerval clock;

	if (!act->waits) {
		ticks_start(act->limited ? LONG_TICK : TICK, &clock, &before);
		*n = call(fd, b, flags);
		ticks_end(&clock, &before);
		if (*n < 0 && errno == EINTR)
			return ANSWER_BLOCKS;
		return verb_number((long)*n);
	}
#endif
	*n = call(fd, b, flags);
	return verb_number((long)*n);
}

static int
put(struct act *act, transfer *call)
{
	struct buffers b;
	ssize_t n;
	size_t i;
	int answer;

	buffers_make(&b, act);
	for (i = 0; i < b.size; i++)
		b.byte[i] = (char)('a' + (act->sent[act->at] + i) % LETTERS);
	answer = transfer_make(act, call, &b, flags_out(act), &n);
	if (n > 0)
		act->sent[act->at] += (unsigned)n;
	return answer;
}

/* Whether what arrived is what was sent, in order. */
static bool
as_sent(const struct act *act, const struct buffers *b, size_t n)
{
	const unsigned from = act->stream ? act->heard[act->at]
					  : (unsigned)(b->byte[0] - 'a');
	size_t i;

	if ((act->flags & MSG_OOB) != 0)
		return true;
	for (i = 0; i < n; i++)
		if (b->byte[i] != (char)('a' + (from + i) % LETTERS))
			return false;
	return true;
}

static int
get(struct act *act, transfer *call)
{
	struct buffers b;
	ssize_t n;
	int answer;

	buffers_make(&b, act);
	memset(b.byte, '?', sizeof(b.byte));
	answer = transfer_make(act, call, &b, flags_in(act), &n);
	if (n <= 0)
		return answer;
	if (!as_sent(act, &b, (size_t)n < b.size ? (size_t)n : b.size))
		return ANSWER_CHANGED;
	if ((act->flags & (MSG_PEEK | MSG_OOB)) == 0)
		act->heard[act->at] += (unsigned)n;
	return answer;
}

/* One function a way, and one verb. */
#define WAY(verb, how, call) \
	static ssize_t verb##_call(int fd, struct buffers *b, int way_flags) \
	{ \
		(void)way_flags; \
		return call; \
	} \
	static int verb##_act(struct act *act) \
	{ \
		return how(act, verb##_call); \
	}

WAY(write, put, host_write(fd, b->byte, b->size))
WAY(send, put, host_send(fd, b->byte, b->size, way_flags))
WAY(sendto, put, host_sendto(fd, b->byte, b->size, way_flags, NULL, 0))
WAY(writev, put, host_writev(fd, b->iov, b->count))
WAY(read, get, host_read(fd, b->byte, b->size))
WAY(recv, get, host_recv(fd, b->byte, b->size, way_flags))
WAY(recvfrom, get, host_recvfrom(fd, b->byte, b->size, way_flags, NULL, NULL))
WAY(readv, get, host_readv(fd, b->iov, b->count))

static ssize_t
message_out(int fd, struct buffers *b, int way_flags)
{
	struct msghdr msg;

	message_make(&msg, b);
	return host_sendmsg(fd, &msg, way_flags);
}

static ssize_t
message_in(int fd, struct buffers *b, int way_flags)
{
	struct msghdr msg;

	message_make(&msg, b);
	return host_recvmsg(fd, &msg, way_flags);
}

static int
sendmsg_act(struct act *act)
{
	return put(act, message_out);
}

static int
recvmsg_act(struct act *act)
{
	return get(act, message_in);
}

/* What recvmsg(2) writes into the flags of a message. */
static int
message_mask(int got)
{
	static const struct {
		int flag, bit;
	} bits[] = {
		{ MSG_TRUNC, 1 },
		{ MSG_CTRUNC, 2 },
		{ MSG_EOR, 4 },
		{ MSG_OOB, 8 },
	};
	size_t i;
	int mask;

	for (mask = 0, i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if ((got & bits[i].flag) != 0)
			mask |= bits[i].bit;
	return ANSWER_MSG + mask;
}

#ifdef SCM_RIGHTS
union control {
	struct cmsghdr align;
	char room[CMSG_SPACE(RIGHTS_MAX * sizeof(int))];
};

static int
pass_act(struct act *act)
{
	const int count = act->number[0];
	const int other = act->end[1 - act->at];
	union control control;
	struct cmsghdr *c;
	struct buffers b;
	struct msghdr msg;
	int i;

	act->number[0] = act->numbers > 1 ? act->number[1] : 1;
	act->numbers = 1;
	buffers_make(&b, act);
	memset(b.byte, 'a', b.size);
	message_make(&msg, &b);
	memset(&control, 0, sizeof(control));
	msg.msg_control = control.room;
	msg.msg_controllen = CMSG_SPACE((unsigned)count * sizeof(int));
	c = CMSG_FIRSTHDR(&msg);
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN((unsigned)count * sizeof(int));
	for (i = 0; i < count; i++)
		memcpy(CMSG_DATA(c) + (size_t)i * sizeof(int), &other,
		    sizeof(int));
	return verb_number((long)host_sendmsg(act->end[act->at], &msg,
	    MSG_NOSIGNAL | MSG_DONTWAIT));
}

/* Receives a message with room for so many descriptors; closes them. */
static int
take(struct act *act, struct msghdr *msg, int *cloexec)
{
	const int room = act->number[0];
	union control control;
	struct cmsghdr *c;
	struct buffers b;
	size_t i, n;
	int fd, count;

	act->number[0] = act->numbers > 1 ? act->number[1] : BYTES;
	act->numbers = 1;
	buffers_make(&b, act);
	message_make(msg, &b);
	memset(&control, 0, sizeof(control));
	if (room > 0) {
		msg->msg_control = control.room;
		msg->msg_controllen = CMSG_LEN((unsigned)room * sizeof(int));
	}
	if (host_recvmsg(act->end[act->at], msg, flags_in(act)) < 0)
		return -1;
	count = 0;
	*cloexec = 0;
	for (c = CMSG_FIRSTHDR(msg); c != NULL; c = CMSG_NXTHDR(msg, c)) {
		if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
			continue;
		n = ((size_t)c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
		for (i = 0; i < n; i++) {
			memcpy(&fd, CMSG_DATA(c) + i * sizeof(int), sizeof(fd));
			*cloexec |= host_fcntl(fd, F_GETFD) & FD_CLOEXEC;
			host_close(fd);
			count++;
		}
	}
	return count;
}

static int
take_act(struct act *act)
{
	struct msghdr msg;
	int cloexec;

	return verb_number(take(act, &msg, &cloexec));
}

static int
takecloexec_act(struct act *act)
{
	struct msghdr msg;
	int cloexec;

	if (take(act, &msg, &cloexec) < 0)
		return subject_errno();
	return cloexec != 0 ? ANSWER_YES : ANSWER_NO;
}

static int
takeflags_act(struct act *act)
{
	struct msghdr msg;
	int cloexec;

	if (take(act, &msg, &cloexec) < 0)
		return subject_errno();
	return message_mask(msg.msg_flags);
}
#endif

static int
answer(int returned)
{
	return returned < 0 ? subject_errno() : ANSWER_OK;
}

static int
shutdown_act(struct act *act)
{
	const int how = strcmp(act->word, "wr") == 0 ? SHUT_WR
	    : strcmp(act->word, "rd") == 0	     ? SHUT_RD
						     : SHUT_RDWR;

	return answer(host_shutdown(act->end[act->at], how));
}

static int
close_act(struct act *act)
{
	const int fd = act->end[act->at];

	act->end[act->at] = -1;
	return answer(host_close(fd));
}

static int
fill_act(struct act *act)
{
	return answer(subject_fill(act->end[act->at]));
}

static int
drain_act(struct act *act)
{
	char got[BYTES];

	while (subject_hear(act->end[act->at], got, sizeof(got)) > 0)
		continue;
	return ANSWER_OK;
}

#if defined(HAVE_POLL)
/*
 * One that was asleep answers yes: what it is woken with depends on how far
 * the other party is by then, and is looked at by checks of one party.
 */
enum { BIT_IN = 1, BIT_PRI = 2, BIT_OUT = 4 };

/* Bits of a mask, in the order of the words of lib/outcome.c. */
static const struct {
	int event;
	int bit;
	bool asked; /* not only reported */
} events[] = {
	{ POLLIN, BIT_IN, true },
	{ POLLPRI, BIT_PRI, true },
	{ POLLOUT, BIT_OUT, true },
	{ POLLERR, 8, false },
	{ POLLHUP, 16, false },
	{ POLLNVAL, 32, false },
#ifdef POLLRDHUP
	{ POLLRDHUP, 64, true },
#endif
#ifdef POLLRDBAND
	{ POLLRDBAND, 128, true },
	{ POLLWRBAND, 256, true },
#endif
};

static int
poll_once(struct act *act, struct pollfd *one)
{
	size_t i;

	one->fd = act->end[act->at];
	one->events = one->revents = 0;
	if (strcmp(act->word, "in") == 0)
		one->events = POLLIN;
	else if (strcmp(act->word, "out") == 0)
		one->events = POLLOUT;
	else if (strcmp(act->word, "none") != 0)
		for (i = 0; i < sizeof(events) / sizeof(events[0]); i++)
			if (events[i].asked)
				one->events |= (short)events[i].event;
	return host_poll(one, 1, act->waits ? -1 : 0);
}

static int
poll_act(struct act *act)
{
	struct pollfd one;
	size_t i;
	int mask;

	if (poll_once(act, &one) < 0)
		return subject_errno();
	if (act->waits)
		return ANSWER_YES;
	for (mask = 0, i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if ((one.revents & events[i].event) != 0)
			mask |= events[i].bit;
	return ANSWER_POLL + mask;
}

static int
pollcount_act(struct act *act)
{
	struct pollfd one;

	return verb_number(poll_once(act, &one));
}

static int
select_act(struct act *act)
{
	struct timeval none = { 0, 0 };
	const int fd = act->end[act->at];
	fd_set in, out, odd;
	int mask;

	FD_ZERO(&in);
	FD_ZERO(&out);
	FD_ZERO(&odd);
	if (strcmp(act->word, "out") != 0)
		FD_SET(fd, &in);
	if (strcmp(act->word, "in") != 0)
		FD_SET(fd, &out);
	FD_SET(fd, &odd);
	if (host_select(fd + 1, &in, &out, &odd, act->waits ? NULL : &none) < 0)
		return subject_errno();
	if (act->waits)
		return ANSWER_YES;
	mask = FD_ISSET(fd, &in) ? BIT_IN : 0;
	mask |= FD_ISSET(fd, &out) ? BIT_OUT : 0;
	return ANSWER_POLL + (mask | (FD_ISSET(fd, &odd) ? BIT_PRI : 0));
}
#endif

#if defined(HAVE_SYS_EPOLL_H)
/* Its events have the numbers of those of poll(2) as far as they are kept. */
static int
epoll_wait_on(struct act *act, unsigned how, int times)
{
	struct epoll_event event;
	int fd, n;

	fd = epoll_create1(0);
	if (fd < 0)
		return ANSWER_SKIPPED;
	memset(&event, 0, sizeof(event));
	event.events = how | EPOLLIN | EPOLLPRI | EPOLLRDHUP;
	if (strcmp(act->word, "in") != 0)
		event.events |= EPOLLOUT;
	n = epoll_ctl(fd, EPOLL_CTL_ADD, act->end[act->at], &event);
	for (event.events = 0; n == 0 && times > 0; times--) {
		event.events = 0;
		n = epoll_wait(fd, &event, 1, act->waits ? -1 : 0);
		n = n < 0 ? -1 : 0;
	}
	host_close(fd);
	if (n < 0)
		return subject_errno();
	if (act->waits)
		return ANSWER_YES;
	return ANSWER_POLL +
	    (int)((event.events & 0x1f) |
		((event.events & EPOLLRDHUP) != 0 ? 64 : 0));
}

static int
epoll_act(struct act *act)
{
	return epoll_wait_on(act, 0, 2);
}

/* Woken by an edge, it says nothing the second time. */
static int
edge_act(struct act *act)
{
	return epoll_wait_on(act, EPOLLET, act->waits ? 1 : 2);
}
#endif

static int
nonblock_act(struct act *act)
{
	const int was = host_fcntl(act->end[act->at], F_GETFL);

	return answer(host_fcntl(act->end[act->at], F_SETFL,
	    act->number[0] != 0 ? was | O_NONBLOCK : was & ~O_NONBLOCK));
}

/* Sets a time limit of so many milliseconds. */
static int
limit_set(struct act *act, int name)
{
	struct timeval limit;

	act->limited = true;
	limit.tv_sec = act->number[0] / 1000;
	limit.tv_usec = act->number[0] % 1000 * 1000;
	return answer(host_setsockopt(act->end[act->at], SOL_SOCKET, name,
	    &limit, sizeof(limit)));
}

static int
rcvtimeo_act(struct act *act)
{
	return limit_set(act, SO_RCVTIMEO);
}

static int
sndtimeo_act(struct act *act)
{
	return limit_set(act, SO_SNDTIMEO);
}

/* The error that is pending, as an errno; 0 where there is none. */
static int
error_act(struct act *act)
{
	int value = 0;
	socklen_t len = sizeof(value);

	if (host_getsockopt(act->end[act->at], SOL_SOCKET, SO_ERROR, &value,
		&len) != 0)
		return subject_errno();
	if (value == 0)
		return verb_number(0);
	errno = value;
	return subject_errno();
}

#if !defined(PAIRPROBE_BARE)
static int
ioctl_number(struct act *act, unsigned long what)
{
	int value = 0;

	return host_ioctl(act->end[act->at], what, &value) != 0
	    ? subject_errno()
	    : verb_number(value);
}

static int
fionread_act(struct act *act)
{
	return ioctl_number(act, FIONREAD);
}

static int
fionbio_act(struct act *act)
{
	int value = act->number[0];

	return answer(host_ioctl(act->end[act->at], FIONBIO, &value));
}

#ifdef TIOCOUTQ
static int
outq_act(struct act *act)
{
	int value = 0;

	/* How a kernel counts them, with or without its own, is its matter. */
	if (host_ioctl(act->end[act->at], TIOCOUTQ, &value) != 0)
		return subject_errno();
	return value > 0 ? ANSWER_YES : ANSWER_NO;
}
#endif

#ifdef SIOCATMARK
static int
mark_act(struct act *act)
{
	return ioctl_number(act, SIOCATMARK);
}
#endif
#endif

/* Signals of an end go to this process. */
static int
own_act(struct act *act)
{
	return answer(
	    host_fcntl(act->end[act->at], F_SETOWN, (int)host_getpid()));
}

#ifdef O_ASYNC
static int
async_act(struct act *act)
{
	const int was = host_fcntl(act->end[act->at], F_GETFL);

	return answer(host_fcntl(act->end[act->at], F_SETFL, was | O_ASYNC));
}
#endif

static int
sockname_act(struct act *act)
{
	struct sockaddr_storage name;
	socklen_t len = sizeof(name);

	return host_getsockname(act->end[act->at], (struct sockaddr *)&name,
		   &len) != 0
	    ? subject_errno()
	    : verb_number((long)len);
}

static int
peername_act(struct act *act)
{
	struct sockaddr_storage name;
	socklen_t len = sizeof(name);

	return host_getpeername(act->end[act->at], (struct sockaddr *)&name,
		   &len) != 0
	    ? subject_errno()
	    : verb_number((long)len);
}

#if defined(__linux__) && defined(SO_PEERCRED)
static int
peerpid_act(struct act *act)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	if (host_getsockopt(act->end[act->at], SOL_SOCKET, SO_PEERCRED, &peer,
		&len) != 0)
		return subject_errno();
	return peer.pid == host_getpid() ? ANSWER_YES : ANSWER_NO;
}

static int
passcred_act(struct act *act)
{
	const int on = act->number[0];

	return answer(host_setsockopt(act->end[act->at], SOL_SOCKET,
	    SO_PASSCRED, &on, sizeof(on)));
}

/* Whether a message says that this process sent it. */
static int
takecred_act(struct act *act)
{
	union {
		struct cmsghdr align;
		char room[CMSG_SPACE(sizeof(struct ucred))];
	} control;
	struct cmsghdr *c;
	struct buffers b;
	struct msghdr msg;
	struct ucred from;

	act->numbers = 0;
	buffers_make(&b, act);
	message_make(&msg, &b);
	msg.msg_control = control.room;
	msg.msg_controllen = sizeof(control.room);
	if (host_recvmsg(act->end[act->at], &msg, flags_in(act)) < 0)
		return subject_errno();
	c = CMSG_FIRSTHDR(&msg);
	if (c == NULL || c->cmsg_type != SCM_CREDENTIALS)
		return ANSWER_NO;
	memcpy(&from, CMSG_DATA(c), sizeof(from));
	return from.pid == host_getpid() ? ANSWER_YES : ANSWER_NO;
}
#endif

int
verb_raised(const char *name)
{
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
	size_t i;
#if defined(HAVE_SIGPENDING) && defined(HAVE_SIGACTION)
	sigset_t waiting;

	for (i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		if (strcmp(signals[i].name, name) == 0) {
			if (host_sigpending(&waiting) != 0)
				return subject_errno();
			return sigismember(&waiting, signals[i].number) == 1
			    ? ANSWER_YES
			    : ANSWER_NO;
		}
#else
	(void)signals;
	(void)name;
	(void)i;
#endif
	return ANSWER_SKIPPED;
}

#define VERB(name) \
	{ \
#name, name##_act \
	}

static const struct verb verbs[] = {
	VERB(write),
	VERB(send),
	VERB(sendto),
	VERB(writev),
	VERB(sendmsg),
	VERB(read),
	VERB(recv),
	VERB(recvfrom),
	VERB(readv),
	VERB(recvmsg),
#ifdef SCM_RIGHTS
	VERB(pass),
	VERB(take),
	VERB(takecloexec),
	VERB(takeflags),
#endif
	VERB(shutdown),
	VERB(close),
	VERB(fill),
	VERB(drain),
#if defined(HAVE_POLL)
	VERB(poll),
	VERB(pollcount),
	VERB(select),
#endif
#if defined(HAVE_SYS_EPOLL_H)
	VERB(epoll),
	VERB(edge),
#endif
	VERB(nonblock),
	VERB(rcvtimeo),
	VERB(sndtimeo),
	VERB(error),
#if !defined(PAIRPROBE_BARE)
	VERB(fionread),
	VERB(fionbio),
#ifdef TIOCOUTQ
	VERB(outq),
#endif
#ifdef SIOCATMARK
	VERB(mark),
#endif
#endif
	VERB(own),
#ifdef O_ASYNC
	VERB(async),
#endif
	VERB(sockname),
	VERB(peername),
#if defined(__linux__) && defined(SO_PEERCRED)
	VERB(peerpid),
	VERB(passcred),
	VERB(takecred),
#endif
};

const struct verb *
verb_find(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}
