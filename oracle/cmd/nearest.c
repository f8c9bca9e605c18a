/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle nearest: which systems a host behaves like. */

#include <stdio.h>
#include <string.h>

#include "oracle/cmd/command.h"
#include "oracle/compare/apart.h"
#include "oracle/compare/nearest.h"

static int
rank(const struct tables *tables, const char *path)
{
	struct ranking r = { NULL, 0 };
	struct trace t;
	struct diag why;
	int status;

	if (trace_open(&t, path, &why) != 0 ||
	    ranking_make(&r, tables, &t, &why) != 0)
		status = command_fail(&why);
	else {
		ranking_print(&r, stdout);
		status = STATUS_CONFORMS;
	}
	ranking_free(&r);
	trace_free(&t);
	return status;
}

static int
tell_apart(const struct tables *tables)
{
	struct interview v;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (interview_make(&v, tables, &why) != 0)
		status = command_fail(&why);
	else
		interview_print(&v, stdout);
	interview_free(&v);
	return status;
}

struct options {
	struct option_values tables;
	bool tree;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
	struct tables tables = { NULL, 0 };
	struct diag why;
	int status;

	if (operands != (o->tree ? 0 : 1))
		return command_usage("nearest takes exactly one trace, or none"
				     " with -T; see pairoracle nearest --help");
	if (tables_open(&tables, &o->tables, &why) != 0)
		status = command_fail(&why);
	else
		status = o->tree ? tell_apart(&tables)
				 : rank(&tables, operand[0]);
	tables_close(&tables);
	return status;
}

static const struct option_row rows[] = {
	{ .letter = 'T',
	    .name = "tree",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct options, tree),
	    .help = "print a short list of requests that tells the\n"
		    "systems apart instead" },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: all built-in tables)" },
};

const struct command command_nearest = {
	.line = {
		.program = "pairoracle nearest",
		.usage = "[-t TABLE]... TRACE\n"
		    "-T [-t TABLE]...",
		.summary = "Ranks systems by how near a host is to each.",
		.operands = "takes exactly one trace, or none with -T",
		.least = 0,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
