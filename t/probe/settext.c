/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets as text of any length. */

#include "t/probe/numbers.h"
#include "t/probe/settext.h"

enum {
	MEMBER_SIZE = 64	/* a range takes no more, and mostly less */
};

const char *
settext(struct arena *a, enum dimension d, struct set s)
{
	const size_t size = (s.count + 1) * 2 * MEMBER_SIZE;

	return dimension_set_text(d, s, numbers_host(), arena_get(a, size),
	    size);
}
