/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Asking tables about a request. */

#include <ctype.h>
#include <string.h>
#include <sys/utsname.h>

#include "oracle/cmd/ask.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/asked.h"
#include "oracle/decide/operand.h"
#include "oracle/table/builtin.h"

int
ask_open(const struct ask *ask, struct tables *t, struct diag *why)
{
	struct option_values usual = { { "berkeley", "posix-2008" }, 2 };
	struct utsname system;
	char *p;

	if (ask->all || ask->tables.count != 0)
		return tables_open(t, &ask->tables, why);
	if (uname(&system) >= 0) {
		for (p = system.sysname; *p != '\0'; p++)
			*p = (char)tolower((unsigned char)*p);
		if (table_is_builtin(system.sysname))
			usual.value[usual.count++] = system.sysname;
	}
	return tables_open(t, &usual, why);
}

static int
ask_one(const struct table *t, int argc, char **argv,
    void (*print)(struct arena *, const struct table *, const struct forecast *,
	const struct box *),
    struct diag *why)
{
	struct arena a = ARENA_INIT;
	struct forecast f;
	struct box box;
	int ret;

	memset(&f, 0, sizeof(f));
	f.absent = request_absent(argc, argv, &t->numbers);
	if (f.absent != NULL) {
		print(&a, t, &f, &box);
		arena_free(&a);
		return 0;
	}
	ret = request_read(&a, argc, argv, &t->numbers, &box, why);
	if (ret == 0)
		ret = forecast_make(&a, t, &box, &f, why);
	if (ret == 0)
		print(&a, t, &f, &box);
	arena_free(&a);
	return ret;
}

int
ask_tables(const struct ask *ask, int operands, char **operand,
    void (*print)(struct arena *, const struct table *, const struct forecast *,
	const struct box *))
{
	struct tables tables = { NULL, 0 };
	struct arena a = ARENA_INIT;
	struct diag why;
	char **plain;
	int ret;
	size_t i;

	operands = operands_plain(&a, operands, operand, &plain, &why);
	ret = operands < 0 ? -1 : ask_open(ask, &tables, &why);
	for (i = 0; i < tables.count && ret == 0; i++)
		ret = ask_one(&tables.table[i], operands, plain, print, &why);
	tables_close(&tables);
	arena_free(&a);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}
