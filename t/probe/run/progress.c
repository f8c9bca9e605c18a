/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* How far the run is. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "t/probe/run/progress.h"

enum {
	WIDTH = 40, /* of the bar, in columns */
	QUIET = 2   /* seconds before it is drawn */
};

void
progress_start(struct progress *p, uint64_t total, int trace)
{
	memset(p, 0, sizeof(*p));
	p->seen = isatty(STDERR_FILENO) == 1 &&
	    (trace < 0 || isatty(trace) != 1);
	p->start = time(NULL);
	p->total = total;
}

/* Seconds as people say them.  Returns buf. */
static const char *
time_left(char *buf, size_t size, double seconds)
{
	const long s = (long)seconds;

	if (s < 100)
		snprintf(buf, size, "%ld s", s);
	else if (s < 100 * 60)
		snprintf(buf, size, "%ld min", s / 60);
	else
		snprintf(buf, size, "%ld h %ld min", s / 3600, s / 60 % 60);
	return buf;
}

void
progress_draw(struct progress *p, uint64_t extra)
{
	const uint64_t done = p->done + extra;
	const long passed = (long)(time(NULL) - p->start);
	char bar[WIDTH + 1], left[32];
	double part;
	int filled;

	if (!p->seen || passed < QUIET || done <= p->before || done > p->total)
		return;
	part = (double)done / (double)p->total;
	filled = (int)(part * WIDTH);
	memset(bar, '.', WIDTH);
	memset(bar, '#', (size_t)filled);
	bar[WIDTH] = '\0';
	fprintf(stderr, "\rpairprobe [%s] %3d %%, %s left  ", bar,
	    (int)(part * 100),
	    time_left(left, sizeof(left),
		(double)passed * (double)(p->total - done) /
		    (double)(done - p->before)));
	p->drawn = true;
}

void
progress_end(struct progress *p)
{
	if (p->drawn)
		fprintf(stderr, "\r%*s\r", WIDTH + 40, "");
	p->drawn = false;
}
