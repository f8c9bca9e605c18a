/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The privilege that a request is made with. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/state/privilege.h"

enum { NOBODY = 65534 }; /* a user and a group without rights */

#if defined(HAVE_GETUID)

int
privilege_own(void)
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
privilege_own(void)
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

/* The one user or group of the namespace is the caller, and is root. */
static int
map_write(const char *path, unsigned long id)
{
	char text[40];

	snprintf(text, sizeof(text), "0 %lu 1", id);
	return kernel_file_write(path, text);
}

/* Allows group 0 ping sockets; where there is no IPv4 nobody has any. */
static int
ping_allow(void)
{
	int error;

	error = kernel_file_write("/proc/sys/net/ipv4/ping_group_range", "0 0");
	return error == ENOENT ? 0 : error;
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
	error = kernel_file_write("/proc/self/setgroups", "deny");
	if (error == 0)
		error = map_write("/proc/self/uid_map", uid);
	if (error == 0)
		error = map_write("/proc/self/gid_map", gid);
	return error == 0 ? ping_allow() : error;
}

/* Enters a profile that forbids sockets, where the administrator has one. */
static int
enter_profile(void)
{
	static const char change[] = "changeprofile pairprobe-confined";

	if (kernel_file_write("/proc/self/attr/apparmor/current", change) == 0)
		return 0;
	return kernel_file_write("/proc/self/attr/current", change);
}

#else

static int
enter_namespace(void)
{
	return ENOSYS;
}

static int
enter_profile(void)
{
	return ENOSYS;
}

#endif

int
privilege_enter(int privilege)
{
	static int (*const enter[PRIVILEGE_COUNT])(void) = {
		[PRIVILEGE_USER] = drop_privilege,
		[PRIVILEGE_NAMESPACE] = enter_namespace,
		[PRIVILEGE_CONFINED] = enter_profile,
	};

	if (privilege == privilege_own())
		return 0;
	return enter[privilege] == NULL ? EPERM : enter[privilege]();
}
