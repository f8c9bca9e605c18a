/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle reproduce: a C program that shows one deviation. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/operand.h"
#include "oracle/reproduce/source.h"

/* What the command line asks for. */
struct job {
	struct arena arena;
	struct specimen_wish wish;
	struct tables tables;
	struct trace trace;
	const char *to; /* NULL: standard output */
	int report;	/* a text rather than a program alone */
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
tables_choose(struct job *job, const struct option_values *names,
    struct diag *why)
{
	struct option_values chosen = { { "berkeley", "posix-2008" }, 2 };
	const char *id = job->wish.id;

	if (names->count != 0)
		return tables_open(&job->tables, names, why);
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

int
cmd_reproduce(int argc, char **argv)
{
	struct option_values names = { { NULL }, 0 };
	struct option_values traces = { { NULL }, 0 };
	struct option_values files = { { NULL }, 0 };
	struct job job = { .report = 0 };
	struct option_spec spec[] = {
		{ 'b', NULL, &job.report },
		{ 'o', &files, NULL },
		{ 'r', &traces, NULL },
		{ 't', &names, NULL },
	};
	const char *trace;
	struct diag why;
	int first, ret;

	first = options_read(argc, argv, spec, 4, &why);
	if (first < 0)
		return command_fail(&why);
	job.to = option_last(&files, NULL);
	trace = option_last(&traces, NULL);
	ret = operands_take(&job, argc - first, argv + first, &why);
	if (ret == 0 && trace != NULL) {
		ret = trace_open(&job.trace, trace, &why);
		job.wish.trace = &job.trace;
	}
	if (ret == 0)
		ret = tables_choose(&job, &names, &why);
	if (ret == 0)
		ret = job_run(&job, &why);
	tables_close(&job.tables);
	trace_free(&job.trace);
	arena_free(&job.arena);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}
