/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The judge: lays a table over a trace. */

#include "oracle/base/text.h"
#include "oracle/decide/facts.h"
#include "oracle/judge/judge.h"

/* What judging one observation needs. */
struct judging {
	struct judgement *j;
	struct rules rules;
	struct facts facts;
	const struct observation *o;
	struct arena scratch; /* freed after each observation */
};

/* Decisions that the same requests may come under, by unknown facts. */
struct group {
	struct box box;
	const struct decision **may;
	size_t count;
};

struct groups {
	struct group *list;
	size_t count;
	size_t room;
};

static struct group *
group_add(struct judging *b, struct groups *to, const struct group *from,
    const struct box *box)
{
	struct group *g;

	to->list = arena_grow(&b->scratch, to->list, to->count, to->count + 1,
	    sizeof(*to->list), &to->room);
	g = &to->list[to->count++];
	*g = *from;
	g->box = *box;
	return g;
}

/* Adds d to the groups of its requests, splitting groups where needed. */
static struct groups
group_split(struct judging *b, const struct groups *from,
    const struct decision *d)
{
	struct groups to = { NULL, 0, 0 };
	struct box_list rest = { NULL, 0, 0 };
	struct box along = d->box, both;
	const struct group *old;
	struct group *g;
	size_t i, k;

	for (i = DIM_REQUEST; i < DIM_COUNT; i++)
		along.dim[i] = dimension_all(&b->scratch, (enum dimension)i);
	for (i = 0; i < from->count; i++) {
		old = &from->list[i];
		if (box_and(&b->scratch, &old->box, &along, &both)) {
			g = group_add(b, &to, old, &both);
			g->may = arena_get(&b->scratch,
			    (old->count + 1) * sizeof(*g->may));
			for (k = 0; k < old->count; k++)
				g->may[k] = old->may[k];
			g->may[g->count++] = d;
		}
		rest.count = 0;
		box_minus(&b->scratch, &old->box, &along, &rest);
		for (k = 0; k < rest.count; k++)
			group_add(b, &to, old, &rest.box[k]);
	}
	return to;
}

static struct groups
groups_of(struct judging *b, const struct box *part, const struct decisions *d)
{
	struct groups groups = { NULL, 0, 0 };
	struct group none = { *part, NULL, 0 };
	size_t i;

	group_add(b, &groups, &none, part);
	for (i = 0; i < d->count; i++)
		groups = group_split(b, &groups, &d->list[i]);
	return groups;
}

/* Whether a failure breaks other clauses, by facts that are in doubt. */
static bool
is_doubtful(const struct judging *b, const struct ruling *first,
    const struct ruling *next)
{
	return b->facts.doubted != 0 && first->verdict == VERDICT_FAILED &&
	    first->clause != next->clause;
}

/* Where unknown facts lead to different verdicts, it is inconclusive. */
static struct ruling
group_ruling(struct judging *b, const struct group *g)
{
	const struct judgement *j = b->j;
	struct ruling first, next;
	size_t i;

	first = ruling_answer(&b->scratch, j->table, g->may[0], b->o->outcome,
	    j->trace->unseen);
	for (i = 1; i < g->count; i++) {
		next = ruling_answer(&b->scratch, j->table, g->may[i],
		    b->o->outcome, j->trace->unseen);
		if (next.verdict == first.verdict &&
		    !is_doubtful(b, &first, &next))
			continue;
		first.verdict = VERDICT_INCONCLUSIVE;
		first.kind = DEVIATION_NONE;
	}
	return first;
}

/* Notes which row decided, or that none of a system's did. */
static void
rows_count(struct judging *b, const struct decision *d, const struct box *box)
{
	const struct table *t = b->j->table;
	size_t i, other;

	for (i = 0; i < d->rows; i++)
		judgement_row(b->j, d->row[i], box);
	other = table_otherwise(t);
	if (d->rows == 0 && other < t->rows)
		judgement_row(b->j, other, box);
	if (d->rows == 0 && t->order == ORDER_FIRST)
		judgement_silence(b->j, b->o, box);
}

static void
judge_answer(struct judging *b, const struct box *part)
{
	const struct group *g;
	struct decisions d;
	struct groups groups;
	struct ruling r;
	size_t i;

	d = rules_decide(&b->scratch, &b->rules, part);
	groups = groups_of(b, part, &d);
	for (i = 0; i < groups.count; i++) {
		g = &groups.list[i];
		r = group_ruling(b, g);
		judgement_answer(b->j, r.verdict, &g->box);
		judgement_add(b->j, &r, g->may[0], b->o, &g->box);
		rows_count(b, g->may[0], &g->box);
	}
}

/* The rows that speak of the effects of such an answer. */
static bool
row_is_for(const struct row *r, int answer)
{
	if (r->kind == ROW_SUCCESS)
		return answer == ANSWER_OK;
	return r->kind == ROW_FAILURE && answer_is_errno(answer);
}

static void
judge_effects(struct judging *b, const struct box *part)
{
	const struct table *t = b->j->table;
	struct ruling r;
	struct box both;
	size_t i;

	for (i = 0; i < t->rows; i++) {
		if (!row_is_for(&t->row[i], outcome_answer(b->o->outcome)) ||
		    !box_and(&b->scratch, part, &b->rules.box[i], &both))
			continue;
		r = ruling_effects(&b->scratch, &t->row[i], b->o->outcome,
		    b->j->trace->unseen);
		judgement_add(b->j, &r, NULL, b->o, &both);
		judgement_row(b->j, i, &both);
	}
}

/*
 * Both ends of a pair must answer a check alike.  Where they do, one box of
 * the trace has both ends; a box with one end, of a sweep that asked both,
 * means that they differ.
 */
static struct ruling
ends_ruling(struct judging *b, const struct row *row)
{
	struct ruling r = { VERDICT_PASSED, DEVIATION_NONE, row->clause,
		"alike from both ends", "" };
	const struct box *axes = &b->j->trace->sweep[b->o->sweep].axes;
	char answer[64];
	int check;

	if (set_size(axes->dim[DIM_ENDS]) < ENDS_COUNT)
		r.verdict = VERDICT_UNTESTED;
	else if (set_size(b->o->box.dim[DIM_ENDS]) < ENDS_COUNT) {
		check = (int)b->o->box.dim[DIM_CHECK].range[0].lo;
		r.verdict = VERDICT_FAILED;
		r.kind = DEVIATION_SIDE_EFFECT;
		r.got = text_format(&b->scratch, "%s=%s from one end",
		    dimension_word(DIM_CHECK, check),
		    answer_text(outcome_answer(b->o->outcome), answer,
			sizeof(answer)));
	}
	return r;
}

static void
judge_ends(struct judging *b, const struct box *part)
{
	const struct table *t = b->j->table;
	struct ruling r;
	size_t i;

	if (set_has(part->dim[DIM_CHECK], CHECK_CALL))
		return;
	for (i = 0; i < t->rows; i++) {
		if (t->row[i].kind != ROW_ENDS)
			continue;
		r = ends_ruling(b, &t->row[i]);
		judgement_add(b->j, &r, NULL, b->o, part);
		judgement_row(b->j, i, part);
	}
}

static void
judge_observation(struct judging *b, const struct box *only)
{
	struct box_list parts = { NULL, 0, 0 };
	struct box box = b->o->box;
	size_t i;

	if (only != NULL && !box_and(&b->scratch, &b->o->box, only, &box))
		return;
	facts_split(&b->scratch, &b->facts, &box, &parts);
	for (i = 0; i < parts.count; i++) {
		judge_answer(b, &parts.box[i]);
		judge_effects(b, &parts.box[i]);
		judge_ends(b, &parts.box[i]);
	}
	arena_free(&b->scratch);
}

int
judge_trace(struct judgement *j, const struct table *t, const struct trace *tr,
    const struct box *only, struct diag *why)
{
	struct judging b = { .j = j };
	size_t i;

	judgement_start(j, t, tr);
	if (rules_compile(&j->arena, t, &tr->numbers, &b.rules, why) != 0)
		return -1;
	b.facts = facts_of(&j->arena, tr);
	j->doubted = b.facts.doubted;
	for (i = 0; i < tr->calls; i++) {
		b.o = &tr->call[i];
		judge_observation(&b, only);
	}
	judgement_finish(j, &b.rules);
	return 0;
}
