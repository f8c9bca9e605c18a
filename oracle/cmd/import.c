/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle import: a manual page as a document table. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/options.h"
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

	ret = import_page(&a, path, &page, why);
	if (ret == 0 && (ret = output_open(&o, to, why)) == 0) {
		import_write(&page, name, path, o.file);
		ret = output_close(&o, why);
	}
	arena_free(&a);
	return ret;
}

int
cmd_import(int argc, char **argv)
{
	struct option_values names = { { NULL }, 0 };
	struct option_values files = { { NULL }, 0 };
	struct option_spec spec[] = {
		{ 'n', &names, NULL },
		{ 'o', &files, NULL },
	};
	struct diag why;
	int first;

	first = options_read(argc, argv, spec, 2, &why);
	if (first < 0)
		return command_fail(&why);
	if (argc - first != 1 || strcmp(argv[first], "-") == 0)
		return command_usage(
		    "import takes exactly one manual page; give its path");
	if (name_check(option_last(&names, NULL), &why) != 0 ||
	    import(option_last(&names, NULL), option_last(&files, NULL),
		argv[first], &why) != 0)
		return command_fail(&why);
	return STATUS_CONFORMS;
}
