/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The subcommands of pairoracle.  Each is one file, NAME.c, and one row
 * of the table in main.c.
 */

#ifndef PAIRTEST_COMMAND_H
#define PAIRTEST_COMMAND_H

#include "lib/diag.h"
#include "lib/status.h"

/* Each takes the arguments behind its own name and returns a status. */
int cmd_cover(int argc, char **argv);
int cmd_diff(int argc, char **argv);
int cmd_documents(int argc, char **argv);
int cmd_errors(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_import(int argc, char **argv);
int cmd_judge(int argc, char **argv);
int cmd_learn(int argc, char **argv);
int cmd_lint(int argc, char **argv);
int cmd_merge(int argc, char **argv);
int cmd_nearest(int argc, char **argv);
int cmd_predict(int argc, char **argv);
int cmd_report(int argc, char **argv);
int cmd_reproduce(int argc, char **argv);

/* Prints "pairoracle: TEXT" on standard error; STATUS_ENVIRONMENT. */
int command_fail(const struct diag *why);

/* The same with a text of its own: "what; remedy". */
int command_usage(const char *fmt, ...) DIAG_FORMAT(1, 2);

#endif
