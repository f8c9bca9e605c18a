/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The judge: lays a table over a trace. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/facts.h"
#include "oracle/judge.h"

/* What judging one observation needs. */
struct bench {
	struct judgement *j;
	struct rules rules;
	struct facts facts;
	const struct observation *o;
	struct arena scratch;	/* freed after each observation */
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

static const char *
keep(struct judgement *j, const char *text)
{
	return arena_text(&j->arena, text, strlen(text));
}

static struct finding *
finding_find(struct judgement *j, const struct ruling *r)
{
	struct finding *f;
	size_t i;

	for (i = 0; i < j->findings; i++) {
		f = &j->finding[i];
		if (f->verdict == r->verdict && f->kind == r->kind &&
		    f->clause == r->clause && strcmp(f->got, r->got) == 0)
			return f;
	}
	return NULL;
}

/* "TABLE:CLAUSE:GOT", blanks as commas. */
static const char *
finding_id(struct judgement *j, const struct ruling *r)
{
	char id[300], *p;

	snprintf(id, sizeof(id), "%s:%s:%s", j->table->name,
	    r->clause == CLAUSE_NONE ? "silent" :
	    j->table->clause[r->clause].id, r->got);
	for (p = id; *p != '\0'; p++)
		if (*p == ' ')
			*p = ',';
	return keep(j, id);
}

static struct finding *
finding_new(struct judgement *j, const struct ruling *r)
{
	struct finding *f;

	j->finding = arena_grow(&j->arena, j->finding, j->findings,
	    j->findings + 1, sizeof(*j->finding), &j->room);
	f = &j->finding[j->findings++];
	memset(f, 0, sizeof(*f));
	f->verdict = r->verdict;
	f->kind = r->kind;
	f->clause = r->clause;
	f->got = keep(j, r->got);
	f->id = finding_id(j, r);
	return f;
}

static void
finding_add(struct bench *b, const struct ruling *r, const struct box *box)
{
	const struct numbering *n = &b->j->trace->numbers;
	struct finding *f;
	char text[400];
	int far;

	f = finding_find(b->j, r);
	if (f == NULL)
		f = finding_new(b->j, r);
	far = box_distance(box, n);
	if (f->requests == 0 || far < f->distance) {
		f->distance = far;
		f->allowed = keep(b->j, r->allowed);
		f->line = b->o->line;
		f->witness = keep(b->j, box_witness(box, n, text,
		    sizeof(text)));
	}
	f->requests += box_size(box);
}

/* A passed ruling counts for every row that allows the answer. */
static void
clauses_count(struct bench *b, const struct ruling *r,
    const struct decision *d, const struct box *box)
{
	const struct row *row;
	bool counted;
	size_t i;

	counted = false;
	for (i = 0; d != NULL && r->verdict == VERDICT_PASSED && i < d->rows;
	    i++) {
		row = &b->j->table->row[d->row[i]];
		if (b->j->table->order == ORDER_ANY &&
		    !table_row_has(row, outcome_answer(b->o->outcome)))
			continue;
		b->j->clause[row->clause].requests[VERDICT_PASSED] +=
		    box_size(box);
		counted = true;
	}
	if (!counted && r->clause != CLAUSE_NONE)
		b->j->clause[r->clause].requests[r->verdict] += box_size(box);
}

/* d is NULL for a ruling on effects. */
static void
ruling_count(struct bench *b, const struct ruling *r,
    const struct decision *d, const struct box *box)
{
	clauses_count(b, r, d, box);
	if (r->verdict == VERDICT_FAILED || r->verdict == VERDICT_CANT_TELL)
		finding_add(b, r, box);
}

static struct group *
group_add(struct bench *b, struct groups *to, const struct group *from,
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

/* Gives the requests of d to its groups, splitting them where needed. */
static struct groups
group_split(struct bench *b, const struct groups *from,
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
groups_of(struct bench *b, const struct box *part,
    const struct decisions *d)
{
	struct groups groups = { NULL, 0, 0 };
	struct group none = { *part, NULL, 0 };
	size_t i;

	group_add(b, &groups, &none, part);
	for (i = 0; i < d->count; i++)
		groups = group_split(b, &groups, &d->list[i]);
	return groups;
}

/* Where unknown facts lead to different verdicts, it cannot be told. */
static struct ruling
group_ruling(struct bench *b, const struct group *g)
{
	const struct judgement *j = b->j;
	struct ruling first, next;
	size_t i;

	first = ruling_answer(&b->scratch, j->table, g->may[0],
	    b->o->outcome, j->trace->unseen);
	for (i = 1; i < g->count; i++) {
		next = ruling_answer(&b->scratch, j->table, g->may[i],
		    b->o->outcome, j->trace->unseen);
		if (next.verdict == first.verdict)
			continue;
		first.verdict = VERDICT_CANT_TELL;
		first.kind = DEVIATION_NONE;
	}
	return first;
}

static void
rows_count(struct bench *b, const struct decision *d, const struct box *box)
{
	size_t i, other;

	for (i = 0; i < d->rows; i++)
		b->j->row[d->row[i]] += box_size(box);
	other = ruling_otherwise(b->j->table);
	if (d->rows == 0 && other < b->j->table->rows)
		b->j->row[other] += box_size(box);
}

static void
judge_answer(struct bench *b, const struct box *part)
{
	struct decisions d;
	struct groups groups;
	struct ruling r;
	size_t i;

	d = rules_decide(&b->scratch, &b->rules, part);
	groups = groups_of(b, part, &d);
	for (i = 0; i < groups.count; i++) {
		r = group_ruling(b, &groups.list[i]);
		b->j->requests[r.verdict] += box_size(&groups.list[i].box);
		ruling_count(b, &r, groups.list[i].may[0],
		    &groups.list[i].box);
		rows_count(b, groups.list[i].may[0], &groups.list[i].box);
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
judge_effects(struct bench *b, const struct box *part)
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
		ruling_count(b, &r, NULL, &both);
		b->j->row[i] += box_size(&both);
	}
}

/*
 * An answer that both ends gave stands in one box; one that stands there for
 * one end alone, where both were asked, tells the ends apart.
 */
static struct ruling
ends_ruling(struct bench *b, const struct row *row)
{
	struct ruling r = { VERDICT_PASSED, DEVIATION_NONE, row->clause,
	    "alike from both ends", "" };
	const struct box *axes = &b->j->trace->sweep[b->o->sweep].axes;
	char text[200], answer[64];
	int check;

	if (set_size(axes->dim[DIM_ENDS]) < ENDS_COUNT)
		r.verdict = VERDICT_UNTESTED;
	else if (set_size(b->o->box.dim[DIM_ENDS]) < ENDS_COUNT) {
		check = (int)b->o->box.dim[DIM_CHECK].range[0].lo;
		r.verdict = VERDICT_FAILED;
		r.kind = DEVIATION_SIDE_EFFECT;
		snprintf(text, sizeof(text), "%s=%s from one end",
		    dimension_word(DIM_CHECK, check), answer_text(
		    outcome_answer(b->o->outcome), answer, sizeof(answer)));
		r.got = arena_text(&b->scratch, text, strlen(text));
	}
	return r;
}

static void
judge_ends(struct bench *b, const struct box *part)
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
		ruling_count(b, &r, NULL, part);
		b->j->row[i] += box_size(part);
	}
}

static void
judge_observation(struct bench *b, const struct box *only)
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

/* Whether the row asks for something that the trace says it left out. */
static const char *
row_reason(const struct bench *b, size_t row)
{
	const struct trace *tr = b->j->trace;
	const struct trace_untested *u;
	size_t i;
	int e;

	for (i = 0; i < tr->untesteds; i++) {
		u = &tr->untested[i];
		if (!set_has(b->rules.box[row].dim[u->dim],
		    dimension_default(u->dim, &tr->numbers)) &&
		    set_meets(b->rules.box[row].dim[u->dim], u->set))
			return u->reason;
	}
	for (e = 0; e < EFFECT_COUNT; e++)
		if (b->j->table->row[row].named[e] && tr->unseen[e])
			return "this host does not show that effect";
	return NULL;
}

static const char *
clause_reason(const struct bench *b, size_t clause)
{
	const struct table *t = b->j->table;
	const char *reason;
	size_t i;

	if (t->clause[clause].untestable != NULL)
		return t->clause[clause].untestable;
	for (i = 0; i < t->rows; i++)
		if (t->row[i].clause == clause &&
		    (reason = row_reason(b, i)) != NULL)
			return reason;
	return "no request of the trace meets its condition";
}

static void
clauses_finish(struct bench *b)
{
	static const enum verdict rank[] = {
		VERDICT_FAILED, VERDICT_PASSED, VERDICT_CANT_TELL
	};
	struct clause_tally *c;
	size_t i, k;

	for (i = 0; i < b->j->table->clauses; i++) {
		c = &b->j->clause[i];
		c->verdict = VERDICT_UNTESTED;
		for (k = 0; k < sizeof(rank) / sizeof(rank[0]); k++)
			if (c->requests[rank[k]] != 0) {
				c->verdict = rank[k];
				break;
			}
		if (c->verdict == VERDICT_UNTESTED)
			c->reason = keep(b->j, clause_reason(b, i));
	}
}

static int
finding_order(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;

	if (a->verdict != b->verdict)
		return a->verdict < b->verdict ? -1 : 1;
	if (a->clause != b->clause)
		return a->clause < b->clause ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance - b->distance;
	return (a->line > b->line) - (a->line < b->line);
}

int
judge(struct judgement *j, const struct table *t, const struct trace *tr,
    const struct box *only, struct diag *why)
{
	struct bench b = { 0 };
	size_t i;

	memset(j, 0, sizeof(*j));
	j->table = t;
	j->trace = tr;
	j->clause = arena_get(&j->arena, t->clauses * sizeof(*j->clause));
	j->row = arena_get(&j->arena, t->rows * sizeof(*j->row));
	b.j = j;
	if (rules_compile(&j->arena, t, &tr->numbers, &b.rules, why) != 0)
		return -1;
	b.facts = facts_of(&j->arena, tr);
	for (i = 0; i < tr->calls; i++) {
		b.o = &tr->call[i];
		judge_observation(&b, only);
	}
	clauses_finish(&b);
	if (j->findings != 0)
		qsort(j->finding, j->findings, sizeof(*j->finding),
		    finding_order);
	return 0;
}

void
judgement_free(struct judgement *j)
{
	arena_free(&j->arena);
}

size_t
judgement_deviations(const struct judgement *j, enum deviation kind)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < j->findings; i++)
		n += j->finding[i].verdict == VERDICT_FAILED &&
		    (kind == DEVIATION_NONE || j->finding[i].kind == kind);
	return n;
}

size_t
judgement_clauses(const struct judgement *j, enum verdict v)
{
	size_t i, n;

	n = 0;
	for (i = 0; i < j->table->clauses; i++)
		n += j->clause[i].verdict == v;
	return n;
}
