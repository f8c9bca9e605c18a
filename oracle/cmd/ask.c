/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle predict and explain: what tables say of a request. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>

#include "oracle/base/text.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/asked.h"
#include "oracle/decide/operand.h"
#include "oracle/predict/forecast.h"
#include "oracle/predict/lookup.h"
#include "oracle/predict/survey.h"
#include "oracle/predict/unmet.h"
#include "oracle/table/builtin.h"
#include "oracle/table/tables.h"

/*
 * The value of -t; where none is given, every built-in table (all), or the
 * documents and the table of the system that this runs on.
 */
struct ask {
	struct option_values tables;
	bool all;
};

/* Tables must be closed, even if this fails. */
static int
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

/*
 * Reads DOMAIN TYPE PROTOCOL [KEY=VALUE]..., typed freely, and hands each
 * table's forecast to print, with the requests that it is for (NULL where
 * the system has no number for one of the names).  Returns an exit status.
 */
static int
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

	printf("    %-14s %-6s", s->table->name, table_known(s->table));
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
predict_run(void *options, int operands, char **operand)
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

static const struct option_row predict_rows[] = {
	{ .letter = 'a',
	    .name = "all",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct ask, all),
	    .help = "ask all tables, and group them by their answers" },
	COMMAND_TABLES(offsetof(struct ask, tables),
	    "berkeley, posix-2008 and this system's"),
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
		.row = predict_rows,
		.rows = sizeof(predict_rows) / sizeof(predict_rows[0]),
	},
	.size = sizeof(struct ask),
	.run = predict_run,
};

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
	bool begun;
	int column;
	size_t i;

	begun = false;
	column = (int)strlen(lead);
	for (i = 0; &t->row[i] != it->row; i++) {
		c = unmet_condition(a, t, &t->row[i], box);
		if (c == NULL)
			continue;
		if (!begun)
			fputs(lead, stdout);
		begun = true;
		print_wrapped(text_format(a, "%lu %s=%s,", t->row[i].line,
				  c->key, c->text),
		    &column);
	}
	if (begun)
		puts(" which do not hold");
}

static void
print_table(struct arena *a, const struct table *t, const struct forecast *f,
    const struct box *box)
{
	const char *evidence = table_evidence(a, t);
	size_t i;

	printf("%s: %s\n", t->name, t->title);
	if (*evidence != '\0')
		printf("  evidence: %s\n", evidence);
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
explain_run(void *options, int operands, char **operand)
{
	return ask_tables(options, operands, operand, print_table);
}

static const struct option_row explain_rows[] = {
	{ .letter = 'a',
	    .name = "all",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct ask, all),
	    .help = "ask all built-in tables" },
	COMMAND_TABLES(offsetof(struct ask, tables),
	    "berkeley, posix-2008 and this system's"),
};

const struct command command_explain = {
	.line = {
		.program = "pairoracle explain",
		.usage = "[OPTION]... DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.summary = "Prints what tables allow, and by which clause.",
		.operands = "takes DOMAIN TYPE PROTOCOL [KEY=VALUE]...",
		.least = 3,
		.most = -1,
		.row = explain_rows,
		.rows = sizeof(explain_rows) / sizeof(explain_rows[0]),
	},
	.size = sizeof(struct ask),
	.run = explain_run,
};
