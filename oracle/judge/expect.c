/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Expectations: accepted deviations of a host. */

#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/hint.h"
#include "oracle/base/escape.h"
#include "oracle/base/file.h"
#include "oracle/decide/rules.h"
#include "oracle/judge/expect.h"
#include "oracle/words/region.h"

enum { FIELDS = 7, FIELD_REGION = FIELDS, HOST_MAX = 160 };

enum { SLOTS_FIRST = 256 };

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
	{ "kind", false },
	{ "bound", false },
};

static const char *const kinds[EXPECT_KINDS] = {
	"fail",
	"crash",
	"hang",
	"flaky",
};

struct parser {
	struct expectations *e;
	const char *file;
	unsigned long number;
	bool open; /* a block has started */
	const char *field[FIELDS];
	struct expectation next; /* its regions, and its last line */
	unsigned long start;	 /* of the block */
	struct diag *why;
};

static int
parser_bad(const struct parser *p, unsigned long line, const char *what)
{
	return diag_at(p->why, p->file, line, 0, "%s", what);
}

static size_t
entry_hash(const char *pattern, const char *host)
{
	uint64_t h;

	h = UINT64_C(0xcbf29ce484222325);
	for (; *pattern != '\0'; pattern++)
		h = (h ^ (unsigned char)*pattern) * UINT64_C(0x100000001b3);
	for (; *host != '\0'; host++)
		h = (h ^ (unsigned char)*host) * UINT64_C(0x100000001b3);
	return (size_t)(h ^ h >> 32);
}

/* The slot of an entry with that pattern and host, or where it belongs. */
static size_t
slot_find(const struct expectations *e, const struct expectation *x)
{
	const struct expectation *y;
	size_t at;

	at = entry_hash(x->pattern, x->host) % e->slots;
	for (; e->slot[at] != 0; at = (at + 1) % e->slots) {
		y = &e->list[e->slot[at] - 1];
		if (strcmp(y->pattern, x->pattern) == 0 &&
		    strcmp(y->host, x->host) == 0)
			break;
	}
	return at;
}

/* The hash is never more than half full. */
static void
slots_grow(struct expectations *e)
{
	size_t i;

	if (2 * e->count < e->slots)
		return;
	e->slots = e->slots == 0 ? SLOTS_FIRST : 2 * e->slots;
	e->slot = arena_get(&e->arena, e->slots * sizeof(*e->slot));
	for (i = 0; i < e->count; i++)
		e->slot[slot_find(e, &e->list[i])] = i + 1;
}

static int
expectation_add(struct parser *p, const struct expectation *x)
{
	struct expectations *e = p->e;
	const struct expectation *same;
	size_t at;

	slots_grow(e);
	at = slot_find(e, x);
	if (e->slot[at] != 0) {
		same = &e->list[e->slot[at] - 1];
		return diag_at(p->why, p->file, p->start, 0,
		    "%s is already at %s:%lu for the same host; take one of"
		    " them out",
		    x->pattern, same->file, same->line);
	}
	e->list = arena_grow(&e->arena, e->list, e->count, e->count + 1,
	    sizeof(*e->list), &e->room);
	e->list[e->count++] = *x;
	e->slot[at] = e->count;
	return 0;
}

/* Reads kind and bound, of which a flaky entry must have both. */
static int
kind_read(struct parser *p, struct expectation *x)
{
	const char *kind = p->field[5], *bound = p->field[6];
	char *end;
	int i;

	for (i = 0; kind != NULL && i < EXPECT_KINDS; i++)
		if (strcmp(kind, kinds[i]) == 0)
			break;
	if (i == EXPECT_KINDS)
		return parser_bad(p, p->start,
		    "the expectation is of an unknown kind; use fail, crash,"
		    " hang or flaky");
	x->kind = (enum expect_kind)i;
	if ((x->kind == EXPECT_FLAKY) != (bound != NULL))
		return parser_bad(p, p->start,
		    bound == NULL
			? "a flaky expectation has no bound; write the most"
			  " requests that may deviate in one run"
			: "only a flaky expectation has a bound; write kind"
			  " flaky, or take the bound out");
	if (bound == NULL)
		return 0;
	errno = 0;
	x->bound = strtoull(bound, &end, 10);
	if (errno != 0 || *end != '\0' || x->bound == 0 || *bound == '-')
		return parser_bad(p, p->start,
		    "the bound is no number of requests; write one from 1 on");
	return 0;
}

/* The end of a block: it must have all of its fields. */
static int
block_end(struct parser *p)
{
	struct expectation x = p->next;
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
	if (kind_read(p, &x) != 0)
		return -1;
	return expectation_add(p, &x);
}

static int
block_start(struct parser *p)
{
	if (block_end(p) != 0)
		return -1;
	memset(p->field, 0, sizeof(p->field));
	memset(&p->next, 0, sizeof(p->next));
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

/* Adds a region to the block, tried on the usual numbers. */
static int
region_add_line(struct parser *p, const char *text)
{
	struct expectation *x = &p->next;
	struct arena *a = &p->e->arena;
	struct diag why;
	struct box box;

	if (region_read(a, text, numbering_reference(), &box, &why) != 0)
		return parser_bad(p, p->number, why.text);
	x->region = arena_grow(a, x->region, x->regions, x->regions + 1,
	    sizeof(*x->region), &x->region_room);
	x->region[x->regions++] = text;
	return 0;
}

/* The plan that the file was written for; it comes before all entries. */
static int
plan_read(struct parser *p, const char *value)
{
	if (p->open || p->e->plan != NULL)
		return parser_bad(p, p->number,
		    "a plan comes once, before the first expect line; take"
		    " it out here");
	p->e->plan = arena_text(&p->e->arena, value, strlen(value));
	return 0;
}

static int
field_read(struct parser *p, int i, const char *value)
{
	const char *text;
	size_t n;

	if (i == 0 && block_start(p) != 0)
		return -1;
	if (!p->open)
		return parser_bad(p, p->number,
		    "this comes before the first expect line; start an entry"
		    " with expect");
	if (i < FIELDS && p->field[i] != NULL)
		return parser_bad(p, p->number,
		    "the expectation has this"
		    " already; take one of them out");
	n = strlen(value);
	while (n > 0 && strchr(" \t\r", value[n - 1]) != NULL)
		n--;
	if (n == 0)
		return parser_bad(p, p->number,
		    "the value is empty; an expectation without it is not"
		    " accepted");
	text = arena_text(&p->e->arena, value, n);
	p->next.last = p->number;
	if (i == FIELD_REGION)
		return region_add_line(p, text);
	p->field[i] = text;
	if (strcmp(fields[i].word, "needs") == 0 &&
	    !is_need(&p->e->arena, p->field[i]))
		return parser_bad(p, p->number,
		    "nothing of this name can be"
		    " needed; want needs AF_... or, as in resource=memory,"
		    " KEY=VALUE");
	return 0;
}

static int
word_unknown(const struct parser *p, const char *word, size_t n)
{
	struct hint h = { .wanted = arena_text(&p->e->arena, word, n) };
	char what[240], hint[120];
	int i;

	for (i = 0; i < FIELDS; i++)
		hint_offer(&h, fields[i].word);
	hint_offer(&h, "region");
	hint_offer(&h, "plan");
	snprintf(what, sizeof(what),
	    "no line of an expectation starts with this word%s",
	    hint_text(&h,
		"want expect, host, kind, bound, region, reason,"
		" reference or needs",
		hint, sizeof(hint)));
	return parser_bad(p, p->number, what);
}

static int
line_read(struct parser *p, const char *line)
{
	const char *rest;
	size_t n;
	int i;

	line += strspn(line, " \t\r");
	if (*line == '\0' || *line == '#')
		return 0;
	n = strcspn(line, " \t\r");
	rest = line + n + strspn(line + n, " \t");
	for (i = 0; i < FIELDS; i++)
		if (strlen(fields[i].word) == n &&
		    memcmp(fields[i].word, line, n) == 0)
			return field_read(p, i, rest);
	if (n == 6 && memcmp(line, "region", n) == 0)
		return field_read(p, FIELD_REGION, rest);
	if (n == 4 && memcmp(line, "plan", n) == 0)
		return plan_read(p, rest);
	return word_unknown(p, line, n);
}

int
expect_read(struct expectations *e, const char *path, struct diag *why)
{
	struct parser p = { 0 };
	char *text, *line;

	p.e = e;
	p.why = why;
	p.file = escape_terminal(&e->arena, path);
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

const char *
expect_kind_name(enum expect_kind kind)
{
	return kinds[kind];
}

static bool
is_signal(int answer)
{
	return (answer >= ANSWER_SIGNAL && answer < ANSWER_HANG) ||
	    (answer >= ANSWER_SYMBOL && answer < ANSWER_ERRNO &&
		symbol_kind(answer - ANSWER_SYMBOL) == SYMBOL_SIGNAL);
}

enum expect_kind
expect_kind(const struct finding *f)
{
	const int answer = outcome_answer(f->outcome);

	if (answer == ANSWER_HANG)
		return EXPECT_HANG;
	return answer == ANSWER_DEAD || is_signal(answer) ? EXPECT_CRASH
							  : EXPECT_FAIL;
}

bool
expect_speaks(const struct expectation *x, const char *host,
    const struct finding *f)
{
	const enum expect_kind kind = x->kind == EXPECT_FLAKY ? EXPECT_FAIL
							      : x->kind;

	return matches(x, host, f->id) && kind == expect_kind(f);
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

int
expect_region(struct arena *a, const struct expectation *x,
    const struct trace *t, struct box_list *region, struct diag *why)
{
	struct diag text;
	struct box box;
	size_t i;

	memset(region, 0, sizeof(*region));
	for (i = 0; i < x->regions; i++) {
		if (region_read(a, x->region[i], &t->numbers, &box, &text) != 0)
			return diag_at(why, x->file, x->line, 0, "%s",
			    text.text);
		box_add(a, region, &box);
	}
	return 0;
}

bool
expect_covers(const struct expectation *x, const struct numbering *n,
    const struct box *box)
{
	struct arena a = ARENA_INIT;
	struct diag why;
	struct box part;
	bool covers;
	size_t i;

	covers = x->regions == 0;
	for (i = 0; i < x->regions && !covers; i++)
		covers = region_read(&a, x->region[i], n, &part, &why) == 0 &&
		    requests_meet(&part, box);
	arena_free(&a);
	return covers;
}

/* What of the region the trace asked, and the finding does not have. */
static bool
covers_more(struct arena *a, const struct box_list *region,
    const struct trace *t, const struct finding *f)
{
	struct box_list one = { NULL, 0, 0 }, rest;
	size_t i;

	for (i = 0; i < t->calls; i++) {
		one.count = 0;
		box_add(a, &one, &t->call[i].box);
		rest = region_minus(a, &one, region);
		rest = region_minus(a, &one, &rest);
		rest = region_minus(a, &rest, &f->region);
		if (rest.count != 0)
			return true;
	}
	return false;
}

/*
 * Whether the entry covers the requests of the finding and no others of the
 * trace; without a region it covers any.
 */
static bool
covers_exactly(const struct expectation *x, const struct trace *t,
    const struct finding *f)
{
	struct arena a = ARENA_INIT;
	struct box_list region, rest;
	struct diag why;
	bool exact;

	exact = false;
	if (expect_region(&a, x, t, &region, &why) == 0) {
		rest = region_minus(&a, &f->region, &region);
		exact = (x->regions == 0 || rest.count == 0) &&
		    (x->kind == EXPECT_FLAKY ? f->requests <= x->bound
					     : x->regions == 0 ||
				!covers_more(&a, &region, t, f));
	}
	arena_free(&a);
	return exact;
}

const struct expectation *
expect_accept(struct expectations *e, const struct trace *t,
    const struct finding *f)
{
	const struct expectation *found;
	char host[HOST_MAX];
	size_t i;

	found = NULL;
	expect_host(t, host, sizeof(host));
	for (i = 0; i < e->count; i++) {
		if (!expect_speaks(&e->list[i], host, f))
			continue;
		e->list[i].used = true;
		if (found == NULL && covers_exactly(&e->list[i], t, f))
			found = &e->list[i];
	}
	return found;
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
	return !x->used && x->kind != EXPECT_FLAKY &&
	    strncmp(x->pattern, table, n) == 0 && x->pattern[n] == ':' &&
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
