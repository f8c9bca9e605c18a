/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle report: a page, and the same for programs. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/file.h"
#include "oracle/cmd/command.h"
#include "oracle/report/report.h"

static int
json_or_leave_out(const struct report *r, FILE *f)
{
	if (report_json(r, f) == 0)
		return 0;
	fprintf(stderr,
	    "pairoracle: results.json is left out: this build has"
	    " no jansson\n");
	return -1;
}

static int
write_html(const struct report *r, FILE *f)
{
	report_html(r, f);
	return 0;
}

static int
write_junit(const struct report *r, FILE *f)
{
	report_junit(r, f);
	return 0;
}

static int
write_tap(const struct report *r, FILE *f)
{
	report_tap(r, f);
	return 0;
}

/* A writer that returns -1 leaves its file out. */
static const struct {
	const char *name;
	int (*write)(const struct report *, FILE *);
} outputs[] = {
	{ "junit.xml", write_junit },
	{ "results.json", json_or_leave_out },
	{ "results.tap", write_tap },
	{ "index.html", write_html },
};

/* DIR/NAME; lives in a. */
static char *
path_of(struct arena *a, const char *dir, const char *name)
{
	char *path;
	size_t n;

	n = strlen(dir) + strlen(name) + 2;
	path = arena_get(a, n);
	snprintf(path, n, "%s/%s", dir, name);
	return path;
}

static int
output_write(struct report *r, size_t i, const char *dir, struct diag *why)
{
	struct output o;

	if (output_open(&o, path_of(&r->arena, dir, outputs[i].name), why) != 0)
		return -1;
	if (outputs[i].write(r, o.file) != 0) {
		output_drop(&o);
		return 0;
	}
	return output_close(&o, why);
}

static int
report_write(struct report *r, const char *dir, struct diag *why)
{
	size_t i;

	if (directory_make(dir, why) != 0)
		return -1;
	for (i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++)
		if (output_write(r, i, dir, why) != 0)
			return -1;
	return 0;
}

struct options {
	const char *dir;
	struct option_values tables;
	struct option_values expected;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
	struct report r = { .sections = 0 };
	struct diag why;
	int status;

	if (report_read(&r, operand, (size_t)operands, &o->tables, &why) != 0 ||
	    report_expect(&r, &o->expected, &why) != 0 ||
	    report_write(&r, o->dir, &why) != 0)
		status = command_fail(&why);
	else {
		report_screen(&r, path_of(&r.arena, o->dir, "index.html"),
		    stdout);
		status = report_status(&r);
	}
	report_free(&r);
	return status;
}

static const struct option_row rows[] = {
	{ .letter = 'e',
	    .name = "expect",
	    .value = "FILE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, expected),
	    .help = "accept the deviations in this expectations file;\n"
		    "may be repeated" },
	{ .letter = 'o',
	    .name = "output",
	    .value = "DIR",
	    .type = OPTION_STRING,
	    .at = offsetof(struct options, dir),
	    .required = true,
	    .help = "write the report into DIR; needed" },
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and the host's table)" },
};

const struct command command_report = {
	.line = {
		.program = "pairoracle report",
		.usage = "-o DIR [OPTION]... TRACE...",
		.summary = "Writes a page for people, and JSON, TAP and JUnit.",
		.operands = "takes one trace or more (- is standard input)",
		.least = 1,
		.most = -1,
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
