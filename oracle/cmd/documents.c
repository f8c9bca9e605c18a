/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle documents: which document lists which error, and when. */

#include <stdio.h>

#include "oracle/cmd/command.h"
#include "oracle/report/listing.h"

struct options {
	struct option_values tables;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
	struct tables tables = { NULL, 0 };
	struct diag why;
	int status;

	(void)operands;
	(void)operand;
	status = STATUS_CONFORMS;
	if (tables_open(&tables, &o->tables, &why) != 0)
		status = command_fail(&why);
	else if (listing_print(&tables, stdout) == 0)
		status = command_usage("none of these tables is a document;"
				       " name one of order any");
	tables_close(&tables);
	return status;
}

static const struct option_row rows[] = {
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: all built-in tables)" },
};

const struct command command_documents = {
	.line = {
		.program = "pairoracle documents",
		.usage = "[-t TABLE]...",
		.summary = "Prints which document lists which errno, by year.",
		.operands = "takes no operand (name tables with -t)",
		.least = 0,
		.most = 0,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
