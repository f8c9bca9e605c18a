/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle import: a manual page as a document table. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/cmd/command.h"
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

struct options {
	const char *name;
	const char *output;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
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

static const struct option_row rows[] = {
	{ .letter = 'n',
	    .name = "name",
	    .value = "NAME",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, name),
	    .help = "name the table NAME (default: that of the file)" },
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, output),
	    .help = "write to FILE (default standard output)" },
};

const struct command command_import = {
	.line = {
		.program = "pairoracle import",
		.usage = "[OPTION]... PAGE",
		.summary = "Makes a document table of a manual page's errors.",
		.operands = "takes exactly one manual page",
		.least = 1,
		.most = 1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
