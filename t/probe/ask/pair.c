/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What a new pair is like. */

#include "t/probe/host/host.h"

#include "t/probe/ask/channel.h"
#include "t/probe/ask/name.h"
#include "t/probe/ask/pair.h"

unsigned
pair_ends(const struct pair *p, bool (*good)(const struct pair *, int))
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
check_errno(const struct pair *p)
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
	return pair_ends(p, is_socket);
}

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
	return pair_ends(p, cloexec_is);
}

static bool
nonblock_is(const struct pair *p, int i)
{
	return flag_is(p, i, F_GETFL, O_NONBLOCK, ASKED_NONBLOCK);
}

static unsigned
check_nonblock(const struct pair *p)
{
	return pair_ends(p, nonblock_is);
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
	return pair_ends(p, clofork_is);
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
	{ EFFECT_ERRNO, check_errno },
	{ EFFECT_DISTINCT, check_distinct },
	{ EFFECT_LOWEST, check_lowest },
	{ EFFECT_ORDER, check_order },
	{ EFFECT_SOCKETS, check_sockets },
	{ EFFECT_UNNAMED, name_empty },
	{ EFFECT_NAME_LENGTH, name_length },
#if CHANNEL_SHOWN
	{ EFFECT_CONNECTED, channel_connected },
#endif
	{ EFFECT_CLOEXEC, check_cloexec },
	{ EFFECT_NONBLOCK, check_nonblock },
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
	return o;
}

bool
pair_shows(enum effect e)
{
	int i;

	for (i = 0; i < CHECKS; i++)
		if (checks[i].effect == e)
			return true;
	return false;
}
