/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The subcommands of pairoracle, each a row of the table in main.c. */

#ifndef PAIRTEST_COMMAND_H
#define PAIRTEST_COMMAND_H

#include "lib/line.h"
#include "lib/options.h"
#include "lib/status.h"

struct command {
	struct command_line line; /* program is "pairoracle NAME" */
	size_t size;		  /* of the structure that options go to */
	/* options begin as zeros; returns a status. */
	int (*run)(void *options, int operands, char **operand);
};

extern const struct command command_accept;
extern const struct command command_cover;
extern const struct command command_diff;
extern const struct command command_documents;
extern const struct command command_errors;
extern const struct command command_explain;
extern const struct command command_gate;
extern const struct command command_import;
extern const struct command command_import_calls;
extern const struct command command_judge;
extern const struct command command_learn;
extern const struct command command_lint;
extern const struct command command_merge;
extern const struct command command_nearest;
extern const struct command command_predict;
extern const struct command command_report;
extern const struct command command_reproduce;

/* Rows of options that many have: -t TABLE, a list; -o FILE, a string. */
#define COMMAND_TABLES(offset, usual) \
	{ \
		.letter = 't', .name = "table", .value = "TABLE", \
		.type = OPTION_LIST, .at = (offset), \
		.help = "use this built-in table or file; may be repeated\n" \
			"(default: " usual ")" \
	}
#define COMMAND_OUTPUT(offset) \
	{ \
		.letter = 'o', .name = "output", .value = "FILE", \
		.type = OPTION_STRING, .at = (offset), \
		.help = "write to FILE (default: standard output)" \
	}

/* Prints "pairoracle: TEXT" on standard error; STATUS_ENVIRONMENT. */
int command_fail(const struct diag *why);

/* The same with a text of its own: "what; remedy". */
int command_usage(const char *fmt, ...) DIAG_FORMAT(1, 2);

/* Writes bodies as a trace to path.  Returns 0, or -1 with the reason. */
int command_write(const struct bodies *b, const char *path, struct diag *why);

/* Prints what a trace lacks on standard error; STATUS_ENVIRONMENT. */
int command_lost(const char *what);

#endif
