/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which document lists which errno, and since when. */

#ifndef PAIRTEST_LISTING_H
#define PAIRTEST_LISTING_H

#include <stdio.h>

#include "oracle/table/tables.h"

/*
 * Prints the documents among the tables by age, and a row for each errno
 * that any of them speaks of.  Returns how many documents there are; prints
 * nothing where that is 0.
 */
size_t listing_print(const struct tables *tables, FILE *f);

#endif
