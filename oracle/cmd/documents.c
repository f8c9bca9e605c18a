/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle documents: which document lists which error, and when. */

#include <stdio.h>

#include "oracle/cmd/command.h"
#include "oracle/report/listing.h"

int
cmd_documents(int argc, char **argv)
{
	struct option_values names = { { NULL }, 0 };
	struct option_spec spec[] = { { 't', &names, NULL } };
	struct tables tables = { NULL, 0 };
	struct diag why;
	int first, status;

	first = options_read(argc, argv, spec, 1, &why);
	if (first >= 0 && first < argc)
		first = diag_set(&why,
		    "%s: documents takes no operand; name"
		    " tables by -t",
		    argv[first]);
	if (first < 0)
		return command_fail(&why);
	if (tables_open(&tables, &names, &why) != 0) {
		tables_close(&tables);
		return command_fail(&why);
	}
	status = STATUS_CONFORMS;
	if (listing_print(&tables, stdout) == 0)
		status = command_usage("no table of these restates a"
				       " document; name one of order any");
	tables_close(&tables);
	return status;
}
