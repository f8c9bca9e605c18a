/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Values of dimensions, and sets of them, as text. */

#ifndef PAIRTEST_DIMENSION_TEXT_H
#define PAIRTEST_DIMENSION_TEXT_H

#include "lib/dimension.h"

/* One value as text: a name where the numbering has one.  Returns buf. */
char *dimension_value_text(enum dimension d, int64_t value,
    const struct numbering *n, char *buf, size_t size);

/*
 * A set as dimension_set reads it.  Returns buf, or NULL where it does not
 * fit.  The empty set is "none".
 */
char *dimension_set_text(enum dimension d, struct set s,
    const struct numbering *n, char *buf, size_t size);

/* The text of a set of any length, in a. */
const char *dimension_set_print(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n);

/*
 * The shorter text of a set: its members, or "!" and the values of the axis
 * that are outside.
 */
const char *dimension_set_shortest(struct arena *a, enum dimension d,
    struct set in, struct set out, const struct numbering *n);

#endif
