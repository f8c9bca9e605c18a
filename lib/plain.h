/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets as text of any length, as plain as can be. */

#ifndef PAIRTEST_PLAIN_H
#define PAIRTEST_PLAIN_H

#include "lib/dimension.h"

/* The text of a set, in a. */
const char *plain_set(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n);

/*
 * The text of a set by what is in it or, where that is plainer, by "!" and
 * what is out of it.
 */
const char *simplest_set(struct arena *a, enum dimension d, struct set in,
    struct set out, const struct numbering *n);

#endif
