/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Ballast. */

#include "t/probe/host/host.h"

#include "t/probe/shortage/ballast.h"
#include "t/probe/state/fdset.h"

#define BALLAST_FILE "/dev/null"

enum { BALLAST_MAX = 448 }; /* files; from number FDSET_SIZE on */

/* Opens one more, where it is in nobody's way.  Returns whether it could. */
static bool
open_one(struct ballast *b)
{
	const int low = host_open(BALLAST_FILE, O_RDONLY);
	int fd;

	if (low < 0)
		return false;
	fd = host_fcntl(low, F_DUPFD, FDSET_SIZE + b->held);
	host_close(low);
	if (fd == FDSET_SIZE + b->held) {
		b->held++;
		return true;
	}
	host_close(fd);
	return false;
}

static void
load(struct ballast *b, int files)
{
	while (b->held < files && open_one(b))
		continue;
}

void
ballast_prepare(struct ballast *b)
{
	const int low = host_open(BALLAST_FILE, O_RDONLY);
	const int fd = host_fcntl(low, F_DUPFD, FDSET_SIZE + BALLAST_MAX);

	host_close(fd);
	host_close(low);
	b->fits = b->held = 0;
}

void
ballast_count(struct ballast *b)
{
	load(b, BALLAST_MAX);
	b->fits = b->held;
	ballast_drop(b);
}

bool
ballast_load(struct ballast *b, int room)
{
	const int files = b->fits - room;

	load(b, files);
	return b->held == files;
}

void
ballast_drop(struct ballast *b)
{
	while (b->held > 0)
		host_close(FDSET_SIZE + --b->held);
}
