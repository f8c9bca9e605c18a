/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The state that a request is made in. */

#include "t/probe/host/host.h"

#include "lib/dimension.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/privilege.h"
#include "t/probe/state/state.h"

enum {
	INHERITED_MAX = 1024, /* descriptors above are left as they are */
	STANDARD = 3,	      /* the descriptors that are kept */
	HOLES_END = 10	      /* the holes lie below this */
};

static int
any_open(void)
{
	int fd;

	for (fd = 0; fd < STANDARD; fd++)
		if (host_fcntl(fd, F_GETFD) >= 0)
			break;
	return fd;
}

/* Opens copies of one descriptor up to number end; returns the last. */
static int
fill(int end)
{
	const int from = any_open();
	int fd;

	do
		fd = host_dup(from);
	while (fd >= 0 && fd < end - 1);
	return fd;
}

/* Leaves that many numbers free, by a limit of this process alone. */
static int
leave_free(int count)
{
#if defined(HAVE_SETRLIMIT)
	struct rlimit limit;
	int fd;

	if (host_getrlimit(RLIMIT_NOFILE, &limit) != 0)
		return errno;
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > FDSET_SIZE)
		limit.rlim_cur = FDSET_SIZE;
	if (host_setrlimit(RLIMIT_NOFILE, &limit) != 0)
		return errno;
	fd = fill((int)limit.rlim_cur);
	if (fd != (int)limit.rlim_cur - 1)
		return EMFILE;
	for (; count > 0; count--)
		host_close(fd--);
	return 0;
#else
	(void)count;
	return ENOSYS;
#endif
}

/* The two lowest free numbers are not neighbours, nor is the next. */
static int
leave_holes(void)
{
	if (fill(HOLES_END) != HOLES_END - 1)
		return EMFILE;
	host_close(HOLES_END - 3);
	host_close(HOLES_END - 5);
	return 0;
}

static int
leave_low(void)
{
	int fd;

	for (fd = 0; fd < STANDARD; fd++)
		host_close(fd);
	return 0;
}

static int
arrange(int fds)
{
	switch (fds) {
	case FDS_0:
	case FDS_1:
	case FDS_2:
		return leave_free(fds - FDS_0);
	case FDS_HOLES:
		return leave_holes();
	case FDS_LOW:
		return leave_low();
	default:
		return 0;
	}
}

int
state_enter(int privilege, int fds)
{
	int error;

	fdset_close(STANDARD, INHERITED_MAX);
	/* It may take descriptors, of which there may be none any more. */
	error = privilege_enter(privilege);
	return error != 0 ? error : arrange(fds);
}
