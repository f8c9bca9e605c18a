/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* How far the run is. */

#include "t/probe/host.h"

#include <stdio.h>
#include <string.h>

#include "t/probe/progress.h"

enum {
	WIDTH = 40,		/* of the bar, in columns */
	QUIET = 2		/* seconds before it is drawn */
};

void
progress_start(struct progress *p, uint64_t total, int trace)
{
	memset(p, 0, sizeof(*p));
	p->seen = host_isatty(STDERR_FILENO) == 1 &&
	    (trace < 0 || host_isatty(trace) != 1);
	p->start = time(NULL);
	p->total = total;
}

void
progress_draw(struct progress *p, uint64_t extra)
{
	const uint64_t done = p->done + extra;
	const long passed = (long)(time(NULL) - p->start);
	char bar[WIDTH + 1];
	double part;
	int filled;

	if (!p->seen || passed < QUIET || done == 0 || p->total == 0)
		return;
	part = (double)done / (double)p->total;
	if (part > 1)
		part = 1;
	filled = (int)(part * WIDTH);
	memset(bar, '.', WIDTH);
	memset(bar, '#', (size_t)filled);
	bar[WIDTH] = '\0';
	fprintf(stderr, "\rpairprobe [%s] %3d %%, %ld s left  ", bar,
	    (int)(part * 100), (long)((double)passed / part) - passed);
	p->drawn = true;
}

void
progress_end(struct progress *p)
{
	if (p->drawn)
		fprintf(stderr, "\r%*s\r", WIDTH + 40, "");
	p->drawn = false;
}
