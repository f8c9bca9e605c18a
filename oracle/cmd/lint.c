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
			printf("%s\t%s\t%s\n", t.name, t.title, t.document);
			faults += lint_table(&t, stderr);
		}
		table_free(&t);
	}
	return faults == 0 ? STATUS_CONFORMS : STATUS_ENVIRONMENT;
}

static int
lint_table_text(const char *text, size_t len, const char *path)
{
	struct table t;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (table_read(&t, text, len, path, &why) != 0)
		status = command_fail(&why);
	else if (lint_table(&t, stderr) != 0)
		status = STATUS_ENVIRONMENT;
	table_free(&t);
	return status;
}

static int
lint_trace(const char *path)
{
	struct trace t;
	struct diag why;
	int status;

	status = STATUS_CONFORMS;
	if (trace_open(&t, path, &why) != 0)
		status = command_fail(&why);
	trace_free(&t);
	return status;
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
lint_file(const char *path)
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
		status = lint_trace(path);
	else if (is_expectations(word, path))
		status = lint_expectations(path);
	else
		status = lint_table_text(text, len, path);
	arena_free(&a);
	return status;
}

static int
run(void *options, int operands, char **operand)
{
	int i, status;

	(void)options;
	if (operands == 0)
		return lint_builtin();
	status = STATUS_CONFORMS;
	for (i = 0; i < operands; i++)
		if (lint_file(operand[i]) != STATUS_CONFORMS)
			status = STATUS_ENVIRONMENT;
	return status;
}

const struct command command_lint = {
	.line = {
		.program = "pairoracle lint",
		.usage = "[FILE]...",
		.summary =
		    "Checks tables, traces and expectations files.\n"
		    "Each is known by its first line.  Without a FILE, checks"
		    " the\nbuilt-in tables and lists them.",
		.operands = "takes files",
		.least = 0,
		.most = -1,
	},
	.run = run,
};
