/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What a new pair is like. */

#include "t/probe/host/host.h"

#include <stddef.h>
#include <string.h>

#include "t/probe/ask/pair.h"

/* Whether a byte can be waited for: a call that never blocks is needed. */
#if defined(HAVE_POLL) || defined(MSG_DONTWAIT)
#define CHANNEL_SHOWN 1
#else
#define CHANNEL_SHOWN 0
#endif

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

/* Which ends fail a check, as the value of an effect. */
static unsigned
ends_bad(const struct pair *p, bool (*good)(const struct pair *, int))
{
	return (good(p, 0) ? 0 : ENDS_BAD_FIRST) |
	    (good(p, 1) ? 0 : ENDS_BAD_SECOND);
}

static unsigned
check_return(const struct pair *p)
{
	return p->returned != 0;
}

static unsigned
subject_errno(const struct pair *p)
{
	return p->errno_touched;
}

static unsigned
check_distinct(const struct pair *p)
{
	return p->end[0] == p->end[1];
}

static unsigned
check_lowest(const struct pair *p)
{
	bool up, down;

	up = p->end[0] == p->lowest[0] && p->end[1] == p->lowest[1];
	down = p->end[0] == p->lowest[1] && p->end[1] == p->lowest[0];
	return !up && !down;
}

static unsigned
check_order(const struct pair *p)
{
	return p->end[0] > p->end[1];
}

static bool
is_socket(const struct pair *p, int i)
{
	struct stat st;

	return host_fstat(p->end[i], &st) == 0 && S_ISSOCK(st.st_mode);
}

static unsigned
check_sockets(const struct pair *p)
{
	return ends_bad(p, is_socket);
}

/* A name is given back by getsockname(2) and getpeername(2). */
typedef int name_call(int, struct sockaddr *, socklen_t *);

union name {
	struct sockaddr any;
	struct sockaddr_storage room;
	unsigned char byte[sizeof(struct sockaddr_storage)];
};

static int
own_name(int fd, struct sockaddr *to, socklen_t *len)
{
	return host_getsockname(fd, to, len);
}

static int
peer_name(int fd, struct sockaddr *to, socklen_t *len)
{
	return host_getpeername(fd, to, len);
}

/*
 * Whether a call gives a name that names nothing: of any length, zero but
 * for the family.  No document says how long it is, or that the two calls
 * give the same length.
 */
static bool
names_nothing(const struct pair *p, int i, name_call *call)
{
	const socklen_t family = offsetof(struct sockaddr, sa_data);
	union name name;
	socklen_t len, at;

	memset(&name, 0, sizeof(name));
	len = sizeof(name);
	if (call(p->end[i], &name.any, &len) != 0)
		return false;
	if (len >= family && name.any.sa_family != p->domain &&
	    name.any.sa_family != AF_UNSPEC)
		return false;
	for (at = family; at < len && at < sizeof(name); at++)
		if (name.byte[at] != 0)
			return false;
	return true;
}

static bool
is_unnamed(const struct pair *p, int i)
{
	return names_nothing(p, i, own_name) && names_nothing(p, i, peer_name);
}

static unsigned
check_unnamed(const struct pair *p)
{
	return ends_bad(p, is_unnamed);
}

/* How long the name of the first end is, in bytes. */
static unsigned
check_name_length(const struct pair *p)
{
	union name name;
	socklen_t len;

	len = sizeof(name);
	return host_getsockname(p->end[0], &name.any, &len) == 0 ? len : 0;
}

#if CHANNEL_SHOWN
/* After one byte failed to arrive, the next are not waited for so long. */
enum { PATIENCE_LOST = 10 };

/* Whether something can be read within so many milliseconds. */
static bool
readable(int fd, int patience)
{
#if defined(HAVE_POLL)
	struct pollfd one;

	one.fd = fd;
	one.events = POLLIN;
	one.revents = 0;
	return host_poll(&one, 1, patience) == 1 && (one.revents & POLLIN) != 0;
#else
	char byte;

	(void)patience;
	return host_recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
#endif
}

/* What is no socket may still be a channel. */
static bool
say(int fd, const char *text, size_t len)
{
	ssize_t n;

	n = host_send(fd, text, len, MSG_NOSIGNAL | MSG_DONTWAIT);
	if (n < 0 && errno == ENOTSOCK)
		n = host_write(fd, text, len);
	return n == (ssize_t)len;
}

/*
 * Whether each send is read by itself.  Those of SOCK_SEQPACKET need not be:
 * a record may take several sends, and ends with the one that says MSG_EOR
 * (XSH 2.10.6).
 */
static bool
sends_datagrams(int type)
{
	return type == SOCK_DGRAM ||
#ifdef SOCK_RDM
	    type == SOCK_RDM ||
#endif
	    type == SOCK_RAW;
}

/* Whether bytes that were sent lie unread somewhere, where that is known. */
static bool
unread_somewhere(int from)
{
#ifdef TIOCOUTQ
	int bytes;

	return host_ioctl(from, TIOCOUTQ, &bytes) == 0 && bytes > 0;
#else
	(void)from;
	return false;
#endif
}

/* Reads a text that was sent from an end; what is wrong with it. */
static unsigned
hear(const struct pair *p, int i, const char *text, size_t len)
{
	const int to = p->end[1 - i];
	char got[8];
	size_t want;
	ssize_t n;

	if (!readable(to, *p->patience)) {
		*p->patience = PATIENCE_LOST;
		return unread_somewhere(p->end[i]) ? CHANNEL_ELSEWHERE
						   : CHANNEL_LOST;
	}
	want = sends_datagrams(p->type) ? sizeof(got) : len;
	n = host_read(to, got, want);
	if (n < 0)
		return CHANNEL_LOST;
	if (n > (ssize_t)len && memcmp(got, "pair", 4) == 0)
		return CHANNEL_MERGED;
	return n == (ssize_t)len && memcmp(got, text, len) == 0
	    ? CHANNEL_OPEN
	    : CHANNEL_CHANGED;
}

/*
 * Two texts arrive at the other end, in order, and not at this one: what is
 * wrong with the way from end i to the other.
 */
static unsigned
way_from(const struct pair *p, int i)
{
	const int from = p->end[i];
	unsigned wrong;

	if (!say(from, "p", 1) || !say(from, "air", 3))
		return CHANNEL_REFUSED;
	if (p->end[0] == p->end[1] || readable(from, 0))
		return CHANNEL_ECHOED;
	wrong = hear(p, i, "p", 1);
	return wrong != CHANNEL_OPEN ? wrong : hear(p, i, "air", 3);
}

/* Both effects of one trial: which ends are not heard, and why not. */
static outcome_t
with_channel(outcome_t o, const struct pair *p)
{
	const unsigned first = way_from(p, 0), second = way_from(p, 1);

	o = outcome_with(o, EFFECT_CONNECTED,
	    (first != CHANNEL_OPEN ? ENDS_BAD_FIRST : 0) |
		(second != CHANNEL_OPEN ? ENDS_BAD_SECOND : 0));
	return outcome_with(o, EFFECT_CHANNEL,
	    first != CHANNEL_OPEN ? first : second);
}
#endif

#ifdef SOCK_CLOEXEC
#define ASKED_CLOEXEC SOCK_CLOEXEC
#else
#define ASKED_CLOEXEC 0
#endif
#ifdef SOCK_NONBLOCK
#define ASKED_NONBLOCK SOCK_NONBLOCK
#else
#define ASKED_NONBLOCK 0
#endif
#ifdef SOCK_CLOFORK
#define ASKED_CLOFORK SOCK_CLOFORK
#else
#define ASKED_CLOFORK 0
#endif

/* Whether one bit of a descriptor is as one flag of the type asked for. */
static bool
flag_is(const struct pair *p, int i, int command, int bit, int flag)
{
	int got;

	got = host_fcntl(p->end[i], command);
	return got >= 0 && ((got & bit) != 0) == ((p->flags & flag) != 0);
}

static bool
cloexec_is(const struct pair *p, int i)
{
	return flag_is(p, i, F_GETFD, FD_CLOEXEC, ASKED_CLOEXEC);
}

static unsigned
check_cloexec(const struct pair *p)
{
	return ends_bad(p, cloexec_is);
}

static bool
nonblock_is(const struct pair *p, int i)
{
	return flag_is(p, i, F_GETFL, O_NONBLOCK, ASKED_NONBLOCK);
}

static unsigned
check_nonblock(const struct pair *p)
{
	return ends_bad(p, nonblock_is);
}

/* What is set of the status of an end beside O_NONBLOCK: none is asked for. */
static unsigned
status_of(int fd)
{
	static const struct {
		int flag;
		unsigned status;
	} flags[] = {
		{ O_APPEND, STATUS_APPEND },
#ifdef O_ASYNC
		{ O_ASYNC, STATUS_ASYNC },
#endif
#ifdef O_DIRECT
		{ O_DIRECT, STATUS_DIRECT },
#endif
#ifdef O_SYNC
		{ O_SYNC, STATUS_SYNC },
#endif
#ifdef O_NOATIME
		{ O_NOATIME, STATUS_NOATIME },
#endif
	};
	const int got = host_fcntl(fd, F_GETFL);
	size_t i;

	if (got < 0)
		return STATUS_NONE;
	if ((got & O_ACCMODE) != O_RDWR)
		return STATUS_ACCESS;
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if ((got & flags[i].flag) != 0)
			return flags[i].status;
	return STATUS_NONE;
}

static unsigned
check_status(const struct pair *p)
{
	const unsigned first = status_of(p->end[0]);

	return first != STATUS_NONE ? first : status_of(p->end[1]);
}

#ifdef FD_CLOFORK
static bool
clofork_is(const struct pair *p, int i)
{
	return flag_is(p, i, F_GETFD, FD_CLOFORK, ASKED_CLOFORK);
}

static unsigned
check_clofork(const struct pair *p)
{
	return ends_bad(p, clofork_is);
}
#endif

/* What an option says that is a number: the same at both ends, or -1. */
static int
option(const struct pair *p, int name)
{
	int i, value[2];
	socklen_t len;

	for (i = 0; i < 2; i++) {
		len = sizeof(value[i]);
		if (host_getsockopt(p->end[i], SOL_SOCKET, name, &value[i],
			&len) != 0)
			return -1;
	}
	return value[0] == value[1] ? value[0] : -1;
}

static unsigned
check_type(const struct pair *p)
{
	static const struct {
		int type;
		unsigned effect;
	} types[] = {
		{ SOCK_STREAM, TYPE_STREAM },
		{ SOCK_DGRAM, TYPE_DGRAM },
		{ SOCK_RAW, TYPE_RAW },
#ifdef SOCK_RDM
		{ SOCK_RDM, TYPE_RDM },
#endif
		{ SOCK_SEQPACKET, TYPE_SEQPACKET },
	};
	size_t i;
	int type;

	type = option(p, SO_TYPE);
	if (type == p->type)
		return TYPE_ASKED;
	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].type == type)
			return types[i].effect;
	return TYPE_OTHER;
}

#ifdef SO_DOMAIN
static unsigned
check_domain(const struct pair *p)
{
	return option(p, SO_DOMAIN) != p->domain;
}
#endif

#ifdef SO_PROTOCOL
static unsigned
check_protocol(const struct pair *p)
{
	int protocol;

	protocol = option(p, SO_PROTOCOL);
	if (protocol == p->protocol || (p->protocol == 0 && protocol >= 0))
		return PROTOCOL_ASKED;
	return protocol == 0 ? PROTOCOL_ZERO : PROTOCOL_OTHER;
}
#endif

static const struct {
	enum effect effect;
	unsigned (*check)(const struct pair *);
} checks[] = {
	{ EFFECT_RETURN, check_return },
	{ EFFECT_ERRNO, subject_errno },
	{ EFFECT_DISTINCT, check_distinct },
	{ EFFECT_LOWEST, check_lowest },
	{ EFFECT_ORDER, check_order },
	{ EFFECT_SOCKETS, check_sockets },
	{ EFFECT_UNNAMED, check_unnamed },
	{ EFFECT_NAME_LENGTH, check_name_length },
	{ EFFECT_CLOEXEC, check_cloexec },
	{ EFFECT_NONBLOCK, check_nonblock },
	{ EFFECT_STATUS, check_status },
#ifdef FD_CLOFORK
	{ EFFECT_CLOFORK, check_clofork },
#endif
	{ EFFECT_TYPE, check_type },
#ifdef SO_DOMAIN
	{ EFFECT_DOMAIN, check_domain },
#endif
#ifdef SO_PROTOCOL
	{ EFFECT_PROTOCOL, check_protocol },
#endif
};

enum { CHECKS = sizeof(checks) / sizeof(checks[0]) };

outcome_t
pair_outcome(const struct pair *p)
{
	outcome_t o;
	int i;

	o = outcome_of(ANSWER_OK);
	for (i = 0; i < CHECKS; i++)
		o = outcome_with(o, checks[i].effect, checks[i].check(p));
#if CHANNEL_SHOWN
	o = with_channel(o, p);
#endif
	return o;
}

bool
pair_shows(enum effect e)
{
	int i;

	if (e == EFFECT_CONNECTED || e == EFFECT_CHANNEL)
		return CHANNEL_SHOWN;
	for (i = 0; i < CHECKS; i++)
		if (checks[i].effect == e)
			return true;
	return false;
}
