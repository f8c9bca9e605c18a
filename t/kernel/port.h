/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * For -DPAIRPROBE_PORT: the allocation of a call whose number FAIL_NTH has in
 * the environment fails, by Linux's fault injection.
 */

#ifndef KERNEL_PORT_H
#define KERNEL_PORT_H

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define host_socketpair failing_socketpair

/*
 * Lets the nth allocation of this thread from now on fail, or none ("0").
 * Without a free descriptor none fails.
 */
static inline void
failing_set(const char *nth)
{
	const int e = errno;
	int fd;

	fd = open("/proc/thread-self/fail-nth", O_WRONLY);
	if (fd >= 0) {
		(void)!write(fd, nth, strlen(nth));
		close(fd);
	}
	errno = e;
}

static inline int
failing_socketpair(int domain, int type, int protocol, int *sv)
{
	const char *nth = getenv("FAIL_NTH");
	int ret;

	if (nth != NULL)
		failing_set(nth);
	ret = socketpair(domain, type, protocol, sv);
	if (nth != NULL)
		failing_set("0");
	return ret;
}

#endif
