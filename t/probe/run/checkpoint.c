/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checkpoints. */

#include "t/probe/host/host.h"

#include <stdlib.h>
#include <string.h>

#include "lib/log.h"
#include "t/probe/box/writer.h"
#include "t/probe/run/checkpoint.h"
#include "t/probe/run/header.h"

#define MAGIC "pairtest-checkpoint 3"

enum { SECONDS = 1 }; /* between two of them */

bool
checkpoint_due(const struct checkpoint *c)
{
	return time(NULL) - c->last >= SECONDS;
}

static void
write_place(struct writer *w, const struct place *p)
{
	const struct streak *s = p->streaks.streak;
	char text[512];
	size_t i;

	writer_body(w, "counts %llu %u %u %u %u",
	    (unsigned long long)p->requests, p->vague, p->hangs, p->deaths,
	    p->doubts);
	for (i = 0; i < p->notes.count; i++)
		writer_body(w, "behind %s", p->notes.body[i].text);
	if (!p->inside) {
		writer_body(w, "at %lu", (unsigned long)p->sweep);
		return;
	}
	writer_body(w, "at %lu %lld", (unsigned long)p->sweep,
	    (long long)p->next);
	for (i = 0; i < p->streaks.count; i++)
		writer_body(w, "streak %lld %lld %s", (long long)s[i].lo,
		    (long long)s[i].hi,
		    outcome_text(s[i].outcome, text, sizeof(text)));
}

static void
write_all(struct writer *w, const struct checkpoint *c, const struct place *p)
{
	size_t i;

	writer_start(w, MAGIC);
	for (i = 0; i < c->before->count; i++)
		writer_body(w, "module %s", c->before->name[i]);
	write_place(w, p);
	writer_body(w, "trace");
	for (i = 0; i < c->trace.count; i++)
		writer_body(w, "%s", c->trace.body[i].text);
	writer_body(w, "end");
}

int
checkpoint_check(const char *path, struct diag *why)
{
	static const char first[] = "@1 pairtest-checkpoint ";
	char text[sizeof(first)];
	struct stat st;
	size_t n;
	FILE *f;

	if (stat(path, &st) != 0)
		return 0;
	if (!S_ISREG(st.st_mode))
		return diag_set(why,
		    "%s: not a regular file, which a checkpoint needs that is"
		    " replaced and read again; name one",
		    path);
	if (st.st_size == 0)
		return 0;
	f = fopen(path, "r");
	if (f == NULL)
		return diag_set(why, "%s: %s; name a file that may be written",
		    path, strerror(errno));
	n = fread(text, 1, sizeof(first) - 1, f);
	fclose(f);
	if (n == sizeof(first) - 1 && memcmp(text, first, n) == 0)
		return 0;
	return diag_set(why,
	    "%s: this is no checkpoint, and would be lost; name another file",
	    path);
}

int
checkpoint_write(struct checkpoint *c, const struct place *p, struct diag *why)
{
	struct writer w;
	int ret;

	if (writer_open(&w, c->path, why) != 0)
		return -1;
	write_all(&w, c, p);
	ret = writer_close(&w, why);
	c->last = time(NULL);
	return ret;
}

void
checkpoint_end(struct checkpoint *c)
{
	output_remove(c->path);
}

/* The file on its way in. */
struct reading {
	struct resume *r;
	const struct plan *plan;
	const char *path;
	size_t at; /* body */
	struct diag *why;
};

static int
bad(const struct reading *g, const char *what)
{
	return diag_at(g->why, g->path,
	    g->at < g->r->file.count ? g->r->file.body[g->at].line : 0, 0, "%s",
	    what);
}

static int
nonsense(const struct reading *g)
{
	return bad(g,
	    "this is no line of a checkpoint; start anew, without"
	    " --resume");
}

static int
read_module(struct reading *g, const char *rest)
{
	struct resume *r = g->r;
	struct modules *m = &r->before;

	m->name = arena_grow(&r->file.arena, m->name, m->count, m->count + 1,
	    sizeof(*m->name), &m->room);
	m->name[m->count++] = rest;
	return 0;
}

static int
read_counts(struct reading *g, const char *rest)
{
	struct place *p = &g->r->place;
	unsigned long long requests;
	char more;

	if (sscanf(rest, "%llu %u %u %u %u%c", &requests, &p->vague, &p->hangs,
		&p->deaths, &p->doubts, &more) != 5)
		return nonsense(g);
	p->requests = requests;
	return 0;
}

static int
read_behind(struct reading *g, const char *rest)
{
	bodies_add(&g->r->place.notes, rest);
	return 0;
}

static int
read_at(struct reading *g, const char *rest)
{
	const struct plan *plan = g->plan;
	struct place *p = &g->r->place;
	const struct span *span;
	unsigned long sweep;
	long long next;
	int n;

	n = sscanf(rest, "%lu %lld", &sweep, &next);
	if (n < 1 || sweep > plan->sweeps)
		return nonsense(g);
	p->sweep = sweep;
	p->inside = n == 2;
	if (!p->inside)
		return 0;
	span = sweep < plan->sweeps ? plan->sweep[sweep].span : NULL;
	if (span == NULL || next < span->part.lo || next > span->part.hi + 1)
		return nonsense(g);
	p->next = next;
	return 0;
}

static int
read_streak(struct reading *g, const char *rest)
{
	struct streaks *s = &g->r->place.streaks;
	long long lo, hi;
	outcome_t o;
	int used;

	used = 0;
	if (sscanf(rest, "%lld %lld %n", &lo, &hi, &used) != 2 || used == 0 ||
	    lo > hi || (s->count != 0 && lo != s->streak[s->count - 1].hi + 1))
		return nonsense(g);
	if (outcome_read(rest + used, &o, NULL) != 0)
		return nonsense(g);
	streaks_add(s, lo, hi, o);
	return 0;
}

static const struct {
	const char *key;
	int (*read)(struct reading *, const char *);
} lines[] = {
	{ "module ", read_module },
	{ "counts ", read_counts },
	{ "behind ", read_behind },
	{ "at ", read_at },
	{ "streak ", read_streak },
};

enum { LINES = sizeof(lines) / sizeof(lines[0]) };

/* Reads all before the trace. */
static int
read_place(struct reading *g)
{
	const struct bodies *b = &g->r->file;
	const char *text;
	size_t len;
	int i;

	for (; g->at < b->count; g->at++) {
		text = b->body[g->at].text;
		if (strcmp(text, "trace") == 0)
			return 0;
		for (i = 0; i < LINES; i++) {
			len = strlen(lines[i].key);
			if (strncmp(text, lines[i].key, len) == 0)
				break;
		}
		if (i == LINES)
			return nonsense(g);
		if (lines[i].read(g, text + len) != 0)
			return -1;
	}
	return nonsense(g);
}

/* What is known of the streaks must end where the run goes on. */
static int
check_place(const struct reading *g)
{
	const struct place *p = &g->r->place;
	const struct streaks *s = &p->streaks;
	int64_t lo;

	if (!p->inside)
		return s->count == 0 ? 0 : nonsense(g);
	lo = g->plan->sweep[p->sweep].span->part.lo;
	if (s->count == 0)
		return p->next == lo ? 0 : nonsense(g);
	return s->streak[0].lo == lo &&
		s->streak[s->count - 1].hi + 1 == p->next
	    ? 0
	    : nonsense(g);
}

static bool
begins(const char *text, const char *word)
{
	const size_t len = strlen(word);

	return strncmp(text, word, len) == 0 && text[len] == ' ';
}

/* Says how the header here differs from that of the checkpoint. */
static int
other_header(const struct reading *g, const char *here, const char *there)
{
	if (begins(here, "plan") || begins(there, "plan") ||
	    begins(here, "shard") || begins(there, "shard"))
		return diag_at(g->why, g->path, g->r->file.body[g->at].line, 0,
		    "this is a checkpoint of another plan: it has '%.60s',"
		    " this run '%.60s'; use the options it was made with",
		    there, here);
	return diag_at(g->why, g->path, g->r->file.body[g->at].line, 0,
	    "this is a checkpoint of another host: it has '%.60s', this one"
	    " '%.60s'; go on where it was made, as the same user",
	    there, here);
}

/* Compares what this run would write before its first sweep. */
static int
check_header(struct reading *g, const struct bodies *header)
{
	const struct bodies *b = &g->r->file;
	const char *here, *there;
	size_t i;

	for (i = 0; i < header->count; i++, g->at++) {
		if (g->at >= b->count)
			return nonsense(g);
		here = header->body[i].text;
		there = b->body[g->at].text;
		if (strcmp(here, there) != 0 &&
		    !(line_is_own(here) && line_is_own(there)))
			return other_header(g, here, there);
	}
	g->r->from = g->at;
	return 0;
}

static int
read_header(struct reading *g)
{
	struct bodies header;
	struct writer w;
	int ret;

	memset(&header, 0, sizeof(header));
	writer_collect(&w, &header);
	header_write(&w, g->plan);
	writer_drop(&w);
	ret = check_header(g, &header);
	bodies_free(&header);
	return ret;
}

/* The header comes first, for all else depends on the plan. */
static int
read_all(struct reading *g)
{
	const struct bodies *b = &g->r->file;
	size_t i;

	if (!begins(b->body[0].text, MAGIC))
		return bad(g,
		    "this is no checkpoint; name a file that"
		    " pairprobe --checkpoint wrote");
	g->at = b->count - 1;
	if (strcmp(b->body[g->at].text, "end") != 0)
		return bad(g,
		    "the checkpoint is cut off here; start anew,"
		    " without --resume");
	g->r->end = g->at;
	for (i = 1; i < b->count; i++)
		if (strcmp(b->body[i].text, "trace") == 0)
			break;
	g->at = i + 1;
	if (read_header(g) != 0)
		return -1;
	g->at = 1;
	return read_place(g) != 0 ? -1 : check_place(g);
}

/* Reads the bodies of a checkpoint, which must be whole. */
static int
file_read(struct bodies *b, const char *path, struct diag *why)
{
	struct log l;
	int ret;

	memset(&l, 0, sizeof(l));
	ret = log_open(&l, path, why);
	if (ret == 0 && log_sort(&l, NULL) != 0)
		ret = diag_at(why, path, 1, 0,
		    "this is no checkpoint; name a file that pairprobe"
		    " --checkpoint wrote");
	if (ret == 0)
		ret = log_whole(b, &l, "start anew, without --resume", why);
	log_free(&l);
	return ret;
}

int
checkpoint_read(struct resume *r, const struct plan *p, const char *path,
    struct diag *why)
{
	struct reading g;

	memset(r, 0, sizeof(*r));
	g.r = r;
	g.plan = p;
	g.path = path;
	g.at = 0;
	g.why = why;
	if (file_read(&r->file, path, why) != 0)
		return -1;
	return read_all(&g);
}

void
checkpoint_free(struct resume *r)
{
	streaks_free(&r->place.streaks);
	bodies_free(&r->place.notes);
	bodies_free(&r->file);
}
