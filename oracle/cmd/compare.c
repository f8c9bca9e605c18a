/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle learn, merge, diff and nearest: traces, compared and joined. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/line.h"
#include "lib/output.h"
#include "oracle/base/escape.h"
#include "oracle/base/file.h"
#include "oracle/cmd/command.h"
#include "oracle/compare/apart.h"
#include "oracle/compare/diff.h"
#include "oracle/compare/nearest.h"
#include "oracle/learn/learn.h"
#include "oracle/merge/join.h"

/* The name of the host's system in lower case, fit for a table. */
static const char *
name_of_host(const struct trace *t, char *buf, size_t size)
{
	const char *system;
	size_t i;

	system = trace_header(t, "host system");
	for (i = 0; system[i] != '\0' && i + 1 < size; i++)
		buf[i] = isalnum((unsigned char)system[i])
		    ? (char)tolower((unsigned char)system[i])
		    : '-';
	buf[i] = '\0';
	return i == 0 ? "learned" : buf;
}

/* A name is one word, for it starts the ids of deviations. */
static int
name_check(const char *name)
{
	const char *p;

	for (p = name; p != NULL && isgraph((unsigned char)*p) && *p != ':';)
		p++;
	if (p == NULL || (p != name && *p == '\0'))
		return STATUS_CONFORMS;
	return command_usage("'%s' is no name of a table; use one word"
			     " without a colon",
	    name);
}

static int
table_write(const struct learned *l, const char *name, const char *path)
{
	struct output o;
	struct diag why;

	if (output_open(&o, path, &why) != 0)
		return command_fail(&why);
	learned_write(l, name, o.file);
	if (output_close(&o, &why) != 0)
		return command_fail(&why);
	return STATUS_CONFORMS;
}

static int
learn_from(const char *trace, const char *name, const char *path)
{
	struct learned l = { .rows = 0 };
	struct trace t;
	struct diag why;
	char host[64];
	int status;

	if (trace_open(&t, trace, &why) != 0 || learn_trace(&l, &t, &why) != 0)
		status = command_fail(&why);
	else
		status = table_write(&l,
		    name != NULL ? name : name_of_host(&t, host, sizeof(host)),
		    path);
	learned_free(&l);
	trace_free(&t);
	return status;
}

struct learn_options {
	const char *name;
	const char *output;
};

static int
learn_run(void *options, int operands, char **operand)
{
	const struct learn_options *o = options;

	(void)operands;
	if (name_check(o->name) != 0)
		return STATUS_ENVIRONMENT;
	return learn_from(operand[0], o->name, o->output);
}

static const struct option_row learn_rows[] = {
	{ .letter = 'n',
	    .name = "name",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = offsetof(struct learn_options, name),
	    .help = "name the table NAME (default: the trace's system)" },
	COMMAND_OUTPUT(offsetof(struct learn_options, output)),
};

const struct command command_learn = {
	.line = {
		.program = "pairoracle learn",
		.usage = "[OPTION]... TRACE",
		.summary = "Writes the shortest table that reproduces a trace.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = learn_rows,
		.rows = sizeof(learn_rows) / sizeof(learn_rows[0]),
	},
	.size = sizeof(struct learn_options),
	.run = learn_run,
};

/* Says what is missing in the trace.  Returns the status. */
static int
lost_print(const struct bodies *b)
{
	static const char lost[] = "lost ";
	size_t i;
	int status;

	status = STATUS_CONFORMS;
	for (i = 0; i < b->count; i++)
		if (strncmp(b->body[i].text, lost, strlen(lost)) == 0)
			status = command_lost(b->body[i].text + strlen(lost));
	return status;
}

static int
merge_to(const char *to, char **path, size_t count)
{
	struct bodies whole;
	struct diag why;
	int ret, status;

	memset(&whole, 0, sizeof(whole));
	ret = merge_logs(&whole, path, count, &why);
	if (ret == 0)
		ret = command_write(&whole, to, &why);
	status = ret != 0 ? command_fail(&why) : lost_print(&whole);
	bodies_free(&whole);
	return status;
}

struct merge_options {
	const char *output;
};

static int
merge_run(void *options, int operands, char **operand)
{
	const struct merge_options *o = options;

	return merge_to(o->output, operand, (size_t)operands);
}

static const struct option_row merge_rows[] = {
	COMMAND_OUTPUT(offsetof(struct merge_options, output)),
};

const struct command command_merge = {
	.line = {
		.program = "pairoracle merge",
		.usage = "[-o FILE] TRACE...",
		.summary = "Makes one trace of shards, parts or damaged logs.",
		.operands = "takes one or more traces; - is standard input",
		.least = 1,
		.most = -1,
		.row = merge_rows,
		.rows = sizeof(merge_rows) / sizeof(merge_rows[0]),
	},
	.size = sizeof(struct merge_options),
	.run = merge_run,
};

/* What one operand was opened as. */
struct operand {
	const char *name;
	struct table table;
	struct trace trace;
	struct diff_side side;
};

/* A trace starts with the sequence number of its first line. */
static int
is_trace(const char *path, struct diag *why)
{
	struct arena a = ARENA_INIT;
	size_t len;
	char *text;
	int ret;

	if (strcmp(path, "-") == 0)
		return 1;
	text = file_read(&a, path, &len, why);
	ret = text == NULL ? -1 : *text == '@' || *text == '\0';
	arena_free(&a);
	return ret;
}

static int
operand_open(struct operand *o, const char *name, struct diag *why)
{
	int trace;

	o->name = name;
	trace = 0;
	if (!table_is_builtin(name) && (trace = is_trace(name, why)) < 0)
		return -1;
	if (trace) {
		o->side.trace = &o->trace;
		return trace_open(&o->trace, name, why);
	}
	o->side.table = &o->table;
	if (table_is_builtin(name) || strpbrk(name, "/.") != NULL)
		return table_open(&o->table, name, why);
	return diag_set(why,
	    "%s: a file that is a table needs a slash or a"
	    " dot in its name; write ./%s",
	    name, name);
}

static void
operand_close(struct operand *o)
{
	table_free(&o->table);
	trace_free(&o->trace);
}

static int
json_write(const struct differences *d, const char *a, const char *b,
    const char *path, struct diag *why)
{
	struct output o;

	if (output_open(&o, path, why) != 0)
		return -1;
	if (differences_json(d, a, b, o.file) == 0)
		return output_close(&o, why);
	output_drop(&o);
	return diag_set(why,
	    "%s: cannot be written, for this build has no"
	    " jansson; leave -j out",
	    path);
}

static int
operands_compare(const struct operand *a, const struct operand *b,
    const char *json)
{
	struct arena scratch = ARENA_INIT;
	struct differences d;
	struct diag why;
	int status;

	if (diff(&d, &a->side, &b->side, &why) != 0 ||
	    (json != NULL && json_write(&d, a->name, b->name, json, &why) != 0))
		status = command_fail(&why);
	else {
		differences_print(&d, escape_terminal(&scratch, a->name),
		    escape_terminal(&scratch, b->name), stdout);
		status = differences_none(&d) ? STATUS_CONFORMS
					      : STATUS_DEVIATES;
	}
	differences_free(&d);
	arena_free(&scratch);
	return status;
}

struct diff_options {
	const char *json;
};

static int
diff_run(void *options, int operands, char **operand)
{
	const struct diff_options *o = options;
	struct operand a = { .name = NULL }, b = { .name = NULL };
	struct diag why;
	int status;

	(void)operands;
	if (operand_open(&a, operand[0], &why) != 0 ||
	    operand_open(&b, operand[1], &why) != 0)
		status = command_fail(&why);
	else
		status = operands_compare(&a, &b, o->json);
	operand_close(&a);
	operand_close(&b);
	return status;
}

static const struct option_row diff_rows[] = {
	{ .letter = 'j',
	    .name = "json",
	    .value = "FILE.json",
	    .type = OPTION_STRING,
	    .at = offsetof(struct diff_options, json),
	    .help = "also write the differences as JSON" },
};

const struct command command_diff = {
	.line = {
		.program = "pairoracle diff",
		.usage = "[-j FILE.json] A B",
		.summary = "Prints where two tables or traces differ.",
		.operands = "takes exactly two tables or traces",
		.least = 2,
		.most = 2,
		.row = diff_rows,
		.rows = sizeof(diff_rows) / sizeof(diff_rows[0]),
	},
	.size = sizeof(struct diff_options),
	.run = diff_run,
};

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

struct nearest_options {
	struct option_values tables;
	bool tree;
};

static int
nearest_run(void *options, int operands, char **operand)
{
	const struct nearest_options *o = options;
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

static const struct option_row nearest_rows[] = {
	{ .letter = 'T',
	    .name = "tree",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct nearest_options, tree),
	    .help = "print a short list of requests that tells the\n"
		    "systems apart instead" },
	COMMAND_TABLES(offsetof(struct nearest_options, tables),
	    "all built-in tables"),
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
		.row = nearest_rows,
		.rows = sizeof(nearest_rows) / sizeof(nearest_rows[0]),
	},
	.size = sizeof(struct nearest_options),
	.run = nearest_run,
};
