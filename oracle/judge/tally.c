/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tally of clauses. */

#include <string.h>

#include "oracle/judge/tally.h"

void
tally_add(struct judgement *j, const struct ruling *r, const struct decision *d,
    int answer, const struct box *box)
{
	const struct row *row;
	bool counted;
	size_t i;

	counted = false;
	for (i = 0; d != NULL && r->verdict == VERDICT_PASSED && i < d->rows;
	     i++) {
		row = &j->table->row[d->row[i]];
		if (j->table->order == ORDER_ANY && !table_row_has(row, answer))
			continue;
		j->clause[row->clause].requests[VERDICT_PASSED] += box_size(
		    box);
		counted = true;
	}
	if (!counted && r->clause != CLAUSE_NONE)
		j->clause[r->clause].requests[r->verdict] += box_size(box);
}

/* Whether the row asks for something that the trace says it left out. */
static const char *
row_reason(const struct judgement *j, const struct rules *rules, size_t row)
{
	const struct trace *tr = j->trace;
	const struct trace_untested *u;
	size_t i;
	int e;

	for (i = 0; i < tr->untesteds; i++) {
		u = &tr->untested[i];
		if (!set_has(rules->box[row].dim[u->dim],
			dimension_default(u->dim, &tr->numbers)) &&
		    set_meets(rules->box[row].dim[u->dim], u->set))
			return u->reason;
	}
	for (e = 0; e < EFFECT_COUNT; e++)
		if (j->table->row[row].named[e] && tr->unseen[e])
			return "this host does not show that effect";
	return NULL;
}

static const char *
clause_reason(const struct judgement *j, const struct rules *rules,
    size_t clause)
{
	const struct table *t = j->table;
	const char *reason;
	size_t i;

	if (t->clause[clause].untestable != NULL)
		return t->clause[clause].untestable;
	for (i = 0; i < t->rows; i++)
		if (t->row[i].clause == clause &&
		    (reason = row_reason(j, rules, i)) != NULL)
			return reason;
	return "no request of the trace meets its condition";
}

void
tally_finish(struct judgement *j, const struct rules *rules)
{
	static const enum verdict rank[] = {
		VERDICT_FAILED,
		VERDICT_PASSED,
		VERDICT_INCONCLUSIVE,
	};
	struct clause_tally *c;
	const char *reason;
	size_t i, k;

	for (i = 0; i < j->table->clauses; i++) {
		c = &j->clause[i];
		c->verdict = VERDICT_UNTESTED;
		for (k = 0; k < sizeof(rank) / sizeof(rank[0]); k++)
			if (c->requests[rank[k]] != 0) {
				c->verdict = rank[k];
				break;
			}
		if (c->verdict != VERDICT_UNTESTED)
			continue;
		reason = clause_reason(j, rules, i);
		c->reason = arena_text(&j->arena, reason, strlen(reason));
	}
}
