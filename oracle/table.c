/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Tables, as they are read from their text. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/builtin.h"
#include "oracle/condition.h"
#include "oracle/file.h"
#include "oracle/table.h"

struct parser {
	struct table *t;
	char *line;		/* what is left of it */
	char *start;
	unsigned long number;
	size_t clause_room, row_room, error_room;
	bool headed;		/* an order was given */
	struct diag *why;
};

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
word_take(struct parser *p)
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
		return parser_bad(p, p->line, "the table has no name; write"
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

	word = word_take(p);
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

	word = word_take(p);
	p->headed = true;
	if (strcmp(word, "any") == 0)
		p->t->order = ORDER_ANY;
	else if (strcmp(word, "first") == 0)
		p->t->order = ORDER_FIRST;
	else
		return parser_bad(p, word, "want order any or order first");
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

	name = word_take(p);
	value = word_take(p);
	if (strcmp(value, "-") == 0 && kind_forget(&p->t->numbers, name))
		return 0;
	id = symbol_find_any(name, strlen(name));
	if (id < 0)
		return parser_bad(p, name, "no symbol has this name; see"
		    " lib/symbols.txt");
	p->t->numbers.known[id] = strcmp(value, "-") != 0;
	if (!p->t->numbers.known[id])
		return 0;
	v = strtol(value, &end, 0);
	if (*value == '\0' || *end != '\0')
		return parser_bad(p, value, "want number NAME NUMBER, or - for"
		    " none");
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

	while (*(word = word_take(p)) != '\0') {
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

	id = word_take(p);
	if (*id == '\0')
		return parser_bad(p, id, "the clause has no id; write clause"
		    " ID CITATION");
	for (i = 0; i < t->clauses; i++)
		if (strcmp(t->clause[i].id, id) == 0)
			return parser_bad(p, id, "a clause of this id stands"
			    " above; give this one another id");
	t->clause = arena_grow(&t->arena, t->clause, t->clauses,
	    t->clauses + 1, sizeof(*t->clause), &p->clause_room);
	c = &t->clause[t->clauses++];
	memset(c, 0, sizeof(*c));
	c->id = arena_text(&t->arena, id, strlen(id));
	c->citation = rest_take(p);
	c->text = "";
	c->line = p->number;
	if (*c->citation == '\0')
		return parser_bad(p, id, "the clause cites nothing; write"
		    " where it stands behind its id");
	return 0;
}

/* Joins the lines of a clause's text by a space. */
static int
parse_text(struct parser *p)
{
	struct table *t = p->t;
	struct clause *c;
	char *both;
	size_t n;

	c = clause_last(p);
	if (c == NULL)
		return parser_bad(p, p->start, "a text stands before the"
		    " first clause");
	blank_skip(p);
	n = strlen(c->text) + strlen(p->line) + 2;
	both = arena_get(&t->arena, n);
	snprintf(both, n, "%s%s%s", c->text, *c->text ? " " : "", p->line);
	c->text = both;
	return 0;
}

static int
parse_untestable(struct parser *p)
{
	struct clause *c;

	c = clause_last(p);
	if (c == NULL)
		return parser_bad(p, p->start, "this stands before the first"
		    " clause");
	c->untestable = rest_take(p);
	if (*c->untestable == '\0')
		return parser_bad(p, p->start, "say why the clause cannot be"
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

/* Reads KEY=SET words up to the arrow. */
static int
parse_conditions(struct parser *p, struct row *r)
{
	struct table *t = p->t;
	struct condition *c;
	size_t room;
	char *word, *eq;

	room = 0;
	while (strcmp(word = word_take(p), "=>") != 0) {
		eq = strchr(word, '=');
		if (*word == '\0')
			return parser_bad(p, word, "the row has no outcome;"
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
	if (len == 8 && memcmp(word, "cantTell", len) == 0)
		return ANSWER_CANT_TELL;
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
			return parser_bad(p, word, "no answer has this name;"
			    " want ok, an errno, a signal, socket or"
			    " cantTell");
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
		return parser_bad(p, word, "no effect has this name; want"
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
			return parser_bad(p, word, "the effect has no such"
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
	word = word_take(p);
	if (*word == '\0')
		return parser_bad(p, word, "the row has no outcome");
	if (r->kind == ROW_ENDS)
		return strcmp(word, "alike") == 0 && *p->line == '\0' ? 0 :
		    parser_bad(p, word, "want alike, and nothing behind it");
	if (answers) {
		r->may = strcmp(word, "may") == 0;
		if (r->may)
			word = word_take(p);
		if (parse_answers(p, r, word) != 0)
			return -1;
		word = word_take(p);
	}
	for (; *word != '\0'; word = word_take(p))
		if (parse_effect(p, r, word) != 0)
			return -1;
	return 0;
}

/* Conditions are tried on the table's own numbers, to find bad words now. */
static int
parse_row(struct parser *p, enum row_kind kind)
{
	struct table *t = p->t;
	struct diag why;
	struct box box;
	struct row *r;
	size_t i;

	r = row_new(p, kind);
	if (t->clauses == 0)
		return parser_bad(p, p->start, "the row belongs to no clause;"
		    " put a clause above it");
	r->clause = t->clauses - 1;
	if (parse_conditions(p, r) != 0 || parse_outcome(p, r) != 0)
		return -1;
	box = box_all(&t->arena);
	for (i = 0; i < r->conditions; i++)
		if (condition_apply(&t->arena, &r->condition[i], &t->numbers,
		    &box, &why) != 0)
			return diag_at(p->why, t->file, p->number,
			    r->condition[i].column, "%s", why.text);
	t->rows++;
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
		return parser_bad(p, p->start, "a table of order first has no"
		    " otherwise; write when => as its last row");
	return parse_row(p, ROW_OTHERWISE);
}

static int
parse_on(struct parser *p)
{
	char *word;

	word = word_take(p);
	if (p->t->order == ORDER_FIRST)
		return parser_bad(p, p->start, "a table of order first says"
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
	{ "clause", parse_clause },
	{ "document", parse_document },
	{ "errors", parse_errors },
	{ "number", parse_number },
	{ "on", parse_on },
	{ "order", parse_order },
	{ "otherwise", parse_otherwise },
	{ "table", parse_table },
	{ "text", parse_text },
	{ "title", parse_title },
	{ "untestable", parse_untestable },
	{ "when", parse_when },
	{ "year", parse_year }
};

static int
parse_line(struct parser *p)
{
	char *word;
	size_t i;

	word = word_take(p);
	if (*word == '\0' || *word == '#')
		return 0;
	if (p->t->name == NULL && strcmp(word, "table") != 0)
		return parser_bad(p, word, "a table starts with table NAME");
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i].word, word) == 0)
			return words[i].parse(p);
	return parser_bad(p, word, "no line of a table starts with this word;"
	    " see pairoracle-table(5)");
}

static int
parse_finish(struct parser *p)
{
	if (p->t->name == NULL)
		return parser_bad(p, p->start, "the table is empty; it starts"
		    " with table NAME");
	if (!p->headed)
		return parser_bad(p, p->start, "the table has no order; write"
		    " order any or order first");
	if (p->t->rows == 0)
		return parser_bad(p, p->start, "the table has no rows");
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
	t->file = arena_text(&t->arena, file, strlen(file));
	t->text = arena_text(&t->arena, text, len);
	t->title = t->document = "";
	p.t = t;
	p.why = why;
	p.start = none;
	copy = arena_text(&t->arena, text, len);
	for (; copy != NULL && *copy != '\0'; copy = next) {
		next = strchr(copy, '\n');
		if (next != NULL)
			*next++ = '\0';
		p.start = p.line = copy;
		p.number++;
		if (parse_line(&p) != 0)
			return -1;
	}
	p.start = none;
	return parse_finish(&p);
}

int
table_read(struct table *t, const char *text, size_t len, const char *file,
    struct diag *why)
{
	memset(t, 0, sizeof(*t));
	return table_parse(t, text, len, file, why);
}

static const struct builtin_table *
builtin_find(const char *name)
{
	size_t i;

	for (i = 0; i < builtin_table_count; i++)
		if (strcmp(builtin_tables[i].name, name) == 0)
			return &builtin_tables[i];
	return NULL;
}

bool
table_is_file(const char *name)
{
	return builtin_find(name) == NULL && strpbrk(name, "/.") != NULL;
}

char *
table_builtin(struct arena *a, const char *name, size_t *len)
{
	const struct builtin_table *b;
	char *text, *p;
	size_t i;

	b = builtin_find(name);
	if (b == NULL)
		return NULL;
	*len = 0;
	for (i = 0; i < b->count; i++)
		*len += strlen(b->lines[i]) + 1;
	p = text = arena_get(a, *len + 1);
	for (i = 0; i < b->count; i++) {
		memcpy(p, b->lines[i], strlen(b->lines[i]));
		p += strlen(b->lines[i]);
		*p++ = '\n';
	}
	return text;
}

int
table_unknown(const char *name, struct diag *why)
{
	return diag_set(why, "%s: no built-in table has this name; pairoracle"
	    " lint lists them, and a file needs a slash or a dot in its name",
	    name);
}

int
table_open(struct table *t, const char *name, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	char file[64], *text;
	size_t len;
	int ret;

	memset(t, 0, sizeof(*t));
	snprintf(file, sizeof(file), "%s.table", name);
	text = table_builtin(&scratch, name, &len);
	if (text != NULL)
		ret = table_read(t, text, len, file, why);
	else if (!table_is_file(name))
		ret = table_unknown(name, why);
	else if ((text = file_read(&scratch, name, &len, why)) == NULL)
		ret = -1;
	else {
		ret = table_read(t, text, len, name, why);
		t->path = ret == 0 ? t->file : NULL;
	}
	arena_free(&scratch);
	return ret;
}

void
table_free(struct table *t)
{
	arena_free(&t->arena);
}

char *
table_answer_text(int answer, char *buf, size_t size)
{
	if (answer == ANSWER_SOCKET)
		snprintf(buf, size, "socket");
	else if (answer == ANSWER_CANT_TELL)
		snprintf(buf, size, "cantTell");
	else
		answer_text(answer, buf, size);
	return buf;
}

bool
table_row_has(const struct row *r, int answer)
{
	size_t i;

	for (i = 0; i < r->answers; i++)
		if (r->answer[i] == answer)
			return true;
	return false;
}

/* " EFFECT=WORD|WORD": every value that the row allows. */
static int
effect_print(const struct row *r, enum effect e, char *buf, size_t size)
{
	char word[32];
	size_t used;
	unsigned v;

	used = (size_t)snprintf(buf, size, "%s=", effect_name(e));
	if (r->any[e])
		used += (size_t)snprintf(buf + used, size - used, "*");
	else if (r->allow[e] == 0)
		used += (size_t)snprintf(buf + used, size - used, "%s",
		    effect_text(e, outcome_effect(r->effects, e), word,
		    sizeof(word)));
	for (v = 0; v < 32 && used < size; v++)
		if (r->allow[e] >> v & 1)
			used += (size_t)snprintf(buf + used, size - used,
			    "%s%s", buf[used - 1] == '=' ? "" : "|",
			    effect_text(e, v, word, sizeof(word)));
	return (int)used;
}

char *
table_outcome_text(const struct row *r, char *buf, size_t size)
{
	char word[128];
	size_t i, used;

	used = 0;
	buf[0] = '\0';
	for (i = 0; i < r->answers && used < size; i++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s",
		    i ? "|" : "", table_answer_text(r->answer[i], word,
		    sizeof(word)));
	for (i = 0; i < EFFECT_COUNT && used < size; i++)
		if (r->named[i]) {
			effect_print(r, (enum effect)i, word, sizeof(word));
			used += (size_t)snprintf(buf + used, size - used,
			    "%s%s", used ? " " : "", word);
		}
	return buf;
}
