/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle merge: one trace of the shards of a plan. */

#include <string.h>

#include "lib/line.h"
#include "lib/output.h"
#include "oracle/base/options.h"
#include "oracle/cmd/command.h"
#include "oracle/merge/join.h"

static void
bodies_put(const struct bodies *b, FILE *f)
{
	unsigned long line;
	size_t i;

	line = 0;
	for (i = 0; i < b->count; i++)
		line_put(f, &line, b->body[i].text);
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

static int
merge_to(const char *to, char **path, size_t count)
{
	struct bodies whole;
	struct diag why;
	int ret;

	memset(&whole, 0, sizeof(whole));
	ret = merge(&whole, path, count, &why);
	if (ret == 0)
		ret = bodies_write(&whole, to, &why);
	bodies_free(&whole);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}

int
cmd_merge(int argc, char **argv)
{
	struct option_values files = { { NULL }, 0 };
	struct option_spec spec[] = { { 'o', &files, NULL } };
	struct diag why;
	int first, i;

	first = options_read(argc, argv, spec, 1, &why);
	if (first < 0)
		return command_fail(&why);
	for (i = first; i < argc; i++)
		if (strcmp(argv[i], "-") == 0)
			return command_usage("merge reads its traces twice;"
					     " name files, not -");
	if (first == argc)
		return command_usage("merge wants the traces of all shards");
	return merge_to(option_last(&files, NULL), argv + first,
	    (size_t)(argc - first));
}
