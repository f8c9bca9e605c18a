/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The shards of one plan on one host. */

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
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

int
shard_differs(const struct shards *s, const struct shard *p, struct diag *why)
{
	const struct shard *first = &s->shard[0];
	const bool plan = shard_at(p, "plan") || shard_at(first, "plan") ||
	    shard_at(p, "sweep") || shard_at(first, "sweep");

	return diag_at(why, p->trace.name, p->bodies.body[p->at].line, 0,
	    "this shard is of another %s: '%.60s', and in %.80s '%.60s';"
	    " merge shards of one plan on one host",
	    plan ? "plan" : "host", shard_text(p), first->trace.name,
	    shard_text(first));
}

static int
shard_read(struct shard *p, const char *path, struct diag *why)
{
	struct log l;
	int ret;

	memset(&l, 0, sizeof(l));
	ret = log_open(&l, path, why);
	if (ret == 0)
		ret = log_sort(&l, why);
	if (ret == 0)
		ret = log_whole(&p->bodies, &l, "record the shard again", why);
	if (ret == 0)
		ret = trace_of(&p->trace, &p->bodies, NULL, path, why);
	log_free(&l);
	return ret;
}

static int
shards_read(struct shards *s, char *const *path, size_t count, struct diag *why)
{
	const char *file;
	struct shard *p;

	s->shard = arena_get(&s->arena, count * sizeof(*s->shard));
	while (s->count < count) {
		p = &s->shard[s->count];
		/* It counts from now on, whatever there is to be freed. */
		file = path[s->count++];
		if (shard_read(p, file, why) != 0)
			return -1;
		if (p->trace.shards == 0)
			return diag_set(why,
			    "%s: this is no shard but a"
			    " whole trace; name traces of pairprobe --shard",
			    p->trace.name);
	}
	return 0;
}

/* The next body that is neither the run's own nor the number of the shard. */
static void
pass_own(struct shard *p)
{
	while (line_is_own(shard_text(p)) || shard_at(p, "shard"))
		p->at++;
}

/* All headers must say the same; leaves all before their first sweep. */
static int
headers_check(struct shards *s, struct diag *why)
{
	struct shard *first = &s->shard[0], *p;
	size_t i;

	for (i = 1; i < s->count; i++) {
		p = &s->shard[i];
		p->at = first->at = 0;
		for (;; p->at++, first->at++) {
			pass_own(p);
			pass_own(first);
			if (strcmp(shard_text(p), shard_text(first)) != 0)
				return shard_differs(s, p, why);
			if (shard_at(p, "sweep") || shard_at(p, "end"))
				break;
		}
	}
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
		if (t->shards != first->shards)
			return diag_set(why,
			    "%s: this is shard %u/%u, and"
			    " %s is shard %u/%u; merge parts of one division",
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

/* Each shard is there, once; puts them in order. */
static int
shards_check(struct shards *s, struct diag *why)
{
	const struct shard *p;
	size_t i;

	if (numbers_check(s, why) != 0)
		return -1;
	qsort(s->shard, s->count, sizeof(*s->shard), shard_order);
	for (i = 0; i < s->count; i++) {
		p = &s->shard[i];
		if (i > 0 && p->trace.shard == p[-1].trace.shard)
			return diag_set(why,
			    "%s: this is shard %u/%u, and"
			    " so is %s; name one of them",
			    p->trace.name, p->trace.shard, p->trace.shards,
			    p[-1].trace.name);
		if (p->trace.shard != i + 1)
			return missing(s, i + 1, why);
	}
	return s->count == s->shard[0].trace.shards
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
	if (shards_read(s, path, count, why) != 0 ||
	    headers_check(s, why) != 0 || shards_check(s, why) != 0)
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
	arena_free(&s->arena);
}
