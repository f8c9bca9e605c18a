/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Forecasts: what a table says will come of a request. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/judge/ruling.h"
#include "oracle/base/text.h"
#include "oracle/predict/forecast.h"

static struct forecast_item *
item_find(struct forecast *f, const char *outcome)
{
	size_t i;

	for (i = 0; i < f->count; i++)
		if (strcmp(f->item[i].outcome, outcome) == 0)
			return &f->item[i];
	return NULL;
}

static void
item_add(struct arena *a, struct forecast *f, const char *outcome,
    const struct row *row)
{
	struct forecast_item *it;

	if (item_find(f, outcome) != NULL)
		return;
	f->item = arena_grow(a, f->item, f->count, f->count + 1,
	    sizeof(*f->item), &f->room);
	it = &f->item[f->count++];
	it->outcome = arena_text(a, outcome, strlen(outcome));
	it->row = row;
	it->certain = it->likely = false;
}

/* Adds each answer that the rows of one decision allow. */
static void
document_add(struct arena *a, struct forecast *f, const struct table *t,
    const struct decision *d)
{
	const struct row *r;
	char text[64];
	bool required;
	size_t i, k;

	required = false;
	for (i = 0; i < d->rows; i++) {
		r = &t->row[d->row[i]];
		required = required || !r->may;
		for (k = 0; k < r->answers; k++)
			item_add(a, f,
			    table_answer_text(r->answer[k], text, sizeof(text)),
			    r);
	}
	i = table_otherwise(t);
	if (!required && i < t->rows && decision_of_call(d))
		item_add(a, f, "ok", &t->row[i]);
}

/* The outcome of a system's row, with what socket(2) answers put in. */
static const char *
system_text(struct arena *a, const struct row *row, const struct decision *d)
{
	struct row known = *row;
	struct set s;
	int answer;

	s = d->box.dim[DIM_SOCKET];
	if (row->answers == 1 && row->answer[0] == ANSWER_SOCKET &&
	    set_size(s) == 1) {
		answer = (int)s.range[0].lo;
		known.answer = &answer;
	}
	return table_outcome(a, &known);
}

static void
decision_add(struct arena *a, struct forecast *f, const struct table *t,
    const struct decision *d)
{
	if (t->order == ORDER_ANY)
		document_add(a, f, t, d);
	else if (d->rows == 0)
		item_add(a, f, "inconclusive", NULL);
	else
		item_add(a, f, system_text(a, &t->row[d->row[0]], d),
		    &t->row[d->row[0]]);
}

/* Whether the facts of a decision are those of a socket(2) that succeeds. */
static bool
is_plain(const struct decision *d)
{
	int i;

	for (i = DIM_REQUEST; i < DIM_COUNT; i++)
		if (!set_has(d->box.dim[i], 0))
			return false;
	return true;
}

/* An outcome is certain when every decision has it. */
static void
certainty_mark(struct arena *a, struct forecast *f, const struct table *t,
    const struct decisions *d)
{
	struct forecast one;
	bool has;
	size_t i, k;

	for (k = 0; k < f->count; k++)
		f->item[k].certain = true;
	for (i = 0; i < d->count; i++) {
		memset(&one, 0, sizeof(one));
		decision_add(a, &one, t, &d->list[i]);
		for (k = 0; k < f->count; k++) {
			has = item_find(&one, f->item[k].outcome) != NULL;
			f->item[k].certain = f->item[k].certain && has;
			f->item[k].likely = f->item[k].likely ||
			    (has && is_plain(&d->list[i]));
		}
	}
}

/* Certain ones, likely ones, success, then in the table's order. */
static int
item_order(const void *x, const void *y)
{
	const struct forecast_item *p = x, *q = y;
	unsigned long a, b;

	if (p->certain != q->certain)
		return p->certain ? -1 : 1;
	if (p->likely != q->likely)
		return p->likely ? -1 : 1;
	if ((strcmp(p->outcome, "ok") == 0) != (strcmp(q->outcome, "ok") == 0))
		return strcmp(p->outcome, "ok") == 0 ? -1 : 1;
	a = p->row == NULL ? 0 : p->row->line;
	b = q->row == NULL ? 0 : q->row->line;
	if (a != b)
		return a < b ? -1 : 1;
	return strcmp(p->outcome, q->outcome);
}

void
forecast_decide(struct arena *a, const struct rules *r, const struct box *box,
    struct forecast *f)
{
	struct decisions d;
	size_t i;

	memset(f, 0, sizeof(*f));
	d = rules_decide(a, r, box);
	for (i = 0; i < d.count; i++)
		decision_add(a, f, r->table, &d.list[i]);
	certainty_mark(a, f, r->table, &d);
	if (f->count != 0)
		qsort(f->item, f->count, sizeof(*f->item), item_order);
}

int
forecast_make(struct arena *a, const struct table *t, const struct box *box,
    struct forecast *f, struct diag *why)
{
	struct rules rules;

	if (rules_compile(a, t, &t->numbers, &rules, why) != 0)
		return -1;
	forecast_decide(a, &rules, box, f);
	return 0;
}

static bool
is_fact(const struct condition *c)
{
	return strcmp(c->key, "socket") == 0 ||
	    strcmp(c->key, "privilege") == 0 ||
	    strcmp(c->text, "supported") == 0 ||
	    strcmp(c->text, "unsupported") == 0;
}

static char *
conditions_text(struct arena *a, const struct row *r, bool facts)
{
	struct text_join text = { NULL, 0, 0 };
	const struct condition *c;
	size_t i;

	text_add(a, &text, "%s", "");
	for (i = 0; i < r->conditions; i++) {
		c = &r->condition[i];
		if (!facts || is_fact(c))
			text_add(a, &text, "%s%s=%s", text.used ? " " : "",
			    c->key, c->text);
	}
	return text.text;
}

char *
forecast_conditions(struct arena *a, const struct row *r)
{
	return conditions_text(a, r, false);
}

char *
forecast_facts(struct arena *a, const struct row *r)
{
	return conditions_text(a, r, true);
}

static const char *
clause_id(const struct table *t, const struct forecast_item *it)
{
	return it->row == NULL ? "silent" : t->clause[it->row->clause].id;
}

static void
depends_add(struct arena *a, struct text_join *to, const struct forecast *f)
{
	const char *facts, *lead;
	size_t i;

	lead = "\t";
	for (i = 0; i < f->count; i++) {
		if (f->item[i].certain || f->item[i].row == NULL)
			continue;
		facts = forecast_facts(a, f->item[i].row);
		if (facts[0] == '\0')
			continue;
		text_add(a, to, "%s%s if %s", lead, f->item[i].outcome, facts);
		lead = "; ";
	}
}

char *
forecast_text(struct arena *a, const struct table *t, const struct forecast *f)
{
	struct text_join to = { NULL, 0, 0 };
	size_t i;

	if (f->absent != NULL)
		return text_format(a, "inapplicable\tno number for %s there",
		    f->absent);
	for (i = 0; i < f->count; i++)
		text_add(a, &to, "%s%s", i ? "|" : "", f->item[i].outcome);
	for (i = 0; i < f->count; i++)
		text_add(a, &to, "%s%s", i ? "|" : "\t",
		    clause_id(t, &f->item[i]));
	depends_add(a, &to, f);
	return to.text == NULL ? arena_text(a, "", 0) : to.text;
}
