/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle accept: write what a host does as accepted, for review. */

#include <stdio.h>

#include "lib/output.h"
#include "oracle/base/file.h"
#include "oracle/cmd/command.h"
#include "oracle/cmd/judged.h"
#include "oracle/gate/gate.h"

struct options {
	struct option_values tables;
	const char *file;
	bool update;
};

/* What breaks a system's table is a fault of one of the two. */
static void
systems_warn(const struct judged *j)
{
	size_t i;

	for (i = 0; i < j->judgements; i++)
		if (j->judgement[i]->table->order == ORDER_FIRST &&
		    judgement_deviations(j->judgement[i], DEVIATION_NONE) != 0)
			fprintf(stderr,
			    "pairoracle: %s: deviations from the table of a"
			    " system are not accepted; mend the table or the"
			    " host\n",
			    j->judgement[i]->table->name);
}

static int
file_write(const char *fresh, const char *path, struct diag *why)
{
	struct output o;

	if (output_open(&o, path, why) != 0)
		return -1;
	if (fresh != NULL)
		fputs(fresh, o.file);
	return output_close(&o, why);
}

static int
file_accept(const struct options *opt, struct judged *j, struct diag *why)
{
	const char *fresh;
	char *text;

	text = NULL;
	if (opt->update &&
	    (text = file_text(&j->arena, opt->file, why)) == NULL)
		return -1;
	fresh = gate_accept(&j->arena, j->judgement, j->judgements, &j->trace,
	    text, opt->file, why);
	if (fresh == NULL)
		return -1;
	if (text != NULL)
		gate_diff(text, fresh, opt->file, stdout);
	systems_warn(j);
	return file_write(fresh, opt->file, why);
}

static int
run(void *options, int operands, char **operand)
{
	struct options *opt = options;
	struct judged j;
	struct diag why;
	int status;

	(void)operands;
	status = STATUS_CONFORMS;
	if (judged_open(&j, operand[0], &opt->tables, &why) != 0 ||
	    file_accept(opt, &j, &why) != 0)
		status = command_fail(&why);
	judged_close(&j);
	return status;
}

static const struct option_row rows[] = {
	{ .letter = 'e',
	    .name = "expect",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, file),
	    .help = "the expectations file to write",
	    .required = true },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and the host's table)" },
	{ .letter = 'u',
	    .name = "update",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct options, update),
	    .help = "change only what changed, and show it as diff -u does" },
};

const struct command command_accept = {
	.line = {
		.program = "pairoracle accept",
		.usage = "-e FILE [-u] [-t TABLE]... TRACE",
		.summary = "Writes the deviations of a trace as accepted, for"
			   " review.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
