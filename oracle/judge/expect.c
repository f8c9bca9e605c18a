/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Expectations: accepted deviations of a host. */

#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "oracle/base/file.h"
#include "oracle/judge/expect.h"

enum { FIELDS = 5, HOST_MAX = 160 };

/* The words of a block, in the order in which they are usually written. */
static const struct {
	const char *word;
	bool required;
} fields[FIELDS] = {
	{ "expect", true },
	{ "host", true },
	{ "reason", true },
	{ "reference", true },
	{ "needs", false },
};

struct parser {
	struct expectations *e;
	const char *file;
	unsigned long number;
	bool open; /* a block has started */
	const char *field[FIELDS];
	unsigned long start; /* of the block */
	struct diag *why;
};

static int
parser_bad(const struct parser *p, unsigned long line, const char *what)
{
	return diag_at(p->why, p->file, line, 0, "%s", what);
}

static const struct expectation *
find_same(const struct expectations *e, const struct expectation *x)
{
	size_t i;

	for (i = 0; i < e->count; i++)
		if (strcmp(e->list[i].pattern, x->pattern) == 0 &&
		    strcmp(e->list[i].host, x->host) == 0)
			return &e->list[i];
	return NULL;
}

static int
expectation_add(struct parser *p, const struct expectation *x)
{
	struct expectations *e = p->e;
	const struct expectation *same;

	same = find_same(e, x);
	if (same != NULL)
		return diag_at(p->why, p->file, p->start, 0,
		    "%s stands at"
		    " %s:%lu for the same host; take one of them out",
		    x->pattern, same->file, same->line);
	e->list = arena_grow(&e->arena, e->list, e->count, e->count + 1,
	    sizeof(*e->list), &e->room);
	e->list[e->count++] = *x;
	return 0;
}

/* The end of a block: it must have all of its fields. */
static int
block_end(struct parser *p)
{
	struct expectation x;
	int i;

	if (!p->open)
		return 0;
	for (i = 0; i < FIELDS; i++)
		if (p->field[i] == NULL && fields[i].required)
			return diag_at(p->why, p->file, p->start, 0,
			    "the"
			    " expectation has no %s; write one below its"
			    " first line",
			    fields[i].word);
	x.pattern = p->field[0];
	x.host = p->field[1];
	x.reason = p->field[2];
	x.reference = p->field[3];
	x.needs = p->field[4];
	x.file = p->file;
	x.line = p->start;
	x.used = false;
	p->open = false;
	return expectation_add(p, &x);
}

static int
block_start(struct parser *p)
{
	if (block_end(p) != 0)
		return -1;
	memset(p->field, 0, sizeof(p->field));
	p->open = true;
	p->start = p->number;
	return 0;
}

static bool
is_domain(const char *name)
{
	return symbol_find(SYMBOL_DOMAIN, name, strlen(name)) >= 0;
}

/* Reads KEY=SET of a request by the numbers of a host. */
static bool
value_read(struct arena *a, const char *text, const struct numbering *n,
    enum dimension *d, struct set *s)
{
	const size_t len = strcspn(text, "=");

	*d = dimension_find(text, len);
	return text[len] == '=' && *d <= DIM_SOCKET &&
	    dimension_set(a, *d, text + len + 1, strlen(text + len + 1), n, s,
		NULL) == 0;
}

static bool
is_need(struct arena *a, const char *text)
{
	enum dimension d;
	struct set s;

	return is_domain(text) ||
	    value_read(a, text, numbering_reference(), &d, &s);
}

static int
field_read(struct parser *p, int i, const char *value)
{
	size_t n;

	if (i == 0 && block_start(p) != 0)
		return -1;
	if (!p->open)
		return parser_bad(p, p->number,
		    "this stands before the first"
		    " expect line");
	if (p->field[i] != NULL)
		return parser_bad(p, p->number,
		    "the expectation has this"
		    " already; take one of them out");
	n = strlen(value);
	while (n > 0 && strchr(" \t\r", value[n - 1]) != NULL)
		n--;
	if (n == 0)
		return parser_bad(p, p->number,
		    "nothing stands behind the"
		    " word; an expectation without it is not accepted");
	p->field[i] = arena_text(&p->e->arena, value, n);
	if (strcmp(fields[i].word, "needs") == 0 &&
	    !is_need(&p->e->arena, p->field[i]))
		return parser_bad(p, p->number,
		    "nothing of this name can be"
		    " needed; want needs AF_... or, as in resource=memory,"
		    " KEY=VALUE");
	return 0;
}

static int
line_read(struct parser *p, const char *line)
{
	size_t n;
	int i;

	line += strspn(line, " \t\r");
	if (*line == '\0' || *line == '#')
		return 0;
	n = strcspn(line, " \t\r");
	for (i = 0; i < FIELDS; i++)
		if (strlen(fields[i].word) == n &&
		    memcmp(fields[i].word, line, n) == 0)
			break;
	if (i == FIELDS)
		return parser_bad(p, p->number,
		    "no line of an expectation"
		    " starts with this word; want expect, host, reason,"
		    " reference or needs");
	return field_read(p, i, line + n + strspn(line + n, " \t"));
}

int
expect_read(struct expectations *e, const char *path, struct diag *why)
{
	struct parser p = { 0 };
	char *text, *line;

	p.e = e;
	p.why = why;
	p.file = arena_text(&e->arena, path, strlen(path));
	text = file_text(&e->arena, path, why);
	if (text == NULL)
		return -1;
	while ((line = file_line(&text)) != NULL) {
		p.number++;
		if (line_read(&p, line) != 0)
			return -1;
	}
	return block_end(&p);
}

void
expect_free(struct expectations *e)
{
	arena_free(&e->arena);
	e->list = NULL;
	e->count = e->room = 0;
}

static bool
matches(const struct expectation *x, const char *host, const char *name)
{
	return fnmatch(x->host, host, 0) == 0 &&
	    fnmatch(x->pattern, name, 0) == 0;
}

const struct expectation *
expect_find(const struct expectations *e, const char *host, const char *name)
{
	size_t i;

	for (i = 0; i < e->count; i++)
		if (matches(&e->list[i], host, name))
			return &e->list[i];
	return NULL;
}

const struct expectation *
expect_use(struct expectations *e, const char *host, const char *name)
{
	size_t i;

	for (i = 0; i < e->count; i++)
		if (matches(&e->list[i], host, name))
			e->list[i].used = true;
	return expect_find(e, host, name);
}

/* Whether the host made some socket of the domain, or refused to. */
static bool
has_domain(const struct trace *t, const char *name)
{
	const struct observation *o;
	int answer, id;
	size_t i;

	id = symbol_find(SYMBOL_DOMAIN, name, strlen(name));
	if (id < 0 || !t->numbers.known[id])
		return false;
	for (i = 0; i < t->facts; i++) {
		o = &t->fact[i];
		answer = outcome_answer(o->outcome);
		if (answer != ANSWER_SYMBOL + (int)SYM_EAFNOSUPPORT &&
		    answer != ANSWER_SYMBOL + (int)SYM_EINVAL &&
		    set_has(o->box.dim[DIM_DOMAIN], t->numbers.number[id]))
			return true;
	}
	return false;
}

/* Whether socket(2) gave some answer of the set. */
static bool
has_answer(const struct trace *t, struct set answers)
{
	size_t i;

	for (i = 0; i < t->facts; i++)
		if (set_has(answers, outcome_answer(t->fact[i].outcome)))
			return true;
	return false;
}

/* Whether some request was made with that value, or answered so. */
static bool
has_value(const struct trace *t, const char *text)
{
	struct arena a = ARENA_INIT;
	enum dimension d;
	struct set s;
	bool found;
	size_t i;

	found = false;
	if (!value_read(&a, text, &t->numbers, &d, &s))
		found = false;
	else if (d == DIM_SOCKET)
		found = has_answer(t, s);
	else
		for (i = 0; i < t->calls && !found; i++)
			found = set_meets(t->call[i].box.dim[d], s);
	arena_free(&a);
	return found;
}

bool
expect_applies(const struct expectation *x, const struct trace *t)
{
	if (x->needs == NULL)
		return true;
	return is_domain(x->needs) ? has_domain(t, x->needs)
				   : has_value(t, x->needs);
}

/* Whether what the trace does not show is not there on its host. */
static bool
is_whole(const struct trace *t)
{
	size_t i;

	for (i = 0; i < t->untesteds; i++)
		if (t->untested[i].dim == DIM_PRIVILEGE &&
		    set_has(t->untested[i].set, PRIVILEGE_USER))
			return false;
	return strcmp(trace_header(t, "plan full"), "unknown") != 0;
}

bool
expect_is_stale(const struct expectation *x, const struct trace *t,
    const char *table)
{
	char host[HOST_MAX];
	size_t n;

	n = strlen(table);
	return !x->used && strncmp(x->pattern, table, n) == 0 &&
	    x->pattern[n] == ':' &&
	    fnmatch(x->host, expect_host(t, host, sizeof(host)), 0) == 0 &&
	    is_whole(t) && expect_applies(x, t);
}

char *
expect_host(const struct trace *t, char *buf, size_t size)
{
	snprintf(buf, size, "%s %s %s", trace_header(t, "host system"),
	    trace_header(t, "host release"), trace_header(t, "host machine"));
	return buf;
}
