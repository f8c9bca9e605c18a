/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle nearest: which systems a host behaves like. */

#include <stdio.h>
#include <string.h>

#include "oracle/cmd/command.h"
#include "oracle/compare/apart.h"
#include "oracle/compare/nearest.h"

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

int
cmd_nearest(int argc, char **argv)
{
	struct option_values names = { { NULL }, 0 };
	int tree = 0;
	struct option_spec spec[] = {
		{ 't', &names, NULL },
		{ 'T', NULL, &tree },
	};
	struct tables tables = { NULL, 0 };
	struct diag why;
	char letter[] = "-T";
	int first, status;

	if (argc > 0 && strcmp(argv[0], "--tree") == 0)
		argv[0] = letter;
	first = options_read(argc, argv, spec, 2, &why);
	if (first < 0)
		return command_fail(&why);
	if (argc - first != (tree ? 0 : 1))
		return command_usage("nearest wants one trace, or -T and none;"
				     " - is standard input");
	if (tables_open(&tables, &names, &why) != 0)
		status = command_fail(&why);
	else
		status = tree ? tell_apart(&tables)
			      : rank(&tables, argv[first]);
	tables_close(&tables);
	return status;
}
