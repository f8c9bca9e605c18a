/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The wording of one condition.  It must hold for some values, never for
 * some others, and is free about the rest: so it can be short, and say what
 * is likely beyond what was tried.
 */

#ifndef PAIRTEST_LEARN_WORDING_H
#define PAIRTEST_LEARN_WORDING_H

#include "lib/dimension.h"

/* How the key of a condition is read. */
enum wording_kind {
	WORDING_PLAIN,	 /* as a set of its dimension */
	WORDING_TYPE,	 /* type=: without flags, and not too wide */
	WORDING_FLAGS,	 /* flags=: combinations, none for 0 */
	WORDING_ARGUMENT /* argument=: types with their flags */
};

struct wording {
	enum dimension dim;
	enum wording_kind kind;
	struct set must, never;
	const char *text; /* "type=!0..15" */
	struct set means; /* what the text holds for */
	size_t items;	  /* members of its list */
};

/* Fills in text, means and items, which live in a, from the rest. */
void
wording_choose(struct arena *a, struct wording *w, const struct numbering *n);

#endif
