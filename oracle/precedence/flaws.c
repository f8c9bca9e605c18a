/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which flaws hold together. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/precedence/flaws.h"

enum {
	TYPE_BITS = 15,	   /* a type without its flags */
	DOMAINS_MAX = 4096 /* with sockets; a report says if there are more */
};

/* In a condition D and T stand for the last domain and type with a name. */
static const struct {
	const char *name, *condition;
} flaws[FLAWS] = {
	[FLAW_FLAG] = { "bad flag", "type=!0..15" },
	[FLAW_DESCRIPTORS] = { "no descriptors", "fds=0,1" },
	[FLAW_VECTOR] = { "bad vector", "vector=invalid" },
	[FLAW_FILES] = { "no files", "resource=files" },
	[FLAW_MEMORY] = { "no memory", "resource=memory" },
	[FLAW_BUFFERS] = { "no buffers", "resource=buffers" },
	[FLAW_DOMAIN_RANGE] = { "no such domain", "domain=!0..%D" },
	[FLAW_DOMAIN] = { "missing domain", "domain=0..%D domain=unsupported" },
	[FLAW_TYPE_RANGE] = { "no such type", "type=0..15 type=!0..%T" },
	[FLAW_TYPE] = { "bad type", "type=0..%T type=unsupported" },
	[FLAW_PROTOCOL] = { "bad protocol", "type=0..15 protocol=unsupported" },
	[FLAW_PRIVILEGE] = { "no privilege", "privilege=lacking" },
	[FLAW_PAIR] = { "no pairs", NULL },
};

/* The text of a table, and whose flaw each row is. */
struct draft {
	struct text_join text;
	struct box *along; /* what narrows each row */
	enum flaw *flaw;   /* of each row */
	size_t rows, along_room, flaw_room;
};

const char *
flaw_name(enum flaw f)
{
	return flaws[f].name;
}

static int
last_named(const struct numbering *n, enum symbol_kind kind, int least)
{
	int i, last;

	last = least;
	for (i = 0; i < SYMBOL_COUNT; i++)
		if (n->known[i] && symbol_kind(i) == kind &&
		    n->number[i] > last)
			last = n->number[i];
	return last;
}

/* Adds a row of a flaw; along narrows it where it is not NULL. */
static void
draft_row(struct draft *d, struct arena *a, enum flaw f, const char *condition,
    const struct box *along, const struct numbering *n)
{
	const char *p;

	text_add(a, &d->text, "when ");
	for (p = condition; *p != '\0'; p++)
		if (*p == '%')
			text_add(a, &d->text, "%d",
			    last_named(n,
				*++p == 'D' ? SYMBOL_DOMAIN : SYMBOL_TYPE, 0));
		else
			text_add(a, &d->text, "%c", *p);
	text_add(a, &d->text, " => EIO\n");
	d->along = arena_grow(a, d->along, d->rows, d->rows + 1,
	    sizeof(*d->along), &d->along_room);
	d->flaw = arena_grow(a, d->flaw, d->rows, d->rows + 1, sizeof(*d->flaw),
	    &d->flaw_room);
	d->along[d->rows] = along != NULL ? *along : box_all(a);
	d->flaw[d->rows++] = f;
}

static bool
blames_protocol(int answer)
{
	return answer_is_errno(answer) && answer != ANSWER_SYMBOL + SYM_EPERM &&
	    answer != ANSWER_SYMBOL + SYM_EACCES;
}

/* What is known of the sockets of one domain under one privilege. */
struct family {
	struct set asked, taken; /* protocols */
	bool sockets;		 /* one was made */
};

static struct family
family_of(struct arena *a, const struct flaws *f, int64_t domain, int who)
{
	struct family all = { { NULL, 0 }, { NULL, 0 }, false };
	const struct box *along;
	size_t i;

	for (i = 0; i < f->facts.count; i++) {
		along = &f->facts.along[i];
		if (!set_has(along->dim[DIM_DOMAIN], domain) ||
		    !set_has(along->dim[DIM_PRIVILEGE], who))
			continue;
		all.asked = set_or(a, all.asked, along->dim[DIM_PROTOCOL]);
		if (!blames_protocol(f->facts.answer[i]))
			all.taken = set_or(a, all.taken,
			    along->dim[DIM_PROTOCOL]);
		if (f->facts.answer[i] == ANSWER_OK)
			all.sockets = true;
	}
	return all;
}

/* A protocol that no type of a domain has is bad beside a bad type too. */
static void
family_rows(struct draft *d, struct arena *a, const struct flaws *f,
    const struct trace *t, int64_t domain, int who, bool pairs)
{
	struct family all;
	struct box along;

	all = family_of(a, f, domain, who);
	if (!all.sockets)
		return;
	along = box_all(a);
	along.dim[DIM_DOMAIN] = set_range(a, domain, domain);
	along.dim[DIM_PRIVILEGE] = set_range(a, who, who);
	if (!pairs)
		draft_row(d, a, FLAW_PAIR, "", &along, &t->numbers);
	along.dim[DIM_PROTOCOL] = set_minus(a, all.asked, all.taken);
	if (!set_empty(along.dim[DIM_PROTOCOL]))
		draft_row(d, a, FLAW_PROTOCOL, "type=0..15", &along,
		    &t->numbers);
}

static bool
domain_pairs(const struct trace *t, int64_t domain)
{
	size_t i;

	for (i = 0; i < t->calls; i++)
		if (outcome_answer(t->call[i].outcome) == ANSWER_OK &&
		    set_has(t->call[i].box.dim[DIM_DOMAIN], domain))
			return true;
	return false;
}

static void
draft_fill(struct draft *d, struct arena *a, struct flaws *f,
    const struct trace *t)
{
	struct set made = { NULL, 0 };
	size_t k;
	int i, who;
	int64_t v;

	text_add(a, &d->text, "table flaws\norder any\nclause c 1\n");
	for (i = 0; i < FLAWS; i++)
		if (flaws[i].condition != NULL)
			draft_row(d, a, (enum flaw)i, flaws[i].condition, NULL,
			    &t->numbers);
	for (k = 0; k < f->facts.count; k++)
		if (f->facts.answer[k] == ANSWER_OK)
			made = set_or(a, made,
			    f->facts.along[k].dim[DIM_DOMAIN]);
	f->cut = set_size(made) > DOMAINS_MAX;
	if (f->cut)
		return;
	for (k = 0; k < made.count; k++)
		for (v = made.range[k].lo; v <= made.range[k].hi; v++)
			for (who = 0; who < PRIVILEGE_COUNT; who++)
				family_rows(d, a, f, t, v, who,
				    domain_pairs(t, v));
}

int
flaws_make(struct flaws *f, struct arena *a, const struct trace *t,
    struct diag *why)
{
	struct draft *d;
	size_t i;
	int k;

	f->facts = facts_of(a, t);
	d = arena_get(a, sizeof(*d));
	draft_fill(d, a, f, t);
	if (table_read(&f->table, d->text.text, d->text.used, "flaws", why) !=
		0 ||
	    rules_compile(a, &f->table, &t->numbers, &f->rules, why) != 0)
		return -1;
	f->of_row = d->flaw;
	for (i = 0; i < f->rules.count; i++)
		for (k = 0; k < DIM_COUNT; k++)
			f->rules.box[i].dim[k] = set_and(a,
			    f->rules.box[i].dim[k], d->along[i].dim[k]);
	f->flagged = f->rules.box[FLAW_FLAG].dim[DIM_TYPE];
	return 0;
}

static bool
facts_are_known(const struct box *b)
{
	int d;

	for (d = DIM_REQUEST; d < DIM_COUNT; d++)
		if (set_size(b->dim[d]) != 1)
			return false;
	return true;
}

/* A type with a bad flag, and how many others are like it. */
struct flagged {
	struct set type;
	uint64_t like;
};

static uint64_t
times(uint64_t x, uint64_t y)
{
	return y != 0 && x > UINT64_MAX / y ? UINT64_MAX : x * y;
}

/* Visits b; its type, but for a bad flag, is that of type where given. */
static void
find_in(struct arena *a, const struct flaws *f, const struct box *b,
    const struct flagged *type, flaws_visit *visit, void *with)
{
	struct box_list parts = { NULL, 0, 0 };
	struct decisions d;
	struct box *box;
	unsigned holds;
	size_t i, k, n;

	facts_split(a, &f->facts, b, &parts);
	for (i = 0; i < parts.count; i++) {
		if (!facts_are_known(&parts.box[i]))
			continue;
		d = rules_decide(a, &f->rules, &parts.box[i]);
		for (k = 0; k < d.count; k++) {
			box = &d.list[k].box;
			holds = type != NULL ? 1u << FLAW_FLAG : 0;
			for (n = 0; n < d.list[k].rows; n++)
				holds |= 1u << f->of_row[d.list[k].row[n]];
			if (type != NULL)
				box->dim[DIM_TYPE] = type->type;
			visit(with, box,
			    times(box_size(box), type != NULL ? type->like : 1),
			    holds);
		}
	}
}

/* How many values of the range end in these bits. */
static uint64_t
range_count(const struct range *r, int bits)
{
	const int64_t step = TYPE_BITS + 1;
	int64_t first;

	first = r->lo + ((bits - r->lo) % step + step) % step;
	return first > r->hi ? 0 : (uint64_t)((r->hi - first) / step) + 1;
}

/*
 * What else is wrong beside a bad flag is known by the type without it, so
 * all types that are alike without it are visited as the simplest of them.
 */
static void
find_flagged(struct arena *a, const struct flaws *f, const struct box *b,
    flaws_visit *visit, void *with)
{
	const struct set types = b->dim[DIM_TYPE];
	const int64_t step = TYPE_BITS + 1;
	struct flagged one;
	struct box bare = *b;
	int64_t v, best;
	uint64_t n;
	size_t i;
	int bits;

	for (bits = 0; bits <= TYPE_BITS; bits++) {
		one.like = 0;
		best = 0;
		for (i = 0; i < types.count; i++) {
			n = range_count(&types.range[i], bits);
			if (n == 0)
				continue;
			v = types.range[i].lo;
			if (v < 0 && types.range[i].hi >= bits)
				v = 0;
			v += ((bits - v) % step + step) % step;
			if (one.like == 0 || (best < 0 && v >= 0))
				best = v;
			one.like += n;
		}
		if (one.like == 0)
			continue;
		one.type = set_range(a, best, best);
		bare.dim[DIM_TYPE] = set_range(a, bits, bits);
		find_in(a, f, &bare, &one, visit, with);
	}
}

void
flaws_find(struct arena *a, const struct flaws *f, const struct box *b,
    flaws_visit *visit, void *with)
{
	struct box part = *b;

	part.dim[DIM_TYPE] = set_minus(a, b->dim[DIM_TYPE], f->flagged);
	if (!set_empty(part.dim[DIM_TYPE]))
		find_in(a, f, &part, NULL, visit, with);
	part.dim[DIM_TYPE] = set_and(a, b->dim[DIM_TYPE], f->flagged);
	if (!set_empty(part.dim[DIM_TYPE]))
		find_flagged(a, f, &part, visit, with);
}

void
flaws_free(struct flaws *f)
{
	table_free(&f->table);
}
