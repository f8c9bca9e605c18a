/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tables that a command was asked to use. */

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/table/builtin.h"
#include "oracle/table/import.h"
#include "oracle/table/tables.h"

static int
tables_add(struct tables *t, const char *name, struct diag *why)
{
	struct table *more;

	more = realloc(t->table, (t->count + 1) * sizeof(*more));
	if (more == NULL)
		return diag_set(why, "out of memory");
	t->table = more;
	if (table_is_file(name) && import_is_page(name))
		return import_open(&t->table[t->count++], name, why);
	return table_open(&t->table[t->count++], name, why);
}

static int
list_add(struct tables *t, const char *list, struct diag *why)
{
	char name[256];
	size_t n;

	for (; *list != '\0'; list += n + (list[n] == ',')) {
		n = strcspn(list, ",");
		if (n >= sizeof(name))
			return diag_set(why, "%s: the name is too long", list);
		memcpy(name, list, n);
		name[n] = '\0';
		if (tables_add(t, name, why) != 0)
			return -1;
	}
	return 0;
}

int
tables_open(struct tables *t, const struct option_values *names,
    struct diag *why)
{
	size_t i;

	t->table = NULL;
	t->count = 0;
	for (i = 0; i < names->count; i++)
		if (list_add(t, names->value[i], why) != 0)
			return -1;
	for (i = 0; names->count == 0 && i < builtin_table_count; i++)
		if (tables_add(t, builtin_tables[i].name, why) != 0)
			return -1;
	return 0;
}

/* The system of a trace as a table would be called. */
static void
system_name(const struct trace *t, char *name, size_t size)
{
	size_t i;

	snprintf(name, size, "%s", trace_header(t, "host system"));
	for (i = 0; name[i] != '\0'; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
}

int
tables_open_for(struct tables *t, const struct option_values *names,
    const struct trace *trace, struct diag *why)
{
	struct option_values usual = { { "berkeley", "posix-2008" }, 2 };
	char system[64];

	system_name(trace, system, sizeof(system));
	if (table_is_builtin(system))
		usual.value[usual.count++] = system;
	return tables_open(t, names->count != 0 ? names : &usual, why);
}

void
tables_close(struct tables *t)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		table_free(&t->table[i]);
	free(t->table);
}
