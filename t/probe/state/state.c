/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The state that a request is made in. */

#include "t/probe/host/host.h"

#include <string.h>

#include "lib/dimension.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/privilege.h"
#include "t/probe/state/state.h"

enum {
	INHERITED_MAX = 1024, /* descriptors above are left as they are */
	STANDARD = 3,	      /* the descriptors that are kept */
	HOLES_END = 10,	      /* the holes lie below this */
	MANY = 6	      /* descriptors that a request or a check takes */
};

static int
any_open(void)
{
	int fd;

	for (fd = 0; fd < FDSET_SIZE; fd++)
		if (host_fcntl(fd, F_GETFD) >= 0)
			break;
	return fd;
}

/* Opens copies of one descriptor up to number end, if it can. */
static void
fill(int end)
{
	const int from = any_open();
	int fd;

	do
		fd = host_dup(from);
	while (fd >= 0 && fd < end - 1);
}

/*
 * How many descriptors are free, but no more than most.  Where the host does
 * not copy them, nobody knows, and there are believed to be enough.
 */
static int
count_free(int most)
{
	const int from = any_open();
	int copy[MANY], i, n;
	bool full;

	full = false;
	for (n = 0; n < most && !full; n += !full) {
		copy[n] = host_dup(from);
		full = copy[n] < 0;
	}
	full = full && errno == EMFILE;
	for (i = 0; i < n; i++)
		host_close(copy[i]);
	return n == most || full ? n : most;
}

static int
bad_descriptors(struct diag *why)
{
	return diag_set(why, "no process can have its descriptors so: %s",
	    strerror(EMFILE));
}

/* Leaves that many numbers free, by a limit of this process alone. */
static int
leave_free(int count, struct diag *why)
{
#if defined(HAVE_SETRLIMIT)
	struct rlimit limit;
	int fd;

	if (host_getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return diag_set(why, "no limit of descriptors is known: %s",
		    strerror(errno));
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > FDSET_SIZE)
		limit.rlim_cur = FDSET_SIZE;
	if (host_setrlimit(RLIMIT_NOFILE, &limit) != 0)
		return diag_set(why, "descriptors cannot be limited: %s",
		    strerror(errno));
	fill((int)limit.rlim_cur);
	for (fd = (int)limit.rlim_cur - count; fd < (int)limit.rlim_cur; fd++)
		host_close(fd);
	return count_free(STANDARD) == count ? 0 : bad_descriptors(why);
#else
	(void)count;
	return diag_set(why, "descriptors cannot be limited here");
#endif
}

/* The two lowest free numbers are not neighbours, nor is the next. */
static int
leave_holes(struct diag *why)
{
	const int low = HOLES_END - 5, high = HOLES_END - 3;
	int lowest[2];

	fill(HOLES_END);
	host_close(low);
	host_close(high);
	fdset_lowest(fdset_open(), lowest);
	return lowest[0] == low && lowest[1] == high && count_free(MANY) == MANY
	    ? 0
	    : bad_descriptors(why);
}

static int
leave_low(struct diag *why)
{
	int fd, lowest[2];

	if (count_free(MANY) != MANY)
		return bad_descriptors(why);
	for (fd = 0; fd < STANDARD; fd++)
		host_close(fd);
	fdset_lowest(fdset_open(), lowest);
	return lowest[0] == 0 && lowest[1] == 1 ? 0 : bad_descriptors(why);
}

static int
arrange(int fds, struct diag *why)
{
	switch (fds) {
	case FDS_0:
	case FDS_1:
	case FDS_2:
		return leave_free(fds - FDS_0, why);
	case FDS_HOLES:
		return leave_holes(why);
	case FDS_LOW:
		return leave_low(why);
	default:
		return state_has_descriptors(why);
	}
}

int
state_has_descriptors(struct diag *why)
{
	return count_free(MANY) == MANY
	    ? 0
	    : diag_set(why,
		  "fewer than %d descriptors are free; raise the limit"
		  " (ulimit -n)",
		  MANY);
}

int
state_enter(int privilege, int fds, struct diag *why)
{
	fdset_close(STANDARD, INHERITED_MAX);
	/* It may take descriptors, of which there may be none any more. */
	if (privilege_enter(privilege, why) != 0)
		return -1;
	return arrange(fds, why);
}
