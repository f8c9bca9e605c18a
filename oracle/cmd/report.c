/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle report and cover: what is shown of traces, as files. */

#include <sys/stat.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/output.h"
#include "oracle/base/directory.h"
#include "oracle/base/file.h"
#include "oracle/base/text.h"
#include "oracle/cmd/command.h"
#include "oracle/report/report.h"

/* What is written, and into which file; html last, for it names others. */
static const struct {
	const char *name;
	int (*write)(const struct report *, FILE *, struct diag *why);
} outputs[] = {
	{ "junit.xml", report_junit },
	{ "earl.jsonld", report_earl },
	{ "report.md", report_markdown },
	{ "results.csv", report_csv },
	{ "results.json", report_json },
	{ "results.ktap", report_ktap },
	{ "results.tap", report_tap },
	{ "index.html", report_html },
};

static const char *const owned[] = { "earl.jsonld", "hosts", "index.html",
	"junit.xml", "report.md", "results.csv", "results.json", "results.ktap",
	"results.tap", NULL };

/* Where quickstart puts what genhtml(1) makes of the coverage. */
#define COVERAGE "oracle-coverage/index.html"

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

	if (access(directory_path(&r->arena, path, COVERAGE), F_OK) == 0)
		r->coverage = COVERAGE;
	if (directory_open(&d, &r->arena, path, owned, "hosts", why) != 0)
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
report_run(void *options, int operands, char **operand)
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

static const struct option_row report_rows[] = {
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
	COMMAND_TABLES(offsetof(struct options, tables),
	    "berkeley, posix-2008 and the host's table"),
};

const struct command command_report = {
	.line = {
		.program = "pairoracle report",
		.usage = "-o DIR [OPTION]... [NAME=]TRACE...",
		.summary = "Writes a page for people, and files for programs.",
		.operands = "takes one trace or more (- is standard input)",
		.least = 1,
		.most = -1,
		.row = report_rows,
		.rows = sizeof(report_rows) / sizeof(report_rows[0]),
	},
	.size = sizeof(struct options),
	.run = report_run,
};

/* What the command was asked for, and the texts that it covers. */
struct job {
	struct report report;
	const char *info;
	struct option_values tables;
	const char *page;	 /* as given; NULL: none */
	const char *page_source; /* what is not gzipped */
	struct page items;
};

/* The path of a text beside the tracefile: INFO.d/NAME. */
static const char *
beside(struct job *job, const char *name)
{
	char *path;
	size_t n;

	n = strlen(job->info) + strlen(name) + sizeof(".d/");
	path = arena_get(&job->report.arena, n);
	snprintf(path, n, "%s.d%s%s", job->info, *name == '\0' ? "" : "/",
	    name);
	return path;
}

/* Nothing is put beside a device, a FIFO or standard output. */
static int
beside_make(struct job *job, struct diag *why)
{
	struct stat st;

	if (strcmp(job->info, "-") == 0 ||
	    (stat(job->info, &st) == 0 && !S_ISREG(st.st_mode)))
		return diag_set(why,
		    "%s: not a regular file, and the text that is covered goes"
		    " beside it; name a file",
		    job->info);
	return directory_make(beside(job, ""), why);
}

static int
text_write(struct job *job, const char *path, const char *text, size_t len,
    struct diag *why)
{
	struct output o;

	if (beside_make(job, why) != 0 || output_open(&o, path, why) != 0)
		return -1;
	fwrite(text, 1, len, o.file);
	return output_close(&o, why);
}

static const char *
table_source(struct job *job, const struct table *t)
{
	if (t->path != NULL)
		return t->path;
	return beside(job,
	    text_format(&job->report.arena, "%s.table", t->name));
}

/* Built-in tables have no file of their own: they get one. */
static int
tables_write(struct job *job, struct diag *why)
{
	const struct section *section;
	const struct table *t;
	size_t i, k;

	for (i = 0; i < job->report.sections; i++) {
		section = &job->report.section[i];
		for (k = 0; k < section->sheets; k++) {
			t = section->sheet[k].table;
			if (t->path == NULL &&
			    text_write(job, table_source(job, t), t->text,
				strlen(t->text), why) != 0)
				return -1;
		}
	}
	return 0;
}

/* The last part of a path, without the .gz of a gzipped page. */
static const char *
page_name(struct job *job)
{
	const char *slash;
	size_t n;

	slash = strrchr(job->page, '/');
	slash = slash == NULL ? job->page : slash + 1;
	n = strlen(slash);
	if (n > 3 && strcmp(slash + n - 3, ".gz") == 0)
		n -= 3;
	return arena_text(&job->report.arena, slash, n);
}

static int
page_open(struct job *job, struct diag *why)
{
	struct arena *a = &job->report.arena;
	size_t len;
	char *text;
	int packed;

	if (job->page == NULL)
		return 0;
	text = page_text(a, job->page, &len, &packed, why);
	if (text == NULL)
		return -1;
	job->page_source = job->page;
	if (packed) {
		job->page_source = beside(job, page_name(job));
		if (text_write(job, job->page_source, text, len, why) != 0)
			return -1;
	}
	return page_read(a, job->page_source, &job->items, why);
}

static int
info_write(struct job *job, bool tables, struct diag *why)
{
	const struct section *section;
	struct output o;
	size_t i, k;

	if (output_open(&o, job->info, why) != 0)
		return -1;
	for (i = 0; i < job->report.sections; i++) {
		section = &job->report.section[i];
		for (k = 0; tables && k < section->sheets; k++)
			cover_table(section, &section->sheet[k],
			    table_source(job, section->sheet[k].table), o.file);
		if (job->page != NULL)
			cover_page(section, &job->items, job->page_source,
			    o.file);
	}
	return output_close(&o, why);
}

/* A page alone is covered where no table is asked for beside it. */
static int
cover_run(void *options, int operands, char **operand)
{
	struct job *job = options;
	struct diag why;
	bool tables;
	int status;

	tables = job->page == NULL || job->tables.count != 0;
	status = STATUS_CONFORMS;
	if (report_read(&job->report, operand, (size_t)operands, &job->tables,
		&why) != 0 ||
	    (tables && tables_write(job, &why) != 0) ||
	    page_open(job, &why) != 0 || info_write(job, tables, &why) != 0)
		status = command_fail(&why);
	report_free(&job->report);
	return status;
}

static const struct option_row cover_rows[] = {
	{ .letter = 'o',
	    .name = "output",
	    .value = "FILE.info",
	    .type = OPTION_STRING,
	    .at = offsetof(struct job, info),
	    .required = true,
	    .help = "write the tracefile; needed" },
	{ .letter = 'p',
	    .name = "page",
	    .value = "PAGE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct job, page),
	    .help = "count the errors that this manual page lists;\n"
		    "without -t the page alone is covered" },
	COMMAND_TABLES(offsetof(struct job, tables),
	    "berkeley, posix-2008 and the host's table"),
};

const struct command command_cover = {
	.line = {
		.program = "pairoracle cover",
		.usage = "-o FILE.info [OPTION]... TRACE...",
		.summary = "Counts how often rows decided, for genhtml(1).",
		.operands = "takes one trace or more (- is standard input)",
		.least = 1,
		.most = -1,
		.row = cover_rows,
		.rows = sizeof(cover_rows) / sizeof(cover_rows[0]),
	},
	.size = sizeof(struct job),
	.run = cover_run,
};
