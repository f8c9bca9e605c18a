/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Differences by meaning; two tables, over every request on every host. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/compare/diff.h"
#include "oracle/compare/diff_parts.h"
#include "oracle/judge/ruling.h"

/*
 * Facts that go together: what socket(2) answers, and which of domain, type
 * and protocol may then be unsupported; see facts.h.
 */
static const struct {
	const char *socket, *domain, *type, *protocol;
} hosts[] = {
	{ "ok", "supported", "supported", "supported" },
	{ "EAFNOSUPPORT", "*", "*", "supported" },
	{ "EPROTONOSUPPORT", "supported", "*", "unsupported" },
	{ "EPERM,EACCES", "supported", "*", "supported" },
	{ "EINVAL", "*", "*", "*" },
	{ "!ok,EAFNOSUPPORT,EPROTONOSUPPORT,EPERM,EACCES,EINVAL", "supported",
	    "*", "*" },
};

struct pair {
	struct differences *d;
	struct rules a, b;
	struct arena scratch;
};

static void
words_set(struct arena *a, struct box *b, enum dimension d, const char *text)
{
	struct diag why;

	dimension_set(a, d, text, strlen(text), numbering_reference(),
	    &b->dim[d], &why);
}

/* Whether some row of either table has a condition on a fact. */
static bool
asks_fact(const struct pair *p, enum dimension d)
{
	size_t i;

	for (i = 0; i < p->a.count; i++)
		if (set_size(p->a.box[i].dim[d]) < 2)
			return true;
	for (i = 0; i < p->b.count; i++)
		if (set_size(p->b.box[i].dim[d]) < 2)
			return true;
	return false;
}

/* An answer of a list, "EFAULT" of "EFAULT|EINVAL vector=first". */
struct word {
	const char *text;
	int length;
};

static int
word_order(const void *x, const void *y)
{
	const struct word *a = x, *b = y;
	const int shorter = a->length < b->length ? a->length : b->length;
	const int order = strncmp(a->text, b->text, (size_t)shorter);

	return order != 0 ? order : a->length - b->length;
}

/* "EFAULT|EINVAL vector=first" with its answers in the order of letters. */
static const char *
says(struct arena *a, const struct rules *r, const struct decision *d)
{
	struct text_join text = { NULL, 0, 0 };
	struct word *word;
	const char *rest;
	size_t n, i;

	rest = ruling_allowed(a, r->table, d);
	word = arena_get(a, (strlen(rest) + 1) * sizeof(*word));
	n = 0;
	do {
		word[n].text = rest;
		word[n].length = (int)strcspn(rest, "| ");
		rest += word[n++].length;
	} while (*rest == '|' && *++rest != '\0');
	qsort(word, n, sizeof(*word), word_order);
	for (i = 0; i < n; i++)
		text_add(a, &text, "%s%.*s", i ? "|" : "", word[i].length,
		    word[i].text);
	text_add(a, &text, "%s", rest);
	return text.text;
}

/* What a system's row says, where the document does not allow it. */
static void
document_against(struct pair *p, const struct decision *doc,
    const struct decision *sys, const struct box *both)
{
	bool swapped = p->a.table->order == ORDER_FIRST;
	const struct rules *rules = swapped ? &p->b : &p->a;
	const struct rules *other = swapped ? &p->a : &p->b;
	const struct row *row;
	const char *want, *got;
	size_t i;
	int answer;

	if (sys->rows == 0)
		return;
	row = &other->table->row[sys->row[0]];
	for (i = 0; i < row->answers; i++) {
		answer = row->answer[i];
		if (answer == ANSWER_SOCKET &&
		    set_size(both->dim[DIM_SOCKET]) == 1)
			answer = (int)both->dim[DIM_SOCKET].range[0].lo;
		if (answer > ANSWER_MAX ||
		    document_allows(&p->scratch, rules, doc, both,
			row->effects | outcome_of(answer), row->any, &want))
			continue;
		got = says(&p->scratch, other, sys);
		difference_add(p->d, both, swapped ? got : want,
		    swapped ? want : got);
		return;
	}
}

/* Of two systems both should speak of a check that one of them speaks of. */
static void
checks_compare(struct pair *p, const struct decision *a,
    const struct decision *b, const struct box *both)
{
	if (p->a.table->order == ORDER_ANY || p->b.table->order == ORDER_ANY)
		return;
	if (a->rows == 0 && b->rows != 0)
		silence_add(p->d, &p->d->silent_a, both, false);
	if (a->rows != 0 && b->rows == 0)
		silence_add(p->d, &p->d->silent_b, both, false);
}

static void
decisions_compare(struct pair *p, const struct decision *a,
    const struct decision *b)
{
	const char *x, *y;
	struct box both;

	if (!box_and(&p->scratch, &a->box, &b->box, &both))
		return;
	if (!decision_of_call(a) && (a->rows == 0 || b->rows == 0)) {
		checks_compare(p, a, b, &both);
		return;
	}
	if (p->a.table->order != p->b.table->order) {
		if (p->a.table->order == ORDER_ANY)
			document_against(p, a, b, &both);
		else
			document_against(p, b, a, &both);
		return;
	}
	x = says(&p->scratch, &p->a, a);
	y = says(&p->scratch, &p->b, b);
	if (strcmp(x, y) != 0)
		difference_add(p->d, &both, x, y);
}

static void
answers_compare(struct pair *p, const struct box *host)
{
	struct decisions a, b;
	size_t i, k;

	a = rules_decide(&p->scratch, &p->a, host);
	b = rules_decide(&p->scratch, &p->b, host);
	for (i = 0; i < a.count; i++)
		for (k = 0; k < b.count; k++)
			decisions_compare(p, &a.list[i], &b.list[k]);
	arena_free(&p->scratch);
}

/* Whether each name that both have has one number. */
static bool
numbers_agree(const struct numbering *a, const struct numbering *b)
{
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (a->known[id] != b->known[id] ||
		    (a->known[id] && a->number[id] != b->number[id]))
			return false;
	return true;
}

/* What rows do not ask for stays as it is. */
static void
hosts_compare(struct pair *p)
{
	bool domain = asks_fact(p, DIM_DOMAIN_FACT);
	bool type = asks_fact(p, DIM_TYPE_FACT);
	bool protocol = asks_fact(p, DIM_PROTOCOL_FACT);
	struct box box;
	size_t i;

	box = box_all(&p->d->arena);
	if (!domain && !type && !protocol) {
		answers_compare(p, &box);
		return;
	}
	for (i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		words_set(&p->d->arena, &box, DIM_SOCKET, hosts[i].socket);
		words_set(&p->d->arena, &box, DIM_DOMAIN_FACT,
		    domain ? hosts[i].domain : "*");
		words_set(&p->d->arena, &box, DIM_TYPE_FACT,
		    type ? hosts[i].type : "*");
		words_set(&p->d->arena, &box, DIM_PROTOCOL_FACT,
		    protocol ? hosts[i].protocol : "*");
		answers_compare(p, &box);
	}
}

static int
diff_tables(struct differences *d, const struct table *a, const struct table *b,
    struct diag *why)
{
	struct pair p = { .d = d };

	d->numbers = numbers_agree(&a->numbers, &b->numbers)
	    ? a->numbers
	    : *numbering_reference();
	if (rules_compile(&d->arena, a, &d->numbers, &p.a, why) != 0 ||
	    rules_compile(&d->arena, b, &d->numbers, &p.b, why) != 0)
		return -1;
	hosts_compare(&p);
	if (a->order == ORDER_ANY && b->order == ORDER_ANY)
		diff_demands(d, &p.a, &p.b);
	return 0;
}

int
diff(struct differences *d, const struct diff_side *a,
    const struct diff_side *b, struct diag *why)
{
	int ret;

	memset(d, 0, sizeof(*d));
	d->tried = box_all(&d->arena);
	if (a->table != NULL && b->table != NULL)
		ret = diff_tables(d, a->table, b->table, why);
	else if (a->table != NULL)
		ret = diff_trace_table(d, b->trace, a->table, true, why);
	else if (b->table != NULL)
		ret = diff_trace_table(d, a->trace, b->table, false, why);
	else
		ret = diff_traces(d, a->trace, b->trace, why);
	if (ret == 0)
		differences_finish(d);
	return ret;
}
