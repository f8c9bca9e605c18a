/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Running a command for what it prints. */

#ifndef PAIRTEST_CHILD_H
#define PAIRTEST_CHILD_H

#include "lib/arena.h"
#include "lib/diag.h"

struct child_output {
	char *text;
	size_t len;
	int status; /* as waitpid has it */
};

/*
 * Runs argv[0], looked for in PATH, and gathers its standard output in a.
 * When it is done, or after that many seconds, what is left of it and of
 * what it started is killed.  Returns 0, or -1 with the reason as the end of
 * a sentence: it hung, or prints without end, or cannot be run.
 */
int child_run(struct arena *a, char *const *argv, long seconds,
    struct child_output *out, struct diag *why);

#endif
