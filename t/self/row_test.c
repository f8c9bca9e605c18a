/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The rows of the built-in tables against the cells of matrix.tsv.  Each cell
 * is what its table says, and deleting any row changes at least one cell.
 */

#include <atf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/decide/asked.h"
#include "oracle/judge/judge.h"
#include "oracle/predict/forecast.h"
#include "oracle/table/builtin.h"

enum { WORDS_MAX = 24, LINE_MAX_BYTES = 1000 };

/* A line of the matrix. */
struct cell {
	char *line; /* what the members point into */
	const char *table;
	const char *evidence;
	const char *request;
	const char *seen; /* the outcome that is judged; NULL: a prediction */
	const char *want;
	unsigned long number;
};

struct matrix {
	struct cell *cell;
	size_t count;
	size_t room;
};

/* Cuts the text before the next separator off *rest; NULL behind the last. */
static char *
cut(char **rest, const char *separator)
{
	char *text = *rest, *end;

	if (text == NULL)
		return NULL;
	end = strstr(text, separator);
	*rest = end == NULL ? NULL : end + strlen(separator);
	if (end != NULL)
		*end = '\0';
	return text;
}

static void
cell_read(struct matrix *m, const char *text, unsigned long number)
{
	struct cell *c;
	char *rest, *request;

	if (m->count == m->room) {
		m->room = m->room * 2 + 256;
		m->cell = realloc(m->cell, m->room * sizeof(*m->cell));
		ATF_REQUIRE(m->cell != NULL);
	}
	c = &m->cell[m->count++];
	c->line = rest = strdup(text);
	ATF_REQUIRE(rest != NULL);
	c->table = cut(&rest, "\t");
	c->evidence = cut(&rest, "\t");
	request = cut(&rest, "\t");
	c->want = cut(&rest, "\t");
	c->number = number;
	ATF_REQUIRE_MSG(c->want != NULL, "line %lu has too few fields", number);
	c->request = cut(&request, " => ");
	c->seen = request;
}

static void
matrix_read(struct matrix *m, const char *path)
{
	char text[LINE_MAX_BYTES];
	unsigned long number;
	FILE *f;

	memset(m, 0, sizeof(*m));
	f = fopen(path, "r");
	ATF_REQUIRE_MSG(f != NULL, "%s cannot be read", path);
	for (number = 1; fgets(text, sizeof(text), f) != NULL; number++) {
		text[strcspn(text, "\n")] = '\0';
		if (text[0] != '\0' && text[0] != '#')
			cell_read(m, text, number);
	}
	fclose(f);
	ATF_REQUIRE(m->count > 900);
}

static void
matrix_free(struct matrix *m)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		free(m->cell[i].line);
	free(m->cell);
}

static void
add(char *text, size_t size, const char *separator, const char *word)
{
	size_t used = strlen(text);

	snprintf(text + used, size - used, "%s%s", used ? separator : "", word);
}

/* Adds an outcome without the effects that may have any value. */
static void
add_known(char *text, size_t size, const char *outcome)
{
	char copy[LINE_MAX_BYTES], *rest = copy, *word;
	const char *separator = "|";

	snprintf(copy, sizeof(copy), "%s", outcome);
	while ((word = cut(&rest, " ")) != NULL) {
		if (strlen(word) > 2 &&
		    strcmp(strchr(word, '\0') - 2, "=*") == 0)
			continue;
		add(text, size, separator, word);
		separator = " ";
	}
}

/* What the rules predict, as pairoracle predict prints it. */
static void
predicted(struct arena *a, const struct rules *rules, const struct box *box,
    char *text, size_t size)
{
	struct forecast f;
	size_t i;

	text[0] = '\0';
	forecast_decide(a, rules, box, &f);
	for (i = 0; i < f.count; i++)
		add_known(text, size, f.item[i].outcome);
}

/* What t finds in a trace in which the request had the outcome c->seen. */
static void
judged(const struct table *t, const struct box *box, const struct cell *c,
    char *text, size_t size)
{
	struct trace_sweep sweep = { SWEEP_CALL, "cell", *box };
	struct observation call = { *box, 0, 0, 1 }, fact = { *box, 0, 0, 1 };
	struct judgement j;
	struct trace tr;
	struct diag why;
	size_t i;
	int d;

	memset(&tr, 0, sizeof(tr));
	tr.numbers = t->numbers;
	tr.sweep = &sweep;
	tr.sweeps = tr.calls = 1;
	tr.call = &call;
	tr.fact = &fact;
	ATF_REQUIRE_MSG(outcome_read(c->seen, &call.outcome, &why) == 0,
	    "line %lu: %s", c->number, why.text);
	for (d = DIM_REQUEST; d < DIM_COUNT; d++)
		call.box.dim[d] = dimension_all(&tr.arena, (enum dimension)d);
	sweep.axes.dim[DIM_ENDS] = dimension_all(&tr.arena, DIM_ENDS);
	fact.box = call.box;
	if (set_size(box->dim[DIM_SOCKET]) == 1) {
		tr.facts = 1;
		fact.outcome = outcome_of(
		    (int)set_nearest(box->dim[DIM_SOCKET]));
	}
	ATF_REQUIRE_MSG(judge_trace(&j, t, &tr, NULL, &why) == 0, "%s",
	    why.text);
	text[0] = '\0';
	for (i = 0; i < j.findings; i++) {
		add(text, size, ", ", verdict_name(j.finding[i].verdict));
		add(text, size, " ",
		    j.finding[i].clause == CLAUSE_NONE
			? "silent"
			: t->clause[j.finding[i].clause].id);
	}
	if (j.findings == 0)
		add(text, size, "", "passed");
	for (i = 0; j.findings == 0 && i < t->clauses; i++)
		if (j.clause[i].verdict == VERDICT_PASSED)
			add(text, size, " ", t->clause[i].id);
	judgement_free(&j);
	arena_free(&tr.arena);
}

/* What t says of a cell, in the words of the matrix. */
static void
said(const struct table *t, const struct rules *rules, const struct cell *c,
    char *text, size_t size)
{
	char copy[LINE_MAX_BYTES], *rest = copy, *word[WORDS_MAX];
	struct arena a = ARENA_INIT;
	struct diag why;
	struct box box;
	int words = 0;

	snprintf(copy, sizeof(copy), "%s", c->request);
	while (words < WORDS_MAX - 1 && (word[words] = cut(&rest, " ")) != NULL)
		words++;
	if (request_absent(words, word, &t->numbers) != NULL)
		snprintf(text, size, "inapplicable");
	else if (request_read(&a, words, word, &t->numbers, &box, &why) != 0)
		snprintf(text, size, "%s", why.text);
	else if (c->seen != NULL)
		judged(t, &box, c, text, size);
	else
		predicted(&a, rules, &box, text, size);
	arena_free(&a);
}

/* Whether c is a cell of table t, whose rules say otherwise. */
static bool
misses(const struct table *t, const struct rules *rules, const struct cell *c,
    char *got, size_t size)
{
	if (strcmp(c->table, t->name) != 0)
		return false;
	said(t, rules, c, got, size);
	return strcmp(got, c->want) != 0;
}

static void
compile(struct arena *a, const struct table *t, struct rules *rules)
{
	struct diag why;

	ATF_REQUIRE(rules_compile(a, t, &t->numbers, rules, &why) == 0);
}

/* Counts and names the cells of table t that it does not reproduce. */
static size_t
missed(const struct table *t, const struct matrix *m)
{
	char got[LINE_MAX_BYTES];
	struct arena a = ARENA_INIT;
	struct rules rules;
	size_t i, sum = 0;

	compile(&a, t, &rules);
	for (i = 0; i < m->count; i++) {
		if (!misses(t, &rules, &m->cell[i], got, sizeof(got)))
			continue;
		sum++;
		printf("line %lu: %s, %s: expected %s, got %s\n",
		    m->cell[i].number, t->name, m->cell[i].request,
		    m->cell[i].want, got);
	}
	arena_free(&a);
	return sum;
}

/*
 * Whether table t misses a cell.  Cells are mostly in the order of rows, so
 * the search goes round from *at, which is where the last one was missed.
 */
static bool
noticed(const struct table *t, const struct matrix *m, size_t *at)
{
	char got[LINE_MAX_BYTES];
	struct arena a = ARENA_INIT;
	struct rules rules;
	size_t i;

	compile(&a, t, &rules);
	for (i = 0; i < m->count; i++)
		if (misses(t, &rules, &m->cell[(*at + i) % m->count], got,
			sizeof(got))) {
			*at = (*at + i) % m->count;
			break;
		}
	arena_free(&a);
	return i < m->count;
}

/* A copy of t without row i, in a. */
static struct table
without(struct arena *a, const struct table *t, size_t i)
{
	struct table less = *t;

	less.row = arena_get(a, t->rows * sizeof(*t->row));
	memcpy(less.row, t->row, i * sizeof(*t->row));
	memcpy(less.row + i, t->row + i + 1,
	    (t->rows - i - 1) * sizeof(*t->row));
	less.rows--;
	return less;
}

/* Counts the rows of t whose deletion leaves every cell as it was. */
static size_t
unnoticed(const struct table *t, const struct matrix *m)
{
	struct arena a = ARENA_INIT;
	struct table less;
	size_t i, at = 0, rows = 0;

	for (i = 0; i < t->rows; i++) {
		less = without(&a, t, i);
		if (noticed(&less, m, &at))
			continue;
		rows++;
		printf("%s:%lu: no cell of t/self/matrix.tsv needs this row of"
		       " %s\n",
		    t->file, t->row[i].line, t->clause[t->row[i].clause].id);
	}
	arena_free(&a);
	return rows;
}

/* Does each to every built-in table; returns the sum of what it counts. */
static size_t
each_table(const struct matrix *m,
    size_t (*each)(const struct table *, const struct matrix *))
{
	struct table t;
	struct diag why;
	size_t i, sum = 0;

	for (i = 0; i < builtin_table_count; i++) {
		ATF_REQUIRE_MSG(table_open(&t, builtin_tables[i].name, &why) ==
			0,
		    "%s", why.text);
		sum += each(&t, m);
		table_free(&t);
	}
	return sum;
}

static void
matrix_open(const atf_tc_t *tc, struct matrix *m)
{
	char path[LINE_MAX_BYTES];

	snprintf(path, sizeof(path), "%s/matrix.tsv",
	    atf_tc_get_config_var(tc, "srcdir"));
	matrix_read(m, path);
}

ATF_TC_WITHOUT_HEAD(cells);
ATF_TC_BODY(cells, tc)
{
	struct matrix m;

	size_t i;

	matrix_open(tc, &m);
	for (i = 0; i < m.count; i++)
		ATF_CHECK_MSG(table_is_builtin(m.cell[i].table),
		    "line %lu: no built-in table is called %s",
		    m.cell[i].number, m.cell[i].table);
	ATF_CHECK_EQ(0, each_table(&m, missed));
	matrix_free(&m);
}

ATF_TC_WITHOUT_HEAD(rows);
ATF_TC_BODY(rows, tc)
{
	struct matrix m;

	matrix_open(tc, &m);
	ATF_CHECK_EQ(0, each_table(&m, unnoticed));
	matrix_free(&m);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, cells);
	ATF_TP_ADD_TC(tp, rows);
	return atf_no_error();
}
