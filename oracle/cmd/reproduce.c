/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle reproduce: a C program that shows one deviation. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/operand.h"
#include "oracle/reproduce/reproduce.h"

/* What the command line asks for. */
struct job {
	const char *to;	  /* NULL: standard output */
	const char *from; /* a trace, or NULL */
	bool report;	  /* a text rather than a program alone */
	struct option_values names;
	struct arena arena;
	struct specimen_wish wish;
	struct tables tables;
	struct trace trace;
};

static bool
is_id(const char *text)
{
	const char *colon;

	colon = strchr(text, ':');
	return colon != NULL && strchr(colon + 1, ':') != NULL;
}

/* Without -t: the table of the id, or the documents of the house. */
static int
tables_choose(struct job *job, struct diag *why)
{
	struct option_values chosen = { { "berkeley", "posix-2008" }, 2 };
	const char *id = job->wish.id;

	if (job->names.count != 0)
		return tables_open(&job->tables, &job->names, why);
	if (id != NULL) {
		chosen.value[0] = arena_text(&job->arena, id, strcspn(id, ":"));
		chosen.count = 1;
	}
	return tables_open(&job->tables, &chosen, why);
}

/* [ID] [DOMAIN TYPE PROTOCOL [KEY=VALUE]...] */
static int
operands_take(struct job *job, int argc, char **argv, struct diag *why)
{
	if (argc > 0 && is_id(argv[0])) {
		job->wish.id = *argv++;
		argc--;
	}
	if (argc == 0)
		return 0;
	job->wish.operands = operands_plain(&job->arena, argc, argv,
	    &job->wish.operand, why);
	return job->wish.operands < 0 ? -1 : 0;
}

static int
specimen_write(const struct job *job, const struct specimen *s, FILE *f,
    struct diag *why)
{
	return job->report ? program_report(s, f, why)
			   : program_write(s, f, why);
}

static int
job_run(struct job *job, struct diag *why)
{
	struct specimen s;
	struct output o;

	if (specimen_take(&job->arena, &job->tables, &job->wish, &s, why) != 0)
		return -1;
	if (output_open(&o, job->to, why) != 0)
		return -1;
	if (specimen_write(job, &s, o.file, why) == 0)
		return output_close(&o, why);
	output_drop(&o);
	return -1;
}

static int
run(void *options, int operands, char **operand)
{
	struct job *job = options;
	struct diag why;
	int ret;

	ret = operands_take(job, operands, operand, &why);
	if (ret == 0 && job->from != NULL) {
		ret = trace_open(&job->trace, job->from, &why);
		job->wish.trace = &job->trace;
	}
	if (ret == 0)
		ret = tables_choose(job, &why);
	if (ret == 0)
		ret = job_run(job, &why);
	tables_close(&job->tables);
	trace_free(&job->trace);
	arena_free(&job->arena);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}

static const struct option_row rows[] = {
	{ .letter = 'b',
	    .name = "bug-report",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct job, report),
	    .help = "write a bug report, with the program at its end" },
	COMMAND_OUTPUT(offsetof(struct job, to)),
	{ .letter = 'r',
	    .name = "trace",
	    .value = "TRACE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct job, from),
	    .help = "take the deviation from this trace" },
	COMMAND_TABLES(offsetof(struct job, names),
	    "that of the ID, or berkeley and posix-2008"),
};

const struct command command_reproduce = {
	.line = {
		.program = "pairoracle reproduce",
		.usage = "-r TRACE [OPTION]... [ID] [REQUEST]\n"
		    "[OPTION]... [ID] REQUEST",
		.summary = "Writes a C program that shows one deviation.\n"
		    "A REQUEST is DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.operands = "takes an ID, a request, or both",
		.least = 0,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct job),
	.run = run,
};
