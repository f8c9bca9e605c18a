/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Asking tables about a request: what predict and explain share. */

#ifndef PAIRTEST_ASK_H
#define PAIRTEST_ASK_H

#include "oracle/predict/forecast.h"
#include "oracle/table/tables.h"

/*
 * The value of -t; where none is given, every built-in table (all), or the
 * documents and the table of the system that this runs on.
 */
struct ask {
	struct option_values tables;
	bool all;
};

/* The tables of ask.  Returns 0, or -1 with the reason; close them anyway. */
int ask_open(const struct ask *ask, struct tables *t, struct diag *why);

/*
 * Reads DOMAIN TYPE PROTOCOL [KEY=VALUE]..., typed freely, and hands each
 * table's forecast to print, with the requests that it is for (NULL where
 * the system has no number for one of the names).  Returns an exit status.
 */
int ask_tables(const struct ask *ask, int operands, char **operand,
    void (*print)(struct arena *, const struct table *, const struct forecast *,
	const struct box *));

#endif
