/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Telling systems apart: which requests to ask, and in which order. */

#include <stdio.h>
#include <string.h>

#include "oracle/compare/apart.h"
#include "oracle/decide/asked.h"
#include "oracle/decide/rules.h"

/* The values of an effect that a row allows, those from 32 on as none. */
static uint32_t
effect_mask(const struct row *r, enum effect e)
{
	unsigned v;

	if (r->any[e])
		return UINT32_MAX;
	v = outcome_effect(r->effects, e);
	return r->allow[e] != 0 ? r->allow[e] : v < 32 ? UINT32_C(1) << v : 0;
}

static bool
effects_exclude(const struct row *x, const struct row *y, enum effect e)
{
	uint32_t a, b;

	a = effect_mask(x, e);
	b = effect_mask(y, e);
	if (a == 0 && b == 0)
		return outcome_effect(x->effects, e) !=
		    outcome_effect(y->effects, e);
	if (x->any[e] || y->any[e])
		return false;
	return (a & b) == 0;
}

/* Whether the row may give any answer at all. */
static bool
is_open(const struct row *r)
{
	return table_row_has(r, ANSWER_SOCKET) ||
	    table_row_has(r, ANSWER_INCONCLUSIVE);
}

/* Whether no outcome is one of both rows. */
static bool
rows_exclude(const struct row *x, const struct row *y)
{
	bool shared;
	size_t i;
	int e;

	if (is_open(x) || is_open(y))
		return false;
	shared = false;
	for (i = 0; i < x->answers; i++)
		shared = shared || table_row_has(y, x->answer[i]);
	for (e = 0; e < EFFECT_COUNT && shared; e++)
		shared = !effects_exclude(x, y, (enum effect)e);
	return !shared;
}

/*
 * Whether each row that may decide for one system excludes each for the
 * other: no outcome is one of both.  x and y are lists with NULL at their
 * ends; an empty one excludes nothing.
 */
static bool
systems_exclude(const struct row *const *x, const struct row *const *y)
{
	const struct row *const *p, *const *q;

	if (*x == NULL || *y == NULL)
		return false;
	for (p = x; *p != NULL; p++)
		for (q = y; *q != NULL; q++)
			if (!rows_exclude(*p, *q))
				return false;
	return true;
}

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

enum { OUTCOME_SIZE = 400 };

static bool
is_one_of(uint64_t some, size_t system)
{
	return some >> system & 1;
}

static void
names_print(const struct interview *v, uint64_t some, FILE *f)
{
	const char *lead;
	size_t i;

	lead = "";
	for (i = 0; i < v->systems; i++)
		if (is_one_of(some, i)) {
			fprintf(f, "%s%s", lead, v->system[i]->name);
			lead = ", ";
		}
	fputc('\n', f);
}

/* How many pairs among some the request tells apart. */
static size_t
gain_of(const struct interview *v, const struct question *q, uint64_t some)
{
	uint64_t bits;
	size_t i, gain;

	gain = 0;
	for (i = 0; i < v->systems; i++)
		if (is_one_of(some, i))
			for (bits = q->apart[i] & some; bits != 0;
			     bits &= bits - 1)
				gain++;
	return gain;
}

static const struct question *
question_best(const struct interview *v, uint64_t some)
{
	const struct question *best;
	size_t i, gain, most;

	best = NULL;
	most = 0;
	for (i = 0; i < v->questions; i++) {
		gain = gain_of(v, &v->question[i], some);
		if (gain > most) {
			most = gain;
			best = &v->question[i];
		}
	}
	return best;
}

/*
 * The systems that may do as system number first does: all but those that
 * surely differ.
 */
static uint64_t
alike(const struct question *q, uint64_t some, size_t first)
{
	return some & ~q->apart[first];
}

/* "EFAULT, or EMFILE": what the system may do, or that it is not known. */
static void
outcomes_print(const struct row *const *row, FILE *f)
{
	char text[OUTCOME_SIZE];
	const char *lead;

	if (*row == NULL)
		fputs("anything else", f);
	for (lead = ""; *row != NULL; row++, lead = ", or ")
		fprintf(f, "%s%s", lead,
		    table_outcome_text(*row, text, sizeof(text)));
}

static void tree_print(const struct interview *, uint64_t, int, FILE *);

/* A branch for each system that no branch before it holds. */
static void
branches_print(const struct interview *v, const struct question *q,
    uint64_t some, int depth, FILE *f)
{
	uint64_t done, branch;
	size_t i;

	done = 0;
	for (i = 0; i < v->systems; i++) {
		if (!is_one_of(some & ~done, i) || alike(q, some, i) == some)
			continue;
		branch = alike(q, some, i);
		done |= branch;
		fprintf(f, "%*s", 4 * depth, "");
		outcomes_print(q->row[i], f);
		fputs(": ", f);
		tree_print(v, branch, depth, f);
	}
	if ((some & ~done) != 0) {
		fprintf(f, "%*swhatever else: ", 4 * depth, "");
		names_print(v, some & ~done, f);
	}
}

static void
tree_print(const struct interview *v, uint64_t some, int depth, FILE *f)
{
	const struct question *q;

	q = question_best(v, some);
	if (q == NULL) {
		names_print(v, some, f);
		return;
	}
	fprintf(f, "ask %s\n", q->text);
	branches_print(v, q, some, depth + 1, f);
}

/* Pairs that no request tells apart, each once. */
static void
together_print(const struct interview *v, FILE *f)
{
	uint64_t apart;
	size_t i, k;

	for (i = 0; i < v->systems; i++) {
		apart = 0;
		for (k = 0; k < v->questions; k++)
			apart |= v->question[k].apart[i];
		for (k = i + 1; k < v->systems; k++)
			if (!is_one_of(apart, k))
				fprintf(f, "not told apart: %s, %s\n",
				    v->system[i]->name, v->system[k]->name);
	}
}

void
interview_print(const struct interview *v, FILE *f)
{
	uint64_t all;
	size_t i;

	fprintf(f, "%zu requests for %zu systems:\n", v->questions, v->systems);
	for (i = 0; i < v->questions; i++)
		fprintf(f, "    %s\n", v->question[i].text);
	all = v->systems == SYSTEMS_MAX ? UINT64_MAX
					: (UINT64_C(1) << v->systems) - 1;
	fputc('\n', f);
	tree_print(v, all, 0, f);
	fputc('\n', f);
	together_print(v, f);
}
