/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The state that a request is made in: the privilege of the process, the
 * sockets that the kernel holds for it, and its descriptors.
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "t/probe/host/kernel_file.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/state.h"

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
state_privilege(void)
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
state_privilege(void)
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

static int
privilege_enter(int privilege, struct diag *why)
{
	static int (*const enter[PRIVILEGE_COUNT])(struct diag *) = {
		[PRIVILEGE_USER] = drop_privilege,
		[PRIVILEGE_NAMESPACE] = enter_namespace,
		[PRIVILEGE_CONFINED] = enter_profile,
	};

	if (privilege == state_privilege())
		return 0;
	if (enter[privilege] == NULL)
		return diag_set(why, "started without privilege");
	return enter[privilege](why);
}

#if defined(HAVE_UNSHARE) && defined(HAVE_POLL) && defined(CLONE_NEWNET)

enum { LOOKS = 25, PAUSE = 10 }; /* milliseconds between two */

long
state_sockets(void)
{
	char text[64];
	long held;

	kernel_file_read("/proc/self/net/sockstat", text, sizeof(text));
	return sscanf(text, "sockets: used %ld", &held) == 1 ? held : -1;
}

long
state_sockets_apart(void)
{
	return host_unshare(CLONE_NEWNET) == 0 ? state_sockets() : -1;
}

unsigned
state_sockets_more(long before)
{
	long now;
	int i;

	for (i = 0; (now = state_sockets()) > before && i < LOOKS; i++)
		host_poll(NULL, 0, PAUSE);
	return now > before ? (unsigned)(now - before) : 0;
}

#else

long
state_sockets(void)
{
	return -1;
}

long
state_sockets_apart(void)
{
	return -1;
}

unsigned
state_sockets_more(long before)
{
	(void)before;
	return 0;
}

#endif

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
