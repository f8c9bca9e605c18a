/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Coverage of the oracle as an lcov tracefile: which rows of a table, or
 * which errors of a manual page, an observation has come to.
 */

#ifndef PAIRTEST_COVER_H
#define PAIRTEST_COVER_H

#include "oracle/report/report.h"
#include "oracle/table/manpage.h"

/*
 * Writes the records of a judged table: a row is a line and a clause is a
 * function, both counted in requests.  source is the path of its text.
 */
void cover_table(const struct section *section, const struct sheet *s,
    const char *source, FILE *f);

/*
 * Writes the records of a page: each error that it lists is a line and a
 * function, counted in the requests that got it.
 */
void cover_page(const struct section *section, const struct page *p,
    const char *source, FILE *f);

#endif
