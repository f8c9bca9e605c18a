/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which descriptors are open. */

#include "t/probe/host/host.h"

#include "t/probe/state/fdset.h"

static fdset_t
bit(int fd)
{
	return (fdset_t)1 << fd;
}

/* One call for all of them; fails where the limit is lower than the set. */
static int
open_by_poll(int from, fdset_t *set)
{
#if defined(HAVE_POLL)
	struct pollfd p[FDSET_SIZE];
	int i;

	for (i = 0; i < FDSET_SIZE; i++) {
		p[i].fd = from + i;
		p[i].events = 0;
		p[i].revents = 0;
	}
	if (host_poll(p, FDSET_SIZE, 0) < 0)
		return -1;
	*set = 0;
	for (i = 0; i < FDSET_SIZE; i++)
		if ((p[i].revents & POLLNVAL) == 0)
			*set |= bit(i);
	return 0;
#else
	(void)from;
	(void)set;
	return -1;
#endif
}

/* Those of FDSET_SIZE descriptors from one on, which is bit 0. */
static fdset_t
open_from(int from)
{
	fdset_t set;
	int i;

	if (open_by_poll(from, &set) == 0)
		return set;
	set = 0;
	for (i = 0; i < FDSET_SIZE; i++)
		if (host_fcntl(from + i, F_GETFD) >= 0)
			set |= bit(i);
	return set;
}

fdset_t
fdset_open(void)
{
	return open_from(0);
}

static int kept[2] = { -1, -1 }; /* in ascending order */

void
fdset_keep(int fd, int other)
{
	kept[0] = fd < other ? fd : other;
	kept[1] = fd < other ? other : fd;
}

static void
close_all(int from, int end)
{
	fdset_t set;
	int i;

	if (from >= end)
		return;

#if defined(HAVE_CLOSE_RANGE)
	if (host_close_range((unsigned)from, (unsigned)end - 1, 0) == 0)
		return;
#endif
	for (; from < end; from += FDSET_SIZE) {
		set = open_from(from);
		for (i = 0; i < FDSET_SIZE && from + i < end; i++)
			if (fdset_has(set, i))
				host_close(from + i);
	}
}

void
fdset_close(int from, int end)
{
	int i;

	for (i = 0; i < 2; i++)
		if (kept[i] >= from && kept[i] < end) {
			close_all(from, kept[i]);
			from = kept[i] + 1;
		}
	close_all(from, end);
}

int
fdset_has(fdset_t set, int fd)
{
	return fd >= 0 && fd < FDSET_SIZE && (set & bit(fd)) != 0;
}

unsigned
fdset_count(fdset_t set)
{
	unsigned n;

	for (n = 0; set != 0; n++)
		set &= set - 1;
	return n;
}

void
fdset_lowest(fdset_t set, int lowest[2])
{
	int fd, n;

	lowest[0] = lowest[1] = -1;
	n = 0;
	for (fd = 0; fd < FDSET_SIZE && n < 2; fd++)
		if (!fdset_has(set, fd))
			lowest[n++] = fd;
}

static int
any_of(fdset_t set)
{
	int fd;

	for (fd = 0; fd < FDSET_SIZE; fd++)
		if (fdset_has(set, fd))
			return fd;
	return -1;
}

void
fdset_restore(fdset_t wanted, int reach)
{
	fdset_t now;
	int fd;

	now = fdset_open();
	for (fd = 0; fd < reach; fd++)
		if (!fdset_has(wanted, fd) && fd != kept[0] && fd != kept[1] &&
		    (fd >= FDSET_SIZE || fdset_has(now, fd)))
			host_close(fd);
	for (fd = 0; fd < FDSET_SIZE; fd++)
		if (fdset_has(wanted, fd) && !fdset_has(now, fd))
			host_dup2(any_of(wanted & now), fd);
}
