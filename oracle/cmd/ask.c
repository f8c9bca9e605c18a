/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Asking tables about a request. */

#include <string.h>

#include "oracle/cmd/ask.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/asked.h"
#include "oracle/table/tables.h"

static int
ask_one(const struct table *t, int argc, char **argv,
    void (*print)(const struct table *, const struct forecast *,
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
		print(t, &f, &box);
		return 0;
	}
	ret = request_read(&a, argc, argv, &t->numbers, &box, why);
	if (ret == 0)
		ret = forecast_make(&a, t, &box, &f, why);
	if (ret == 0)
		print(t, &f, &box);
	arena_free(&a);
	return ret;
}

int
ask_tables(const struct option_values *names, int operands, char **operand,
    void (*print)(const struct table *, const struct forecast *,
	const struct box *))
{
	struct tables tables = { NULL, 0 };
	struct diag why;
	int ret;
	size_t i;

	ret = tables_open(&tables, names, &why);
	for (i = 0; i < tables.count && ret == 0; i++)
		ret = ask_one(&tables.table[i], operands, operand, print, &why);
	tables_close(&tables);
	return ret == 0 ? STATUS_CONFORMS : command_fail(&why);
}
