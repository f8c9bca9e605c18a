/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Asking tables about a request: what predict and explain share. */

#ifndef PAIRTEST_ASK_H
#define PAIRTEST_ASK_H

#include "oracle/predict/forecast.h"
#include "oracle/table/tables.h"

/*
 * Reads DOMAIN TYPE PROTOCOL [KEY=VALUE]... and hands each table's forecast
 * to print, with the requests that it is for (NULL where the system has no
 * number for one of the names).  Returns an exit status.
 */
int ask_tables(const struct option_values *names, int operands, char **operand,
    void (*print)(const struct table *, const struct forecast *,
	const struct box *));

#endif
