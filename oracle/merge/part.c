/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Parts: the runs that files hold, and what of each is whole. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "oracle/merge/part.h"

/* A part as it is read. */
struct reading {
	struct part *p;
	const struct log *log;
	size_t room;
	const char *next;    /* what was asked last, or NULL */
	unsigned called;     /* privileges of calls before the first loss */
	unsigned mistrusted; /* those whose facts may be incomplete */
	bool lost;	     /* something, up to now */
	bool open;	     /* bodies belong to the last piece */
};

bool
part_at(const struct part *p, size_t i, const char *word)
{
	const size_t len = strlen(word);
	const char *text = p->bodies.body[i].text;

	return strncmp(text, word, len) == 0 &&
	    (text[len] == ' ' || text[len] == '\0');
}

/* The privileges of a set, which is a text without names of the host. */
static unsigned
privileges_of(const char *text)
{
	struct arena a = ARENA_INIT;
	struct numbering none;
	struct set s;
	unsigned bits;
	int i;

	memset(&none, 0, sizeof(none));
	bits = ~0u;
	if (dimension_set(&a, DIM_PRIVILEGE, text, strcspn(text, " "), &none,
		&s, NULL) == 0)
		for (bits = 0, i = 0; i < PRIVILEGE_COUNT; i++)
			bits |= (unsigned)set_has(s, i) << i;
	arena_free(&a);
	return bits;
}

/* Notes the privileges that body i, a sweep or an axis, gives a piece. */
static void
privileges_note(const struct part *p, size_t i, struct piece *piece)
{
	static const char axis[] = "axis privilege ", key[] = " privilege=";
	const char *text = p->bodies.body[i].text, *found;

	if (strncmp(text, axis, strlen(axis)) == 0)
		piece->privileges |= privileges_of(text + strlen(axis));
	else if ((found = strstr(text, key)) != NULL)
		piece->privileges |= privileges_of(found + strlen(key));
}

/* Takes body i into what tells the piece from others at a glance. */
static void
key_note(const struct part *p, size_t i, struct piece *piece)
{
	const char *text = p->bodies.body[i].text;

	piece->key = line_crc(piece->key, text, strlen(text));
}

static struct piece *
piece_add(struct reading *r, size_t i)
{
	struct part *p = r->p;
	struct piece *piece;

	p->piece = arena_grow(&p->bodies.arena, p->piece, p->pieces,
	    p->pieces + 1, sizeof(*p->piece), &r->room);
	piece = &p->piece[p->pieces++];
	memset(piece, 0, sizeof(*piece));
	piece->first = i;
	piece->boxes = piece->end = i + 1;
	piece->facts = part_at(p, i, "sweep socket");
	piece->whole = true;
	privileges_note(p, i, piece);
	key_note(p, i, piece);
	r->open = true;
	return piece;
}

/* The end of a piece is known. */
static void
piece_end(struct reading *r)
{
	struct part *p = r->p;
	struct piece *piece;

	if (!r->open)
		return;
	r->open = false;
	piece = &p->piece[p->pieces - 1];
	/* Root is the default. */
	if (piece->privileges == 0)
		piece->privileges = 1u << PRIVILEGE_ROOT;
	/* Without a box, an axis may be missing. */
	if (!piece->facts && !r->lost &&
	    (piece->whole || piece->end > piece->boxes))
		r->called |= piece->privileges;
}

/* Notes a loss behind what was read, in words that last. */
static void
lose(struct reading *r, const char *text)
{
	struct part *p = r->p;
	const char *copy = arena_text(&p->bodies.arena, text, strlen(text));
	struct piece *piece;

	if (p->pieces == 0) {
		p->lost = copy;
		r->lost = true;
		return;
	}
	piece = &p->piece[p->pieces - 1];
	if (r->open) {
		piece->whole = false;
		piece_end(r);
	}
	if (piece->lost == NULL)
		piece->lost = copy;
	/* Facts precede calls, so all facts of what was called are known. */
	r->mistrusted |= ~r->called;
	if (piece->facts && !piece->whole)
		r->mistrusted |= piece->privileges;
	r->lost = true;
}

/* Takes a body that follows the header. */
static void
take(struct reading *r, size_t i)
{
	struct part *p = r->p;
	struct piece *piece;
	struct diag what;

	if (p->bodies.body[i].gap.first != 0) {
		log_lost(r->log, &p->bodies.body[i].gap, &what);
		lose(r, what.text);
	}
	if (part_at(p, i, "next")) {
		r->next = p->bodies.body[i].text + strlen("next ");
		if (r->open && p->piece[p->pieces - 1].end == i)
			p->piece[p->pieces - 1].end++;
		return;
	}
	if (part_at(p, i, "sweep")) {
		piece_end(r);
		piece_add(r, i);
		return;
	}
	if (!r->open)
		return;
	piece = &p->piece[p->pieces - 1];
	piece->end = i + 1;
	if (part_at(p, i, "axis") && piece->boxes == i) {
		privileges_note(p, i, piece);
		key_note(p, i, piece);
		piece->boxes = i + 1;
	}
}

/* Says where a run breaks off. */
static void
lose_end(struct reading *r, const struct line_gap *gap)
{
	const struct part *p = r->p;
	const struct body *last = &p->bodies.body[p->bodies.count - 1];
	const char *sweep;
	struct diag what;
	int len;

	if (gap->first != 0)
		log_lost(r->log, gap, &what);
	else if (p->pieces == 0)
		diag_at(&what, last->file, last->line, 0,
		    "the run breaks off here, before its first sweep");
	else {
		sweep = p->bodies.body[p->piece[p->pieces - 1].first].text;
		sweep += strlen("sweep ");
		sweep += strcspn(sweep, " ");
		sweep += *sweep == ' ';
		len = (int)strcspn(sweep, " ");
		diag_at(&what, last->file, last->line, 0,
		    "the run breaks off here, in sweep %.*s%s%s%s", len, sweep,
		    r->next != NULL ? " (asked last: " : "",
		    r->next != NULL ? r->next : "", r->next != NULL ? ")" : "");
	}
	lose(r, what.text);
}

/* Says that a sweep is left out for a loss before it. */
static void
leave_out(struct part *p, struct piece *piece)
{
	const struct body *b = &p->bodies.body[piece->first];
	struct diag what;

	if (piece->lost != NULL)
		return;
	diag_at(&what, b->file, b->line, 0,
	    "'%.60s' is left out, since facts that it depends on may be lost",
	    b->text);
	piece->lost = arena_text(&p->bodies.arena, what.text,
	    strlen(what.text));
}

/*
 * Keeps what no loss could have changed.  Without all its facts a call may
 * get another verdict, or break another clause.
 */
static void
keep(struct reading *r)
{
	struct piece *piece;
	size_t i;

	for (i = 0; i < r->p->pieces; i++) {
		piece = &r->p->piece[i];
		if ((piece->privileges & r->mistrusted) != 0)
			leave_out(r->p, piece);
		else
			piece->kept = piece->whole ||
			    (!piece->facts && piece->end > piece->boxes);
	}
}

static int
shard_read(struct part *p, size_t i, struct diag *why)
{
	char more;

	if (!part_at(p, i, "shard"))
		return 0;
	if (sscanf(p->bodies.body[i].text, "shard %9u/%9u%c", &p->shard,
		&p->shards, &more) == 2 &&
	    p->shard >= 1 && p->shard <= p->shards)
		return 0;
	return diag_at(why, p->bodies.body[i].file, p->bodies.body[i].line, 0,
	    "want shard I/N, part I of N");
}

/* All before the first sweep must be whole: everything depends on it. */
static int
header_read(struct reading *r, struct diag *why)
{
	struct part *p = r->p;
	const struct body *b = p->bodies.body;
	struct diag what;
	size_t i;

	for (i = 0; i < p->bodies.count; i++) {
		if (b[i].gap.first != 0) {
			log_lost(r->log, &b[i].gap, &what);
			return diag_set(why,
			    "%s; without its whole header nothing of a run can"
			    " be judged, so name another log of it or record"
			    " it again",
			    what.text);
		}
		if (part_at(p, i, "sweep") || part_at(p, i, "end"))
			break;
		if (shard_read(p, i, why) != 0)
			return -1;
	}
	p->header = i;
	return 0;
}

int
part_read(struct part *p, const struct log *l, size_t run, struct diag *why)
{
	struct reading r = { 0 };
	struct line_gap gap;
	size_t i, count;

	memset(p, 0, sizeof(*p));
	r.p = p;
	r.log = l;
	log_bodies(l, run, &p->bodies, &gap);
	if (header_read(&r, why) != 0)
		return -1;
	count = p->bodies.count;
	for (i = p->header; i < count && !part_at(p, i, "end"); i++)
		take(&r, i);
	if (i < count && p->bodies.body[i].gap.first != 0)
		take(&r, i);
	if (i == count)
		lose_end(&r, &gap);
	piece_end(&r);
	keep(&r);
	return 0;
}

void
part_free(struct part *p)
{
	bodies_free(&p->bodies);
}

/* Whether two stretches of bodies are equal, progress left out. */
static bool
same_bodies(const struct part *p, size_t i, size_t end, const struct part *q,
    size_t k, size_t last, const char *only)
{
	for (;; i++, k++) {
		while (i < end && !part_at(p, i, only))
			i++;
		while (k < last && !part_at(q, k, only))
			k++;
		if (i == end || k == last)
			return i == end && k == last;
		if (strcmp(p->bodies.body[i].text, q->bodies.body[k].text) != 0)
			return false;
	}
}

bool
piece_same(const struct part *p, const struct piece *x, const struct part *q,
    const struct piece *y)
{
	return x->key == y->key &&
	    same_bodies(p, x->first, x->boxes, q, y->first, y->boxes,
		"sweep") &&
	    same_bodies(p, x->first, x->boxes, q, y->first, y->boxes, "axis");
}

bool
piece_agrees(const struct part *p, const struct piece *x, const struct part *q,
    const struct piece *y)
{
	return same_bodies(p, x->boxes, x->end, q, y->boxes, y->end, "box");
}

bool
part_heals(const struct part *p, size_t i, const struct part *q)
{
	const struct piece *next = i + 1 < p->pieces ? &p->piece[i + 1] : NULL;
	size_t k;

	for (k = 0; k < q->pieces; k++)
		if (piece_same(p, &p->piece[i], q, &q->piece[k]))
			break;
	for (; k < q->pieces && q->piece[k].whole; k++) {
		if (next != NULL && piece_same(p, next, q, &q->piece[k]))
			return true;
		if (q->piece[k].lost != NULL)
			return false;
	}
	return next == NULL && k == q->pieces && q->pieces != 0;
}
