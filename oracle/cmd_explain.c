/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle explain: what each table allows, by which clause, and why. */

#include <stdio.h>

#include "oracle/ask.h"
#include "oracle/command.h"

static void
print_item(const struct table *t, const struct forecast_item *it)
{
	const struct clause *c;
	char text[400];

	printf("  %s%s\n", it->outcome, it->certain ? "" :
	    ", which depends on the host");
	if (it->row == NULL) {
		puts("    no row of the table speaks of this request");
		return;
	}
	c = &t->clause[it->row->clause];
	printf("    %s: %s\n", c->id, c->text);
	printf("    says %s\n", c->citation);
	forecast_conditions(it->row, text, sizeof(text));
	if (it->row->kind == ROW_OTHERWISE)
		printf("    %s:%lu, since no other row need hold\n", t->file,
		    it->row->line);
	else
		printf("    %s:%lu, since %s\n", t->file, it->row->line,
		    text[0] == '\0' ? "no row before it matched" : text);
}

static void
print_table(const struct table *t, const struct forecast *f)
{
	size_t i;

	printf("%s: %s\n", t->name, t->title);
	if (f->absent != NULL)
		printf("  inapplicable\n    the system has no number for"
		    " %s\n", f->absent);
	for (i = 0; i < f->count; i++)
		print_item(t, &f->item[i]);
}

int
cmd_explain(int argc, char **argv)
{
	return ask_tables(argc, argv, print_table);
}
