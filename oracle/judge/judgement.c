/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What a judgement gathers: findings, and the tally of clauses. */

#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/judge/judgement.h"

enum { SLOTS_FIRST = 64 };

static void
count(uint64_t *to, uint64_t n)
{
	*to = n > UINT64_MAX - *to ? UINT64_MAX : *to + n;
}

void
judgement_start(struct judgement *j, const struct table *t,
    const struct trace *tr)
{
	memset(j, 0, sizeof(*j));
	j->table = t;
	j->trace = tr;
	j->clause = arena_get(&j->arena, (t->clauses + 1) * sizeof(*j->clause));
	j->row = arena_get(&j->arena, (t->rows + 1) * sizeof(*j->row));
}

static const char *
keep(struct judgement *j, const char *text)
{
	return arena_text(&j->arena, text, strlen(text));
}

/* FNV-1a over all that makes two rulings one finding. */
static size_t
ruling_hash(enum verdict v, enum deviation kind, size_t clause, const char *got)
{
	uint64_t h;

	h = UINT64_C(0xcbf29ce484222325) ^ (clause * 64 + v * 8u + kind);
	for (; *got != '\0'; got++)
		h = (h ^ (unsigned char)*got) * UINT64_C(0x100000001b3);
	return (size_t)(h ^ h >> 32);
}

/* The slot of such a finding, or the empty one where it belongs. */
static size_t
slot_find(const struct judgement *j, enum verdict v, enum deviation kind,
    size_t clause, const char *got)
{
	const struct finding *f;
	size_t at;

	at = ruling_hash(v, kind, clause, got) % j->slots;
	for (; j->slot[at] != 0; at = (at + 1) % j->slots) {
		f = &j->finding[j->slot[at] - 1];
		if (f->verdict == v && f->kind == kind && f->clause == clause &&
		    strcmp(f->got, got) == 0)
			break;
	}
	return at;
}

/* The hash is never more than half full. */
static void
slots_grow(struct judgement *j)
{
	const struct finding *f;
	size_t i;

	if (2 * j->findings < j->slots)
		return;
	j->slots = j->slots == 0 ? SLOTS_FIRST : 2 * j->slots;
	j->slot = arena_get(&j->arena, j->slots * sizeof(*j->slot));
	for (i = 0; i < j->findings; i++) {
		f = &j->finding[i];
		j->slot[slot_find(j, f->verdict, f->kind, f->clause, f->got)] =
		    i + 1;
	}
}

/* "TABLE:CLAUSE:GOT", blanks as commas. */
static const char *
finding_id(struct judgement *j, const struct ruling *r)
{
	const char *clause = r->clause == CLAUSE_NONE
	    ? "silent"
	    : j->table->clause[r->clause].id;
	char *id, *p;

	id = text_format(&j->arena, "%s:%s:%s", j->table->name, clause, r->got);
	for (p = id; *p != '\0'; p++)
		if (*p == ' ')
			*p = ',';
	return id;
}

static struct finding *
finding_of(struct judgement *j, const struct ruling *r)
{
	struct finding *f;
	size_t at;

	slots_grow(j);
	at = slot_find(j, r->verdict, r->kind, r->clause, r->got);
	if (j->slot[at] != 0)
		return &j->finding[j->slot[at] - 1];
	j->finding = arena_grow(&j->arena, j->finding, j->findings,
	    j->findings + 1, sizeof(*j->finding), &j->room);
	f = &j->finding[j->findings++];
	memset(f, 0, sizeof(*f));
	f->verdict = r->verdict;
	f->kind = r->kind;
	f->clause = r->clause;
	f->got = keep(j, r->got);
	f->id = finding_id(j, r);
	j->slot[at] = j->findings;
	return f;
}

/* A box of requests that outlives the one given, whatever the facts. */
static struct box
box_keep(struct judgement *j, const struct box *b)
{
	struct box kept;
	int d;

	kept = box_all(&j->arena);
	for (d = 0; d < DIM_REQUEST; d++)
		kept.dim[d] = set_of(&j->arena, b->dim[d].range,
		    b->dim[d].count);
	return kept;
}

static void
finding_add(struct judgement *j, const struct ruling *r,
    const struct observation *o, const struct box *box)
{
	const struct numbering *n = &j->trace->numbers;
	const struct box kept = box_keep(j, box);
	struct finding *f;
	int far;

	f = finding_of(j, r);
	far = box_distance(box, n);
	if (f->requests == 0 || far < f->distance) {
		f->distance = far;
		f->allowed = keep(j, r->allowed);
		f->line = o->line;
		f->outcome = o->outcome;
		f->witness = text_witness(&j->arena, box, n);
	}
	count(&f->requests, box_size(box));
	box_add(&j->arena, &f->region, &kept);
}

void
judgement_add(struct judgement *j, const struct ruling *r,
    const struct decision *d, const struct observation *o,
    const struct box *box)
{
	const int answer = outcome_answer(o->outcome);
	const struct row *row;
	bool counted;
	size_t i;

	counted = false;
	for (i = 0; d != NULL && r->verdict == VERDICT_PASSED && i < d->rows;
	     i++) {
		row = &j->table->row[d->row[i]];
		if (j->table->order == ORDER_ANY && !table_row_has(row, answer))
			continue;
		count(&j->clause[row->clause].requests[VERDICT_PASSED],
		    box_size(box));
		counted = true;
	}
	if (!counted && r->clause != CLAUSE_NONE)
		count(&j->clause[r->clause].requests[r->verdict],
		    box_size(box));
	if (r->verdict == VERDICT_FAILED || r->verdict == VERDICT_INCONCLUSIVE)
		finding_add(j, r, o, box);
}

void
judgement_row(struct judgement *j, size_t row, const struct box *box)
{
	count(&j->row[row], box_size(box));
}

void
judgement_answer(struct judgement *j, enum verdict v, const struct box *box)
{
	count(&j->requests[v], box_size(box));
}

void
judgement_silence(struct judgement *j, const struct observation *o,
    const struct box *box)
{
	const struct numbering *n = &j->trace->numbers;
	struct arena scratch = ARENA_INIT;
	struct box part = *box;
	struct unsaid *u;
	int c, far;

	for (c = 0; c < CHECK_COUNT; c++) {
		if (!set_has(box->dim[DIM_CHECK], c))
			continue;
		part.dim[DIM_CHECK] = set_range(&scratch, c, c);
		u = &j->unsaid[c];
		far = box_distance(&part, n);
		if (u->requests == 0 || far < u->distance) {
			u->distance = far;
			u->witness = text_witness(&j->arena, &part, n);
			u->got = text_outcome(&j->arena, o->outcome);
		}
		count(&u->requests, box_size(&part));
	}
	arena_free(&scratch);
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

/* What was left out is the reason only if no row could do without it. */
static const char *
clause_reason(const struct judgement *j, const struct rules *rules,
    size_t clause)
{
	const struct table *t = j->table;
	const char *reason, *first;
	size_t i;

	if (t->clause[clause].untestable != NULL)
		return t->clause[clause].untestable;
	first = NULL;
	for (i = 0; i < t->rows; i++) {
		if (t->row[i].clause != clause)
			continue;
		reason = row_reason(j, rules, i);
		if (reason == NULL)
			return "no request of the trace meets its condition";
		if (first == NULL)
			first = reason;
	}
	return first != NULL ? first
			     : "no request of the trace meets its condition";
}

static enum verdict
clause_verdict(const struct clause_tally *c)
{
	static const enum verdict rank[] = {
		VERDICT_FAILED,
		VERDICT_PASSED,
		VERDICT_INCONCLUSIVE,
	};
	size_t i;

	for (i = 0; i < sizeof(rank) / sizeof(rank[0]); i++)
		if (c->requests[rank[i]] != 0)
			return rank[i];
	return VERDICT_UNTESTED;
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
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* Whether the box has requests that are checks of a pair. */
static bool
row_is_of_checks(const struct box *b)
{
	const struct set checks = b->dim[DIM_CHECK];

	return set_size(checks) > (set_has(checks, CHECK_CALL) ? 1u : 0u);
}

void
judgement_finish(struct judgement *j, const struct rules *rules)
{
	struct clause_tally *c;
	size_t i;

	for (i = 0; i < j->table->clauses; i++) {
		c = &j->clause[i];
		c->verdict = clause_verdict(c);
		if (c->verdict == VERDICT_UNTESTED)
			c->reason = keep(j, clause_reason(j, rules, i));
	}
	for (i = 0; i < j->table->rows; i++)
		if (j->table->row[i].kind == ROW_WHEN &&
		    row_is_of_checks(&rules->box[i]))
			j->speaks_of_checks = true;
	if (j->findings != 0)
		qsort(j->finding, j->findings, sizeof(*j->finding),
		    finding_order);
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

uint64_t
judgement_unsaid(const struct judgement *j)
{
	uint64_t all;
	int c;

	all = 0;
	for (c = 0; c < CHECK_COUNT; c++)
		count(&all, j->unsaid[c].requests);
	return all;
}

bool
judgement_conforms(const struct judgement *j)
{
	const bool whole = j->speaks_of_checks ||
	    strcmp(trace_header(j->trace, "plan full"), "unknown") != 0;

	return judgement_deviations(j, DEVIATION_NONE) == 0 &&
	    j->unsaid[CHECK_CALL].requests == 0 &&
	    (!whole || judgement_unsaid(j) == 0);
}
