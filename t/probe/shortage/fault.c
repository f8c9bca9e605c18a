/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Faults that the kernel is asked for. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "t/probe/shortage/fault.h"

static bool
put(int fd, const char *text, size_t len)
{
	return host_write(fd, text, len) == (ssize_t)len;
}

int
fault_open(void)
{
	return host_open(FAULT_FILE, O_RDWR | O_CLOEXEC);
}

bool
fault_set(int fd, unsigned n)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", n);
	return put(fd, text, strlen(text));
}

bool
fault_came(int fd)
{
	char left;

	/* How many allocations it is still away. */
	if (host_pread(fd, &left, 1, 0) != 1)
		left = '?';
	put(fd, "0", 1);
	return left == '0';
}
