/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which descriptors are open. */

#include "t/probe/host/host.h"

#include <limits.h>
#include <stdlib.h>

#if !defined(PAIRPROBE_BARE)
#include <dirent.h>
#endif

#include "t/probe/state/fdset.h"

#define LISTING "/proc/self/fd"

enum {
/*
	 * Descriptors that are looked at where the system has no list of them,
	 * lest each batch take a million looks.  Where no call takes several,
	 * only the set itself is.
	 */
#if defined(HAVE_POLL)
	LOOKED_AT = 4096
#else
	LOOKED_AT = FDSET_SIZE
#endif
};

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
fdset_restore(fdset_t wanted)
{
	fdset_t now;
	int fd;

	now = fdset_open();
	for (fd = 0; fd < FDSET_SIZE; fd++)
		if (fdset_has(now & ~wanted, fd))
			host_close(fd);
	for (fd = 0; fd < FDSET_SIZE; fd++)
		if (fdset_has(wanted, fd) && !fdset_has(now, fd))
			host_dup2(any_of(wanted & now), fd);
}

/* Descriptors from FDSET_SIZE on, and how they are counted. */
static struct {
	enum { HIGH_NONE, HIGH_BY_SIZE, HIGH_BY_LIST, HIGH_BY_LOOKS } way;
	int end;    /* behind the last one that this process may have */
	int own;    /* those below are the caller's, and stay open */
	long count; /* that are open and belong there */
} high;

/* How many descriptors the size of their list says are open, or -1. */
static long
size_of_listing(void)
{
	struct stat st;

	return host_stat(LISTING, &st) == 0 ? (long)st.st_size : -1;
}

/* Whether that size counts them: Linux does so from 6.2 on. */
static bool
size_counts(void)
{
	const long before = size_of_listing();
	const int fd = any_of(fdset_open());
	long with_one;
	int copy;

	copy = before > 0 && fd >= 0 ? host_dup(fd) : -1;
	if (copy < 0)
		return false;
	with_one = size_of_listing();
	host_close(copy);
	return with_one == before + 1 && size_of_listing() == before;
}

/* Those that the list has, and the highest of them; -1 without a list. */
static long
count_listed(int *highest)
{
#if !defined(PAIRPROBE_BARE)
	const struct dirent *entry;
	long n;
	int fd;
	DIR *d;

	d = opendir(LISTING);
	if (d == NULL)
		return -1;
	n = 0;
	while ((entry = readdir(d)) != NULL) {
		fd = atoi(entry->d_name);
		if (fd < FDSET_SIZE || fd == dirfd(d))
			continue;
		n++;
		if (fd > *highest)
			*highest = fd;
	}
	closedir(d);
	return n;
#else
	(void)highest;
	return -1;
#endif
}

static long
count_looked_at(int *highest)
{
	fdset_t set;
	int from, i;
	long n;

	n = 0;
	for (from = FDSET_SIZE; from < high.end && from < LOOKED_AT;
	     from += FDSET_SIZE) {
		set = open_from(from);
		n += fdset_count(set);
		for (i = 0; set != 0 && i < FDSET_SIZE; i++)
			if (fdset_has(set, i))
				*highest = from + i;
	}
	return n;
}

static int
limit_of_descriptors(void)
{
#if defined(HAVE_SETRLIMIT)
	struct rlimit limit;

	if (host_getrlimit(RLIMIT_NOFILE, &limit) == 0)
		return limit.rlim_cur > INT_MAX ? INT_MAX : (int)limit.rlim_cur;
#endif
	return LOOKED_AT;
}

static long
high_count(int *highest)
{
	long n;

	n = -1;
	if (high.way == HIGH_BY_SIZE)
		n = size_of_listing() - (long)fdset_count(fdset_open());
	else if (high.way == HIGH_BY_LIST)
		n = count_listed(highest);
	return n >= 0 ? n : count_looked_at(highest);
}

void
fdset_high_start(bool alone)
{
	int highest;

	highest = FDSET_SIZE - 1;
	high.end = limit_of_descriptors();
	high.way = high.end <= FDSET_SIZE ? HIGH_NONE
	    : count_listed(&highest) < 0  ? HIGH_BY_LOOKS
	    : size_counts()		  ? HIGH_BY_SIZE
					  : HIGH_BY_LIST;
	if (high.way == HIGH_BY_LOOKS)
		count_looked_at(&highest);
	high.own = alone ? FDSET_SIZE : highest + 1;
	high.count = high.way == HIGH_NONE ? 0 : high_count(&highest);
}

long
fdset_high_change(void)
{
	long now, change;
	int highest;

	if (high.way == HIGH_NONE)
		return 0;
	now = high_count(&highest);
	change = now - high.count;
	if (change > 0) {
		fdset_close(high.own, high.end);
		now = high_count(&highest);
	}
	high.count = now;
	return change;
}
