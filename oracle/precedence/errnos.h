/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The errnos that a host answered with. */

#ifndef PAIRTEST_ERRNOS_H
#define PAIRTEST_ERRNOS_H

#include "lib/trace.h"
#include "oracle/table/table.h"

struct errno_seen {
	int answer;
	uint64_t requests;
	const struct observation *simplest;
};

struct errnos {
	struct errno_seen *list; /* by name */
	size_t count;
	size_t room;
};

/* Those that the calls of a trace gave; lives in a. */
struct errnos errnos_of(struct arena *a, const struct trace *t);

/* Whether the table's document lists the errno. */
bool errno_is_listed(const struct table *t, int answer);

#endif
