/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Verbs: readiness.  The word of a step says which events are asked for.  A
 * child that was asleep answers yes: what it is woken with depends on how far
 * the other party is by then, and is looked at by checks of one party.
 */

#include "t/probe/host/host.h"

#if defined(HAVE_POLL)
#include <sys/select.h>
#endif
#if defined(HAVE_SYS_EPOLL_H)
#include <sys/epoll.h>
#endif
#if defined(HAVE_KQUEUE)
#include <sys/event.h>
#endif
#include <sys/time.h>
#include <time.h>

#include "t/probe/ask/verb.h"

/* Small libcs leave out what is Linux's own. */
#if defined(__linux__) && !defined(POLLRDHUP)
#if defined(__sparc__)
#define POLLRDHUP 0x800
#else
#define POLLRDHUP 0x2000
#endif
#endif

/* Bits of a mask, in the order of the words of lib/outcome.c. */
enum {
	BIT_IN = 1,
	BIT_PRI = 2,
	BIT_OUT = 4,
	BIT_ERR = 8,
	BIT_HUP = 16,
	BIT_RDHUP = 64
};

#if defined(HAVE_POLL)
static const struct {
	const char *word;
	int event;
	int bit;
	bool asked; /* where the step has no word */
} events[] = {
	{ "in", POLLIN, BIT_IN, true },
	{ "pri", POLLPRI, BIT_PRI, true },
	{ "out", POLLOUT, BIT_OUT, true },
	{ "-", POLLERR, BIT_ERR, false },
	{ "-", POLLHUP, BIT_HUP, false },
	{ "-", POLLNVAL, 32, false },
#ifdef POLLRDHUP
	{ "rdhup", POLLRDHUP, BIT_RDHUP, true },
#endif
#ifdef POLLRDBAND
	{ "rdband", POLLRDBAND, 128, true },
#endif
#ifdef POLLWRBAND
	{ "wrband", POLLWRBAND, 256, true },
#endif
#ifdef POLLRDNORM
	{ "rdnorm", POLLRDNORM, 512, false },
#endif
#ifdef POLLWRNORM
	{ "wrnorm", POLLWRNORM, 1024, false },
#endif
};

enum { EVENTS = sizeof(events) / sizeof(events[0]) };

static int
events_asked(const struct act *act)
{
	int asked;
	size_t i;

	for (asked = 0, i = 0; i < EVENTS; i++)
		if (act->word[0] == '\0' ? events[i].asked
					 : verb_word(act, events[i].word))
			asked |= events[i].event;
	return verb_word(act, "inout") ? POLLIN | POLLOUT : asked;
}

static int
poll_mask(int revents)
{
	size_t i;
	int mask;

	/* Where two events have one number, the first counts. */
	for (mask = 0, i = 0; i < EVENTS; i++)
		if ((revents & events[i].event) != 0) {
			mask |= events[i].bit;
			revents &= ~events[i].event;
		}
	return ANSWER_POLL + mask;
}

/* What a wait that returned n leads to, with that mask. */
static int
waited(const struct act *act, int n, int mask)
{
	if (n < 0)
		return verb_errno();
	return act->waits ? ANSWER_YES : mask;
}

static int
poll_once(struct act *act, struct pollfd *one)
{
	one->fd = verb_end(act);
	one->events = (short)events_asked(act);
	one->revents = 0;
	return host_poll(one, 1, act->waits ? -1 : 0);
}

static int
poll_act(struct act *act)
{
	struct pollfd one;
	const int n = poll_once(act, &one);

	return waited(act, n, poll_mask(one.revents));
}

static int
pollcount_act(struct act *act)
{
	struct pollfd one;

	return verb_number(poll_once(act, &one));
}

/* How many of both ends poll(2) counts. */
static int
pollboth_act(struct act *act)
{
	struct pollfd both[2];
	int i;

	for (i = 0; i < 2; i++) {
		both[i].fd = act->end[i];
		both[i].events = (short)events_asked(act);
		both[i].revents = 0;
	}
	return verb_number(host_poll(both, 2, 0));
}

#if defined(HAVE_PPOLL)
static int
ppoll_act(struct act *act)
{
	const struct timespec none = { 0, 0 };
	struct pollfd one;
	int n;

	one.fd = verb_end(act);
	one.events = (short)events_asked(act);
	one.revents = 0;
	n = host_ppoll(&one, 1, act->waits ? NULL : &none, NULL);
	return waited(act, n, poll_mask(one.revents));
}
#endif

/* The three sets, or the one that the word says. */
struct sets {
	fd_set in, out, odd;
};

static void
sets_make(struct sets *s, const struct act *act)
{
	const bool all = act->word[0] == '\0';

	FD_ZERO(&s->in);
	FD_ZERO(&s->out);
	FD_ZERO(&s->odd);
	if (all || verb_word(act, "in") || verb_word(act, "inout"))
		FD_SET(verb_end(act), &s->in);
	if (all || verb_word(act, "out") || verb_word(act, "inout"))
		FD_SET(verb_end(act), &s->out);
	if (all || verb_word(act, "pri"))
		FD_SET(verb_end(act), &s->odd);
}

static int
sets_mask(struct sets *s, int fd)
{
	return ANSWER_POLL + (FD_ISSET(fd, &s->in) ? BIT_IN : 0) +
	    (FD_ISSET(fd, &s->out) ? BIT_OUT : 0) +
	    (FD_ISSET(fd, &s->odd) ? BIT_PRI : 0);
}

static int
select_once(struct act *act, struct sets *s)
{
	struct timeval none = { 0, 0 };

	sets_make(s, act);
	return host_select(verb_end(act) + 1, &s->in, &s->out, &s->odd,
	    act->waits ? NULL : &none);
}

static int
select_act(struct act *act)
{
	struct sets s;
	const int n = select_once(act, &s);

	return waited(act, n, n < 0 ? 0 : sets_mask(&s, verb_end(act)));
}

static int
selectcount_act(struct act *act)
{
	struct sets s;

	return verb_number(select_once(act, &s));
}

#if defined(HAVE_PPOLL)
static int
pselect_act(struct act *act)
{
	const struct timespec none = { 0, 0 };
	struct sets s;
	int n;

	sets_make(&s, act);
	n = host_pselect(verb_end(act) + 1, &s.in, &s.out, &s.odd,
	    act->waits ? NULL : &none, NULL);
	return waited(act, n, n < 0 ? 0 : sets_mask(&s, verb_end(act)));
}
#endif
#endif

#if defined(HAVE_SYS_EPOLL_H)
/* Its events have the numbers of those of poll(2) as far as they are kept. */
static int
epoll_add(struct act *act, unsigned how)
{
	struct epoll_event event;

	act->watch = host_epoll_create1(0);
	if (act->watch < 0)
		return -1;
	memset(&event, 0, sizeof(event));
	event.events = how;
	if (!verb_word(act, "out"))
		event.events |= EPOLLIN | EPOLLPRI | EPOLLRDHUP;
	if (!verb_word(act, "in"))
		event.events |= EPOLLOUT;
	return host_epoll_ctl(act->watch, EPOLL_CTL_ADD, verb_end(act), &event);
}

/* What is watched has to say since it was last asked. */
static int
event_act(struct act *act)
{
	struct epoll_event event;
	int n;

	memset(&event, 0, sizeof(event));
	n = host_epoll_wait(act->watch, &event, 1, act->waits ? -1 : 0);
	return waited(act, n,
	    ANSWER_POLL +
		(int)((event.events & 0x1f) |
		    ((event.events & EPOLLRDHUP) != 0 ? BIT_RDHUP : 0)));
}

static int
watch_act(struct act *act)
{
	return verb_done(epoll_add(act, 0));
}

static int
watchedge_act(struct act *act)
{
	return verb_done(epoll_add(act, EPOLLET));
}

static int
watchonce_act(struct act *act)
{
	return verb_done(epoll_add(act, EPOLLONESHOT));
}

/* Watched anew; a level says the same a second time. */
static int
epoll_anew(struct act *act, unsigned how, int times)
{
	int answer;

	if (epoll_add(act, how) != 0)
		answer = act->watch < 0 ? ANSWER_SKIPPED : verb_errno();
	else
		for (answer = ANSWER_SKIPPED; times > 0; times--)
			answer = event_act(act);
	host_close(act->watch);
	act->watch = -1;
	return answer;
}

static int
epoll_act(struct act *act)
{
	return epoll_anew(act, 0, act->waits ? 1 : 2);
}

static int
edgefirst_act(struct act *act)
{
	return epoll_anew(act, EPOLLET, 1);
}

/* Woken by an edge, it says nothing the second time. */
static int
edge_act(struct act *act)
{
	return epoll_anew(act, EPOLLET, act->waits ? 1 : 2);
}
#endif

#if defined(HAVE_KQUEUE)
/* EV_EOF, which says that there is nothing more, is a hang-up. */
static int
kqueue_filter(struct act *act, int filter, int bit)
{
	const struct timespec none = { 0, 0 };
	struct kevent change, event;
	const int fd = host_kqueue();
	int error, n;

	if (fd < 0)
		return -1;
	EV_SET(&change, verb_end(act), filter, EV_ADD, 0, 0, NULL);
	n = host_kevent(fd, &change, 1, &event, 1, act->waits ? NULL : &none);
	if (n > 0 && (event.flags & EV_ERROR) != 0) {
		errno = (int)event.data;
		n = -1;
	}
	error = errno;
	host_close(fd);
	errno = error;
	if (n <= 0)
		return n;
	return bit | ((event.flags & EV_EOF) != 0 ? BIT_HUP : 0);
}

static int
kqueue_act(struct act *act)
{
	int in = 0, out = 0;

	if (!verb_word(act, "out"))
		in = kqueue_filter(act, EVFILT_READ, BIT_IN);
	if (in >= 0 && !verb_word(act, "in"))
		out = kqueue_filter(act, EVFILT_WRITE, BIT_OUT);
	return waited(act, in < 0 || out < 0 ? -1 : 0,
	    ANSWER_POLL + (in | out));
}
#endif

const struct verb verbs_ready[] = {
#if defined(HAVE_POLL)
	VERB(poll),
	VERB(pollcount),
	VERB(pollboth),
	VERB(select),
	VERB(selectcount),
#if defined(HAVE_PPOLL)
	VERB(ppoll),
	VERB(pselect),
#endif
#endif
#if defined(HAVE_SYS_EPOLL_H)
	VERB(epoll),
	VERB(edge),
	VERB(edgefirst),
	VERB(watch),
	VERB(watchedge),
	VERB(watchonce),
	VERB(event),
#endif
#if defined(HAVE_KQUEUE)
	VERB(kqueue),
#endif
	{ NULL, NULL, NULL },
};
