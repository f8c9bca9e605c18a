/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The fuzz targets but those that need a program or a trace. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/trace.h"
#include "oracle/calls/calls.h"
#include "oracle/decide/asked.h"
#include "oracle/decide/lint.h"
#include "oracle/decide/operand.h"
#include "oracle/judge/expect.h"
#include "oracle/predict/forecast.h"
#include "t/fuzz/fuzz.h"
#include "t/suite/cases.h"

static void
table_use(const struct table *t)
{
	struct arena a = ARENA_INIT;
	struct forecast f = { 0 };
	struct diag why = { "" };
	struct box usual = { 0 };
	static FILE *nowhere;
	char domain[] = "AF_UNIX", type[] = "SOCK_STREAM", protocol[] = "0";
	char *asked[] = { domain, type, protocol, NULL };

	if (nowhere == NULL)
		nowhere = fopen("/dev/null", "w");
	lint_table(t, nowhere);
	if (request_read(&a, 3, asked, &t->numbers, &usual, &why) != 0 ||
	    forecast_make(&a, t, &usual, &f, &why) != 0)
		fuzz_complaint(&why);
	arena_free(&a);
}

void
fuzz_table(const uint8_t *data, size_t size)
{
	struct diag why = { "" };
	struct table t;

	if (table_read(&t, (const char *)data, size, "fuzz", &why) != 0)
		fuzz_complaint(&why);
	else
		table_use(&t);
	table_free(&t);
}

/* What is made of a log can be read as a trace of its own. */
void
fuzz_calls(const uint8_t *data, size_t size)
{
	const struct calls_host host = { "Linux", numbering_reference(),
		PRIVILEGE_USER };
	struct calls_count count = { 0, 0 };
	struct diag why = { "" };
	struct bodies b;
	struct trace t;

	memset(&b, 0, sizeof(b));
	memset(&t, 0, sizeof(t));
	if (calls_read(&b, fuzz_file(data, size), &host, &count, &why) != 0)
		fuzz_complaint(&why);
	else {
		fuzz_require(trace_of(&t, &b, NULL, "fuzz", &why) == 0,
		    "the trace of a log is refused");
		fuzz_require(t.requests <= count.whole,
		    "the trace has more requests than the log");
	}
	trace_free(&t);
	bodies_free(&b);
}

void
fuzz_expect(const uint8_t *data, size_t size)
{
	struct expectations e = EXPECTATIONS_INIT;
	struct diag why = { "" };

	if (expect_read(&e, fuzz_file(data, size), &why) != 0)
		fuzz_complaint(&why);
	expect_free(&e);
}

void
fuzz_cases(const uint8_t *data, size_t size)
{
	struct cases c = { 0 };
	struct diag why = { "" };
	size_t i;

	if (cases_read(&c, fuzz_file(data, size), NULL, &why) != 0)
		fuzz_complaint(&why);
	else
		for (i = 0; i < c.count; i++)
			fuzz_require(cases_find(&c, c.list[i].name) ==
				&c.list[i],
			    "a case is not found by its name");
	cases_free(&c);
}

/* Operands are separated by blanks or newlines. */
void
fuzz_operand(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct box box = { 0 };
	struct diag why = { "" };
	char *argv[32], **plain, *text, *word;
	int argc, count;

	text = arena_text(&a, (const char *)data, size);
	argc = 0;
	for (word = strtok(text, " \n"); word != NULL && argc < 31;
	     word = strtok(NULL, " \n"))
		argv[argc++] = word;
	argv[argc] = NULL;
	count = operands_plain(&a, argc, argv, &plain, &why);
	if (count < 0 ||
	    request_read(&a, count, plain, numbering_reference(), &box, &why) !=
		0)
		fuzz_complaint(&why);
	arena_free(&a);
}
