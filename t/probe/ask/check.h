/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Checks of a pair: each uses a fresh pair in one way and returns the result.
 * They know nothing of the right result.
 */

#ifndef PAIRPROBE_CHECK_H
#define PAIRPROBE_CHECK_H

#include "t/probe/host/host.h"

#include "lib/dimension.h"
#include "t/probe/ask/subject.h"

/* Answers of lib/outcome.h. */
typedef int check_answer(struct subject *s);

/* One row of a table of checks. */
struct check_row {
	enum check check;
	check_answer *answer;
};

/*
 * The answer to a check, a word or an errno.  May close either end, and
 * sets those that it closed to -1.
 */
int check_pair(enum check check, struct subject *s);

/* Why a check cannot be made on this host, or NULL. */
const char *check_lacks(enum check check);

/* The tables, each with its own file, ended by a row without a function. */
extern const struct check_row check_data_rows[];
extern const struct check_row check_end_rows[];
extern const struct check_row check_self_rows[];
extern const struct check_row check_share_rows[];
extern const struct check_row check_atomic_rows[];

#endif
