/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Wounds each table in every way below, one at a time, and asks whether
 * something notices: a cell of matrix.tsv, or a deviation that judging a
 * trace of the system does not have without the wound.  A wound after which
 * the table says the same of every request is counted as equal.
 * usage: wounds [-q] MATRIX [TABLE=TRACE]... [TABLE]...
 *
 * Prints a line for each table and, without -q, each wound that nothing
 * notices.  With names of tables only those are wounded.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/compare/diff.h"
#include "oracle/judge/judge.h"
#include "oracle/table/builtin.h"
#include "oracle/table/condition.h"
#include "t/self/cells.h"

enum { TRACES_MAX = 64 };

/* A trace of a system, and what its table finds in it without a wound. */
struct trial {
	const char *table;
	struct trace trace;
	uint64_t failed;
};

/* What is known of one table. */
struct score {
	size_t cell, trace, equal, unnoticed;
};

static struct matrix matrix;
static struct trial trial[TRACES_MAX];
static size_t trials;
static bool quiet;

static void
give_up(const char *what)
{
	fprintf(stderr, "wounds: %s\n", what);
	exit(2);
}

/* Requests of a trace that fail, or of which the table says nothing. */
static uint64_t
failures(const struct table *t, const struct trace *tr)
{
	struct judgement j;
	struct diag why;
	uint64_t sum = UINT64_MAX;
	size_t i;

	if (judge_trace(&j, t, tr, NULL, &why) == 0) {
		sum = judgement_unsaid(&j);
		for (i = 0; i < j.findings; i++)
			sum += j.finding[i].requests;
	}
	judgement_free(&j);
	return sum;
}

static bool
trace_notices(const struct table *t)
{
	size_t i;

	for (i = 0; i < trials; i++)
		if (strcmp(trial[i].table, t->name) == 0 &&
		    failures(t, &trial[i].trace) > trial[i].failed)
			return true;
	return false;
}

/* Whether both say the same of every request. */
static bool
same(const struct table *t, const struct table *wounded)
{
	struct diff_side a = { t, NULL }, b = { wounded, NULL };
	struct differences d;
	struct diag why;
	bool none;

	none = diff(&d, &a, &b, &why) == 0 && differences_none(&d);
	differences_free(&d);
	return none;
}

static void
try(struct score *s, const struct table *t, const struct table *wounded,
    size_t row, const char *wound)
{
	if (matrix_noticed(&matrix, wounded))
		s->cell++;
	else if (trace_notices(wounded))
		s->trace++;
	else if (same(t, wounded))
		s->equal++;
	else {
		s->unnoticed++;
		if (!quiet)
			printf("%s:%lu: %s: nothing notices %s\n", t->name,
			    t->row[row].line, t->clause[t->row[row].clause].id,
			    wound);
	}
}

/* A copy of t with rows of its own; row i has conditions of its own. */
static struct table
copy(struct arena *a, const struct table *t, size_t i)
{
	struct table c = *t;
	struct row *r;

	c.row = arena_get(a, t->rows * sizeof(*t->row));
	memcpy(c.row, t->row, t->rows * sizeof(*t->row));
	r = &c.row[i];
	r->condition = arena_get(a,
	    (r->conditions + 1) * sizeof(*r->condition));
	if (r->conditions != 0)
		memcpy(r->condition, t->row[i].condition,
		    r->conditions * sizeof(*r->condition));
	return c;
}

static void
drop(struct score *s, const struct table *t, size_t i)
{
	struct arena a = ARENA_INIT;
	struct table c = copy(&a, t, i);

	memmove(c.row + i, c.row + i + 1, (t->rows - i - 1) * sizeof(*c.row));
	c.rows--;
	try(s, t, &c, i, "that it is dropped");
	arena_free(&a);
}

/* The order of rows means something in a system's table alone. */
static void
swap(struct score *s, const struct table *t, size_t i)
{
	struct arena a = ARENA_INIT;
	struct table c;

	if (t->order != ORDER_FIRST || i + 1 == t->rows)
		return;
	c = copy(&a, t, i);
	c.row[i] = t->row[i + 1];
	c.row[i + 1] = t->row[i];
	try(s, t, &c, i, "that it is swapped with the next row");
	arena_free(&a);
}

static void
answer(struct score *s, const struct table *t, size_t i)
{
	struct arena a = ARENA_INIT;
	struct table c;
	int other;

	if (t->row[i].answers == 0)
		return;
	c = copy(&a, t, i);
	other = answer_find("EIO", 3);
	if (table_row_has(&t->row[i], other))
		other = answer_find("ENXIO", 5);
	c.row[i].answer = &other;
	c.row[i].answers = 1;
	try(s, t, &c, i, "another answer");
	arena_free(&a);
}

/* One effect after the other has another value. */
static void
effects(struct score *s, const struct table *t, size_t i)
{
	struct arena a = ARENA_INIT;
	const struct row *was = &t->row[i];
	char words[80];
	struct table c;
	enum effect e;
	unsigned v;

	for (e = 0; e < EFFECT_COUNT; e++) {
		if (!was->named[e] || was->any[e])
			continue;
		c = copy(&a, t, i);
		for (v = 0; was->allow[e] & (1u << v); v++)
			continue;
		if (v == outcome_effect(was->effects, e))
			v++;
		c.row[i].allow[e] = 1u << v;
		c.row[i].effects = outcome_with(was->effects, e, v);
		snprintf(words, sizeof(words), "another %s", effect_name(e));
		try(s, t, &c, i, words);
	}
	arena_free(&a);
}

static bool
member(struct set all, struct set s, bool in, int64_t v)
{
	return set_has(all, v) && set_has(s, v) == in;
}

/*
 * The value by which a set becomes wider (in false) or narrower: next to the
 * end of its last range, or else to the start of its first.  False if none.
 */
static bool
neighbour(struct set all, struct set s, bool in, int64_t *v)
{
	if (s.count == 0)
		return false;
	*v = s.range[s.count - 1].hi + !in;
	if (member(all, s, in, *v))
		return true;
	*v = s.range[0].lo - !in;
	return member(all, s, in, *v);
}

/* Condition k of row i is wider or narrower by one value. */
static void
condition(struct score *s, const struct table *t, size_t i, size_t k,
    bool narrower)
{
	struct arena a = ARENA_INIT;
	struct table c = copy(&a, t, i);
	struct condition *r = &c.row[i].condition[k];
	struct box all, box;
	struct set one, to;
	struct diag why;
	char words[120];
	int64_t v;
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		all.dim[d] = dimension_all(&a, (enum dimension)d);
	box = all;
	if (condition_apply(&a, r, &t->numbers, &box, &why) != 0)
		give_up(why.text);
	for (d = 0; d < DIM_COUNT; d++)
		if (!set_equal(box.dim[d], all.dim[d]))
			break;
	if (d < DIM_COUNT && neighbour(all.dim[d], box.dim[d], narrower, &v)) {
		one = set_range(&a, v, v);
		to = narrower ? set_minus(&a, box.dim[d], one)
			      : set_or(&a, box.dim[d], one);
		r->key = dimension_name((enum dimension)d);
		r->text = dimension_set_print(&a, (enum dimension)d, to,
		    &t->numbers);
		if (set_equal(to, all.dim[d]))
			r->text = "*";
		snprintf(words, sizeof(words), "%.15s=%.80s", r->key, r->text);
		if (!set_empty(to) && condition_resolve(r, &why) == 0)
			try(s, t, &c, i, words);
	}
	arena_free(&a);
}

static void
conditions(struct score *s, const struct table *t, size_t i)
{
	size_t k;

	for (k = 0; k < t->row[i].conditions; k++) {
		condition(s, t, i, k, false);
		condition(s, t, i, k, true);
	}
}

static struct score
wound(const struct table *t)
{
	static void (*const way[])(struct score *, const struct table *,
	    size_t) = { drop, swap, answer, effects, conditions };
	struct score s = { 0, 0, 0, 0 };
	size_t i, k;

	for (i = 0; i < trials; i++)
		if (strcmp(trial[i].table, t->name) == 0)
			trial[i].failed = failures(t, &trial[i].trace);
	for (i = 0; i < t->rows; i++)
		for (k = 0; k < sizeof(way) / sizeof(way[0]); k++)
			way[k](&s, t, i);
	return s;
}

static void
print(const char *name, size_t rows, struct score s)
{
	printf("%-12s %5zu rows %6zu wounds: %6zu red by a cell, %5zu by a "
	       "trace, %5zu equal, %5zu unnoticed\n",
	    name, rows, s.cell + s.trace + s.equal + s.unnoticed, s.cell,
	    s.trace, s.equal, s.unnoticed);
	fflush(stdout);
}

/* Takes TABLE=TRACE; returns false where the argument is none. */
static bool
trial_add(char *argument)
{
	char *path = strchr(argument, '=');
	struct diag why;

	if (path == NULL)
		return false;
	if (trials == TRACES_MAX)
		give_up("too many traces");
	*path++ = '\0';
	trial[trials].table = argument;
	if (trace_open(&trial[trials].trace, path, &why) != 0)
		give_up(why.text);
	trials++;
	return true;
}

/* Whether the table is among the names, or none is given. */
static bool
chosen(const char *name, char **names)
{
	const bool all = *names == NULL;

	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return all;
}

int
main(int argc, char **argv)
{
	struct score sum = { 0, 0, 0, 0 }, s;
	struct table t;
	struct diag why;
	size_t i, rows = 0;

	if (argc > 1 && strcmp(argv[1], "-q") == 0) {
		quiet = true;
		argv++;
	}
	if (argv[1] == NULL)
		give_up(
		    "usage: wounds [-q] MATRIX [TABLE=TRACE]... [TABLE]...");
	matrix_read(&matrix, argv[1]);
	for (argv += 2; *argv != NULL && trial_add(*argv); argv++)
		continue;
	for (i = 0; i < builtin_table_count; i++) {
		if (!chosen(builtin_tables[i].name, argv))
			continue;
		if (table_open(&t, builtin_tables[i].name, &why) != 0)
			give_up(why.text);
		s = wound(&t);
		print(t.name, t.rows, s);
		rows += t.rows;
		sum.cell += s.cell;
		sum.trace += s.trace;
		sum.equal += s.equal;
		sum.unnoticed += s.unnoticed;
		table_free(&t);
	}
	print("all", rows, sum);
	while (trials > 0)
		trace_free(&trial[--trials].trace);
	matrix_free(&matrix);
	return 0;
}
