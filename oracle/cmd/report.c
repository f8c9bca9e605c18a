/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle report: a page, and the same for programs. */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "lib/output.h"
#include "oracle/base/directory.h"
#include "oracle/cmd/command.h"
#include "oracle/report/report.h"

/* What is written, and into which file; html last, for it names others. */
static const struct {
	const char *name;
	int (*write)(const struct report *, FILE *, struct diag *why);
} outputs[] = {
	{ "junit.xml", report_junit },
	{ "results.json", report_json },
	{ "results.tap", report_tap },
	{ "index.html", report_html },
};

static const char *const owned[] = { "hosts", "index.html", "junit.xml",
	"results.json", "results.tap", NULL };

static int
output_write(struct report *r, size_t i, const char *dir, struct diag *why)
{
	struct output o;
	int ret;

	if (output_open(&o, directory_path(&r->arena, dir, outputs[i].name),
		why) != 0)
		return -1;
	ret = outputs[i].write(r, o.file, why);
	if (ret == 0)
		return output_close(&o, why);
	output_drop(&o);
	if (ret < 0)
		return -1;
	fprintf(stderr, "pairoracle: %s\n", why->text);
	return 0;
}

/* With several hosts each has a page of its own. */
static int
hosts_write(struct report *r, const char *dir, struct diag *why)
{
	struct output o;
	size_t i;

	if (!r->several)
		return 0;
	if (directory_make(directory_path(&r->arena, dir, "hosts"), why) != 0)
		return -1;
	for (i = 0; i < r->sections; i++) {
		if (output_open(&o,
			directory_path(&r->arena, dir, r->section[i].page),
			why) != 0)
			return -1;
		report_host(r, i, o.file);
		if (output_close(&o, why) != 0)
			return -1;
	}
	return 0;
}

static int
report_write(struct report *r, const char *path, struct diag *why)
{
	struct directory d;
	size_t i;

	if (directory_open(&d, &r->arena, path, owned, why) != 0)
		return -1;
	for (i = 0; i < sizeof(outputs) / sizeof(outputs[0]); i++)
		if (output_write(r, i, d.fresh, why) != 0) {
			directory_drop(&d);
			return -1;
		}
	if (hosts_write(r, d.fresh, why) != 0) {
		directory_drop(&d);
		return -1;
	}
	return directory_close(&d, &r->arena, why);
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
		report_screen(&r,
		    directory_path(&r.arena, o->dir, "index.html"), stdout);
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
		.usage = "-o DIR [OPTION]... [NAME=]TRACE...",
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
