/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle gate: whether a host still does what was accepted. */

#include <stdio.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"
#include "oracle/cmd/judged.h"
#include "oracle/gate/gate.h"

struct options {
	struct option_values tables;
	struct option_values files;
	const char *against;
	const char *format;
	const char *output;
};

static int
gate_write(const struct gate *g, int format, const struct judged *j,
    const char *path, struct diag *why)
{
	struct output o;
	char host[200];

	if (output_open(&o, path, why) != 0)
		return -1;
	gate_print(g, format, expect_host(&j->trace, host, sizeof(host)),
	    o.file);
	return output_close(&o, why);
}

static int
files_read(struct expectations *e, const struct option_values *files,
    struct diag *why)
{
	size_t i;

	for (i = 0; i < files->count; i++)
		if (expect_read(e, files->value[i], why) != 0)
			return -1;
	return 0;
}

static int
run(void *options, int operands, char **operand)
{
	struct options *opt = options;
	struct expectations e = EXPECTATIONS_INIT;
	struct gate g = { .items = 0 };
	struct trace old = { .calls = 0 };
	struct judged j;
	struct diag why;
	int format, status;

	(void)operands;
	format = gate_format(opt->format == NULL ? "text" : opt->format);
	if (format < 0)
		return command_usage("no format is called '%s'; use text,"
				     " markdown, github, json, junit or tap",
		    opt->format);
	if (judged_open(&j, operand[0], &opt->tables, &why) != 0 ||
	    files_read(&e, &opt->files, &why) != 0 ||
	    (opt->against != NULL &&
		trace_open(&old, opt->against, &why) != 0) ||
	    gate_make(&g, j.judgement, j.judgements, &e, &j.trace,
		opt->against != NULL ? &old : NULL, &why) != 0 ||
	    gate_write(&g, format, &j, opt->output, &why) != 0)
		status = command_fail(&why);
	else
		status = gate_is_red(&g) ? STATUS_DEVIATES : STATUS_CONFORMS;
	gate_free(&g);
	trace_free(&old);
	expect_free(&e);
	judged_close(&j);
	return status;
}

static const struct option_row rows[] = {
	{ .letter = 'e',
	    .name = "expect",
	    .value = "FILE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, files),
	    .help = "what was accepted, as accept writes it; may be repeated",
	    .required = true },
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, output),
	    .help = "write to FILE (default: standard output)" },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and the host's table)" },
	{ .letter = 'A',
	    .name = "against",
	    .value = "OLD",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, against),
	    .help = "also show each observation that differs from trace OLD" },
	{ .letter = 'f',
	    .name = "format",
	    .value = "FORMAT",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, format),
	    .help = "text, markdown, github, json, junit or tap" },
};

const struct command command_gate = {
	.line = {
		.program = "pairoracle gate",
		.usage = "-e FILE... [-o FILE] [-t TABLE]...\n"
			 "[-A OLD] [-f FORMAT] TRACE",
		.summary = "Tells what changed since deviations were accepted.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
