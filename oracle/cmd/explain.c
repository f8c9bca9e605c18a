/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle explain: what each table allows, by which clause, and why. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/cmd/ask.h"
#include "oracle/cmd/command.h"
#include "oracle/predict/unmet.h"

enum { COLUMNS = 78 };

static void
print_item(struct arena *a, const struct table *t,
    const struct forecast_item *it)
{
	const struct clause *c;
	const char *text;

	printf("  %s%s\n", it->outcome,
	    it->certain ? "" : ", which depends on the host");
	if (it->row == NULL) {
		puts("    the table says nothing of this request");
		return;
	}
	c = &t->clause[it->row->clause];
	printf("    %s: %s\n", c->id, c->text);
	printf("    source: %s\n", c->citation);
	text = forecast_conditions(a, it->row);
	if (it->row->kind == ROW_OTHERWISE)
		printf("    %s:%lu, since no other row need hold\n", t->file,
		    it->row->line);
	else
		printf("    %s:%lu, since %s\n", t->file, it->row->line,
		    text[0] == '\0' ? "no row before it matched" : text);
}

/* Starts a new line where the text would be too long for this one. */
static void
print_wrapped(const char *text, int *column)
{
	const int len = (int)strlen(text);

	if (*column + len + 1 > COLUMNS) {
		printf("\n     ");
		*column = 5;
	}
	printf(" %s", text);
	*column += len + 1;
}

/* The rows above the one that decided, each with what it asked in vain. */
static void
print_unmet(struct arena *a, const struct table *t,
    const struct forecast_item *it, const struct box *box)
{
	static const char lead[] = "    not above it:";
	const struct condition *c;
	int column;
	size_t i;

	column = (int)strlen(lead);
	for (i = 0; &t->row[i] != it->row; i++) {
		c = unmet_condition(a, t, &t->row[i], box);
		if (c == NULL)
			continue;
		if (column == (int)strlen(lead))
			fputs(lead, stdout);
		print_wrapped(text_format(a, "%lu %s=%s,", t->row[i].line,
				  c->key, c->text),
		    &column);
	}
	if (column != (int)strlen(lead))
		puts(" which do not hold");
}

static void
print_table(struct arena *a, const struct table *t, const struct forecast *f,
    const struct box *box)
{
	size_t i;

	printf("%s: %s\n", t->name, t->title);
	if (f->absent != NULL)
		printf("  inapplicable\n    the system has no number for"
		       " %s\n",
		    f->absent);
	for (i = 0; i < f->count; i++) {
		print_item(a, t, &f->item[i]);
		if (t->order == ORDER_FIRST && f->item[i].row != NULL)
			print_unmet(a, t, &f->item[i], box);
	}
}

static int
run(void *options, int operands, char **operand)
{
	return ask_tables(options, operands, operand, print_table);
}

static const struct option_row rows[] = {
	{ .letter = 'a',
	    .name = "all",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct ask, all),
	    .help = "ask all built-in tables" },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct ask, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and this system's)" },
};

const struct command command_explain = {
	.line = {
		.program = "pairoracle explain",
		.usage = "[OPTION]... DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.summary = "Prints what tables allow, and by which clause.",
		.operands = "takes DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.least = 3,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct ask),
	.run = run,
};
