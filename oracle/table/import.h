/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Manual pages as tables: the errors that a page lists, in its order, each
 * with a row where the wording is known (oracle/table/phrase.def).
 */

#ifndef PAIRTEST_IMPORT_H
#define PAIRTEST_IMPORT_H

#include <stdio.h>

#include "oracle/table/manpage.h"
#include "oracle/table/table.h"

/* Whether the file holds a manual page, gzipped or not, and no table. */
bool import_is_page(const char *path);

/* Writes the page as a document table of that name (NULL: the page's own). */
void
import_write(const struct page *p, const char *name, const char *path, FILE *f);

/*
 * The same as a table that is read already.  Its lines are those of the
 * page, and its path too.  Otherwise as table_open.
 */
int import_open(struct table *t, const char *path, struct diag *why);

#endif
