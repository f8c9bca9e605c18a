/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle merge: one trace of the shards of a plan. */

#include <string.h>

#include "lib/line.h"
#include "lib/output.h"
#include "oracle/cmd/command.h"
#include "oracle/merge/join.h"

static void
bodies_put(const struct bodies *b, FILE *f)
{
	struct line_writer w = { f, 0, 0 };
	size_t i;

	for (i = 0; i < b->count; i++)
		line_put(&w, b->body[i].text);
}

static int
bodies_write(const struct bodies *b, const char *path, struct diag *why)
{
	struct output o;

	if (output_open(&o, path, why) != 0)
		return -1;
	bodies_put(b, o.file);
	return output_close(&o, why);
}

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
		ret = bodies_write(&whole, to, &why);
	status = ret != 0 ? command_fail(&why) : lost_print(&whole);
	bodies_free(&whole);
	return status;
}

struct options {
	const char *output;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;

	return merge_to(o->output, operand, (size_t)operands);
}

static const struct option_row rows[] = {
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, output),
	    .help = "write to FILE (default standard output)" },
};

const struct command command_merge = {
	.line = {
		.program = "pairoracle merge",
		.usage = "[-o FILE] TRACE...",
		.summary = "Makes one trace of shards, parts or damaged logs.",
		.operands = "takes one or more traces; - is standard input",
		.least = 1,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
