/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whether what is said at one end of a pair is heard at the other. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/ask/channel.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

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

static bool
keeps_records(int type)
{
	return type == SOCK_DGRAM || type == SOCK_SEQPACKET ||
#ifdef SOCK_RDM
	    type == SOCK_RDM ||
#endif
	    type == SOCK_RAW;
}

/* Whether a text arrives, as a record of its own where there are records. */
static bool
hear(const struct pair *p, int fd, const char *text, size_t len)
{
	char got[8];
	size_t want;

	if (!readable(fd, *p->patience)) {
		*p->patience = PATIENCE_LOST;
		return false;
	}
	want = keeps_records(p->type) ? sizeof(got) : len;
	return host_read(fd, got, want) == (ssize_t)len &&
	    memcmp(got, text, len) == 0;
}

/* Two texts arrive at the other end, in order, and not at this one. */
static bool
is_connected(const struct pair *p, int i)
{
	const int from = p->end[i], to = p->end[1 - i];

	return say(from, "p", 1) && say(from, "air", 3) && !readable(from, 0) &&
	    hear(p, to, "p", 1) && hear(p, to, "air", 3);
}

unsigned
channel_connected(const struct pair *p)
{
	return pair_ends(p, is_connected);
}
