/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Cases: what the programs of the suite ask. */

#include <string.h>

#include "oracle/decide/asked.h"
#include "t/suite/block.h"
#include "t/suite/cases.h"

/* What making a case of a block needs. */
struct maker {
	struct cases *c;
	struct numbering numbers; /* where every name has some number */
	struct suite_case made;
	struct diag *why;
};

/* Puts the place of the block before what a lower level complained of. */
static int
maker_pass(const struct maker *m, const struct diag *why)
{
	return diag_at(m->why, m->c->file, m->made.line, 0, "%s", why->text);
}

/* Cuts the next word off *rest; NULL at the end. */
static char *
word_cut(char **rest)
{
	char *word;
	size_t n;

	word = *rest + strspn(*rest, " \t");
	n = strcspn(word, " \t");
	*rest = word + n;
	if (**rest != '\0')
		*(*rest)++ = '\0';
	return n == 0 ? NULL : word;
}

/* An array for as many elements as the text has words, and one more. */
static void *
array_for(struct maker *m, const char *text, size_t size)
{
	size_t n;

	for (n = 1; *(text += strspn(text, " \t")) != '\0'; n++)
		text += strcspn(text, " \t");
	return arena_get(&m->c->arena, n * size);
}

static bool
is_wanted(const struct cases *c, const char *name)
{
	return c->only == NULL || strcmp(c->only, name) == 0;
}

/* Names stand in files and on command lines, so they are plain. */
static int
name_set(struct maker *m, char *text)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "abcdefghijklmnopqrstuvwxyz0123456789.-_";
	const struct suite_case *same;

	if (text[strspn(text, plain)] != '\0')
		return diag_at(m->why, m->c->file, m->made.line, 0,
		    "'%s' is"
		    " no name of a case; use letters, digits, '.', '-' and"
		    " '_'",
		    text);
	same = cases_find(m->c, text);
	if (same != NULL)
		return diag_at(m->why, m->c->file, m->made.line, 0,
		    "the case"
		    " %s stands at line %lu already; name them apart, by all"
		    " variables of the block",
		    text, same->line);
	m->made.name = text;
	return 0;
}

static int
clauses_set(struct maker *m, char *text)
{
	struct suite_case *x = &m->made;
	struct diag why;
	char *word;

	x->clause = array_for(m, text, sizeof(*x->clause));
	while ((word = word_cut(&text)) != NULL)
		if (documents_find(m->c->documents, word, strlen(word),
			&x->clause[x->clauses++], &why) != 0)
			return maker_pass(m, &why);
	return 0;
}

static int
request_set(struct maker *m, char *text)
{
	struct suite_case *x = &m->made;
	struct box box;
	struct diag why;
	char *word;

	x->request = arena_text(&m->c->arena, text, strlen(text));
	x->argument = array_for(m, text, sizeof(*x->argument));
	while ((word = word_cut(&text)) != NULL)
		x->argument[x->arguments++] = word;
	if (request_read(&m->c->arena, x->arguments, x->argument, &m->numbers,
		&box, &why) != 0)
		return maker_pass(m, &why);
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
			    "%s has no value '%.*s' that a"
			    " case can name",
			    effect_name(e->effect), (int)n, text);
		e->allow |= (uint32_t)1 << v;
	} while (text[n] == '|');
	return 0;
}

static int
effects_set(struct maker *m, char *text)
{
	struct suite_case *x = &m->made;
	struct diag why;
	char *word;

	x->effect = array_for(m, text, sizeof(*x->effect));
	while ((word = word_cut(&text)) != NULL)
		if (effect_read(word, &x->effect[x->effects++], &why) != 0)
			return maker_pass(m, &why);
	return 0;
}

static int
descr_set(struct maker *m, char *text)
{
	m->made.descr = text;
	return 0;
}

static const struct {
	enum word word;
	enum expand_by by;
	int (*set)(struct maker *, char *);
} fields[] = {
	{ WORD_CASE, EXPAND_LABELS, name_set },
	{ WORD_CLAUSE, EXPAND_VALUES, clauses_set },
	{ WORD_REQUEST, EXPAND_VALUES, request_set },
	{ WORD_EFFECT, EXPAND_VALUES, effects_set },
	{ WORD_DESCR, EXPAND_LABELS, descr_set },
};

/* Adds the case that the block stands for with its variables as they are. */
static int
case_add(struct maker *m, struct block *b)
{
	struct cases *c = m->c;
	struct diag why;
	char *text;
	size_t i;

	memset(&m->made, 0, sizeof(m->made));
	m->made.line = b->line;
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		if (b->text[fields[i].word] == NULL)
			continue;
		text = expand(&c->arena, &b->variables, b->text[fields[i].word],
		    fields[i].by, &why);
		if (text == NULL)
			return maker_pass(m, &why);
		if (fields[i].set(m, text) != 0)
			return -1;
		if (!is_wanted(c, m->made.name))
			return 0;
	}
	c->list = arena_grow(&c->arena, c->list, c->count, c->count + 1,
	    sizeof(*c->list), &c->room);
	c->list[c->count++] = m->made;
	return 0;
}

static int
block_take(void *arg, struct block *b, struct diag *why)
{
	struct maker *m = arg;

	m->why = why;
	do {
		if (m->c->seen++ == CASES_MAX)
			return diag_at(why, m->c->file, b->line, 0,
			    "these are"
			    " over %d cases; move some to another program",
			    CASES_MAX);
		if (case_add(m, b) != 0)
			return -1;
	} while (variables_next(&b->variables));
	return 0;
}

int
cases_read(struct cases *c, struct documents *d, const char *path,
    const char *only, struct diag *why)
{
	struct maker m = { 0 };
	int i;

	c->file = arena_text(&c->arena, path, strlen(path));
	c->documents = d;
	c->only = only;
	m.c = c;
	m.numbers = *numbering_reference();
	for (i = 0; i < SYMBOL_COUNT; i++)
		m.numbers.known[i] = true;
	if (blocks_read(&c->arena, c->file, block_take, &m, why) != 0)
		return -1;
	if (c->seen == 0)
		return diag_set(why, "%s: the file has no cases; write one",
		    path);
	return 0;
}

void
cases_free(struct cases *c)
{
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
