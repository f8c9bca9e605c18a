/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Why calls failed. */

#include <stdio.h>
#include <string.h>

#include "oracle/decide/facts.h"
#include "oracle/decide/rules.h"
#include "oracle/precedence/reasons.h"

static const struct {
	const char *condition;
	const char *text;
} reasons[REASONS] = {
#define REASON(condition, text) { condition, text },
#include "oracle/precedence/reason.def"
#undef REASON
};

/* What telling reasons needs. */
struct teller {
	const struct trace *trace;
	const struct errnos *errnos;
	struct table table; /* a row a reason */
	struct rules rules;
	struct facts facts;
	struct arena scratch; /* freed after each observation */
	struct reason *reason;
};

const char *
reason_text(int reason)
{
	return reasons[reason].text;
}

/* The reasons as a document, so that rules can find which of them hold. */
static int
table_make(struct teller *w, struct arena *a, struct diag *why)
{
	char text[4096] = "table reasons\norder any\nclause c 1\n";
	size_t used;
	int i;

	used = strlen(text);
	for (i = 0; i < REASONS && used < sizeof(text); i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "when %s => EIO\n", reasons[i].condition);
	if (table_read(&w->table, text, strlen(text), "reasons", why) != 0)
		return -1;
	return rules_compile(a, &w->table, &w->trace->numbers, &w->rules, why);
}

/* What socket(2) was not asked it is taken to answer as the call did. */
static void
facts_assume(struct arena *a, struct box *b, int answer)
{
	static const struct {
		int symbol;
		enum dimension blames;
	} errnos[] = {
		{ SYM_EAFNOSUPPORT, DIM_DOMAIN_FACT },
		{ SYM_EPROTOTYPE, DIM_TYPE_FACT },
		{ SYM_ESOCKTNOSUPPORT, DIM_TYPE_FACT },
		{ SYM_EPROTONOSUPPORT, DIM_PROTOCOL_FACT },
	};
	size_t i;
	int d, v;

	for (d = DIM_REQUEST; d < DIM_COUNT; d++) {
		if (set_size(b->dim[d]) == 1)
			continue;
		v = d == DIM_SOCKET ? answer : 0;
		for (i = 0; i < sizeof(errnos) / sizeof(errnos[0]); i++)
			if (answer == ANSWER_SYMBOL + errnos[i].symbol &&
			    d == (int)errnos[i].blames)
				v = 1;
		b->dim[d] = set_range(a, v, v);
	}
}

/* How many dimensions of the box exclude the usual value. */
static int
distance(const struct box *b, const struct numbering *n)
{
	int d, far;

	far = 0;
	for (d = 0; d < DIM_REQUEST; d++)
		far += !set_has(b->dim[d],
		    dimension_default((enum dimension)d, n));
	return far;
}

/* A box that outlives the scratch arena. */
static struct box
box_keep(struct arena *a, const struct box *b)
{
	struct box kept;
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		kept.dim[d] = set_of(a, b->dim[d].range, b->dim[d].count);
	return kept;
}

static void
reason_count(struct teller *w, struct arena *a, size_t which, size_t reason,
    const struct box *b)
{
	struct reason *r = &w->reason[which * REASONS + reason];

	if (r->requests == 0 ||
	    distance(b, &w->trace->numbers) <
		distance(&r->simplest, &w->trace->numbers))
		r->simplest = box_keep(a, b);
	r->requests += box_size(b);
}

/* Only what is wrong in one way shows what that way leads to. */
static void
observation_tell(struct teller *w, struct arena *a, const struct observation *o,
    size_t which)
{
	struct box_list parts = { NULL, 0, 0 };
	struct decisions d;
	size_t i, k;

	facts_split(&w->scratch, &w->facts, &o->box, &parts);
	for (i = 0; i < parts.count; i++) {
		facts_assume(&w->scratch, &parts.box[i],
		    outcome_answer(o->outcome));
		d = rules_decide(&w->scratch, &w->rules, &parts.box[i]);
		for (k = 0; k < d.count; k++)
			if (d.list[k].rows == 1)
				reason_count(w, a, which, d.list[k].row[0],
				    &d.list[k].box);
	}
	arena_free(&w->scratch);
}

static void
errno_tell(struct teller *w, struct arena *a, size_t which)
{
	const struct trace *t = w->trace;
	size_t i;

	for (i = 0; i < t->calls; i++)
		if (outcome_answer(t->call[i].outcome) ==
			w->errnos->list[which].answer &&
		    set_has(t->call[i].box.dim[DIM_CHECK], CHECK_CALL))
			observation_tell(w, a, &t->call[i], which);
}

struct reason *
reasons_of(struct arena *a, const struct trace *t, const struct errnos *e,
    struct diag *why)
{
	struct teller w = { .trace = t, .errnos = e };
	size_t i;

	if (table_make(&w, a, why) == 0) {
		w.facts = facts_of(a, t);
		w.reason = arena_get(a,
		    (e->count + 1) * REASONS * sizeof(*w.reason));
		for (i = 0; i < e->count; i++)
			errno_tell(&w, a, i);
	}
	table_free(&w.table);
	return w.reason;
}
