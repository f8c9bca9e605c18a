/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* pairoracle judge: compare a trace with tables. */

#include <stdio.h>

#include "oracle/base/text.h"
#include "oracle/cause/cause.h"
#include "oracle/cmd/command.h"
#include "oracle/cmd/judged.h"
#include "oracle/precedence/errnos.h"

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

struct options {
	struct option_values tables;
};

static int
run(void *options, int operands, char **operand)
{
	const struct options *o = options;
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

static const struct option_row rows[] = {
	{ .letter = 't',
	    .name = "table",
	    .value = "TABLE",
	    .type = OPTION_LIST,
	    .at = offsetof(struct options, tables),
	    .help = "use this built-in table or file; may be repeated\n"
		    "(default: berkeley, posix-2008 and the host's table)" },
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
		.row = rows,
		.rows = sizeof(rows) / sizeof(rows[0]),
	},
	.size = sizeof(struct options),
	.run = run,
};
