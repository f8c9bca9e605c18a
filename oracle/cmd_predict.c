/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle predict: what each table allows, one line a table. */

#include <stdio.h>

#include "oracle/ask.h"
#include "oracle/command.h"

static const char *
clause_id(const struct table *t, const struct forecast_item *it)
{
	return it->row == NULL ? "silent" : t->clause[it->row->clause].id;
}

static void
print_depends(const struct forecast *f)
{
	char facts[200];
	const char *lead;
	size_t i;

	lead = "\t";
	for (i = 0; i < f->count; i++) {
		if (f->item[i].certain || f->item[i].row == NULL)
			continue;
		forecast_facts(f->item[i].row, facts, sizeof(facts));
		if (facts[0] == '\0')
			continue;
		printf("%s%s if %s", lead, f->item[i].outcome, facts);
		lead = "; ";
	}
}

static void
print_forecast(const struct table *t, const struct forecast *f)
{
	size_t i;

	printf("%s\t", t->name);
	if (f->absent != NULL) {
		printf("inapplicable\tno number for %s there\n", f->absent);
		return;
	}
	for (i = 0; i < f->count; i++)
		printf("%s%s", i ? "|" : "", f->item[i].outcome);
	for (i = 0; i < f->count; i++)
		printf("%s%s", i ? "|" : "\t", clause_id(t, &f->item[i]));
	print_depends(f);
	putchar('\n');
}

int
cmd_predict(int argc, char **argv)
{
	return ask_tables(argc, argv, print_forecast);
}
