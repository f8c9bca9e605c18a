/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The names of the ends of a pair, which are to be none. */

#include "t/probe/host/host.h"

#include <stddef.h>
#include <string.h>

#include "t/probe/ask/name.h"

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

/* The length of the name, or -1 where there is none or it names something. */
static int
empty_name(const struct pair *p, int i, name_call *call)
{
	const socklen_t family = offsetof(struct sockaddr, sa_data);
	union name name;
	socklen_t len, at;

	memset(&name, 0, sizeof(name));
	len = sizeof(name);
	if (call(p->end[i], &name.any, &len) != 0)
		return -1;
	if (len >= family && name.any.sa_family != p->domain)
		return -1;
	for (at = family; at < len && at < sizeof(name); at++)
		if (name.byte[at] != 0)
			return -1;
	return (int)len;
}

static bool
is_unnamed(const struct pair *p, int i)
{
	int len;

	len = empty_name(p, i, own_name);
	return len >= 0 && empty_name(p, i, peer_name) == len &&
	    empty_name(p, 0, own_name) == len;
}

unsigned
name_empty(const struct pair *p)
{
	return pair_ends(p, is_unnamed);
}

unsigned
name_length(const struct pair *p)
{
	union name name;
	socklen_t len;

	len = sizeof(name);
	return host_getsockname(p->end[0], &name.any, &len) == 0 ? len : 0;
}
