/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle diff: tables or traces, compared by meaning. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/file.h"
#include "oracle/cmd/command.h"
#include "oracle/compare/diff.h"

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
	struct differences d;
	struct diag why;
	int status;

	if (diff(&d, &a->side, &b->side, &why) != 0 ||
	    (json != NULL && json_write(&d, a->name, b->name, json, &why) != 0))
		status = command_fail(&why);
	else {
		differences_print(&d, a->name, b->name, stdout);
		status = differences_none(&d) ? STATUS_CONFORMS
					      : STATUS_DEVIATES;
	}
	differences_free(&d);
	return status;
}

struct options {
	const char *json;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
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

static const struct option_row rows[] = {
	{ .letter = 'j',
	    .name = "json",
	    .value = "FILE.json",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, json),
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
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
