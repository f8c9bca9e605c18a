/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The pair that a check works on, and the simplest ways to use it. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/ask/subject.h"
#include "t/probe/host/numbers.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

/* A queue that has taken this many bytes takes any number. */
enum { FILL_MAX = 64 * 1024 * 1024 };

int
subject_errno(void)
{
	return numbers_errno(errno);
}

int
subject_came(ssize_t n, int zero, int more)
{
	if (n < 0)
		return subject_errno();
	return n == 0 ? zero : more;
}

ssize_t
subject_say(int fd, const char *text, size_t len)
{
	return host_send(fd, text, len, MSG_NOSIGNAL | MSG_DONTWAIT);
}

ssize_t
subject_hear(int fd, void *buf, size_t size)
{
	return host_recv(fd, buf, size, MSG_DONTWAIT);
}

int
subject_fill(int fd)
{
	char block[1024];
	size_t sent;
	ssize_t n;

	memset(block, 'f', sizeof(block));
	for (sent = 0; sent < FILL_MAX; sent += (size_t)n) {
		n = subject_say(fd, block, sizeof(block));
		if (n <= 0)
			break;
	}
	/* What is left is less than a block. */
	while (subject_say(fd, block, 1) == 1)
		continue;
	return errno == EAGAIN || errno == EWOULDBLOCK || errno == ENOBUFS ? 0
									   : -1;
}

void
subject_close_far(struct subject *s)
{
	host_close(s->far);
	s->far = -1;
}
