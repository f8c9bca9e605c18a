/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * pairoracle import, import-calls, errors and documents: what others wrote.
 */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension.h"
#include "lib/output.h"
#include "oracle/base/text.h"
#include "oracle/calls/calls.h"
#include "oracle/cmd/command.h"
#include "oracle/precedence/reasons.h"
#include "oracle/report/report.h"
#include "oracle/table/import.h"

static int
name_check(const char *name, struct diag *why)
{
	const char *p;

	for (p = name; p != NULL && *p != '\0'; p++)
		if (!isalnum((unsigned char)*p) && strchr("-._", *p) == NULL)
			break;
	if (p == NULL || (p != name && *p == '\0'))
		return 0;
	return diag_set(why,
	    "'%s' is no name for a table; use letters,"
	    " digits and hyphens",
	    name);
}

static int
import(const char *name, const char *to, const char *path, struct diag *why)
{
	struct arena a = ARENA_INIT;
	struct output o;
	struct page page;
	int ret;

	ret = page_read(&a, path, &page, why);
	if (ret == 0 && (ret = output_open(&o, to, why)) == 0) {
		import_write(&page, name, path, o.file);
		ret = output_close(&o, why);
	}
	arena_free(&a);
	return ret;
}

struct import_options {
	const char *name;
	const char *output;
};

static int
import_run(void *options, int operands, char **operand)
{
	const struct import_options *o = options;
	struct diag why;

	(void)operands;
	if (strcmp(operand[0], "-") == 0)
		return command_usage("import reads a file, not standard input;"
				     " give the path of a manual page");
	if (name_check(o->name, &why) != 0 ||
	    import(o->name, o->output, operand[0], &why) != 0)
		return command_fail(&why);
	return STATUS_CONFORMS;
}

static const struct option_row import_rows[] = {
	{ .letter = 'n',
	    .name = "name",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = offsetof(struct import_options, name),
	    .help = "name the table NAME (default: that of the file)" },
	COMMAND_OUTPUT(offsetof(struct import_options, output)),
};

const struct command command_import = {
	.line = {
		.program = "pairoracle import",
		.usage = "[OPTION]... PAGE",
		.summary = "Makes a document table of a manual page's errors.",
		.operands = "takes exactly one manual page",
		.least = 1,
		.most = 1,
		.row = import_rows,
		.rows = sizeof(import_rows) / sizeof(import_rows[0]),
	},
	.size = sizeof(struct import_options),
	.run = import_run,
};

struct calls_options {
	const char *table;
	const char *privilege;
	const char *output;
};

/* The host of a log, as far as the table of its system tells. */
static int
calls_host(const struct calls_options *o, const struct table *t,
    struct calls_host *h, struct diag *why)
{
	const char *privilege = o->privilege != NULL ? o->privilege : "user";
	int64_t v;

	if (dimension_value(DIM_PRIVILEGE, privilege, strlen(privilege),
		&t->numbers, &v, why) != 0)
		return -1;
	h->system = t->name;
	h->numbers = &t->numbers;
	h->privilege = (int)v;
	return 0;
}

static int
calls_write(const struct calls_options *o, const struct table *t,
    const char *log, struct calls_count *count, struct diag *why)
{
	struct calls_host host;
	struct bodies b;
	int ret;

	memset(&b, 0, sizeof(b));
	ret = calls_host(o, t, &host, why);
	if (ret == 0)
		ret = calls_read(&b, log, &host, count, why);
	if (ret == 0)
		ret = command_write(&b, o->output, why);
	bodies_free(&b);
	return ret;
}

static int
calls_run(void *options, int operands, char **operand)
{
	const struct calls_options *o = options;
	struct calls_count count;
	struct table table;
	struct diag why;
	int ret;

	(void)operands;
	ret = table_open(&table, o->table != NULL ? o->table : "linux", &why);
	if (ret == 0)
		ret = calls_write(o, &table, operand[0], &count, &why);
	table_free(&table);
	if (ret != 0)
		return command_fail(&why);
	if (count.left_out > 0)
		fprintf(stderr,
		    "pairoracle: %llu of %llu calls are left out;"
		    " see the notes of the trace\n",
		    (unsigned long long)count.left_out,
		    (unsigned long long)(count.left_out + count.whole));
	return STATUS_CONFORMS;
}

static const struct option_row calls_rows[] = {
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct calls_options, table),
	    .help = "names have the numbers of this table's system\n"
		    "(default: linux)" },
	{ .letter = 'p',
	    .name = "privilege",
	    .value = "WORD",
	    .type = OPTION_STRING,
	    .at = offsetof(struct calls_options, privilege),
	    .help = "who made the calls: root or user (default: user)" },
	COMMAND_OUTPUT(offsetof(struct calls_options, output)),
};

const struct command command_import_calls = {
	.line = {
		.program = "pairoracle import-calls",
		.usage = "[OPTION]... LOG",
		.summary = "Makes a trace of the calls in a tracer's log.",
		.operands = "takes exactly one log (- is standard input)",
		.least = 1,
		.most = 1,
		.row = calls_rows,
		.rows = sizeof(calls_rows) / sizeof(calls_rows[0]),
	},
	.size = sizeof(struct calls_options),
	.run = calls_run,
};

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

struct errors_options {
	const char *output;
};

static int
errors_run(void *options, int operands, char **operand)
{
	const struct errors_options *o = options;
	struct job job = { .reason = NULL };
	struct diag why;
	int ret;

	(void)operands;
	ret = job_run(&job, operand[0], o->output, &why);
	trace_free(&job.trace);
	arena_free(&job.arena);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}

static const struct option_row errors_rows[] = {
	COMMAND_OUTPUT(offsetof(struct errors_options, output)),
};

const struct command command_errors = {
	.line = {
		.program = "pairoracle errors",
		.usage = "[-o FILE] TRACE",
		.summary = "Writes an ERRORS section for this host's page.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = errors_rows,
		.rows = sizeof(errors_rows) / sizeof(errors_rows[0]),
	},
	.size = sizeof(struct errors_options),
	.run = errors_run,
};

struct documents_options {
	struct option_values tables;
};

static int
documents_run(void *options, int operands, char **operand)
{
	const struct documents_options *o = options;
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

static const struct option_row documents_rows[] = {
	COMMAND_TABLES(offsetof(struct documents_options, tables),
	    "all built-in tables"),
};

const struct command command_documents = {
	.line = {
		.program = "pairoracle documents",
		.usage = "[-t TABLE]...",
		.summary = "Prints which document lists which errno, by year.",
		.operands = "takes no operand (name tables with -t)",
		.least = 0,
		.most = 0,
		.row = documents_rows,
		.rows = sizeof(documents_rows) / sizeof(documents_rows[0]),
	},
	.size = sizeof(struct documents_options),
	.run = documents_run,
};
