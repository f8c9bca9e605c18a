/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The cells of matrix.tsv, and what a table says of them. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/decide/asked.h"
#include "oracle/judge/judge.h"
#include "oracle/predict/forecast.h"
#include "t/self/cells.h"

enum { WORDS_MAX = 24, LINE_MAX_BYTES = 1000 };

/* Ends the program: without the matrix there is nothing to compare with. */
static void
need(bool holds, const char *what, unsigned long line)
{
	if (holds)
		return;
	fprintf(stderr, "matrix.tsv:%lu: %s\n", line, what);
	exit(2);
}

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
		need(m->cell != NULL, "out of memory", number);
	}
	c = &m->cell[m->count++];
	c->line = rest = strdup(text);
	need(rest != NULL, "out of memory", number);
	c->table = cut(&rest, "\t");
	c->evidence = cut(&rest, "\t");
	request = cut(&rest, "\t");
	c->want = cut(&rest, "\t");
	c->number = number;
	need(c->want != NULL, "too few fields", number);
	c->request = cut(&request, " => ");
	c->seen = request;
}

void
matrix_read(struct matrix *m, const char *path)
{
	char text[LINE_MAX_BYTES];
	unsigned long number;
	FILE *f;

	memset(m, 0, sizeof(*m));
	f = fopen(path, "r");
	need(f != NULL, path, 0);
	for (number = 1; fgets(text, sizeof(text), f) != NULL; number++) {
		text[strcspn(text, "\n")] = '\0';
		if (text[0] != '\0' && text[0] != '#')
			cell_read(m, text, number);
	}
	fclose(f);
	need(m->count > 900, "most of the cells are missing", number);
}

void
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
	need(outcome_read(c->seen, &call.outcome, &why) == 0, c->seen,
	    c->number);
	for (d = DIM_REQUEST; d < DIM_COUNT; d++)
		call.box.dim[d] = dimension_all(&tr.arena, (enum dimension)d);
	sweep.axes.dim[DIM_ENDS] = dimension_all(&tr.arena, DIM_ENDS);
	fact.box = call.box;
	if (set_size(box->dim[DIM_SOCKET]) == 1) {
		tr.facts = 1;
		fact.outcome = outcome_of(
		    (int)set_nearest(box->dim[DIM_SOCKET]));
	}
	need(judge_trace(&j, t, &tr, NULL, &why) == 0, c->seen, c->number);
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

size_t
matrix_missed(struct matrix *m, const struct table *t)
{
	char got[LINE_MAX_BYTES];
	struct arena a = ARENA_INIT;
	struct rules rules;
	struct diag why;
	size_t i, sum = 0;

	need(rules_compile(&a, t, &t->numbers, &rules, &why) == 0, t->name, 0);
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

bool
matrix_noticed(struct matrix *m, const struct table *t)
{
	char got[LINE_MAX_BYTES];
	struct arena a = ARENA_INIT;
	struct rules rules;
	struct diag why;
	size_t i = 0, at = m->at;

	if (rules_compile(&a, t, &t->numbers, &rules, &why) == 0)
		for (; i < m->count; i++) {
			m->at = (at + i) % m->count;
			if (misses(t, &rules, &m->cell[m->at], got,
				sizeof(got)))
				break;
		}
	arena_free(&a);
	return i < m->count;
}
