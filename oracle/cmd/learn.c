/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle learn: the shortest table that reproduces a trace. */

#include <ctype.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"
#include "oracle/learn/learn.h"

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
	if (name == NULL || (*name != '\0' && strpbrk(name, " \t\n:") == NULL))
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

struct options {
	const char *name;
	const char *output;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;

	(void)operands;
	if (name_check(o->name) != 0)
		return STATUS_ENVIRONMENT;
	return learn_from(operand[0], o->name, o->output);
}

static const struct option_row rows[] = {
	{ .letter = 'n',
	    .name = "name",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, name),
	    .help = "name the table NAME (default: the trace's system)" },
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, output),
	    .help = "write to FILE (default standard output)" },
};

const struct command command_learn = {
	.line = {
		.program = "pairoracle learn",
		.usage = "[OPTION]... TRACE",
		.summary = "Writes the shortest table that reproduces a trace.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
