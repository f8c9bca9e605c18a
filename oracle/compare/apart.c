/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Telling systems apart: which requests to ask. */

#include <stdio.h>
#include <string.h>

#include "oracle/compare/apart.h"
#include "oracle/compare/exclude.h"
#include "oracle/decide/asked.h"
#include "oracle/decide/rules.h"

/* What requests are made of; the simplest come first. */
static const char *const domains[] = {
	"AF_UNIX",
	"AF_INET",
	"AF_INET6",
	"AF_UNSPEC",
	"200",
	"-1",
	NULL,
};
static const char *const types[] = {
	"SOCK_STREAM",
	"SOCK_DGRAM",
	"SOCK_SEQPACKET",
	"SOCK_RAW",
	"SOCK_RDM",
	"0",
	"11",
	"0x40",
	"-1",
	"SOCK_STREAM|SOCK_CLOEXEC",
	NULL,
};
static const char *const protocols[] = {
	"0",
	"1",
	"6",
	"17",
	"-1",
	NULL,
};
static const char *const states[] = {
	"vector=valid",
	"vector=null",
	"fds=1",
	"fds=0",
	"vector=second-bad",
	"vector=first-bad",
	"vector=misaligned-1",
	NULL,
};

enum {
	CANDIDATES_MAX = 2500, /* simplest first; the lists above give more */
	ODD_MAX = 3,	       /* operands that are not the simplest */
	OPERANDS = 4
};

struct chooser {
	struct interview *v;
	struct rules rules[SYSTEMS_MAX];
	struct question *all;
	size_t count;
	struct arena scratch;
};

/* The rows that may decide a request; none if it cannot be told. */
static const struct row **
rows_of(struct chooser *c, size_t system, char **operand)
{
	const struct table *t = c->v->system[system];
	const struct row **row;
	struct decisions d;
	struct diag why;
	struct box box;
	size_t i, n;

	row = arena_get(&c->v->arena, sizeof(*row));
	if (request_absent(OPERANDS, operand, &t->numbers) != NULL ||
	    request_read(&c->scratch, OPERANDS, operand, &t->numbers, &box,
		&why) != 0)
		return row;
	d = rules_decide(&c->scratch, &c->rules[system], &box);
	row = arena_get(&c->v->arena, (d.count + 1) * sizeof(*row));
	for (i = n = 0; i < d.count; i++) {
		if (d.list[i].rows == 0) {
			row[0] = NULL;
			return row;
		}
		row[n++] = &t->row[d.list[i].row[0]];
	}
	return row;
}

/* Without what a request has by itself: "AF_UNIX SOCK_STREAM 0 fds=1". */
static const char *
question_text(struct arena *a, char **operand)
{
	char text[200];

	snprintf(text, sizeof(text), "%s %s %s%s%s", operand[0], operand[1],
	    operand[2], strcmp(operand[3], states[0]) == 0 ? "" : " ",
	    strcmp(operand[3], states[0]) == 0 ? "" : operand[3]);
	return arena_text(a, text, strlen(text));
}

static void
question_add(struct chooser *c, const char *const *word)
{
	struct interview *v = c->v;
	struct question *q = &c->all[c->count];
	char *operand[OPERANDS];
	size_t i, k;

	for (i = 0; i < OPERANDS; i++)
		operand[i] = arena_text(&c->scratch, word[i], strlen(word[i]));
	q->text = question_text(&v->arena, operand);
	q->row = arena_get(&v->arena, v->systems * sizeof(*q->row));
	q->apart = arena_get(&v->arena, v->systems * sizeof(*q->apart));
	for (i = 0; i < v->systems; i++)
		q->row[i] = rows_of(c, i, operand);
	for (i = 0; i < v->systems; i++)
		for (k = 0; k < v->systems; k++)
			if (systems_exclude(q->row[i], q->row[k]))
				q->apart[i] |= UINT64_C(1) << k;
	c->count++;
	arena_free(&c->scratch);
}

/* Every request of which so many operands are not the simplest. */
static void
questions_make(struct chooser *c, int odd)
{
	const char *word[OPERANDS];
	int i, k, m, n;

	for (i = 0; domains[i] != NULL; i++)
		for (k = 0; types[k] != NULL; k++)
			for (m = 0; protocols[m] != NULL; m++)
				for (n = 0; states[n] != NULL; n++) {
					if ((i != 0) + (k != 0) + (m != 0) +
						    (n != 0) !=
						odd ||
					    c->count == CANDIDATES_MAX)
						continue;
					word[0] = domains[i];
					word[1] = types[k];
					word[2] = protocols[m];
					word[3] = states[n];
					question_add(c, word);
				}
}

static size_t
bits_count(uint64_t bits)
{
	size_t n;

	for (n = 0; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

/* How many pairs in together the request tells apart. */
static size_t
question_gain(const struct interview *v, const struct question *q,
    const uint64_t *together)
{
	size_t i, gain;

	gain = 0;
	for (i = 0; i < v->systems; i++)
		gain += bits_count(q->apart[i] & together[i]);
	return gain;
}

/* Takes the request of the greatest gain, the simplest of these. */
static bool
question_choose(struct chooser *c, uint64_t *together)
{
	struct interview *v = c->v;
	size_t i, gain, most, best;

	most = best = 0;
	for (i = 0; i < c->count; i++) {
		gain = question_gain(v, &c->all[i], together);
		if (gain > most) {
			most = gain;
			best = i;
		}
	}
	if (most == 0)
		return false;
	for (i = 0; i < v->systems; i++)
		together[i] &= ~c->all[best].apart[i];
	v->question[v->questions++] = c->all[best];
	return true;
}

/* Takes out each request whose pairs the others tell apart too. */
static void
questions_prune(struct interview *v)
{
	uint64_t others;
	size_t i, k, m;
	bool needed;

	for (i = 0; i < v->questions;) {
		needed = false;
		for (k = 0; k < v->systems && !needed; k++) {
			others = 0;
			for (m = 0; m < v->questions; m++)
				if (m != i)
					others |= v->question[m].apart[k];
			needed = (v->question[i].apart[k] & ~others) != 0;
		}
		if (needed)
			i++;
		else
			memmove(&v->question[i], &v->question[i + 1],
			    (--v->questions - i) * sizeof(*v->question));
	}
}

static void
interview_choose(struct chooser *c)
{
	uint64_t together[SYSTEMS_MAX];
	struct interview *v = c->v;
	size_t i;
	int odd;

	c->all = arena_get(&v->arena, CANDIDATES_MAX * sizeof(*c->all));
	for (odd = 0; odd <= ODD_MAX; odd++)
		questions_make(c, odd);
	v->question = arena_get(&v->arena, c->count * sizeof(*v->question));
	for (i = 0; i < v->systems; i++)
		together[i] = UINT64_MAX;
	while (question_choose(c, together))
		continue;
	questions_prune(v);
}

int
interview_make(struct interview *v, const struct tables *tables,
    struct diag *why)
{
	struct chooser c = { .v = v };
	const struct table *t;
	size_t i;

	memset(v, 0, sizeof(*v));
	for (i = 0; i < tables->count; i++) {
		t = &tables->table[i];
		if (t->order != ORDER_FIRST)
			continue;
		if (v->systems == SYSTEMS_MAX)
			return diag_set(why,
			    "more than %d systems cannot be"
			    " told apart at once; name some with -t",
			    SYSTEMS_MAX);
		if (rules_compile(&v->arena, t, &t->numbers,
			&c.rules[v->systems], why) != 0)
			return -1;
		v->system[v->systems++] = t;
	}
	if (v->systems < 2)
		return diag_set(why,
		    "there are no two systems to tell apart;"
		    " leave -t out, or name several of order first");
	interview_choose(&c);
	return 0;
}

void
interview_free(struct interview *v)
{
	arena_free(&v->arena);
}
