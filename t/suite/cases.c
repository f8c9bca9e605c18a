/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Cases: what the programs of the suite ask.  A file is a list of blocks, and
 * a block makes one case for each combination of its variables.
 */

#include <stdbool.h>
#include <string.h>

#include "oracle/base/file.h"
#include "oracle/decide/asked.h"
#include "t/suite/cases.h"

enum { VARIABLES_MAX = 8, VARIABLE_WORDS_MAX = 64 };

/* A variable of a block: "for type stream=SOCK_STREAM rdm=4". */
struct variable {
	const char *name;
	const char *label[VARIABLE_WORDS_MAX];
	const char *value[VARIABLE_WORDS_MAX];
	size_t words;
	size_t at; /* the word that it stands for now */
};

struct variables {
	struct variable list[VARIABLES_MAX];
	size_t count;
};

/* What a variable is replaced by: its label in names, else its value. */
enum expand_by { EXPAND_LABELS, EXPAND_VALUES };

/* The words that start a line, in their usual order. */
enum word {
	WORD_FOR,
	WORD_CASE,
	WORD_HOST,
	WORD_CLAUSE,
	WORD_REQUEST,
	WORD_EFFECT,
	WORD_DESCR,
	WORDS
};

static const struct {
	const char *name;
	bool repeats; /* further lines add to the first */
	bool required;
} words[WORDS] = {
	{ "for", true, false },
	{ "case", false, true },
	{ "host", false, false },
	{ "clause", true, true },
	{ "request", false, true },
	{ "effect", true, false },
	{ "descr", false, true },
};

struct block {
	unsigned long line; /* of its first line, from 1; 0: none is open */
	struct variables variables;
	const char *text[WORDS]; /* what follows each word; NULL: nothing */
};

struct parser {
	struct cases *c;
	struct numbering numbers; /* every name has some number in it */
	unsigned long number;	  /* of the line, from 1 */
	struct block block;
	struct suite_case made; /* of that block */
	struct diag *why;
};

/* Variables. */

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char blanks[] = " \t";

static struct variable *
variable_find(struct variables *v, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < v->count; i++)
		if (strlen(v->list[i].name) == len &&
		    memcmp(v->list[i].name, name, len) == 0)
			return &v->list[i];
	return NULL;
}

/*
 * The length of the word at text: LABEL, LABEL=VALUE or LABEL="VALUE", whose
 * value may have blanks.
 */
static size_t
word_length(const char *text)
{
	const char *end;
	size_t n;

	n = strcspn(text, " \t\"");
	if (text[n] != '"')
		return n;
	end = strchr(text + n + 1, '"');
	return end == NULL ? strlen(text) : (size_t)(end + 1 - text);
}

/* The value without its quotes. */
static const char *
value_text(struct arena *a, const char *value, size_t len)
{
	if (len > 1 && value[0] == '"' && value[len - 1] == '"')
		return arena_text(a, value + 1, len - 2);
	return arena_text(a, value, len);
}

static int
word_add(struct arena *a, struct variable *x, const char *word, size_t len,
    struct diag *why)
{
	const char *label, *value;
	size_t n;

	for (n = 0; n < len && word[n] != '='; n++)
		continue;
	label = value = arena_text(a, word, n);
	if (n < len)
		value = value_text(a, word + n + 1, len - n - 1);
	if (*label == '\0' || *value == '\0' || strchr(value, '"') != NULL)
		return diag_set(why,
		    "'%.*s' is no LABEL=VALUE; write both,"
		    " or one word without =",
		    (int)len, word);
	if (x->words == VARIABLE_WORDS_MAX)
		return diag_set(why,
		    "$%s stands for over %d words; make a"
		    " second block for the others",
		    x->name, VARIABLE_WORDS_MAX);
	x->label[x->words] = label;
	x->value[x->words++] = value;
	return 0;
}

/* The variable of that name, a new one where there is none. */
static struct variable *
variable_get(struct arena *a, struct variables *v, const char *name, size_t len)
{
	struct variable *x;

	x = variable_find(v, name, len);
	if (x != NULL || v->count == VARIABLES_MAX)
		return x;
	x = &v->list[v->count++];
	memset(x, 0, sizeof(*x));
	x->name = arena_text(a, name, len);
	return x;
}

/*
 * Adds the text of a for line: a new variable, or more words of one.  Returns
 * 0, or -1 with the reason.
 */
static int
variables_add(struct arena *a, struct variables *v, const char *text,
    struct diag *why)
{
	struct variable *x;
	size_t n;

	n = strspn(text, letters);
	if (n == 0 || text[n] == '\0' || strchr(blanks, text[n]) == NULL)
		return diag_set(why,
		    "want small letters for a variable and"
		    " its words behind it, as in: for type rdm=SOCK_RDM 7 8");
	x = variable_get(a, v, text, n);
	if (x == NULL)
		return diag_set(why,
		    "a block has at most %d variables; make"
		    " two blocks of it",
		    VARIABLES_MAX);
	for (text += n; *(text += strspn(text, blanks)) != '\0'; text += n) {
		n = word_length(text);
		if (word_add(a, x, text, n, why) != 0)
			return -1;
	}
	return 0;
}

/*
 * Moves to the next combination, the last variable first.  Returns 0 after
 * the last combination.
 */
static int
variables_next(struct variables *v)
{
	size_t i;

	for (i = v->count; i-- > 0;) {
		if (++v->list[i].at < v->list[i].words)
			return 1;
		v->list[i].at = 0;
	}
	return 0;
}

/* What replaces the name that follows a "$"; NULL with the reason. */
static const char *
variable_word(struct variables *v, const char *name, size_t len,
    enum expand_by by, struct diag *why)
{
	const struct variable *x;

	x = variable_find(v, name, len);
	if (x == NULL) {
		diag_set(why,
		    "$%.*s is no variable of this block; name it in"
		    " a for line above the case",
		    (int)len, name);
		return NULL;
	}
	return by == EXPAND_LABELS ? x->label[x->at] : x->value[x->at];
}

/* The text with its variables replaced, in a; NULL with the reason. */
static char *
expand(struct arena *a, struct variables *v, const char *text,
    enum expand_by by, struct diag *why)
{
	const char *word;
	char *out;
	size_t used, room, n;

	used = room = 0;
	out = arena_grow(a, NULL, 0, strlen(text) + 1, 1, &room);
	while (*text != '\0') {
		if (*text == '$') {
			n = strspn(text + 1, letters);
			word = variable_word(v, text + 1, n, by, why);
			if (word == NULL)
				return NULL;
			text += n + 1;
			n = strlen(word);
		} else {
			word = text;
			n = strcspn(text, "$");
			text += n;
		}
		out = arena_grow(a, out, used, used + n + 1, 1, &room);
		memcpy(out + used, word, n);
		used += n;
	}
	return arena_text(a, out, used);
}

/* Clauses. */

static const struct table *
case_table(struct cases *c, const char *name, struct diag *why)
{
	struct table *t;
	size_t i;

	for (i = 0; i < c->tables; i++)
		if (strcmp(c->table[i].name, name) == 0)
			return &c->table[i];
	if (c->tables == CASES_TABLES_MAX) {
		diag_set(why,
		    "%s is the %dth table of the file; name at most"
		    " %d tables",
		    name, CASES_TABLES_MAX + 1, CASES_TABLES_MAX);
		return NULL;
	}
	t = &c->table[c->tables];
	if (table_open(t, name, why) != 0) {
		table_free(t);
		return NULL;
	}
	c->tables++;
	return t;
}

/* Finds the clause that TABLE:CLAUSE names; the table is a built-in one. */
static int
clause_find(struct cases *c, const char *text, struct case_clause *clause,
    struct diag *why)
{
	const struct table *t;
	const char *colon = strchr(text, ':'), *name;
	size_t i;

	if (colon == NULL || colon == text)
		return diag_set(why,
		    "'%s' is no TABLE:CLAUSE; write it like"
		    " berkeley:ERRORS.EFAULT",
		    text);
	name = arena_text(&c->arena, text, (size_t)(colon - text));
	t = case_table(c, name, why);
	if (t == NULL)
		return -1;
	for (i = 0; i < t->clauses; i++)
		if (strcmp(t->clause[i].id, colon + 1) == 0) {
			clause->table = t;
			clause->index = i;
			return 0;
		}
	return diag_set(why,
	    "no clause of the table %s is called '%s'; see %s.table", name,
	    colon + 1, name);
}

/* Cases. */

/* Adds the place of the block to the reason of a lower level. */
static int
case_bad(const struct parser *p, const struct diag *why)
{
	return diag_at(p->why, p->c->file, p->made.line, 0, "%s", why->text);
}

/* Cuts the next word off *rest; NULL at the end. */
static char *
word_cut(char **rest)
{
	char *word;
	size_t n;

	word = *rest + strspn(*rest, blanks);
	n = strcspn(word, blanks);
	*rest = word + n;
	if (**rest != '\0')
		*(*rest)++ = '\0';
	return n == 0 ? NULL : word;
}

/* An array with an element for each word of the text, and one more. */
static void *
array_for(struct parser *p, const char *text, size_t size)
{
	size_t n;

	for (n = 1; *(text += strspn(text, blanks)) != '\0'; n++)
		text += strcspn(text, blanks);
	return arena_get(&p->c->arena, n * size);
}

/* Names are used in files and on command lines, so their letters are few. */
static int
name_set(struct parser *p, char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789.-_";
	const struct suite_case *same;

	if (text[strspn(text, plain)] != '\0')
		return diag_at(p->why, p->c->file, p->made.line, 0,
		    "'%s' is no name of a case; use letters, digits, '.', '-'"
		    " and '_'",
		    text);
	same = cases_find(p->c, text);
	if (same != NULL)
		return diag_at(p->why, p->c->file, p->made.line, 0,
		    "the case %s is defined at line %lu already; use all"
		    " variables of the block in its name",
		    text, same->line);
	p->made.name = text;
	return 0;
}

static int
host_set(struct parser *p, char *text)
{
	p->made.host = text;
	return 0;
}

static int
clauses_set(struct parser *p, char *text)
{
	struct suite_case *x = &p->made;
	struct diag why;
	char *word;

	x->clause = array_for(p, text, sizeof(*x->clause));
	while ((word = word_cut(&text)) != NULL)
		if (clause_find(p->c, word, &x->clause[x->clauses++], &why) !=
		    0)
			return case_bad(p, &why);
	return 0;
}

static int
request_set(struct parser *p, char *text)
{
	struct suite_case *x = &p->made;
	struct box box;
	struct diag why;
	char *word;

	x->request = arena_text(&p->c->arena, text, strlen(text));
	x->argument = array_for(p, text, sizeof(*x->argument));
	while ((word = word_cut(&text)) != NULL)
		x->argument[x->arguments++] = word;
	if (request_read(&p->c->arena, x->arguments, x->argument, &p->numbers,
		&box, &why) != 0)
		return case_bad(p, &why);
	return 0;
}

/* Reads EFFECT=VALUE|VALUE. */
static int
effect_read(const char *text, struct case_effect *e, struct diag *why)
{
	size_t n;
	int v;

	n = strcspn(text, "=");
	e->effect = effect_find(text, n);
	if (e->effect == EFFECT_COUNT || text[n] == '\0')
		return diag_set(why,
		    "'%s' is no EFFECT=VALUE; write it like"
		    " unnamed=good|bad-first",
		    text);
	e->text = text;
	do {
		text += n + 1;
		n = strcspn(text, "|");
		v = effect_value(e->effect, text, n);
		if (v < 0 || v > 31)
			return diag_set(why,
			    "%s has no value '%.*s' that a case can name",
			    effect_name(e->effect), (int)n, text);
		e->allow |= (uint32_t)1 << v;
	} while (text[n] == '|');
	return 0;
}

static int
effects_set(struct parser *p, char *text)
{
	struct suite_case *x = &p->made;
	struct diag why;
	char *word;

	x->effect = array_for(p, text, sizeof(*x->effect));
	while ((word = word_cut(&text)) != NULL)
		if (effect_read(word, &x->effect[x->effects++], &why) != 0)
			return case_bad(p, &why);
	return 0;
}

static int
descr_set(struct parser *p, char *text)
{
	p->made.descr = text;
	return 0;
}

static const struct {
	enum word word;
	enum expand_by by;
	int (*set)(struct parser *, char *);
} fields[] = {
	{ WORD_CASE, EXPAND_LABELS, name_set },
	{ WORD_HOST, EXPAND_VALUES, host_set },
	{ WORD_CLAUSE, EXPAND_VALUES, clauses_set },
	{ WORD_REQUEST, EXPAND_VALUES, request_set },
	{ WORD_EFFECT, EXPAND_VALUES, effects_set },
	{ WORD_DESCR, EXPAND_LABELS, descr_set },
};

/* Adds the case that the block makes with its variables as they are now. */
static int
case_add(struct parser *p)
{
	struct cases *c = p->c;
	struct block *b = &p->block;
	struct diag why;
	char *text;
	size_t i;

	memset(&p->made, 0, sizeof(p->made));
	p->made.line = b->line;
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (b->text[fields[i].word] == NULL)
			continue;
		text = expand(&c->arena, &b->variables, b->text[fields[i].word],
		    fields[i].by, &why);
		if (text == NULL)
			return case_bad(p, &why);
		if (fields[i].set(p, text) != 0)
			return -1;
		if (c->only != NULL && strcmp(c->only, p->made.name) != 0)
			return 0;
	}
	c->list = arena_grow(&c->arena, c->list, c->count, c->count + 1,
	    sizeof(*c->list), &c->room);
	c->list[c->count++] = p->made;
	return 0;
}

/* Blocks. */

static int
block_end(struct parser *p)
{
	int w;

	if (p->block.line == 0)
		return 0;
	for (w = 0; w < WORDS; w++)
		if (words[w].required && p->block.text[w] == NULL)
			return diag_at(p->why, p->c->file, p->block.line, 0,
			    "the block has no %s line; write one",
			    words[w].name);
	do {
		if (p->c->seen++ == CASES_MAX)
			return diag_at(p->why, p->c->file, p->block.line, 0,
			    "these are over %d cases; move some to another"
			    " program",
			    CASES_MAX);
		if (case_add(p) != 0)
			return -1;
	} while (variables_next(&p->block.variables));
	return 0;
}

/* A block starts with its first for line, or with case where it has none. */
static int
block_turn(struct parser *p, enum word w)
{
	if (p->block.line != 0 &&
	    (p->block.text[WORD_CASE] == NULL ||
		(w != WORD_FOR && w != WORD_CASE)))
		return 0;
	if (block_end(p) != 0)
		return -1;
	memset(&p->block, 0, sizeof(p->block));
	p->block.line = p->number;
	return 0;
}

static int
variable_take(struct parser *p, const char *text)
{
	struct diag why;

	if (variables_add(&p->c->arena, &p->block.variables, text, &why) == 0)
		return 0;
	return diag_at(p->why, p->c->file, p->number, 0, "%s", why.text);
}

/* Keeps the text that follows the word, joined to that of earlier lines. */
static int
text_take(struct parser *p, enum word w, const char *text)
{
	const char **to = &p->block.text[w];
	char *joined;

	if (p->block.text[WORD_CASE] == NULL && w != WORD_CASE)
		return diag_at(p->why, p->c->file, p->number, 0,
		    "the case line of the block comes first; move this line"
		    " below it");
	if (*to == NULL) {
		*to = text;
		return 0;
	}
	if (!words[w].repeats)
		return diag_at(p->why, p->c->file, p->number, 0,
		    "the block has a %s line already; remove one of them",
		    words[w].name);
	joined = arena_get(&p->c->arena, strlen(*to) + strlen(text) + 2);
	*to = strcat(strcat(strcpy(joined, *to), " "), text);
	return 0;
}

static int
word_take(struct parser *p, enum word w, const char *text)
{
	if (*text == '\0')
		return diag_at(p->why, p->c->file, p->number, 0,
		    "nothing follows %s; pairtest-cases(5) says what should",
		    words[w].name);
	if (block_turn(p, w) != 0)
		return -1;
	return w == WORD_FOR ? variable_take(p, text) : text_take(p, w, text);
}

static int
line_take(struct parser *p, char *line)
{
	size_t n;
	int w;

	n = strlen(line);
	while (n > 0 && strchr(" \t\r", line[n - 1]) != NULL)
		line[--n] = '\0';
	line += strspn(line, blanks);
	if (*line == '\0' || *line == '#')
		return 0;
	n = strcspn(line, blanks);
	for (w = 0; w < WORDS; w++)
		if (strlen(words[w].name) == n &&
		    memcmp(words[w].name, line, n) == 0)
			return word_take(p, (enum word)w,
			    line + n + strspn(line + n, blanks));
	return diag_at(p->why, p->c->file, p->number, 0,
	    "no line of a case starts with '%.*s'; want for, case, host,"
	    " clause, request, effect or descr",
	    (int)n, line);
}

int
cases_read(struct cases *c, const char *path, const char *only,
    struct diag *why)
{
	struct parser p = { 0 };
	char *text, *line;
	int i;

	c->file = arena_text(&c->arena, path, strlen(path));
	c->only = only;
	p.c = c;
	p.why = why;
	p.numbers = *numbering_reference();
	for (i = 0; i < SYMBOL_COUNT; i++)
		p.numbers.known[i] = true;
	text = file_text(&c->arena, path, why);
	if (text == NULL)
		return -1;
	while ((line = file_line(&text)) != NULL) {
		p.number++;
		if (line_take(&p, line) != 0)
			return -1;
	}
	if (block_end(&p) != 0)
		return -1;
	if (c->seen == 0)
		return diag_set(why, "%s: the file has no cases; write one",
		    path);
	return 0;
}

void
cases_free(struct cases *c)
{
	while (c->tables > 0)
		table_free(&c->table[--c->tables]);
	arena_free(&c->arena);
}

const struct suite_case *
cases_find(const struct cases *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (strcmp(c->list[i].name, name) == 0)
			return &c->list[i];
	return NULL;
}

const struct clause *
case_clause_get(const struct case_clause *c)
{
	return &c->table->clause[c->index];
}

bool
case_clause_is_of_answers(const struct case_clause *c)
{
	const struct row *r;
	size_t i;

	for (i = 0; i < c->table->rows; i++) {
		r = &c->table->row[i];
		if (r->clause == c->index &&
		    (r->kind == ROW_WHEN || r->kind == ROW_OTHERWISE))
			return true;
	}
	return false;
}
