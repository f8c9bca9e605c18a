/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Joins the traces of shards: all of them, and no others.  All is copied word
 * for word from the first one, since it must be the same in the others; only
 * the sweeps that are in parts are put together from what was observed.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "lib/streak.h"
#include "oracle/merge/join.h"
#include "oracle/merge/part.h"

/* A shard, or a whole trace, as it is understood and word for word. */
struct shard {
	struct trace trace;
	struct bodies bodies;
	size_t at; /* the next body */
};

struct shards {
	struct arena arena;
	struct log log;
	struct part *part; /* runs */
	size_t parts;
	struct shard *shard; /* in their order */
	size_t count;
};

/* The next body. */
static const char *
shard_text(const struct shard *p)
{
	return p->bodies.body[p->at].text;
}

/* Whether the next body starts with that word. */
static bool
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

/* Says that the next body of one is not that of the first.  Returns -1. */
static int
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

/*
 * Reads the files, which may be logs and hold any number of runs, in any
 * order; several runs of one shard, or of a trace that is no shard, are
 * united.  Leaves each before its first sweep.  Returns 0, or -1 with the
 * reason, as when they are of different hosts or one is missing.  Either way
 * shards_close is due.
 */
static int
shards_open(struct shards *s, char *const *path, size_t count, struct diag *why)
{
	memset(s, 0, sizeof(*s));
	if (parts_read(s, path, count, why) != 0 || shards_unite(s, why) != 0 ||
	    shards_check(s, why) != 0)
		return -1;
	headers_pass(s);
	return 0;
}

static void
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

struct merger {
	struct arena arena;
	struct shards of;
	size_t sweep; /* that is next */
	struct bodies *to;
	struct diag *why;
};

static int
bad(const struct merger *m, const struct shard *p, const char *what)
{
	return diag_at(m->why, p->trace.name, p->bodies.body[p->at].line, 0,
	    "%s", what);
}

static void
add(void *to, const char *text)
{
	bodies_add(to, text);
}

/* Copies all before the first sweep. */
static void
header_copy(struct merger *m)
{
	const struct shard *p = &m->of.shard[0];
	struct shard copy = *p;

	for (copy.at = 0; copy.at < p->at; copy.at++)
		if (!shard_at(&copy, "shard"))
			add(m->to, shard_text(&copy));
}

/* What belongs to the open sweep, but for its first line. */
static bool
in_sweep(const struct shard *p)
{
	return shard_at(p, "axis") || shard_at(p, "box");
}

/* Whether the sweep of p is word for word that of the first shard. */
static int
same_check(const struct merger *m, struct shard *p)
{
	struct shard first = m->of.shard[0];

	do {
		if (strcmp(shard_text(p), shard_text(&first)) != 0) {
			m->of.shard[0].at = first.at;
			return shard_differs(&m->of, p, m->why);
		}
		p->at++;
		first.at++;
	} while (in_sweep(p) || in_sweep(&first));
	return 0;
}

/* Copies a sweep that is whole in every shard: facts. */
static int
whole_copy(struct merger *m)
{
	struct shard *first = &m->of.shard[0];
	size_t i;

	for (i = 1; i < m->of.count; i++)
		if (same_check(m, &m->of.shard[i]) != 0)
			return -1;
	do {
		add(m->to, shard_text(first));
		first->at++;
	} while (in_sweep(first));
	return 0;
}

/*
 * The dimension in which the sweep comes in parts, or DIM_REQUEST where
 * every shard has all of it.
 */
static int
parted(const struct merger *m)
{
	const struct set *x, *y;
	int d;

	for (d = 0; m->of.count > 1 && d < DIM_REQUEST; d++) {
		x = &m->of.shard[0].trace.sweep[m->sweep].axes.dim[d];
		y = &m->of.shard[1].trace.sweep[m->sweep].axes.dim[d];
		if (!set_equal(*x, *y))
			return d;
	}
	return DIM_REQUEST;
}

/* The range of values that a shard has. */
static const struct range *
part_of(const struct merger *m, const struct shard *p, int d)
{
	return &p->trace.sweep[m->sweep].axes.dim[d].range[0];
}

/* Whether a sweep has one range in dimension d, and one value elsewhere. */
static bool
is_line(const struct trace_sweep *s, int d)
{
	int k;

	for (k = 0; k < DIM_REQUEST; k++)
		if (s->axes.dim[k].count != 1 ||
		    (k != d && set_size(s->axes.dim[k]) != 1))
			return false;
	return true;
}

/* The parts must follow one another, each a range. */
static int
parts_check(const struct merger *m, int d)
{
	const struct shard *p;
	size_t i;

	for (i = 0; i < m->of.count; i++) {
		p = &m->of.shard[i];
		if (!is_line(&p->trace.sweep[m->sweep], d) ||
		    (i > 0 &&
			part_of(m, p, d)->lo != part_of(m, p - 1, d)->hi + 1))
			return bad(m, p,
			    "the values of this sweep do not"
			    " follow those of the shard before it; record the"
			    " shards again");
	}
	return 0;
}

/* Copies the first lines of a sweep, with the whole axis. */
static void
head_write(struct merger *m, int d)
{
	struct shard *p = &m->of.shard[0];
	const char *name, *set;
	char *text;

	name = dimension_name((enum dimension)d);
	set = dimension_set_print(&m->arena, (enum dimension)d,
	    set_range(&m->arena, part_of(m, p, d)->lo,
		part_of(m, p + m->of.count - 1, d)->hi),
	    &p->trace.numbers);
	text = arena_get(&m->arena,
	    strlen(name) + strlen(set) + sizeof("axis  "));
	sprintf(text, "axis %s ", name);
	for (add(m->to, shard_text(p)), p->at++; shard_at(p, "axis"); p->at++) {
		if (strncmp(shard_text(p), text, strlen(text)) != 0) {
			add(m->to, shard_text(p));
			continue;
		}
		strcat(text, set);
		add(m->to, text);
	}
}

static int
streak_order(const void *x, const void *y)
{
	const struct streak *a = x, *b = y;

	return (a->lo > b->lo) - (a->lo < b->lo);
}

/* What a shard observed, by ascending values. */
static struct streak *
streaks_read(struct merger *m, const struct shard *p, int d, size_t *count)
{
	const struct trace *t = &p->trace;
	struct streak *list;
	const struct set *s;
	size_t i, k, room;

	list = NULL;
	*count = room = 0;
	for (i = 0; i < t->calls; i++) {
		s = &t->call[i].box.dim[d];
		if (t->call[i].sweep != m->sweep)
			continue;
		list = arena_grow(&m->arena, list, *count, *count + s->count,
		    sizeof(*list), &room);
		for (k = 0; k < s->count; k++, ++*count) {
			list[*count].lo = s->range[k].lo;
			list[*count].hi = s->range[k].hi;
			list[*count].outcome = t->call[i].outcome;
		}
	}
	if (*count != 0)
		qsort(list, *count, sizeof(*list), streak_order);
	return list;
}

/* Adds what a shard observed; what lies between was skipped. */
static void
part_add(struct merger *m, const struct shard *p, int d, struct streaks *all)
{
	const struct range *part = part_of(m, p, d);
	const outcome_t skipped = outcome_of(ANSWER_SKIPPED);
	struct streak *list;
	size_t i, count;
	int64_t next;

	list = streaks_read(m, p, d, &count);
	next = part->lo;
	for (i = 0; i < count; i++) {
		if (list[i].lo > next)
			streaks_add(all, next, list[i].lo - 1, skipped);
		streaks_add(all, list[i].lo, list[i].hi, list[i].outcome);
		next = list[i].hi + 1;
	}
	if (next <= part->hi)
		streaks_add(all, next, part->hi, skipped);
}

/* Puts a sweep together that came in parts. */
static int
parts_join(struct merger *m, int d)
{
	struct streaks all;
	struct shard *p;
	size_t i;

	if (parts_check(m, d) != 0)
		return -1;
	for (i = 1; i < m->of.count; i++) {
		p = &m->of.shard[i];
		if (strcmp(shard_text(p), shard_text(&m->of.shard[0])) != 0)
			return shard_differs(&m->of, p, m->why);
	}
	head_write(m, d);
	memset(&all, 0, sizeof(all));
	for (i = 0; i < m->of.count; i++) {
		part_add(m, &m->of.shard[i], d, &all);
		do
			m->of.shard[i].at++;
		while (in_sweep(&m->of.shard[i]));
	}
	streaks_boxes(&all, (enum dimension)d, &m->of.shard[0].trace.numbers,
	    add, m->to);
	streaks_free(&all);
	return 0;
}

/* Copies what is between sweeps, equal bodies once. */
static int
remarks_copy(struct merger *m)
{
	const size_t start = m->to->count;
	struct shard *p;
	size_t i, k;

	for (i = 0; i < m->of.count; i++) {
		p = &m->of.shard[i];
		for (; !shard_at(p, "sweep") && !shard_at(p, "end"); p->at++) {
			if (in_sweep(p))
				return bad(m, p,
				    "a box is apart from those before it;"
				    " record the shard again");
			for (k = start; k < m->to->count; k++)
				if (strcmp(m->to->body[k].text,
					shard_text(p)) == 0)
					break;
			if (k == m->to->count)
				add(m->to, shard_text(p));
		}
	}
	return 0;
}

static int
sweep_merge(struct merger *m)
{
	int d;

	d = parted(m);
	if ((d == DIM_REQUEST ? whole_copy(m) : parts_join(m, d)) != 0)
		return -1;
	m->sweep++;
	return remarks_copy(m);
}

/* Their sweeps must be as many. */
static int
sweeps_merge(struct merger *m)
{
	const struct trace *first = &m->of.shard[0].trace, *t;
	size_t i;

	for (i = 1; i < m->of.count; i++) {
		t = &m->of.shard[i].trace;
		if (t->sweeps != first->sweeps)
			return diag_set(m->why,
			    "%s: this shard has other"
			    " sweeps than %s; merge shards of one plan",
			    t->name, first->name);
	}
	while (m->sweep < first->sweeps)
		if (sweep_merge(m) != 0)
			return -1;
	return 0;
}

static void
end_write(struct merger *m)
{
	char text[80];
	uint64_t requests;
	uint32_t digest;
	size_t i;

	requests = 0;
	digest = 0;
	for (i = 0; i < m->to->count; i++)
		digest = line_digest(digest, m->to->body[i].text);
	for (i = 0; i < m->of.count; i++)
		requests += m->of.shard[i].trace.requests;
	snprintf(text, sizeof(text), "end %llu %08lx",
	    (unsigned long long)requests, (unsigned long)digest);
	add(m->to, text);
}

/* Copies a trace that has no shards. */
static void
trace_copy(struct merger *m)
{
	struct shard *p = &m->of.shard[0];

	for (p->at = 0; !shard_at(p, "end"); p->at++)
		bodies_add(m->to, shard_text(p))->line =
		    p->bodies.body[p->at].line;
}

int
merge_logs(struct bodies *to, char *const *path, size_t count, struct diag *why)
{
	struct merger m;
	int ret;

	memset(&m, 0, sizeof(m));
	m.to = to;
	m.why = why;
	ret = shards_open(&m.of, path, count, why);
	if (ret == 0 && m.of.shard[0].trace.shards == 0)
		trace_copy(&m);
	else if (ret == 0) {
		header_copy(&m);
		ret = sweeps_merge(&m);
	}
	if (ret == 0)
		end_write(&m);
	shards_close(&m.of);
	arena_free(&m.arena);
	return ret;
}

int
merge_trace(struct trace *t, char *const *path, size_t count, struct diag *why)
{
	struct bodies b;
	int ret;

	memset(t, 0, sizeof(*t));
	memset(&b, 0, sizeof(b));
	ret = merge_logs(&b, path, count, why);
	if (ret == 0)
		ret = trace_of(t, &b, NULL, path[0], why);
	bodies_free(&b);
	return ret;
}
