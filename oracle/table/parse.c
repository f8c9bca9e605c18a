/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The text of tables: heads, clauses and rows. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/table/condition.h"
#include "oracle/table/table.h"

struct parser {
	struct table *t;
	char *line; /* what is left of it */
	char *start;
	unsigned long number;
	size_t clause_room, row_room, asked_room, error_room;
	char *text; /* of the last clause, as long as it has any */
	size_t text_used, text_room; /* of the last clause's text */
	bool headed;		     /* an order was given */
	struct diag *why;
};

/* "file:line:column: what" for the place at of the line; -1. */
static int
parser_bad(const struct parser *p, const char *at, const char *what)
{
	return diag_at(p->why, p->t->file, p->number,
	    (unsigned)(at - p->start) + 1, "%s", what);
}

static void
blank_skip(struct parser *p)
{
	while (*p->line == ' ' || *p->line == '\t')
		p->line++;
}

/* Cuts the next word off the line; "" at its end. */
static char *
parser_word(struct parser *p)
{
	char *word;

	blank_skip(p);
	word = p->line;
	p->line += strcspn(p->line, " \t");
	if (*p->line != '\0')
		*p->line++ = '\0';
	blank_skip(p);
	return word;
}

static const char *
rest_take(struct parser *p)
{
	blank_skip(p);
	return arena_text(&p->t->arena, p->line, strlen(p->line));
}

static struct clause *
clause_last(const struct parser *p)
{
	if (p->t->clauses == 0)
		return NULL;
	return &p->t->clause[p->t->clauses - 1];
}

static int
parse_table(struct parser *p)
{
	p->t->name = rest_take(p);
	if (*p->t->name == '\0')
		return parser_bad(p, p->line,
		    "the table has no name; write"
		    " table NAME");
	return 0;
}

static int
parse_title(struct parser *p)
{
	p->t->title = rest_take(p);
	return 0;
}

static int
parse_document(struct parser *p)
{
	p->t->document = rest_take(p);
	return 0;
}

static int
parse_year(struct parser *p)
{
	char *word, *end;
	long year;

	word = parser_word(p);
	year = strtol(word, &end, 10);
	if (*end != '\0' || year < 1970 || year > 9999)
		return parser_bad(p, word, "want year YEAR, as in year 1983");
	p->t->year = (int)year;
	return 0;
}

static int
parse_order(struct parser *p)
{
	char *word;

	word = parser_word(p);
	p->headed = true;
	if (strcmp(word, "any") == 0)
		p->t->order = ORDER_ANY;
	else if (strcmp(word, "first") == 0)
		p->t->order = ORDER_FIRST;
	else
		return parser_bad(p, word, "want order any or order first");
	return 0;
}

static int
parse_evidence(struct parser *p)
{
	char *word;
	int e;

	word = parser_word(p);
	for (e = 0; e < EVIDENCES; e++)
		if (strcmp(word, evidence_name((enum evidence)e)) == 0)
			break;
	if (e == EVIDENCES || *p->line == '\0')
		return parser_bad(p, word,
		    "want evidence run VERSION... or evidence source"
		    " VERSION...");
	if (p->t->evidence[e] != NULL)
		return parser_bad(p, word,
		    "a line above has evidence of this kind; join both");
	p->t->evidence[e] = rest_take(p);
	return 0;
}

/* Forgets the numbers of a kind of names: the system has its own. */
static bool
kind_forget(struct numbering *n, const char *kind)
{
	bool found;
	int id;

	found = false;
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (strcmp(symbol_kind_name(symbol_kind(id)), kind) == 0) {
			n->known[id] = false;
			found = true;
		}
	return found;
}

static int
parse_one_number(struct parser *p)
{
	char *name, *value, *end;
	int id;
	long v;

	name = parser_word(p);
	value = parser_word(p);
	if (strcmp(value, "-") == 0 && kind_forget(&p->t->numbers, name))
		return 0;
	id = symbol_find_any(name, strlen(name));
	if (id < 0)
		return parser_bad(p, name,
		    "no symbol has this name; see"
		    " lib/symbols.txt");
	p->t->numbers.known[id] = strcmp(value, "-") != 0;
	if (!p->t->numbers.known[id])
		return 0;
	v = strtol(value, &end, 0);
	if (*value == '\0' || *end != '\0' || !symbol_fits(id, v))
		return parser_bad(p, value,
		    "want number NAME NUMBER, or - for"
		    " none; a flag is one bit above the types");
	p->t->numbers.number[id] = (int)v;
	return 0;
}

static int
parse_number(struct parser *p)
{
	do
		if (parse_one_number(p) != 0)
			return -1;
	while (*p->line != '\0');
	return 0;
}

static int
parse_errors(struct parser *p)
{
	struct table *t = p->t;
	char *word;
	int answer;

	while (*(word = parser_word(p)) != '\0') {
		answer = answer_find(word, strlen(word));
		if (answer < 0 || !answer_is_errno(answer))
			return parser_bad(p, word, "no errno has this name");
		t->error = arena_grow(&t->arena, t->error, t->errors,
		    t->errors + 1, sizeof(*t->error), &p->error_room);
		t->error[t->errors++] = answer;
	}
	return 0;
}

static int
parse_clause(struct parser *p)
{
	struct table *t = p->t;
	struct clause *c;
	char *id;
	size_t i;

	id = parser_word(p);
	if (*id == '\0')
		return parser_bad(p, id,
		    "the clause has no id; write clause"
		    " ID CITATION");
	if (t->clauses == TABLE_CLAUSES_MAX)
		return parser_bad(p, id,
		    "a table has at most 1000 clauses; split it");
	for (i = 0; i < t->clauses; i++)
		if (strcmp(t->clause[i].id, id) == 0)
			return parser_bad(p, id,
			    "the id is taken by a clause above; choose"
			    " another");
	t->clause = arena_grow(&t->arena, t->clause, t->clauses, t->clauses + 1,
	    sizeof(*t->clause), &p->clause_room);
	c = &t->clause[t->clauses++];
	memset(c, 0, sizeof(*c));
	c->id = arena_text(&t->arena, id, strlen(id));
	c->citation = rest_take(p);
	c->text = "";
	c->line = p->number;
	p->text_used = p->text_room = 0;
	if (*c->citation == '\0')
		return parser_bad(p, id,
		    "the clause has no citation; write one after"
		    " its id");
	return 0;
}

/* Joins the lines of a clause's text by a space. */
static int
parse_text(struct parser *p)
{
	struct clause *c;
	char *text;
	size_t n;

	c = clause_last(p);
	if (c == NULL)
		return parser_bad(p, p->start,
		    "a text before the first clause; move it below"
		    " its clause");
	blank_skip(p);
	n = strlen(p->line);
	text = p->text_used == 0 ? NULL : p->text;
	text = arena_grow(&p->t->arena, text, p->text_used,
	    p->text_used + n + 2, 1, &p->text_room);
	if (p->text_used != 0)
		text[p->text_used++] = ' ';
	memcpy(text + p->text_used, p->line, n + 1);
	p->text_used += n;
	c->text = p->text = text;
	return 0;
}

static int
parse_untestable(struct parser *p)
{
	struct clause *c;

	c = clause_last(p);
	if (c == NULL)
		return parser_bad(p, p->start,
		    "untestable before the first clause; move it"
		    " below its clause");
	c->untestable = rest_take(p);
	if (*c->untestable == '\0')
		return parser_bad(p, p->start,
		    "say why the clause cannot be"
		    " tested");
	return 0;
}

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
		/* A row has one bit for each of the values below 32. */
		if (v >= 32 && (word != eq + 1 || word[n] != '\0'))
			return parser_bad(p, word,
			    "a value above 31 cannot be one of several; give"
			    " it a row of its own");
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
		    : parser_bad(p, word, "want alike and nothing after it");
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

static int
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

static int
parse_when(struct parser *p)
{
	return parse_row(p, ROW_WHEN);
}

static int
parse_otherwise(struct parser *p)
{
	if (p->t->order == ORDER_FIRST)
		return parser_bad(p, p->start,
		    "a table of order first has no"
		    " otherwise; write when => as its last row");
	return parse_row(p, ROW_OTHERWISE);
}

static int
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

static const struct {
	const char *word;
	int (*parse)(struct parser *);
} words[] = {
	{ "asked", parse_asked },
	{ "clause", parse_clause },
	{ "document", parse_document },
	{ "errors", parse_errors },
	{ "evidence", parse_evidence },
	{ "number", parse_number },
	{ "on", parse_on },
	{ "order", parse_order },
	{ "otherwise", parse_otherwise },
	{ "table", parse_table },
	{ "text", parse_text },
	{ "title", parse_title },
	{ "untestable", parse_untestable },
	{ "when", parse_when },
	{ "year", parse_year },
};

static int
parse_line(struct parser *p)
{
	char *word;
	size_t i;

	word = parser_word(p);
	if (*word == '\0' || *word == '#')
		return 0;
	if (p->t->name == NULL && strcmp(word, "table") != 0)
		return parser_bad(p, word, "a table starts with table NAME");
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].parse(p);
	return parser_bad(p, word,
	    "no line of a table starts with this word;"
	    " see pairoracle-table(5)");
}

static int
parse_finish(struct parser *p)
{
	if (p->t->name == NULL)
		return parser_bad(p, p->start,
		    "the table is empty; it starts"
		    " with table NAME");
	if (!p->headed)
		return parser_bad(p, p->start,
		    "the table has no order; write"
		    " order any or order first");
	if (p->t->rows == 0)
		return parser_bad(p, p->start, "the table has no rows");
	if (*table_known(p->t) != '\0' && p->t->order == ORDER_ANY)
		return parser_bad(p, p->start,
		    "a table of order any is known by its document; take out"
		    " its evidence");
	if (p->t->askeds != 0 && p->t->order == ORDER_ANY)
		return parser_bad(p, p->start,
		    "a table of order any speaks of every request; take out"
		    " its asked lines");
	return 0;
}

int
table_parse(struct table *t, const char *text, size_t len, const char *file,
    struct diag *why)
{
	struct parser p = { 0 };
	char *copy, *next;
	char none[1] = "";

	t->numbers = *numbering_reference();
	t->arena.what = file;
	t->file = escape_terminal(&t->arena, file);
	t->arena.what = t->file;
	t->text = arena_text(&t->arena, text, len);
	t->title = t->document = "";
	p.t = t;
	p.why = why;
	p.start = none;
	if (escape_check(text, len, t->file, why) != 0)
		return -1;
	next = arena_text(&t->arena, text, len);
	while ((copy = next) != NULL && *copy != '\0') {
		next = strchr(copy, '\n');
		if (next != NULL)
			*next++ = '\0';
		copy[strcspn(copy, "\r")] = '\0';
		p.start = p.line = copy;
		p.number++;
		if (parse_line(&p) != 0)
			return -1;
	}
	p.start = none;
	return parse_finish(&p);
}
