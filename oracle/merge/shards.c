/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The shards of one plan on one host, put together from their parts. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/merge/part.h"
#include "oracle/merge/shards.h"

const char *
shard_text(const struct shard *p)
{
	return p->bodies.body[p->at].text;
}

bool
shard_at(const struct shard *p, const char *word)
{
	const size_t len = strlen(word);

	return strncmp(shard_text(p), word, len) == 0 &&
	    shard_text(p)[len] == ' ';
}

static bool
is_of_plan(const char *text)
{
	return strncmp(text, "plan ", 5) == 0 ||
	    strncmp(text, "sweep ", 6) == 0;
}

static int
differs(const struct body *b, const struct body *first, struct diag *why)
{
	return diag_at(why, b->file, b->line, 0,
	    "this run is of another %s: it has '%.60s', and %.80s has '%.60s';"
	    " merge runs of one plan on one host",
	    is_of_plan(b->text) || is_of_plan(first->text) ? "plan" : "host",
	    b->text, first->file, first->text);
}

int
shard_differs(const struct shards *s, const struct shard *p, struct diag *why)
{
	return differs(&p->bodies.body[p->at],
	    &s->shard[0].bodies.body[s->shard[0].at], why);
}

/* The next body that is the same in all parts. */
static size_t
pass_own(const struct part *p, size_t i)
{
	while (i < p->header &&
	    (line_is_own(p->bodies.body[i].text) || part_at(p, i, "shard")))
		i++;
	return i;
}

/* The headers of two parts must say the same. */
static int
header_check(const struct part *p, const struct part *first, struct diag *why)
{
	const struct body *x, *y;
	size_t i, k;

	for (i = k = 0;; i++, k++) {
		i = pass_own(p, i);
		k = pass_own(first, k);
		/* One that breaks off in its header has nothing to give. */
		if (i == p->bodies.count || k == first->bodies.count)
			return 0;
		if (i >= p->header && k >= first->header)
			return 0;
		x = &p->bodies.body[i];
		y = &first->bodies.body[k];
		if (i >= p->header || k >= first->header ||
		    strcmp(x->text, y->text) != 0)
			return differs(x, y, why);
	}
}

/* Reads all runs of the files, each a part. */
static int
parts_read(struct shards *s, char *const *path, size_t count, struct diag *why)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (log_open(&s->log, path[i], why) != 0)
			return -1;
	if (log_sort(&s->log, why) != 0)
		return -1;
	s->part = arena_get(&s->arena, s->log.runs * sizeof(*s->part));
	while (s->parts < s->log.runs) {
		i = s->parts++;
		if (part_read(&s->part[i], &s->log, i, why) != 0 ||
		    header_check(&s->part[i], &s->part[0], why) != 0)
			return -1;
	}
	return 0;
}

/* A sweep that goes into a shard, and the part it is from. */
struct choice {
	const struct part *part;
	struct piece *piece;
	size_t next; /* of the same bucket; as in struct choices */
};

enum { BUCKETS = 1 << 14 };

/* All of a shard, in order, and in buckets by key: index + 1, or 0. */
struct choices {
	struct choice *list;
	size_t count, room;
	size_t *bucket;
};

/* Chooses between two sweeps that are one. */
static int
choose(struct choice *old, const struct part *p, struct piece *new,
    struct diag *why)
{
	const struct body *b = &p->bodies.body[new->first];

	if (old->piece->whole && new->whole &&
	    !piece_agrees(old->part, old->piece, p, new))
		return diag_at(why, b->file, b->line, 0,
		    "this sweep observed something else than in %.80s; the"
		    " parts contradict each other, so judge each alone",
		    old->part->bodies.body[old->piece->first].file);
	if (new->whole && !old->piece->whole) {
		old->part = p;
		old->piece = new;
	}
	return 0;
}

/* The choice that is the same sweep, or NULL. */
static struct choice *
choices_find(struct choices *c, const struct part *p, const struct piece *piece)
{
	struct choice *old;
	size_t k;

	for (k = c->bucket[piece->key % BUCKETS]; k != 0; k = old->next) {
		old = &c->list[k - 1];
		if (piece_same(old->part, old->piece, p, piece))
			return old;
	}
	return NULL;
}

/* Adds the sweeps of a part that are not there yet, or are there in part. */
static int
choices_add(struct shards *s, struct choices *c, struct part *p,
    struct diag *why)
{
	struct choice *old, *new;
	struct piece *piece;
	size_t i, *bucket;

	for (i = 0; i < p->pieces; i++) {
		piece = &p->piece[i];
		if (!piece->kept)
			continue;
		old = choices_find(c, p, piece);
		if (old != NULL) {
			if (choose(old, p, piece, why) != 0)
				return -1;
			continue;
		}
		c->list = arena_grow(&s->arena, c->list, c->count, c->count + 1,
		    sizeof(*c->list), &c->room);
		bucket = &c->bucket[piece->key % BUCKETS];
		new = &c->list[c->count++];
		new->part = p;
		new->piece = piece;
		new->next = *bucket;
		*bucket = c->count;
	}
	return 0;
}

/* Copies a body, which knows where it stood. */
static void
copy(struct bodies *to, const struct part *p, size_t i)
{
	const struct body *from = &p->bodies.body[i];
	struct body *b;

	if (part_at(p, i, "next"))
		return;
	b = bodies_add(to, from->text);
	b->file = from->file;
	b->line = from->line;
}

static void
lost_add(struct bodies *to, const char *text)
{
	char *body;

	body = arena_get(&to->arena, strlen(text) + sizeof("lost "));
	bodies_add(to, strcat(strcpy(body, "lost "), text));
}

static bool
is_healed(const struct shards *s, const struct part *p, size_t i)
{
	size_t k;

	for (k = 0; k < s->parts; k++)
		if (&s->part[k] != p && s->part[k].shard == p->shard &&
		    part_heals(p, i, &s->part[k]))
			return true;
	return false;
}

/* Says what was lost of a part and is in no other. */
static void
losses_add(const struct shards *s, const struct part *p, struct bodies *to)
{
	size_t i;

	if (p->lost != NULL && s->parts == 1)
		lost_add(to, p->lost);
	for (i = 0; i < p->pieces; i++)
		if (p->piece[i].lost != NULL && !is_healed(s, p, i))
			lost_add(to, p->piece[i].lost);
}

/* Puts the bodies of a shard together, all but the last. */
static int
shard_unite(struct shards *s, unsigned number, struct bodies *to,
    struct diag *why)
{
	struct choices c = { NULL, 0, 0, NULL };
	const struct part *first;
	size_t i, k;

	c.bucket = arena_get(&s->arena, BUCKETS * sizeof(*c.bucket));
	first = NULL;
	for (i = 0; i < s->parts; i++) {
		if (s->part[i].shard != number)
			continue;
		if (first == NULL)
			first = &s->part[i];
		if (choices_add(s, &c, &s->part[i], why) != 0)
			return -1;
	}
	for (i = 0; i < first->header; i++)
		copy(to, first, i);
	for (i = 0; i < c.count; i++)
		for (k = c.list[i].piece->first; k < c.list[i].piece->end; k++)
			copy(to, c.list[i].part, k);
	for (i = 0; i < s->parts; i++)
		if (s->part[i].shard == number)
			losses_add(s, &s->part[i], to);
	return 0;
}

/* Whether a part is a whole run, which has a last body of its own. */
static bool
is_whole(const struct part *p)
{
	size_t i;

	for (i = 0; i < p->pieces; i++)
		if (p->piece[i].lost != NULL)
			return false;
	return p->lost == NULL;
}

/* Understands the bodies of a shard, and ends them if no run did. */
static int
shard_understand(struct shard *p, const struct part *only, struct diag *why)
{
	const char *name = p->bodies.body[0].file;
	char end[80];

	if (only != NULL && is_whole(only)) {
		copy(&p->bodies, only, only->bodies.count - 1);
		return trace_of(&p->trace, &only->bodies, NULL, name, why);
	}
	if (trace_unfinished(&p->trace, &p->bodies, name, why) != 0)
		return -1;
	snprintf(end, sizeof(end), "end %llu",
	    (unsigned long long)p->trace.requests);
	bodies_add(&p->bodies, end);
	return 0;
}

/* Adds the shard of that number, unless it is there. */
static int
shard_add(struct shards *s, unsigned number, struct diag *why)
{
	const struct part *only;
	struct shard *p;
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->shard[i].trace.shard == number)
			return 0;
	only = NULL;
	for (i = 0; i < s->parts; i++)
		if (s->part[i].shard == number)
			only = only == NULL ? &s->part[i] : &s->part[s->parts];
	if (only == &s->part[s->parts])
		only = NULL;
	p = &s->shard[s->count++];
	if (shard_unite(s, number, &p->bodies, why) != 0 ||
	    shard_understand(p, only, why) != 0)
		return -1;
	if (number != 0 && p->trace.losts != 0)
		return diag_set(why, "%s; record the shard again",
		    p->trace.lost[0]);
	return 0;
}

static int
shards_unite(struct shards *s, struct diag *why)
{
	size_t i;

	s->shard = arena_get(&s->arena, s->parts * sizeof(*s->shard));
	for (i = 0; i < s->parts; i++)
		if (shard_add(s, s->part[i].shard, why) != 0)
			return -1;
	return 0;
}

static int
shard_order(const void *x, const void *y)
{
	const struct shard *a = x, *b = y;

	return (a->trace.shard > b->trace.shard) -
	    (a->trace.shard < b->trace.shard);
}

static int
numbers_check(const struct shards *s, struct diag *why)
{
	const struct trace *first = &s->shard[0].trace, *t;
	size_t i;

	for (i = 1; i < s->count; i++) {
		t = &s->shard[i].trace;
		if (t->shards == 0 || first->shards == 0)
			return diag_set(why,
			    "%s: this is no shard but a whole trace; name"
			    " traces of pairprobe --shard",
			    t->shards == 0 ? t->name : first->name);
		if (t->shards != first->shards)
			return diag_set(why,
			    "%s: this is shard %u/%u, and %s is shard %u/%u;"
			    " merge parts of one division",
			    t->name, t->shard, t->shards, first->name,
			    first->shard, first->shards);
	}
	return 0;
}

static int
missing(const struct shards *s, size_t shard, struct diag *why)
{
	const struct trace *t = &s->shard[0].trace;

	return diag_set(why,
	    "%s: shard %zu/%u of this plan is missing;"
	    " record it with pairprobe --shard %zu/%u and name it too",
	    t->name, shard, t->shards, shard, t->shards);
}

/* All shards must be there; puts them in order. */
static int
shards_check(struct shards *s, struct diag *why)
{
	size_t i;

	if (numbers_check(s, why) != 0)
		return -1;
	qsort(s->shard, s->count, sizeof(*s->shard), shard_order);
	for (i = 0; i < s->count && s->shard[0].trace.shards != 0; i++)
		if (s->shard[i].trace.shard != i + 1)
			return missing(s, i + 1, why);
	return s->shard[0].trace.shards <= s->count
	    ? 0
	    : missing(s, s->count + 1, why);
}

/* Leaves all before their first sweep, or their end. */
static void
headers_pass(struct shards *s)
{
	struct shard *p;
	size_t i;

	for (i = 0; i < s->count; i++) {
		p = &s->shard[i];
		p->at = 0;
		while (!shard_at(p, "sweep") && !shard_at(p, "end"))
			p->at++;
	}
}

int
shards_open(struct shards *s, char *const *path, size_t count, struct diag *why)
{
	memset(s, 0, sizeof(*s));
	if (parts_read(s, path, count, why) != 0 || shards_unite(s, why) != 0 ||
	    shards_check(s, why) != 0)
		return -1;
	headers_pass(s);
	return 0;
}

void
shards_close(struct shards *s)
{
	size_t i;

	for (i = 0; i < s->count; i++) {
		trace_free(&s->shard[i].trace);
		bodies_free(&s->shard[i].bodies);
	}
	for (i = 0; i < s->parts; i++)
		part_free(&s->part[i]);
	log_free(&s->log);
	arena_free(&s->arena);
}
