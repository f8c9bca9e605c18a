/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The state that a request is made in. */

#include "t/probe/host.h"

#include <stdio.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/fdset.h"
#include "t/probe/state.h"

enum {
	NOBODY = 65534,		/* a user and a group without rights */
	INHERITED_MAX = 1024,	/* descriptors above are left as they are */
	STANDARD = 3,		/* the descriptors that are kept */
	HOLES_END = 10		/* the holes lie below this */
};

#if defined(HAVE_GETUID)

int
state_privilege(void)
{
	return host_getuid() == 0 ? PRIVILEGE_ROOT : PRIVILEGE_USER;
}

static int
drop_privilege(void)
{
#if defined(HAVE_SETGROUPS)
	if (host_setgroups(0, NULL) != 0)
		return errno;
#endif
	if (host_setgid(NOBODY) != 0 || host_setuid(NOBODY) != 0)
		return errno;
	return 0;
}

#else

int
state_privilege(void)
{
	return PRIVILEGE_ROOT;
}

static int
drop_privilege(void)
{
	return ENOSYS;
}

#endif

#if defined(HAVE_UNSHARE) && defined(CLONE_NEWUSER) && defined(CLONE_NEWNET)

static int
file_write(const char *path, const char *text)
{
	const size_t len = strlen(text);
	int error, fd;

	fd = host_open(path, O_WRONLY);
	if (fd < 0)
		return errno;
	error = host_write(fd, text, len) == (ssize_t)len ? 0 : errno;
	host_close(fd);
	return error;
}

/* The one user or group of the namespace is the caller, and is root. */
static int
map_write(const char *path, unsigned long id)
{
	char text[40];

	snprintf(text, sizeof(text), "0 %lu 1", id);
	return file_write(path, text);
}

/*
 * Becomes root of a user and a network namespace, whose groups may open ping
 * sockets.  Nothing of it outlives the process.
 */
static int
enter_namespace(void)
{
	const unsigned long uid = host_getuid(), gid = host_getgid();
	int error;

	if (host_unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		return errno;
	error = file_write("/proc/self/setgroups", "deny");
	if (error == 0)
		error = map_write("/proc/self/uid_map", uid);
	if (error == 0)
		error = map_write("/proc/self/gid_map", gid);
	if (error == 0)
		error = file_write("/proc/sys/net/ipv4/ping_group_range",
		    "0 0");
	return error;
}

#else

static int
enter_namespace(void)
{
	return ENOSYS;
}

#endif

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

static int
change_privilege(int privilege)
{
	if (privilege == state_privilege())
		return 0;
	return privilege == PRIVILEGE_NAMESPACE ? enter_namespace() :
	    drop_privilege();
}

int
state_enter(int privilege, int fds)
{
	int error;

	fdset_close(STANDARD, INHERITED_MAX);
	/* It may take descriptors, of which there may be none any more. */
	error = change_privilege(privilege);
	return error != 0 ? error : arrange(fds);
}
