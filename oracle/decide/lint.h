/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Looking tables over: what a reader accepts and an author did not mean.
 */

#ifndef PAIRTEST_LINT_H
#define PAIRTEST_LINT_H

#include <stdio.h>

#include "oracle/table/table.h"

/*
 * Prints "file:line: what; remedy" for each fault of t to out: rows that no
 * request can reach or meet, rows that say what another says, clauses
 * without rows, listed errors without rows, documents that do not say when
 * the call succeeds.  Returns how many there are.
 */
size_t lint_table(const struct table *t, FILE *out);

/*
 * The same of what is asked of built-in tables alone: that a system says how
 * it is known.
 */
size_t lint_evidence(const struct table *t, FILE *out);

#endif
