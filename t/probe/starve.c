/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Memory that runs out. */

#include "t/probe/host.h"

#include "t/probe/fault.h"
#include "t/probe/starve.h"

void
starve_prepare(struct starve *s, struct shortage *shortage, unsigned degree)
{
	s->shortage = shortage_each(shortage) ? shortage : NULL;
	s->degree = degree;
	s->came = 0;
	s->refused = NULL;
	s->fault = s->shortage == NULL ? fault_open() : -1;
	if (s->shortage != NULL)
		s->refused = shortage_prepare(s->shortage);
	else if (s->fault < 0)
		s->refused = "a process in that state cannot ask for faults";
}

bool
starve_begin(struct starve *s)
{
	if (s->shortage == NULL)
		return fault_set(s->fault, s->degree);
	if (s->refused == NULL)
		s->refused = shortage_enter(s->shortage, s->degree - 1);
	return s->refused == NULL;
}

bool
starve_end(struct starve *s)
{
	if (s->shortage == NULL)
		return fault_came(s->fault);
	s->refused = shortage_leave(s->shortage);
	return s->refused == NULL;
}

void
starve_drop(struct starve *s)
{
	if (s->shortage != NULL)
		shortage_drop(s->shortage);
}

bool
starve_tells(const struct starve *s)
{
	return s->shortage == NULL;
}
