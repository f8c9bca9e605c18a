/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The text of tables: rows. */

#include <string.h>

#include "oracle/table/condition.h"
#include "oracle/table/parser.h"

static struct row *
row_new(struct parser *p, enum row_kind kind)
{
	struct table *t = p->t;
	struct row *r;

	t->row = arena_grow(&t->arena, t->row, t->rows, t->rows + 1,
	    sizeof(*t->row), &p->row_room);
	r = &t->row[t->rows];
	memset(r, 0, sizeof(*r));
	r->kind = kind;
	r->line = p->number;
	return r;
}

/* Reads KEY=SET words up to the arrow, or up to the end of the line. */
static int
parse_conditions(struct parser *p, struct row *r, bool arrow)
{
	struct table *t = p->t;
	struct condition *c;
	size_t room;
	char *word, *eq;

	room = 0;
	while (strcmp(word = parser_word(p), "=>") != 0 || !arrow) {
		if (*word == '\0' && !arrow)
			return 0;
		eq = strchr(word, '=');
		if (*word == '\0')
			return parser_bad(p, word,
			    "the row has no outcome;"
			    " write => before it");
		if (eq == NULL)
			return parser_bad(p, word, "want KEY=SET or =>");
		r->condition = arena_grow(&t->arena, r->condition,
		    r->conditions, r->conditions + 1, sizeof(*r->condition),
		    &room);
		c = &r->condition[r->conditions++];
		c->key = arena_text(&t->arena, word, (size_t)(eq - word));
		c->text = arena_text(&t->arena, eq + 1, strlen(eq + 1));
		c->column = (unsigned)(word - p->start) + 1;
	}
	return 0;
}

static int
answer_of_table(const char *word, size_t len)
{
	if (len == 6 && memcmp(word, "socket", len) == 0)
		return ANSWER_SOCKET;
	if (len == 12 && memcmp(word, "inconclusive", len) == 0)
		return ANSWER_INCONCLUSIVE;
	return answer_find(word, len);
}

static int
parse_answers(struct parser *p, struct row *r, char *word)
{
	struct table *t = p->t;
	size_t n, room;
	int answer;

	room = 0;
	for (;; word += n + 1) {
		n = strcspn(word, "|");
		answer = answer_of_table(word, n);
		if (answer < 0)
			return parser_bad(p, word,
			    "no answer has this name;"
			    " want ok, an errno, a signal, socket or"
			    " inconclusive");
		r->answer = arena_grow(&t->arena, r->answer, r->answers,
		    r->answers + 1, sizeof(*r->answer), &room);
		r->answer[r->answers++] = answer;
		if (word[n] == '\0')
			return 0;
	}
}

static int
parse_effect(struct parser *p, struct row *r, char *word)
{
	enum effect e;
	size_t n;
	char *eq;
	int v;

	eq = strchr(word, '=');
	e = effect_find(word, eq == NULL ? strlen(word) : (size_t)(eq - word));
	if (eq == NULL || e == EFFECT_COUNT)
		return parser_bad(p, word,
		    "no effect has this name; want"
		    " EFFECT=WORD");
	r->named[e] = true;
	if (strcmp(eq + 1, "*") == 0) {
		r->any[e] = true;
		return 0;
	}
	for (word = eq + 1;; word += n + 1) {
		n = strcspn(word, "|");
		v = effect_value(e, word, n);
		if (v < 0)
			return parser_bad(p, word,
			    "the effect has no such"
			    " value");
		if (word == eq + 1)
			r->effects = outcome_with(r->effects, e, (unsigned)v);
		if (v < 32)
			r->allow[e] |= UINT32_C(1) << v;
		if (word[n] == '\0')
			return 0;
	}
}

static int
parse_outcome(struct parser *p, struct row *r)
{
	bool answers;
	char *word;

	answers = r->kind == ROW_WHEN || r->kind == ROW_OTHERWISE;
	word = parser_word(p);
	if (*word == '\0')
		return parser_bad(p, word, "the row has no outcome");
	if (r->kind == ROW_ENDS)
		return strcmp(word, "alike") == 0 && *p->line == '\0'
		    ? 0
		    : parser_bad(p, word, "want alike, and nothing behind it");
	if (answers) {
		r->may = strcmp(word, "may") == 0;
		if (r->may)
			word = parser_word(p);
		if (parse_answers(p, r, word) != 0)
			return -1;
		word = parser_word(p);
	}
	for (; *word != '\0'; word = parser_word(p))
		if (parse_effect(p, r, word) != 0)
			return -1;
	return 0;
}

/* Tries the conditions on the table's own numbers, to find bad words now. */
static int
conditions_try(struct parser *p, const struct row *r)
{
	struct table *t = p->t;
	struct diag why;
	struct box box;
	size_t i;

	box = box_all(&t->arena);
	for (i = 0; i < r->conditions; i++)
		if (condition_resolve(&r->condition[i], &why) != 0 ||
		    condition_apply(&t->arena, &r->condition[i], &t->numbers,
			&box, &why) != 0)
			return diag_at(p->why, t->file, p->number,
			    r->condition[i].column, "%s", why.text);
	return 0;
}

static int
parse_row(struct parser *p, enum row_kind kind)
{
	struct table *t = p->t;
	struct row *r;

	if (t->rows == TABLE_ROWS_MAX)
		return parser_bad(p, p->start,
		    "a table has at most 1000 rows; split it");
	r = row_new(p, kind);
	if (t->clauses == 0)
		return parser_bad(p, p->start,
		    "the row belongs to no clause;"
		    " put a clause above it");
	r->clause = t->clauses - 1;
	if (parse_conditions(p, r, true) != 0 || parse_outcome(p, r) != 0 ||
	    conditions_try(p, r) != 0)
		return -1;
	t->rows++;
	return 0;
}

int
parse_asked(struct parser *p)
{
	struct table *t = p->t;
	struct row *r;

	t->asked = arena_grow(&t->arena, t->asked, t->askeds, t->askeds + 1,
	    sizeof(*t->asked), &p->asked_room);
	r = &t->asked[t->askeds];
	memset(r, 0, sizeof(*r));
	r->line = p->number;
	if (parse_conditions(p, r, false) != 0 || conditions_try(p, r) != 0)
		return -1;
	t->askeds++;
	return 0;
}

int
parse_when(struct parser *p)
{
	return parse_row(p, ROW_WHEN);
}

int
parse_otherwise(struct parser *p)
{
	if (p->t->order == ORDER_FIRST)
		return parser_bad(p, p->start,
		    "a table of order first has no"
		    " otherwise; write when => as its last row");
	return parse_row(p, ROW_OTHERWISE);
}

int
parse_on(struct parser *p)
{
	char *word;

	word = parser_word(p);
	if (p->t->order == ORDER_FIRST)
		return parser_bad(p, p->start,
		    "a table of order first says"
		    " effects in its rows; move them there");
	if (strcmp(word, "success") == 0)
		return parse_row(p, ROW_SUCCESS);
	if (strcmp(word, "failure") == 0)
		return parse_row(p, ROW_FAILURE);
	if (strcmp(word, "ends") == 0)
		return parse_row(p, ROW_ENDS);
	return parser_bad(p, word, "want on success, on failure or on ends");
}
