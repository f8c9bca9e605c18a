/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle predict: what each table allows, or all of them together. */

#include <stdio.h>
#include <string.h>

#include "oracle/cmd/ask.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/operand.h"
#include "oracle/predict/lookup.h"
#include "oracle/predict/survey.h"

static void
print_forecast(struct arena *a, const struct table *t, const struct forecast *f,
    const struct box *box)
{
	(void)box;
	printf("%s\t%s\n", t->name, forecast_text(a, t, f));
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

enum { CHUNK = 1 << 16, REQUEST_MAX = 1000 };

/* Requests from standard input, and their answers to standard output. */
struct stream {
	struct lookup *lookup;
	char buf[CHUNK + REQUEST_MAX];
	size_t left;	 /* bytes of an unfinished line */
	char out[CHUNK]; /* answers to be written */
	size_t used;
	unsigned long line;
};

static void
out_flush(struct stream *s)
{
	fwrite(s->out, 1, s->used, stdout);
	s->used = 0;
}

static int
line_answer(struct stream *s, const char *line, size_t len, struct diag *why)
{
	const char *answer;
	struct diag text;
	size_t size;

	s->line++;
	if (len > REQUEST_MAX)
		return diag_at(why, "standard input", s->line, 0,
		    "the line is too long for a request; write less than %d"
		    " bytes",
		    REQUEST_MAX);
	answer = lookup_answer(s->lookup, line, len, &size, &text);
	if (answer == NULL)
		return diag_at(why, "standard input", s->line, 0, "%s",
		    text.text);
	if (size > sizeof(s->out) - s->used)
		out_flush(s);
	if (size > sizeof(s->out))
		fwrite(answer, 1, size, stdout);
	else {
		memcpy(s->out + s->used, answer, size);
		s->used += size;
	}
	return 0;
}

/* Answers each whole line in the first size bytes; keeps what is left. */
static int
chunk_answer(struct stream *s, size_t size, bool last, struct diag *why)
{
	char *line = s->buf, *end = s->buf + size, *nl;

	while ((nl = memchr(line, '\n', (size_t)(end - line))) != NULL) {
		if (line_answer(s, line, (size_t)(nl - line), why) != 0)
			return -1;
		line = nl + 1;
	}
	s->left = (size_t)(end - line);
	if (s->left > REQUEST_MAX || (last && s->left != 0))
		return line_answer(s, line, s->left, why);
	memmove(s->buf, line, s->left);
	return 0;
}

static int
stream_answer(struct stream *s, struct diag *why)
{
	size_t n;

	while ((n = fread(s->buf + s->left, 1, CHUNK, stdin)) != 0)
		if (chunk_answer(s, s->left + n, false, why) != 0)
			return -1;
	if (ferror(stdin))
		return diag_set(why,
		    "standard input cannot be read to its"
		    " end; is it a directory?");
	return chunk_answer(s, s->left, true, why);
}

/* One table answers the requests of standard input, one a line. */
static int
predict_stream(const struct ask *ask)
{
	struct tables tables = { NULL, 0 };
	struct arena a = ARENA_INIT;
	struct stream *s;
	struct rules rules;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	s = arena_get(&a, sizeof(*s));
	if (ask_open(ask, &tables, &why) != 0)
		status = command_fail(&why);
	else if (tables.count != 1)
		status = command_usage("- takes the requests of standard input"
				       " to one table; name it by -t");
	else if (rules_compile(&a, &tables.table[0], &tables.table[0].numbers,
		     &rules, &why) != 0)
		status = command_fail(&why);
	else {
		s->lookup = lookup_new(&a, &rules);
		if (stream_answer(s, &why) != 0)
			status = command_fail(&why);
		out_flush(s);
	}
	tables_close(&tables);
	arena_free(&a);
	return status;
}

static int
run(void *options, int operands, char **operand)
{
	const struct ask *ask = options;

	if (operands == 1 && strcmp(operand[0], "-") == 0)
		return predict_stream(ask);
	if (operands < 3)
		return command_usage("predict takes DOMAIN TYPE PROTOCOL"
				     " [KEY=VALUE]..., or - for standard"
				     " input");
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
		.usage = "[OPTION]... DOMAIN TYPE PROTOCOL [KEY=VALUE]...\n"
			 "-t TABLE - <REQUESTS",
		.summary = "Prints what each table allows for a request.",
		.operands = "takes DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.least = 1,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct ask),
	.run = run,
};
