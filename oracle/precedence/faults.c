/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which faults hold together. */

#include <stdio.h>
#include <string.h>

#include "oracle/precedence/faults.h"

enum {
	TYPE_BITS = 15,	  /* a type without its flags */
	FLAGGED_MAX = 64, /* more types are no probe's */
	TEXT_SIZE = 16 * 1024
};

/* In a condition D and T stand for the last domain and type with a name. */
static const struct {
	const char *name, *condition;
} faults[FAULTS] = {
	[FAULT_FLAG] = { "bad flag", "type=!0..15" },
	[FAULT_DESCRIPTORS] = { "no descriptors", "fds=0,1" },
	[FAULT_VECTOR] = { "bad vector", "vector=invalid" },
	[FAULT_FILES] = { "no files", "resource=files" },
	[FAULT_MEMORY] = { "no memory", "resource=memory" },
	[FAULT_BUFFERS] = { "no buffers", "resource=buffers" },
	[FAULT_DOMAIN_RANGE] = { "no such domain", "domain=!0..%D" },
	[FAULT_DOMAIN] = { "missing domain",
	    "domain=0..%D domain=unsupported" },
	[FAULT_TYPE_RANGE] = { "no such type", "type=0..15 type=!0..%T" },
	[FAULT_TYPE] = { "bad type", "type=0..%T type=unsupported" },
	[FAULT_PROTOCOL] = { "bad protocol",
	    "type=0..15 protocol=unsupported" },
	[FAULT_PRIVILEGE] = { "no privilege", "privilege=lacking" },
	[FAULT_PAIR] = { "no pairs", NULL },
};

/* The text of a table, and whose fault each row is. */
struct draft {
	char text[TEXT_SIZE];
	size_t used;
	struct box along[FAULTS + 2 * PRIVILEGE_COUNT * 256];
	enum fault fault[FAULTS + 2 * PRIVILEGE_COUNT * 256];
	size_t rows;
};

const char *
fault_name(enum fault f)
{
	return faults[f].name;
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

static void
draft_put(struct draft *d, const char *text, size_t len)
{
	if (d->used + len < sizeof(d->text)) {
		memcpy(d->text + d->used, text, len);
		d->used += len;
	}
}

/* Adds a row of a fault; along narrows it where it is not NULL. */
static void
draft_row(struct draft *d, struct arena *a, enum fault f, const char *condition,
    const struct box *along, const struct numbering *n)
{
	char word[16];
	const char *p;
	int last;

	draft_put(d, "when ", 5);
	for (p = condition; *p != '\0'; p++) {
		if (*p != '%') {
			draft_put(d, p, 1);
			continue;
		}
		last = *++p == 'D' ? last_named(n, SYMBOL_DOMAIN, 0)
				   : last_named(n, SYMBOL_TYPE, 0);
		snprintf(word, sizeof(word), "%d", last);
		draft_put(d, word, strlen(word));
	}
	draft_put(d, " => EIO\n", 8);
	d->along[d->rows] = along != NULL ? *along : box_all(a);
	d->fault[d->rows++] = f;
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
family_of(struct arena *a, const struct faults *f, int64_t domain, int who)
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
family_rows(struct draft *d, struct arena *a, const struct faults *f,
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
		draft_row(d, a, FAULT_PAIR, "", &along, &t->numbers);
	along.dim[DIM_PROTOCOL] = set_minus(a, all.asked, all.taken);
	if (!set_empty(along.dim[DIM_PROTOCOL]))
		draft_row(d, a, FAULT_PROTOCOL, "type=0..15", &along,
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
draft_fill(struct draft *d, struct arena *a, const struct faults *f,
    const struct trace *t)
{
	static const char head[] = "table faults\norder any\nclause c 1\n";
	int i, who, last;

	draft_put(d, head, strlen(head));
	for (i = 0; i < FAULTS; i++)
		if (faults[i].condition != NULL)
			draft_row(d, a, (enum fault)i, faults[i].condition,
			    NULL, &t->numbers);
	last = last_named(&t->numbers, SYMBOL_DOMAIN, 0);
	for (i = 0; i <= last && i < 256; i++)
		for (who = 0; who < PRIVILEGE_COUNT; who++)
			family_rows(d, a, f, t, i, who, domain_pairs(t, i));
}

int
faults_make(struct faults *f, struct arena *a, const struct trace *t,
    struct diag *why)
{
	struct draft *d;
	size_t i;
	int k;

	f->facts = facts_of(a, t);
	d = arena_get(a, sizeof(*d));
	draft_fill(d, a, f, t);
	if (table_read(&f->table, d->text, d->used, "faults", why) != 0 ||
	    rules_compile(a, &f->table, &t->numbers, &f->rules, why) != 0)
		return -1;
	f->of_row = d->fault;
	for (i = 0; i < f->rules.count; i++)
		for (k = 0; k < DIM_COUNT; k++)
			f->rules.box[i].dim[k] = set_and(a,
			    f->rules.box[i].dim[k], d->along[i].dim[k]);
	f->flagged = f->rules.box[FAULT_FLAG].dim[DIM_TYPE];
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

/* Visits b; its type, but for a bad flag, is that of type where given. */
static void
find_in(struct arena *a, const struct faults *f, const struct box *b,
    const struct set *type, faults_visit *visit, void *with)
{
	struct box_list parts = { NULL, 0, 0 };
	struct decisions d;
	unsigned holds;
	size_t i, k, n;

	facts_split(a, &f->facts, b, &parts);
	for (i = 0; i < parts.count; i++) {
		if (!facts_are_known(&parts.box[i]))
			continue;
		d = rules_decide(a, &f->rules, &parts.box[i]);
		for (k = 0; k < d.count; k++) {
			holds = type != NULL ? 1u << FAULT_FLAG : 0;
			for (n = 0; n < d.list[k].rows; n++)
				holds |= 1u << f->of_row[d.list[k].row[n]];
			if (type != NULL)
				d.list[k].box.dim[DIM_TYPE] = *type;
			visit(with, &d.list[k].box, holds);
		}
	}
}

/* What else is wrong beside a bad flag is known by the type without it. */
static void
find_flagged(struct arena *a, const struct faults *f, const struct box *b,
    faults_visit *visit, void *with)
{
	struct set types = b->dim[DIM_TYPE], type;
	struct box bare = *b;
	size_t i;
	int64_t v;

	if (set_size(types) > FLAGGED_MAX)
		return;
	for (i = 0; i < types.count; i++)
		for (v = types.range[i].lo; v <= types.range[i].hi; v++) {
			type = set_range(a, v, v);
			bare.dim[DIM_TYPE] = set_range(a, v & TYPE_BITS,
			    v & TYPE_BITS);
			find_in(a, f, &bare, &type, visit, with);
		}
}

void
faults_find(struct arena *a, const struct faults *f, const struct box *b,
    faults_visit *visit, void *with)
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
faults_free(struct faults *f)
{
	table_free(&f->table);
}
