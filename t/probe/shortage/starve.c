/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Memory that runs out. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <string.h>

#include "t/probe/shortage/starve.h"
#include "t/probe/state/fdset.h"

#define BALLAST_FILE "/dev/null"

enum { BALLAST_MAX = 448 }; /* files; from number FDSET_SIZE on */

/* Opens one more, where it is in nobody's way.  Returns whether it could. */
static bool
open_one(struct ballast *b)
{
	const int low = open(BALLAST_FILE, O_RDONLY);
	int fd;

	if (low < 0)
		return false;
	fd = fcntl(low, F_DUPFD, FDSET_SIZE + b->held);
	close(low);
	if (fd == FDSET_SIZE + b->held) {
		b->held++;
		return true;
	}
	close(fd);
	return false;
}

static void
ballast_fill(struct ballast *b, int files)
{
	while (b->held < files && open_one(b))
		continue;
}

static void
ballast_drop(struct ballast *b)
{
	while (b->held > 0)
		close(FDSET_SIZE + --b->held);
}

/*
 * Before there is a limit: gets what it takes to have files open, but for
 * the files.
 */
static void
ballast_prepare(struct ballast *b)
{
	const int low = open(BALLAST_FILE, O_RDONLY);
	const int fd = fcntl(low, F_DUPFD, FDSET_SIZE + BALLAST_MAX);

	close(fd);
	close(low);
	b->fits = b->held = 0;
}

/*
 * Under the limit: counts the files that fit, and closes them.  Their memory
 * may come back late, so that limit is good for nothing else.
 */
static void
ballast_count(struct ballast *b)
{
	ballast_fill(b, BALLAST_MAX);
	b->fits = b->held;
	ballast_drop(b);
}

/*
 * Under such a limit again: leaves memory for so many files.  Returns whether
 * it could, which takes descriptors too.
 */
static bool
ballast_load(struct ballast *b, int room)
{
	const int files = b->fits - room;

	ballast_fill(b, files);
	return b->held == files;
}

static bool
failslab_put(int fd, const char *text, size_t len)
{
	return write(fd, text, len) == (ssize_t)len;
}

/* Opens the file, for this process alone.  Returns a descriptor, or -1. */
static int
failslab_open(void)
{
	return open(FAILSLAB_FILE, O_RDWR | O_CLOEXEC);
}

/* Asks for the fault, n from 1.  Returns whether it will come. */
static bool
failslab_set(int fd, unsigned n)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", n);
	return failslab_put(fd, text, strlen(text));
}

/* Asks for it no more.  Returns whether it came. */
static bool
failslab_came(int fd)
{
	char left;

	/* How many allocations it is still away. */
	if (pread(fd, &left, 1, 0) != 1)
		left = '?';
	failslab_put(fd, "0", 1);
	return left == '0';
}

enum {
	BYTES = 16384, /* more than a request needs */
	LOST_MAX = 20  /* shortages in a row that do not last */
};

/* How many pages are left; beyond that ballast says how much. */
static unsigned
pages_left(const struct starve *s)
{
	const long page = host_sysconf(_SC_PAGESIZE);

	return s->degree == 1 ? 0 : (unsigned)((BYTES + page - 1) / page);
}

void
starve_prepare(struct starve *s, struct shortage *shortage, unsigned degree)
{
	memset(s, 0, sizeof(*s));
	s->shortage = shortage_each(shortage) ? shortage : NULL;
	s->degree = degree;
	s->failslab = s->shortage == NULL ? failslab_open() : -1;
	ballast_prepare(&s->ballast);
	if (s->shortage != NULL)
		s->refused = shortage_prepare(s->shortage);
	else if (s->failslab < 0)
		s->refused = "a process in that state cannot ask for faults";
}

/* A busy machine may be late once, but not always. */
static bool
lose(struct starve *s, const char *reason)
{
	if (reason == NULL) {
		s->lost = 0;
		return false;
	}
	ballast_drop(&s->ballast);
	s->ballast.fits = 0;
	s->lost++;
	if (s->lost >= LOST_MAX)
		s->refused = reason;
	return true;
}

static bool
enter(struct starve *s)
{
	return s->refused == NULL &&
	    !lose(s, shortage_enter(s->shortage, pages_left(s)));
}

static bool
leave(struct starve *s)
{
	const char *reason = shortage_leave(s->shortage);

	ballast_drop(&s->ballast);
	return !lose(s, reason);
}

/* Leaves memory for so many files as the degree is above the first. */
static bool
load(struct starve *s)
{
	const int room = (int)s->degree - 1;

	if (room == 0)
		return true;
	if (s->ballast.fits == 0) {
		ballast_count(&s->ballast);
		if (!leave(s) || !enter(s))
			return false;
	}
	return ballast_load(&s->ballast, room);
}

bool
starve_begin(struct starve *s)
{
	if (s->shortage == NULL)
		return failslab_set(s->failslab, s->degree);
	if (!enter(s))
		return false;
	if (load(s))
		return true;
	shortage_drop(s->shortage);
	lose(s, "no files can take up memory");
	return false;
}

enum starve_end
starve_end(struct starve *s)
{
	if (s->shortage == NULL)
		return failslab_came(s->failslab) ? STARVE_CAME : STARVE_NONE;
	if (!leave(s))
		return STARVE_LOST;
	/* The next attempt counts anew. */
	s->ballast.fits = 0;
	return STARVE_PERHAPS;
}

void
starve_drop(struct starve *s)
{
	if (s->shortage == NULL)
		return;
	shortage_drop(s->shortage);
	ballast_drop(&s->ballast);
}
