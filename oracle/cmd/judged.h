/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A trace that was judged by some tables: what judge, gate and accept share. */

#ifndef PAIRTEST_JUDGED_H
#define PAIRTEST_JUDGED_H

#include "oracle/judge/judge.h"
#include "oracle/table/tables.h"

struct judged {
	struct arena arena;
	struct trace trace;
	struct tables tables;
	struct judgement **judgement; /* one a table */
	size_t judgements;
};

/*
 * Opens the trace at path, which must be whole, and judges it by the tables
 * of these names, or by those that every host is judged by.  Returns 0, or -1
 * with the reason.  Either way judged_close is due.
 */
int judged_open(struct judged *j, const char *path,
    const struct option_values *names, struct diag *why);

/*
 * The same for what is whole of the traces, logs or parts at these paths;
 * what is lost is in the trace.
 */
int judged_open_parts(struct judged *j, char *const *path, size_t count,
    const struct option_values *names, struct diag *why);

void judged_close(struct judged *j);

#endif
