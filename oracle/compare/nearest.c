/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which systems a host behaves like. */

#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/compare/nearest.h"

enum { FINDINGS_SHOWN = 3 }; /* a system */

static int
judgement_order(const void *x, const void *y)
{
	static const enum verdict order[] = {
		VERDICT_FAILED,
		VERDICT_INCONCLUSIVE,
	};
	const struct judgement *a = x, *b = y;
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a->requests[order[i]] != b->requests[order[i]])
			return a->requests[order[i]] < b->requests[order[i]]
			    ? -1
			    : 1;
	return strcmp(a->table->name, b->table->name);
}

int
ranking_make(struct ranking *r, const struct tables *tables,
    const struct trace *t, struct diag *why)
{
	const struct table *table;
	size_t i;

	r->count = 0;
	r->list = calloc(tables->count + 1, sizeof(*r->list));
	if (r->list == NULL)
		return diag_set(why, "out of memory");
	for (i = 0; i < tables->count; i++) {
		table = &tables->table[i];
		if (table->order == ORDER_FIRST &&
		    judge_trace(&r->list[r->count++], table, t, NULL, why) != 0)
			return -1;
	}
	if (r->count == 0)
		return diag_set(why,
		    "no table is that of a system; leave -t"
		    " out, or name one of order first");
	qsort(r->list, r->count, sizeof(*r->list), judgement_order);
	return 0;
}

void
ranking_free(struct ranking *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		judgement_free(&r->list[i]);
	free(r->list);
}

/* The deviation of the most requests, but after last; NULL without one. */
static const struct finding *
finding_next(const struct judgement *j, const struct finding *last)
{
	const struct finding *f, *best;
	size_t i;

	best = NULL;
	for (i = 0; i < j->findings; i++) {
		f = &j->finding[i];
		if (f->verdict != VERDICT_FAILED ||
		    (last != NULL &&
			(f->requests > last->requests ||
			    (f->requests == last->requests && f <= last))))
			continue;
		if (best == NULL || f->requests > best->requests)
			best = f;
	}
	return best;
}

/* Requests whose answer was right, and something beside it was not. */
static uint64_t
effects_only(const struct judgement *j)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < j->findings; i++)
		if (j->finding[i].verdict == VERDICT_FAILED &&
		    j->finding[i].kind == DEVIATION_SIDE_EFFECT)
			n += j->finding[i].requests;
	return n;
}

static void
system_print(const struct judgement *j, FILE *f)
{
	const struct finding *one;
	char count[TEXT_COUNT_SIZE];
	int i;

	fprintf(f, "%s\tdiffers in %s request%s", j->table->name,
	    text_count(j->requests[VERDICT_FAILED], count),
	    j->requests[VERDICT_FAILED] == 1 ? "" : "s");
	if (effects_only(j) != 0)
		fprintf(f, ", %s of them only in effects",
		    text_count(effects_only(j), count));
	if (j->requests[VERDICT_INCONCLUSIVE] != 0)
		fprintf(f, "; %s inconclusive",
		    text_count(j->requests[VERDICT_INCONCLUSIVE], count));
	fprintf(f, "\t%s\n", j->table->title);
	one = NULL;
	for (i = 0; i < FINDINGS_SHOWN; i++) {
		one = finding_next(j, one);
		if (one == NULL)
			break;
		fprintf(f, "    %s as %s: predicted %s, got %s\n",
		    text_count(one->requests, count), one->witness,
		    one->allowed, one->got);
	}
}

void
ranking_print(const struct ranking *r, FILE *f)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		system_print(&r->list[i], f);
}
