/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Memory that runs out. */

#include "t/probe/host/host.h"

#include "t/probe/shortage/fault.h"
#include "t/probe/shortage/starve.h"

enum { BYTES = 16384 }; /* more than a request needs */

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
	s->shortage = shortage_each(shortage) ? shortage : NULL;
	s->degree = degree;
	s->came = 0;
	s->refused = NULL;
	s->fault = s->shortage == NULL ? fault_open() : -1;
	ballast_prepare(&s->ballast);
	if (s->shortage != NULL)
		s->refused = shortage_prepare(s->shortage);
	else if (s->fault < 0)
		s->refused = "a process in that state cannot ask for faults";
}

static bool
enter(struct starve *s)
{
	if (s->refused == NULL)
		s->refused = shortage_enter(s->shortage, pages_left(s));
	return s->refused == NULL;
}

static bool
leave(struct starve *s)
{
	s->refused = shortage_leave(s->shortage);
	ballast_drop(&s->ballast);
	return s->refused == NULL;
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
		return fault_set(s->fault, s->degree);
	if (!enter(s))
		return false;
	if (load(s))
		return true;
	if (s->refused == NULL)
		leave(s);
	return false;
}

bool
starve_end(struct starve *s)
{
	return s->shortage == NULL ? fault_came(s->fault) : leave(s);
}

void
starve_drop(struct starve *s)
{
	if (s->shortage == NULL)
		return;
	shortage_drop(s->shortage);
	ballast_drop(&s->ballast);
}

bool
starve_tells(const struct starve *s)
{
	return s->shortage == NULL;
}
