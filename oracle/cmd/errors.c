/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle errors: the section on errors that a host's page should have. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/text.h"
#include "oracle/cmd/command.h"
#include "oracle/precedence/reasons.h"

/* What is told of one trace. */
struct job {
	struct arena arena;
	struct trace trace;
	struct errnos errnos;
	const struct reason *reason;
};

static void
write_comment(struct job *job, uint64_t requests, const struct box *b, FILE *f)
{
	fprintf(f, ".\\\" %llu request%s, as %s\n",
	    (unsigned long long)requests, requests == 1 ? "" : "s",
	    text_witness(&job->arena, b, &job->trace.numbers));
}

/* Without a reason of its own an errno came where several met, or none. */
static void
write_unknown(struct job *job, const struct errno_seen *e, FILE *f)
{
	write_comment(job, e->requests, &e->simplest->box, f);
	fputs("The reason was not recorded.\n", f);
}

static void
write_errno(struct job *job, size_t which, FILE *f)
{
	const struct errno_seen *e = &job->errnos.list[which];
	const struct reason *r = &job->reason[which * REASONS];
	char name[32];
	int i, known;

	fprintf(f, ".It Bq Er %s\n",
	    answer_text(e->answer, name, sizeof(name)));
	known = 0;
	for (i = 0; i < REASONS; i++) {
		if (r[i].requests == 0)
			continue;
		write_comment(job, r[i].requests, &r[i].simplest, f);
		fprintf(f, "%s\n", reason_text(i));
		known = 1;
	}
	if (!known)
		write_unknown(job, e, f);
}

static void
write_section(struct job *job, FILE *f)
{
	size_t i;

	fprintf(f, ".Sh ERRORS\n.\\\" Recorded on %s %s %s.\n",
	    trace_header(&job->trace, "host system"),
	    trace_header(&job->trace, "host release"),
	    trace_header(&job->trace, "host machine"));
	if (job->errnos.count == 0) {
		fputs("No call was seen to fail.\n", f);
		return;
	}
	fputs("The call succeeds unless:\n.Bl -tag -width Er\n", f);
	for (i = 0; i < job->errnos.count; i++)
		write_errno(job, i, f);
	fputs(".El\n", f);
}

static int
section_output(struct job *job, const char *to, struct diag *why)
{
	struct output o;

	if (output_open(&o, to, why) != 0)
		return -1;
	write_section(job, o.file);
	return output_close(&o, why);
}

static int
job_run(struct job *job, const char *path, const char *to, struct diag *why)
{
	if (trace_open(&job->trace, path, why) != 0)
		return -1;
	job->errnos = errnos_of(&job->arena, &job->trace);
	job->reason = reasons_of(&job->arena, &job->trace, &job->errnos, why);
	if (job->reason == NULL)
		return -1;
	return section_output(job, to, why);
}

struct options {
	const char *output;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
	struct job job = { .reason = NULL };
	struct diag why;
	int ret;

	(void)operands;
	ret = job_run(&job, operand[0], o->output, &why);
	trace_free(&job.trace);
	arena_free(&job.arena);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}

static const struct option_row rows[] = {
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, output),
	    .help = "write to FILE (default standard output)" },
};

const struct command command_errors = {
	.line = {
		.program = "pairoracle errors",
		.usage = "[-o FILE] TRACE",
		.summary = "Writes an ERRORS section for this host's page.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
