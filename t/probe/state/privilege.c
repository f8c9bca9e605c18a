/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The privilege that a request is made with. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/state/privilege.h"

#define STATUS_FILE "/proc/self/status"
#define PING_FILE "/proc/sys/net/ipv4/ping_group_range"
#define PROFILE "pairprobe-confined"

enum {
	NOBODY = 65534, /* a user and a group without rights */
	STATUS_ROOM = 4096
};

#if defined(HAVE_GETUID)

#if defined(__linux__)

enum { NET_RAW = 13 }; /* CAP_NET_RAW of capabilities(7) */

/* The capabilities in force.  Returns whether the kernel says. */
static bool
capabilities(unsigned long long *set)
{
	char text[STATUS_ROOM];
	const char *line;

	kernel_file_read(STATUS_FILE, text, sizeof(text));
	line = strstr(text, "\nCapEff:");
	return line != NULL && sscanf(line, " CapEff: %llx", set) == 1;
}

/*
 * Whether the network namespace belongs to another user namespace than the
 * process: then no capability counts for it.  A kernel that does not say,
 * because it has no ioctl_ns(2), is believed to have one of each.
 */
static bool
network_is_foreign(void)
{
#if defined(HAVE_UNSHARE)
	const unsigned long owner_of = 0xb701; /* NS_GET_USERNS */
	const int net = open("/proc/self/ns/net", O_RDONLY);
	struct stat owner, own;
	bool foreign;
	int fd;

	if (net < 0)
		return false;
	fd = ioctl(net, owner_of, NULL);
	foreign = fd < 0
	    ? errno == EPERM
	    : fstat(fd, &owner) == 0 && stat("/proc/self/ns/user", &own) == 0 &&
		owner.st_ino != own.st_ino;
	close(fd);
	close(net);
	return foreign;
#else
	return false;
#endif
}

static int
find_own(void)
{
	unsigned long long set;

	if (!capabilities(&set))
		return host_getuid() == 0 ? PRIVILEGE_ROOT : PRIVILEGE_USER;
	return (set >> NET_RAW & 1) != 0 && !network_is_foreign()
	    ? PRIVILEGE_ROOT
	    : PRIVILEGE_USER;
}

/* Whether this process has kept something that a user lacks. */
static bool
is_privileged(void)
{
	unsigned long long set;

	return capabilities(&set) ? set != 0 : host_getuid() == 0;
}

#else

static int
find_own(void)
{
	return host_getuid() == 0 ? PRIVILEGE_ROOT : PRIVILEGE_USER;
}

static bool
is_privileged(void)
{
	return host_getuid() == 0;
}

#endif

int
privilege_own(void)
{
	static int own = -1;

	if (own < 0)
		own = find_own();
	return own;
}

static int
drop_privilege(struct diag *why)
{
#if defined(HAVE_SETGROUPS)
	if (host_setgroups(0, NULL) != 0)
		return diag_set(why, "no process can drop its groups: %s",
		    strerror(errno));
#endif
	if (host_setgid(NOBODY) != 0 || host_setuid(NOBODY) != 0)
		return diag_set(why, "no process can drop its privilege: %s",
		    strerror(errno));
	if (host_getuid() != NOBODY || host_getgid() != NOBODY ||
	    is_privileged())
		return diag_set(why,
		    "a process that drops its privilege keeps some");
	return 0;
}

#else

int
privilege_own(void)
{
	return PRIVILEGE_ROOT;
}

static int
drop_privilege(struct diag *why)
{
	return diag_set(why, "this host has no users");
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
	char now[32];
	int error, hi, lo;

	error = kernel_file_write(PING_FILE, "0 0");
	if (error != 0)
		return error == ENOENT ? 0 : error;
	kernel_file_read(PING_FILE, now, sizeof(now));
	return sscanf(now, "%d %d", &lo, &hi) == 2 && lo == 0 && hi == 0
	    ? 0
	    : EINVAL;
}

/*
 * Becomes root of a user and a network namespace, whose groups may open ping
 * sockets.  Nothing of it outlives the process.
 */
static int
enter_namespace(struct diag *why)
{
	const unsigned long uid = host_getuid(), gid = host_getgid();
	int error;

	error = 0;
	if (host_unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
		error = errno;
	if (error == 0)
		error = kernel_file_write("/proc/self/setgroups", "deny");
	if (error == 0)
		error = map_write("/proc/self/uid_map", uid);
	if (error == 0)
		error = map_write("/proc/self/gid_map", gid);
	if (error == 0)
		error = ping_allow();
	if (error == 0 && (host_getuid() != 0 || find_own() != PRIVILEGE_ROOT))
		error = EPERM;
	return error == 0
	    ? 0
	    : diag_set(why, "no process can have namespaces of its own: %s",
		  strerror(error));
}

/* Whether the kernel says that the profile is in force. */
static bool
is_confined(const char *path)
{
	static const char wanted[] = PROFILE " (enforce)";
	char now[sizeof(wanted) + 64];

	kernel_file_read(path, now, sizeof(now));
	return strncmp(now, wanted, sizeof(wanted) - 1) == 0;
}

/*
 * Enters a profile that forbids sockets, where the administrator has one.
 * Some kernels take any text for an answer, so it is read back; and a profile
 * of that name may forbid nothing.
 */
static int
enter_profile(struct diag *why)
{
	static const char *const files[] = {
		"/proc/self/attr/apparmor/current",
		"/proc/self/attr/current",
	};
	static const char change[] = "changeprofile " PROFILE;
	int error, fd, i;

	error = ENOENT;
	for (i = 0; i < 2 && error != 0; i++)
		error = kernel_file_write(files[i], change);
	if (error != 0)
		return diag_set(why, "no process can enter the profile %s: %s",
		    PROFILE, strerror(error));
	if (!is_confined(files[i - 1]))
		return diag_set(why,
		    "the profile %s is not in force once entered", PROFILE);
	fd = host_socket(AF_UNIX, SOCK_STREAM, 0);
	if (fd < 0 && errno == EACCES)
		return 0;
	host_close(fd);
	return diag_set(why, "the profile %s does not forbid sockets", PROFILE);
}

#else

static int
enter_namespace(struct diag *why)
{
	return diag_set(why, "this host has no namespaces");
}

static int
enter_profile(struct diag *why)
{
	return diag_set(why, "this host has no profiles");
}

#endif

int
privilege_enter(int privilege, struct diag *why)
{
	static int (*const enter[PRIVILEGE_COUNT])(struct diag *) = {
		[PRIVILEGE_USER] = drop_privilege,
		[PRIVILEGE_NAMESPACE] = enter_namespace,
		[PRIVILEGE_CONFINED] = enter_profile,
	};

	if (privilege == privilege_own())
		return 0;
	if (enter[privilege] == NULL)
		return diag_set(why, "started without privilege");
	return enter[privilege](why);
}
