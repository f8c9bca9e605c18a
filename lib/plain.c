/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets as text of any length, as plain as can be. */

#include <string.h>

#include "lib/dimension_text.h"
#include "lib/plain.h"

enum {
	MEMBER_SIZE = 64 /* a range takes no more, and mostly less */
};

const char *
plain_set(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n)
{
	const size_t size = (s.count + 1) * 2 * MEMBER_SIZE;

	return dimension_set_text(d, s, n, arena_get(a, size), size);
}

const char *
simplest_set(struct arena *a, enum dimension d, struct set in, struct set out,
    const struct numbering *n)
{
	const char *with, *without;
	char *text;

	with = plain_set(a, d, in, n);
	if (out.count >= in.count)
		return with;
	without = plain_set(a, d, out, n);
	if (strlen(without) >= strlen(with))
		return with;
	text = arena_get(a, strlen(without) + 2);
	text[0] = '!';
	strcpy(text + 1, without);
	return text;
}
