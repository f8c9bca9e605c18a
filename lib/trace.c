/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Traces: what a host did, read from a file. */

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"
#include "lib/trace_reader.h"

int
reader_bad(const struct reader *r, const char *what)
{
	return diag_at(r->why, r->t->name, r->line, 0, "%s", what);
}

int
reader_pass(const struct reader *r, const struct diag *why)
{
	return reader_bad(r, why->text);
}

char *
reader_word(char **rest)
{
	char *word = *rest;
	size_t n;

	n = strcspn(word, " ");
	*rest = word + n;
	if (**rest == ' ')
		*(*rest)++ = '\0';
	return word;
}

static int
read_field(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	struct trace_field *f;
	char joined[64];
	const char *sub;

	sub = strcmp(key, "date") == 0 || strcmp(key, "note") == 0 ||
		strcmp(key, "slow") == 0
	    ? ""
	    : reader_word(&rest);
	snprintf(joined, sizeof(joined), "%s%s%s", key, *sub ? " " : "", sub);
	t->field = arena_grow(&t->arena, t->field, t->fields, t->fields + 1,
	    sizeof(*t->field), &r->field_room);
	f = &t->field[t->fields++];
	f->key = arena_text(&t->arena, joined, strlen(joined));
	f->value = arena_text(&t->arena, rest, strlen(rest));
	return 0;
}

static int
read_shard(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	char more;

	(void)key;
	if (sscanf(rest, "%9u/%9u%c", &t->shard, &t->shards, &more) != 2 ||
	    t->shard < 1 || t->shard > t->shards)
		return reader_bad(r, "want shard I/N, part I of N");
	return 0;
}

/* A probe writes numbers in the order of symbols, with gaps. */
static int
symbol_next(struct reader *r, const char *name)
{
	int id;

	id = r->symbol < SYMBOL_COUNT &&
		strcmp(symbol_name(r->symbol), name) == 0
	    ? r->symbol
	    : symbol_find_any(name, strlen(name));
	r->symbol = id + 1;
	return id;
}

static int
read_number(struct reader *r, const char *key, char *rest)
{
	char *name, *end;
	long v;
	int id;

	(void)key;
	name = reader_word(&rest);
	id = symbol_next(r, name);
	v = strtol(rest, &end, 0);
	if (id < 0 || end == rest || *end != '\0' || !symbol_fits(id, v))
		return reader_bad(r,
		    "want number NAME NUMBER, with a name"
		    " that this version knows and a number that it can have");
	r->t->numbers.known[id] = true;
	r->t->numbers.number[id] = (int)v;
	return 0;
}

static int
read_absent(struct reader *r, const char *key, char *rest)
{
	enum effect e;

	(void)key;
	e = effect_find(rest, strlen(rest));
	if (e == EFFECT_COUNT)
		return reader_bad(r,
		    "want absent EFFECT, with an effect that"
		    " this version knows");
	r->t->unseen[e] = true;
	return 0;
}

int
reader_pair(struct reader *r, char *word, enum dimension *d, struct set *s)
{
	struct diag why;
	char *eq;

	eq = strchr(word, '=');
	if (eq == NULL)
		return reader_bad(r, "want DIMENSION=VALUE");
	*d = dimension_find(word, (size_t)(eq - word));
	if (*d >= DIM_REQUEST)
		return reader_bad(r,
		    "no dimension of a request has that"
		    " name");
	if (dimension_set(&r->t->arena, *d, eq + 1, strlen(eq + 1),
		&r->t->numbers, s, &why) != 0)
		return reader_pass(r, &why);
	return 0;
}

static int
read_untested(struct reader *r, const char *key, char *rest)
{
	struct trace *t = r->t;
	struct trace_untested *u;

	(void)key;
	t->untested = arena_grow(&t->arena, t->untested, t->untesteds,
	    t->untesteds + 1, sizeof(*t->untested), &r->untested_room);
	u = &t->untested[t->untesteds];
	if (reader_pair(r, reader_word(&rest), &u->dim, &u->set) != 0)
		return -1;
	u->reason = arena_text(&t->arena, rest, strlen(rest));
	t->untesteds++;
	return 0;
}

static int
read_end(struct reader *r, const char *key, char *rest)
{
	char *end;

	(void)key;
	r->promised = strtoull(rest, &end, 10);
	if (end == rest || *end != '\0')
		return reader_bad(r, "want end REQUESTS");
	r->ended = true;
	return 0;
}

static const struct {
	const char *key;
	int (*read)(struct reader *, const char *, char *);
} lines[] = {
	{ "absent", read_absent },
	{ "axis", read_axis },
	{ "box", read_box },
	{ "build", read_field },
	{ "date", read_field },
	{ "end", read_end },
	{ "host", read_field },
	{ "limit", read_field },
	{ "note", read_field },
	{ "number", read_number },
	{ "plan", read_field },
	{ "shard", read_shard },
	{ "slow", read_field },
	{ "sweep", read_sweep },
	{ "untested", read_untested },
	{ "user", read_field },
};

/* Reads the body that is complete now, if there is one. */
static int
read_body(struct reader *r)
{
	char *body, *key;
	size_t i;

	if (!r->kept)
		return 0;
	r->kept = false;
	body = r->body;
	if (r->line == 1)
		return strcmp(body, TRACE_MAGIC) == 0
		    ? 0
		    : reader_bad(r,
			  "this is no trace of version 1; use the pairoracle of"
			  " the version that recorded it");
	key = reader_word(&body);
	for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
		if (strcmp(lines[i].key, key) == 0)
			return lines[i].read(r, key, body);
	return reader_bad(r,
	    "a line of this kind is not known to this"
	    " version");
}

/* Keeps a body, or the next part of it, until it is complete. */
static int
keep_body(struct reader *r, const char *part)
{
	const size_t len = strlen(part);

	if (!r->kept)
		r->used = 0;
	r->kept = true;
	if (r->used + len >= LINE_JOINED_MAX)
		return reader_bad(r,
		    "a body goes on for too long; it was not"
		    " made by a probe");
	r->body = arena_grow(&r->t->arena, r->body, r->used, r->used + len + 1,
	    1, &r->body_room);
	memcpy(r->body + r->used, part, len + 1);
	r->used += len;
	return 0;
}

static int
read_line(struct reader *r, char *text, unsigned long number)
{
	const bool goes_on = line_goes_on(text) && r->kept;
	const char *bad;
	char *body;

	if (!goes_on && read_body(r) != 0)
		return -1;
	if (!goes_on)
		r->line = number;
	if (r->ended)
		return reader_bad(r,
		    "something follows the last line;"
		    " cut it off");
	body = line_open(text, number, &bad);
	if (body == NULL) {
		r->line = number;
		return reader_bad(r, bad);
	}
	return keep_body(r, goes_on ? body + 1 : body);
}

static int
read_finish(struct reader *r, unsigned long number)
{
	if (read_body(r) != 0)
		return -1;
	r->line = number;
	if (r->line == 0) {
		r->line = 1;
		return reader_bad(r,
		    "the trace is empty; see whether the"
		    " probe ran at all");
	}
	if (!r->ended)
		return reader_bad(r,
		    "the trace ends here without its last"
		    " line: the probe was stopped, or the host went down; what"
		    " it held is not judged");
	if (r->promised != r->t->requests)
		return reader_bad(r,
		    "the last line promises another number"
		    " of requests; record the trace again");
	return 0;
}

static void
read_start(struct reader *r, struct trace *t, const char *name,
    struct diag *why)
{
	memset(t, 0, sizeof(*t));
	t->name = arena_text(&t->arena, name, strlen(name));
	memset(r, 0, sizeof(*r));
	r->t = t;
	r->why = why;
}

int
trace_read(struct trace *t, FILE *f, const char *name, struct diag *why)
{
	/* One byte more than a line, so that a longer one shows. */
	char text[LINE_SIZE + 3];
	unsigned long number;
	struct reader r;

	read_start(&r, t, name, why);
	for (number = 0; fgets(text, sizeof(text), f) != NULL;) {
		number++;
		if (read_line(&r, text, number) != 0)
			return -1;
	}
	if (ferror(f))
		return diag_set(why,
		    "%s: the file cannot be read to its end;"
		    " is it a regular file?",
		    name);
	return read_finish(&r, number);
}

int
trace_of(struct trace *t, const struct bodies *b,
    const struct numbering *numbers, const char *name, struct diag *why)
{
	struct reader r;

	read_start(&r, t, name, why);
	t->numbers = *numbers;
	while (r.line < b->count) {
		if (keep_body(&r, b->body[r.line++].text) != 0 ||
		    read_body(&r) != 0)
			return -1;
	}
	return read_finish(&r, r.line);
}

int
trace_open(struct trace *t, const char *path, struct diag *why)
{
	FILE *f;
	int ret;

	memset(t, 0, sizeof(*t));
	f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (f == NULL)
		return diag_set(why,
		    "%s: %s; name a trace that pairprobe"
		    " wrote",
		    path, strerror(errno));
	ret = trace_read(t, f, f == stdin ? "standard input" : path, why);
	if (f != stdin)
		fclose(f);
	return ret;
}

void
trace_free(struct trace *t)
{
	arena_free(&t->arena);
}

const char *
trace_header(const struct trace *t, const char *key)
{
	size_t i;

	for (i = 0; i < t->fields; i++)
		if (strcmp(t->field[i].key, key) == 0)
			return t->field[i].value;
	return "unknown";
}
