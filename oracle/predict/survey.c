/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What many tables say of one request. */

#include <stdlib.h>
#include <string.h>

#include "oracle/decide/asked.h"
#include "oracle/predict/survey.h"

static const char silence[] = "inconclusive";

static struct survey_answer *
answer_of(struct arena *a, struct survey *c, const char *answer, size_t len)
{
	struct survey_answer *one;
	size_t i;

	for (i = 0; i < c->answers; i++) {
		one = &c->answer[i];
		if (strlen(one->answer) == len &&
		    memcmp(one->answer, answer, len) == 0)
			return one;
	}
	c->answer = arena_grow(a, c->answer, c->answers, c->answers + 1,
	    sizeof(*c->answer), &c->room);
	one = &c->answer[c->answers++];
	memset(one, 0, sizeof(*one));
	one->answer = arena_text(a, answer, len);
	return one;
}

/* Counts the table for each answer of an item: "ENFILE|ENOMEM vector=kept". */
static void
item_count(struct arena *a, struct survey *c, const struct table *t,
    const struct forecast_item *it)
{
	const char *p;
	struct survey_answer *one;
	size_t len;

	for (p = it->outcome;; p += len + 1) {
		len = strcspn(p, "| ");
		one = answer_of(a, c, p, len);
		one->source = arena_grow(a, one->source, one->sources,
		    one->sources + 1, sizeof(*one->source), &one->room);
		if (one->sources == 0 ||
		    one->source[one->sources - 1].table != t) {
			one->tables++;
			one->likely += it->certain || it->likely;
		}
		one->source[one->sources].table = t;
		one->source[one->sources++].item = it;
		if (p[len] != '|')
			return;
	}
}

static int
table_ask(struct arena *a, struct survey *c, const struct table *t, int argc,
    char **argv, struct diag *why)
{
	struct forecast f;
	struct box box;
	size_t i;

	c->miss[c->misses].table = t;
	c->miss[c->misses].name = request_absent(argc, argv, &t->numbers);
	if (c->miss[c->misses].name != NULL) {
		c->misses++;
		return 0;
	}
	if (request_read(a, argc, argv, &t->numbers, &box, why) != 0 ||
	    forecast_make(a, t, &box, &f, why) != 0)
		return -1;
	c->asked++;
	for (i = 0; i < f.count; i++)
		item_count(a, c, t, &f.item[i]);
	return 0;
}

static int
answer_order(const void *x, const void *y)
{
	const struct survey_answer *p = x, *q = y;
	int a, b;

	a = strcmp(p->answer, silence) == 0;
	b = strcmp(q->answer, silence) == 0;
	if (a != b)
		return a - b;
	if (p->likely != q->likely)
		return p->likely > q->likely ? -1 : 1;
	if (p->tables != q->tables)
		return p->tables > q->tables ? -1 : 1;
	return strcmp(p->answer, q->answer);
}

int
survey_make(struct arena *a, const struct tables *t, int argc, char **argv,
    struct survey *c, struct diag *why)
{
	size_t i;

	memset(c, 0, sizeof(*c));
	c->miss = arena_get(a, (t->count + 1) * sizeof(*c->miss));
	for (i = 0; i < t->count; i++)
		if (table_ask(a, c, &t->table[i], argc, argv, why) != 0)
			return -1;
	if (c->asked == 0)
		return diag_set(why,
		    "no table has a number for %s; give a"
		    " number",
		    c->miss[0].name);
	if (c->answers != 0)
		qsort(c->answer, c->answers, sizeof(*c->answer), answer_order);
	return 0;
}
