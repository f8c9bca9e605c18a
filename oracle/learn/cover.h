/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Covers: a region of a trace's requests as few conditions.  Each row of a
 * cover holds for part of the region and for no other request that the trace
 * made; about requests that it did not make nothing is promised.
 */

#ifndef PAIRTEST_COVER_H
#define PAIRTEST_COVER_H

#include "lib/trace.h"

struct cover_row {
	const char *conditions; /* "domain=AF_INET entry=libc" */
	struct box_list boxes;	/* its part that no row before it has */
	uint64_t requests;	/* of these boxes */
};

struct cover {
	struct cover_row *row; /* those of most requests first */
	size_t rows, room;
};

/*
 * Covers region, whose boxes hold requests of t only; lives in a.  It has no
 * rows where the region is too scattered to be put so.
 */
struct cover
cover_of(struct arena *a, const struct trace *t, const struct box_list *region);

#endif
