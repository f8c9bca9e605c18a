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

int
cmd_report(int argc, char **argv)
{
	struct option_values dirs = { { NULL }, 0 };
	struct option_values tables = { { NULL }, 0 };
	struct option_values expected = { { NULL }, 0 };
	struct option_spec spec[] = {
		{ 'o', &dirs, NULL },
		{ 't', &tables, NULL },
		{ 'e', &expected, NULL },
	};
	struct report r = { .sections = 0 };
	struct diag why;
	const char *dir;
	int first, status;

	first = options_read(argc, argv, spec, 3, &why);
	if (first < 0)
		return command_fail(&why);
	dir = option_last(&dirs, NULL);
	if (dir == NULL || first == argc)
		return command_usage("report wants -o DIR and a trace; - is"
				     " standard input");
	if (report_read(&r, argv + first, (size_t)(argc - first), &tables,
		&why) != 0 ||
	    report_expect(&r, &expected, &why) != 0 ||
	    report_write(&r, dir, &why) != 0)
		status = command_fail(&why);
	else {
		report_screen(&r, path_of(&r.arena, dir, "index.html"), stdout);
		status = report_status(&r);
	}
	report_free(&r);
	return status;
}
