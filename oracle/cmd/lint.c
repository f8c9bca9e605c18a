/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle lint: check tables, traces and expectations files. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "oracle/base/file.h"
#include "oracle/cmd/command.h"
#include "oracle/decide/lint.h"
#include "oracle/gate/gate.h"
#include "oracle/judge/expect.h"
#include "oracle/judge/judge.h"
#include "oracle/table/builtin.h"

static int
lint_builtin(void)
{
	struct table t;
	struct diag why;
	size_t faults, i;

	faults = 0;
	for (i = 0; i < builtin_table_count; i++) {
		if (table_open(&t, builtin_tables[i].name, &why) != 0) {
			command_fail(&why);
			faults++;
		} else {
			printf("%s\t%s\t%s\t%s\n", t.name, t.title, t.document,
			    t.order == ORDER_ANY ? "-" : table_known(&t));
			faults += lint_table(&t, stderr);
			faults += lint_evidence(&t, stderr);
		}
		table_free(&t);
	}
	return faults == 0 ? STATUS_CONFORMS : STATUS_ENVIRONMENT;
}

/* The tables of systems and the traces that were named, to be compared. */
struct named {
	struct arena arena;
	struct table *table;
	struct trace *trace;
	size_t tables, traces;
};

static int
lint_table_text(struct named *n, const char *text, size_t len, const char *path)
{
	struct table t;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (table_read(&t, text, len, path, &why) != 0) {
		table_free(&t);
		return command_fail(&why);
	}
	t.path = path;
	if (lint_table(&t, stderr) != 0)
		status = STATUS_ENVIRONMENT;
	if (t.order == ORDER_FIRST)
		n->table[n->tables++] = t;
	else
		table_free(&t);
	return status;
}

static int
lint_trace(struct named *n, const char *path)
{
	struct trace t;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (trace_open(&t, path, &why) != 0)
		status = command_fail(&why);
	else if (t.losts == 0) {
		n->trace[n->traces++] = t;
		return status;
	}
	trace_free(&t);
	return status;
}

/* Says of how many observations of the trace no row of the table speaks. */
static int
lint_both(const struct table *t, const struct trace *trace)
{
	const struct unsaid *u;
	struct judgement j;
	struct diag why;
	int status, c;

	status = STATUS_CONFORMS;
	if (judge_trace(&j, t, trace, NULL, &why) != 0)
		status = command_fail(&why);
	for (c = 0; c < CHECK_COUNT; c++) {
		u = &j.unsaid[c];
		if (u->requests == 0)
			continue;
		fprintf(stderr,
		    "%s:1: no row speaks of %llu request%s of %s with"
		    " check=%s, such as %s; add one\n",
		    t->file, (unsigned long long)u->requests,
		    u->requests == 1 ? "" : "s", trace->name,
		    dimension_word(DIM_CHECK, c), u->witness);
		status = STATUS_ENVIRONMENT;
	}
	judgement_free(&j);
	return status;
}

/* Compares each trace with each table of a system. */
static int
named_compare(const struct named *n)
{
	size_t i, k;
	int status;

	status = STATUS_CONFORMS;
	for (i = 0; i < n->traces; i++)
		for (k = 0; k < n->tables; k++)
			if (lint_both(&n->table[k], &n->trace[i]) !=
			    STATUS_CONFORMS)
				status = STATUS_ENVIRONMENT;
	return status;
}

static void
named_free(struct named *n)
{
	size_t i;

	for (i = 0; i < n->tables; i++)
		table_free(&n->table[i]);
	for (i = 0; i < n->traces; i++)
		trace_free(&n->trace[i]);
	arena_free(&n->arena);
}

static int
lint_expectations(const char *path)
{
	struct expectations e = EXPECTATIONS_INIT;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (expect_read(&e, path, &why) != 0)
		status = command_fail(&why);
	else if (gate_lint(&e, stderr) != 0)
		status = STATUS_ENVIRONMENT;
	expect_free(&e);
	return status;
}

/* The first word of the first line that is no comment. */
static const char *
first_word(const char *text)
{
	for (;;) {
		while (isspace((unsigned char)*text))
			text++;
		if (*text != '#')
			return text;
		text += strcspn(text, "\n");
	}
}

/* By its first word, or where that is misspelt by the name of the file. */
static bool
is_expectations(const char *word, const char *path)
{
	static const char suffix[] = ".expect";
	const size_t n = strlen(path), m = strlen(suffix);

	return strncmp(word, "expect", 6) == 0 ||
	    strncmp(word, "plan", 4) == 0 ||
	    (n > m && strcmp(path + n - m, suffix) == 0);
}

static int
lint_file(struct named *n, const char *path)
{
	struct arena a = ARENA_INIT;
	struct diag why;
	const char *word;
	size_t len;
	char *text;
	int status;

	text = file_read(&a, path, &len, &why);
	if (text == NULL) {
		arena_free(&a);
		return command_fail(&why);
	}
	word = first_word(text);
	if (*word == '@' || *word == '\0' ||
	    strstr(text, "@1 pairtest-trace ") != NULL)
		status = lint_trace(n, path);
	else if (is_expectations(word, path))
		status = lint_expectations(path);
	else
		status = lint_table_text(n, text, len, path);
	arena_free(&a);
	return status;
}

static int
run(void *options, int operands, char **operand)
{
	struct named n = { .tables = 0 };
	int i, status;

	(void)options;
	if (operands == 0)
		return lint_builtin();
	n.table = arena_get(&n.arena, (size_t)operands * sizeof(*n.table));
	n.trace = arena_get(&n.arena, (size_t)operands * sizeof(*n.trace));
	status = STATUS_CONFORMS;
	for (i = 0; i < operands; i++)
		if (lint_file(&n, operand[i]) != STATUS_CONFORMS)
			status = STATUS_ENVIRONMENT;
	if (named_compare(&n) != STATUS_CONFORMS)
		status = STATUS_ENVIRONMENT;
	named_free(&n);
	return status;
}

const struct command command_lint = {
	.line = {
		.program = "pairoracle lint",
		.usage = "[FILE]...",
		.summary =
		    "Checks tables, traces and expectations files.\n"
		    "Each is known by its first line.  Each trace is also"
		    " compared with\neach table of a system: every observation"
		    " needs a row.  Without a\nFILE, checks the built-in tables"
		    " and lists them.",
		.operands = "takes files",
		.least = 0,
		.most = -1,
	},
	.run = run,
};
