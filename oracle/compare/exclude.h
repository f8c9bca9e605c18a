/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whether two systems surely differ in what they do with a request. */

#ifndef PAIRTEST_EXCLUDE_H
#define PAIRTEST_EXCLUDE_H

#include "oracle/table/table.h"

/*
 * Whether each row that may decide for one system excludes each for the
 * other: no outcome is one of both.  x and y are lists with NULL at their
 * ends; an empty one excludes nothing.
 */
bool systems_exclude(const struct row *const *x, const struct row *const *y);

#endif
