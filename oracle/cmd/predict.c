/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle predict: what each table allows, or all of them together. */

#include <stdio.h>
#include <string.h>

#include "oracle/cmd/ask.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/operand.h"
#include "oracle/predict/survey.h"

static const char *
clause_id(const struct table *t, const struct forecast_item *it)
{
	return it->row == NULL ? "silent" : t->clause[it->row->clause].id;
}

static void
print_depends(struct arena *a, const struct forecast *f)
{
	const char *facts, *lead;
	size_t i;

	lead = "\t";
	for (i = 0; i < f->count; i++) {
		if (f->item[i].certain || f->item[i].row == NULL)
			continue;
		facts = forecast_facts(a, f->item[i].row);
		if (facts[0] == '\0')
			continue;
		printf("%s%s if %s", lead, f->item[i].outcome, facts);
		lead = "; ";
	}
}

static void
print_forecast(struct arena *a, const struct table *t, const struct forecast *f,
    const struct box *box)
{
	size_t i;

	(void)box;
	printf("%s\t", t->name);
	if (f->absent != NULL) {
		printf("inapplicable\tno number for %s there\n", f->absent);
		return;
	}
	for (i = 0; i < f->count; i++)
		printf("%s%s", i ? "|" : "", f->item[i].outcome);
	for (i = 0; i < f->count; i++)
		printf("%s%s", i ? "|" : "\t", clause_id(t, &f->item[i]));
	print_depends(a, f);
	putchar('\n');
}

/* "    linux  vector  net/socket.c; vector=written; if socket=ok". */
static void
print_source(struct arena *a, const struct survey_source *s)
{
	const struct forecast_item *it = s->item;
	const struct clause *c;
	const char *facts;

	printf("    %-14s", s->table->name);
	if (it->row == NULL) {
		puts(" silent: no row speaks of this request");
		return;
	}
	c = &s->table->clause[it->row->clause];
	printf(" %s: %s", c->id, c->citation);
	if (strchr(it->outcome, ' ') != NULL)
		printf("; with%s", strchr(it->outcome, ' '));
	facts = forecast_facts(a, it->row);
	if (!it->certain && facts[0] != '\0')
		printf("; if %s", facts);
	putchar('\n');
}

static void
print_answer(struct arena *a, const struct survey *v,
    const struct survey_answer *one)
{
	size_t i;

	printf("%s%s: %zu of %zu table%s\n", one->answer,
	    strcmp(one->answer, "socket") == 0 ? " (what socket(2) answers)"
					       : "",
	    one->tables, v->asked, v->asked == 1 ? "" : "s");
	for (i = 0; i < one->sources; i++)
		print_source(a, &one->source[i]);
}

static void
print_survey(struct arena *a, const struct survey *v, int argc, char **argv)
{
	size_t k;
	int i;

	for (i = 0; i < argc; i++)
		printf("%s%c", argv[i], i + 1 < argc ? ' ' : '\n');
	for (k = 0; k < v->answers; k++)
		print_answer(a, v, &v->answer[k]);
	for (k = 0; k < v->misses; k++)
		printf("inapplicable: %s has no number for %s\n",
		    v->miss[k].table->name, v->miss[k].name);
}

static int
predict_all(const struct ask *ask, int argc, char **argv)
{
	struct tables tables = { NULL, 0 };
	struct arena a = ARENA_INIT;
	struct survey v;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	argc = operands_plain(&a, argc, argv, &argv, &why);
	if (argc < 0 || ask_open(ask, &tables, &why) != 0 ||
	    survey_make(&a, &tables, argc, argv, &v, &why) != 0)
		status = command_fail(&why);
	else
		print_survey(&a, &v, argc, argv);
	tables_close(&tables);
	arena_free(&a);
	return status;
}

static int
run(void *options, int operands, char **operand)
{
	const struct ask *ask = options;

	if (ask->all)
		return predict_all(ask, operands, operand);
	return ask_tables(ask, operands, operand, print_forecast);
}

static const struct option_row rows[] = {
	{ .letter = 'a',
	    .name = "all",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct ask, all),
	    .help = "ask all tables, and group them by their answers" },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct ask, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and this system's)" },
};

const struct command command_predict = {
	.line = {
		.program = "pairoracle predict",
		.usage = "[OPTION]... DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.summary = "Prints what each table allows for a request.",
		.operands = "takes DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.least = 3,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct ask),
	.run = run,
};
