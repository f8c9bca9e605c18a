/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sockets that the kernel holds. */

#include "t/probe/host/host.h"

#include <stdio.h>

#include "t/probe/host/kernel_file.h"
#include "t/probe/state/sockets.h"

#if defined(HAVE_UNSHARE) && defined(HAVE_POLL) && defined(CLONE_NEWNET)

enum { LOOKS = 25, PAUSE = 10 }; /* milliseconds between two */

long
sockets_held(void)
{
	char text[64];
	long held;

	kernel_file_read("/proc/self/net/sockstat", text, sizeof(text));
	return sscanf(text, "sockets: used %ld", &held) == 1 ? held : -1;
}

long
sockets_apart(void)
{
	return host_unshare(CLONE_NEWNET) == 0 ? sockets_held() : -1;
}

unsigned
sockets_more(long before)
{
	long now;
	int i;

	for (i = 0; (now = sockets_held()) > before && i < LOOKS; i++)
		host_poll(NULL, 0, PAUSE);
	return now > before ? (unsigned)(now - before) : 0;
}

#else

long
sockets_held(void)
{
	return -1;
}

long
sockets_apart(void)
{
	return -1;
}

unsigned
sockets_more(long before)
{
	(void)before;
	return 0;
}

#endif
