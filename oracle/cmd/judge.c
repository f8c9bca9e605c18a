/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * pairoracle judge, gate and accept: a trace laid under tables, compared with
 * what was accepted, or accepted.
 */

#include <stdio.h>
#include <string.h>

#include "lib/output.h"
#include "oracle/base/escape.h"
#include "oracle/base/file.h"
#include "oracle/base/text.h"
#include "oracle/cause/cause.h"
#include "oracle/cmd/command.h"
#include "oracle/gate/gate.h"
#include "oracle/judge/judge.h"
#include "oracle/table/tables.h"
#include "oracle/merge/join.h"
#include "oracle/precedence/errnos.h"

struct judged {
	struct arena arena;
	struct trace trace;
	struct tables tables;
	struct judgement **judgement; /* one a table */
	size_t judgements;
};

/* Judges the trace by the tables of these names. */
static int
judge_all(struct judged *j, const struct option_values *names, struct diag *why)
{
	struct judgement *one;
	size_t i;

	if (tables_open_for(&j->tables, names, &j->trace, why) != 0)
		return -1;
	j->judgement = arena_get(&j->arena,
	    (j->tables.count + 1) * sizeof(struct judgement *));
	for (i = 0; i < j->tables.count; i++) {
		one = arena_get(&j->arena, sizeof(*one));
		j->judgement[j->judgements++] = one;
		if (judge_trace(one, &j->tables.table[i], &j->trace, NULL,
			why) != 0)
			return -1;
	}
	return 0;
}

/*
 * Opens the trace at path, which must be whole, and judges it by the tables
 * of these names, or by those that every host is judged by.  judged_close is
 * due even if this fails.
 */
static int
judged_open(struct judged *j, const char *path,
    const struct option_values *names, struct diag *why)
{
	memset(j, 0, sizeof(*j));
	if (trace_open(&j->trace, path, why) != 0)
		return -1;
	if (j->trace.losts != 0)
		return diag_set(why, "%s: it is not whole: %s; record it again",
		    path, j->trace.lost[0]);
	return judge_all(j, names, why);
}

/*
 * The same for what is whole of the traces, logs or parts at these paths;
 * what is lost is in the trace.
 */
static int
judged_open_parts(struct judged *j, char *const *path, size_t count,
    const struct option_values *names, struct diag *why)
{
	memset(j, 0, sizeof(*j));
	if (merge_trace(&j->trace, path, count, why) != 0)
		return -1;
	return judge_all(j, names, why);
}

static void
judged_close(struct judged *j)
{
	size_t i;

	for (i = 0; i < j->judgements; i++)
		judgement_free(j->judgement[i]);
	tables_close(&j->tables);
	trace_free(&j->trace);
	arena_free(&j->arena);
}

/* Regions are sought for so many tables: a host is not like all systems. */
enum { REGIONS_SHOWN = 4, CAUSES_SHOWN = 20, EXPLAINED_MAX = 8 };

static void
print_finding(struct judgement *j, const struct finding *f, bool explain)
{
	const struct table *t = j->table;
	const struct clause *c = &t->clause[f->clause];

	printf("deviation %s: %s, %llu request%s\n", f->id,
	    deviation_name(f->kind), (unsigned long long)f->requests,
	    f->requests == 1 ? "" : "s");
	printf("    clause %s (%s): %s\n", c->id, c->citation, c->text);
	printf("    allowed %s, got %s\n", f->allowed, f->got);
	if (explain)
		printf("    %s\n",
		    cause_wherever(&j->arena, j->trace, f, REGIONS_SHOWN));
	printf("    %s\n",
	    text_again(&j->arena, t->path != NULL ? t->path : t->name,
		f->witness));
}

/* What a system's table does not say, a line for calls and for each check. */
static void
print_unsaid(const struct judgement *j)
{
	const struct unsaid *u;
	int c;

	for (c = 0; c < CHECK_COUNT; c++) {
		u = &j->unsaid[c];
		if (u->requests != 0)
			printf("no row of %s speaks of %llu request%s with"
			       " check=%s\n    such as %s, which got %s; add a"
			       " row\n",
			    j->table->name, (unsigned long long)u->requests,
			    u->requests == 1 ? "" : "s",
			    dimension_word(DIM_CHECK, c), u->witness, u->got);
	}
}

/* Why verdicts are inconclusive on a host that answers by two hands. */
static void
print_doubt(const struct judgement *j)
{
	if (j->doubted != 0)
		printf("%s: a filter is in force (Seccomp: 2) and answers"
		       " socket(2) otherwise than socketpair(2): what rests on"
		       " those answers is inconclusive\n",
		    j->table->name);
}

static void
print_summary(const struct judgement *j)
{
	static const enum verdict of_requests[] = {
		VERDICT_PASSED,
		VERDICT_FAILED,
		VERDICT_INCONCLUSIVE,
		VERDICT_INAPPLICABLE,
	};
	static const enum verdict of_clauses[] = {
		VERDICT_PASSED,
		VERDICT_FAILED,
		VERDICT_INCONCLUSIVE,
		VERDICT_UNTESTED,
	};
	size_t i;

	printf("%s: %llu request%s:", j->table->name,
	    (unsigned long long)j->trace->requests,
	    j->trace->requests == 1 ? "" : "s");
	for (i = 0; i < 4; i++)
		printf(" %llu %s%s",
		    (unsigned long long)j->requests[of_requests[i]],
		    verdict_name(of_requests[i]), i < 3 ? "," : ";");
	printf(" %zu clauses:", j->table->clauses);
	for (i = 0; i < 4; i++)
		printf(" %zu %s%s", judgement_clauses(j, of_clauses[i]),
		    verdict_name(of_clauses[i]), i < 3 ? "," : "");
	if (judgement_unsaid(j) != 0)
		printf("; %llu without a row",
		    (unsigned long long)judgement_unsaid(j));
	putchar('\n');
}

/* The first clause whose rows have the errno. */
static size_t
clause_of(const struct table *t, int answer)
{
	size_t i;

	for (i = 0; i + 1 < t->rows; i++)
		if (table_row_has(&t->row[i], answer))
			break;
	return t->row[i].clause;
}

static void
print_never(const struct judgement *j, int answer)
{
	size_t clause;
	char name[32];

	clause = clause_of(j->table, answer);
	printf("never seen: %s, of line %s",
	    answer_text(answer, name, sizeof(name)),
	    j->table->clause[clause].citation);
	if (j->clause[clause].verdict == VERDICT_UNTESTED)
		printf(": %s", j->clause[clause].reason);
	putchar('\n');
}

static void
print_unlisted(struct judgement *j, const struct errno_seen *e)
{
	char name[32];

	printf("not documented: %s, %llu request%s\n    %s\n",
	    answer_text(e->answer, name, sizeof(name)),
	    (unsigned long long)e->requests, e->requests == 1 ? "" : "s",
	    text_again(&j->arena, j->table->path,
		text_witness(&j->arena, &e->simplest->box,
		    &j->trace->numbers)));
}

/* What a manual page lists and the host never did, and the reverse. */
static void
print_page(struct judgement *j)
{
	const struct table *t = j->table;
	struct errnos seen;
	size_t i, k;

	seen = errnos_of(&j->arena, j->trace);
	for (i = 0; i < t->errors; i++) {
		for (k = 0; k < seen.count; k++)
			if (seen.list[k].answer == t->error[i])
				break;
		/* What was lost may have been it. */
		if (k == seen.count && j->trace->losts == 0)
			print_never(j, t->error[i]);
	}
	for (k = 0; k < seen.count; k++)
		if (!errno_is_listed(t, seen.list[k].answer))
			print_unlisted(j, &seen.list[k]);
}

/* "linux: inet.pairs; berkeley: ERRORS.EFAULT, ERRORS.EMFILE". */
static void
print_broken(const struct cause *c)
{
	const struct judgement *last;
	const struct cause_finding *f;
	size_t i, clause;

	last = NULL;
	clause = CLAUSE_NONE;
	printf("    breaks");
	for (i = 0; i < c->findings; i++) {
		f = &c->finding[i];
		if (f->judgement != last)
			printf("%s %s: %s", last == NULL ? "" : ";",
			    f->judgement->table->name,
			    f->judgement->table->clause[f->finding->clause].id);
		else if (f->finding->clause != clause)
			printf(", %s",
			    f->judgement->table->clause[f->finding->clause].id);
		last = f->judgement;
		clause = f->finding->clause;
	}
	putchar('\n');
}

static void
print_cause(struct arena *a, const struct cause *c, size_t number)
{
	const struct table *t = c->table;

	printf("cause %zu: %s: %s instead of %s, %llu request%s\n", number,
	    cause_region(c), c->got, c->instead,
	    (unsigned long long)c->requests, c->requests == 1 ? "" : "s");
	if (c->blame != NULL)
		printf("    %s\n", c->blame);
	print_broken(c);
	printf("    %s\n",
	    text_again(a, t->path != NULL ? t->path : t->name, c->witness));
}

static void
print_causes(struct judged *g)
{
	struct causes c;
	size_t i;

	c = causes_of(&g->arena, g->judgement, g->judgements);
	if (c.refused != NULL)
		printf("%s\n", c.refused);
	for (i = 0; i < c.count && i < CAUSES_SHOWN; i++)
		print_cause(&g->arena, &c.list[i], i + 1);
	if (c.count > CAUSES_SHOWN)
		printf("and %zu causes of fewer requests\n",
		    c.count - CAUSES_SHOWN);
}

static void
print_judgement(struct judgement *j, bool explain)
{
	size_t i;

	for (i = 0; i < j->findings; i++)
		if (j->finding[i].verdict == VERDICT_FAILED)
			print_finding(j, &j->finding[i], explain);
	if (j->table->page)
		print_page(j);
	print_unsaid(j);
	print_doubt(j);
	print_summary(j);
}

struct judge_options {
	struct option_values tables;
};

static int
judge_run(void *options, int operands, char **operand)
{
	const struct judge_options *o = options;
	struct judged g;
	struct diag why;
	bool explain;
	int status;
	size_t i;

	status = STATUS_CONFORMS;
	if (judged_open_parts(&g, operand, (size_t)operands, &o->tables,
		&why) != 0)
		status = command_fail(&why);
	else {
		for (i = 0; i < g.trace.losts; i++)
			status = command_lost(g.trace.lost[i]);
		explain = g.judgements <= EXPLAINED_MAX;
		if (explain)
			print_causes(&g);
		for (i = 0; i < g.judgements; i++) {
			print_judgement(g.judgement[i], explain);
			if (!judgement_conforms(g.judgement[i]))
				status = STATUS_DEVIATES;
		}
	}
	judged_close(&g);
	return status;
}

static const struct option_row judge_rows[] = {
	COMMAND_TABLES(offsetof(struct judge_options, tables),
	    "berkeley, posix-2008 and the host's table"),
};

const struct command command_judge = {
	.line = {
		.program = "pairoracle judge",
		.usage = "[-t TABLE]... TRACE...",
		.summary = "Compares a trace with tables: the deviations.\n"
			   "Several traces must be parts of one run's plan.",
		.operands = "takes one or more parts of a trace (- is standard"
			    " input)",
		.least = 1,
		.most = -1,
		.row = judge_rows,
		.rows = sizeof(judge_rows) / sizeof(judge_rows[0]),
	},
	.size = sizeof(struct judge_options),
	.run = judge_run,
};

struct gate_options {
	struct option_values tables;
	struct option_values files;
	const char *against;
	const char *format;
	const char *output;
};

static int
gate_write(const struct gate *g, int format, const struct judged *j,
    const char *path, struct diag *why)
{
	struct output o;
	char host[200];

	if (output_open(&o, path, why) != 0)
		return -1;
	gate_print(g, format, expect_host(&j->trace, host, sizeof(host)),
	    o.file);
	return output_close(&o, why);
}

static int
files_read(struct expectations *e, const struct option_values *files,
    struct diag *why)
{
	size_t i;

	for (i = 0; i < files->count; i++)
		if (expect_read(e, files->value[i], why) != 0)
			return -1;
	return 0;
}

static int
gate_run(void *options, int operands, char **operand)
{
	struct gate_options *opt = options;
	struct expectations e = EXPECTATIONS_INIT;
	struct gate g = { .items = 0 };
	struct trace old = { .calls = 0 };
	struct judged j;
	struct diag why;
	int format, status;

	(void)operands;
	format = gate_format(opt->format == NULL ? "text" : opt->format);
	if (format < 0)
		return command_usage("no format is called '%s'; use text,"
				     " markdown, github, json, junit or tap",
		    opt->format);
	if (judged_open(&j, operand[0], &opt->tables, &why) != 0 ||
	    files_read(&e, &opt->files, &why) != 0 ||
	    (opt->against != NULL &&
		trace_open(&old, opt->against, &why) != 0) ||
	    gate_make(&g, j.judgement, j.judgements, &e, &j.trace,
		opt->against != NULL ? &old : NULL, &why) != 0 ||
	    gate_write(&g, format, &j, opt->output, &why) != 0)
		status = command_fail(&why);
	else
		status = gate_is_red(&g) ? STATUS_DEVIATES : STATUS_CONFORMS;
	gate_free(&g);
	trace_free(&old);
	expect_free(&e);
	judged_close(&j);
	return status;
}

static const struct option_row gate_rows[] = {
	{ .letter = 'e',
	    .name = "expect",
	    .value = "FILE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct gate_options, files),
	    .help = "what was accepted, as accept writes it; may be repeated",
	    .required = true },
	COMMAND_OUTPUT(offsetof(struct gate_options, output)),
	COMMAND_TABLES(offsetof(struct gate_options, tables),
	    "berkeley, posix-2008 and the host's table"),
	{ .letter = 'A',
	    .name = "against",
	    .value = "OLD",
	    .type = OPTION_STRING,
	    .at = offsetof(struct gate_options, against),
	    .help = "also show each observation that differs from trace OLD" },
	{ .letter = 'f',
	    .name = "format",
	    .value = "FORMAT",
	    .type = OPTION_STRING,
	    .at = offsetof(struct gate_options, format),
	    .help = "text, markdown, github, json, junit or tap" },
};

const struct command command_gate = {
	.line = {
		.program = "pairoracle gate",
		.usage = "-e FILE... [-o FILE] [-t TABLE]...\n"
			 "[-A OLD] [-f FORMAT] TRACE",
		.summary = "Tells what changed since deviations were accepted.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = gate_rows,
		.rows = sizeof(gate_rows) / sizeof(gate_rows[0]),
	},
	.size = sizeof(struct gate_options),
	.run = gate_run,
};

struct accept_options {
	struct option_values tables;
	const char *file;
	bool update;
};

/* What breaks a system's table is a fault of one of the two. */
static void
systems_warn(const struct judged *j)
{
	size_t i;

	for (i = 0; i < j->judgements; i++)
		if (j->judgement[i]->table->order == ORDER_FIRST &&
		    judgement_deviations(j->judgement[i], DEVIATION_NONE) != 0)
			fprintf(stderr,
			    "pairoracle: %s: deviations from the table of a"
			    " system are not accepted; mend the table or the"
			    " host\n",
			    j->judgement[i]->table->name);
}

static int
file_write(const char *fresh, const char *path, struct diag *why)
{
	struct output o;

	if (output_open(&o, path, why) != 0)
		return -1;
	if (fresh != NULL)
		fputs(fresh, o.file);
	return output_close(&o, why);
}

static int
file_accept(const struct accept_options *opt, struct judged *j,
    struct diag *why)
{
	const char *fresh;
	char *text;

	text = NULL;
	if (opt->update &&
	    (text = file_text(&j->arena, opt->file, why)) == NULL)
		return -1;
	fresh = gate_accept(&j->arena, j->judgement, j->judgements, &j->trace,
	    text, opt->file, why);
	if (fresh == NULL)
		return -1;
	if (text != NULL)
		gate_diff(text, fresh, escape_terminal(&j->arena, opt->file),
		    stdout);
	systems_warn(j);
	return file_write(fresh, opt->file, why);
}

static int
accept_run(void *options, int operands, char **operand)
{
	struct accept_options *opt = options;
	struct judged j;
	struct diag why;
	int status;

	(void)operands;
	status = STATUS_CONFORMS;
	if (judged_open(&j, operand[0], &opt->tables, &why) != 0 ||
	    file_accept(opt, &j, &why) != 0)
		status = command_fail(&why);
	judged_close(&j);
	return status;
}

static const struct option_row accept_rows[] = {
	{ .letter = 'e',
	    .name = "expect",
	    .value = "FILE",
	    .type = OPTION_STRING,
	    .at = offsetof(struct accept_options, file),
	    .help = "the expectations file to write",
	    .required = true },
	COMMAND_TABLES(offsetof(struct accept_options, tables),
	    "berkeley, posix-2008 and the host's table"),
	{ .letter = 'u',
	    .name = "update",
	    .type = OPTION_FLAG,
	    .at = offsetof(struct accept_options, update),
	    .help = "change only what changed, and show it as diff -u does" },
};

const struct command command_accept = {
	.line = {
		.program = "pairoracle accept",
		.usage = "-e FILE [-u] [-t TABLE]... TRACE",
		.summary = "Writes the deviations of a trace as accepted, for"
			   " review.",
		.operands = "takes exactly one trace (- is standard input)",
		.least = 1,
		.most = 1,
		.row = accept_rows,
		.rows = sizeof(accept_rows) / sizeof(accept_rows[0]),
	},
	.size = sizeof(struct accept_options),
	.run = accept_run,
};
