/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Differences by meaning: of two tables, over every request on every host; of
 * two traces; and of a trace and a table.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/compare/diff.h"
#include "oracle/decide/facts.h"
#include "oracle/judge/ruling.h"
#include "oracle/words/origin.h"

/*
 * Whether a document allows an outcome over box: the rows of its decision,
 * and what it demands of effects.  unseen are effects that do not count.
 * What is not allowed is put in *want.
 */
static bool
document_allows(struct arena *a, const struct rules *r,
    const struct decision *d, const struct box *box, outcome_t outcome,
    const bool *unseen, const char **want)
{
	struct ruling ruling;
	enum row_kind kind;
	struct box both;
	size_t i;

	ruling = ruling_answer(a, r->table, d, outcome, unseen);
	*want = ruling.allowed;
	if (ruling.verdict == VERDICT_FAILED)
		return false;
	kind = outcome_answer(outcome) == ANSWER_OK ? ROW_SUCCESS : ROW_FAILURE;
	for (i = 0; i < r->count; i++) {
		if (r->table->row[i].kind != kind ||
		    (kind == ROW_FAILURE &&
			!answer_is_errno(outcome_answer(outcome))) ||
		    !box_and(a, box, &r->box[i], &both))
			continue;
		ruling = ruling_effects(a, &r->table->row[i], outcome, unseen);
		*want = ruling.allowed;
		if (ruling.verdict == VERDICT_FAILED)
			return false;
	}
	return true;
}

/* Two tables. */
struct pair {
	struct differences *d;
	struct rules a, b;
	struct arena scratch;
};

/* Cuts the parts along each row of that kind. */
static struct box_list
rows_split(struct pair *p, const struct rules *r, enum row_kind kind,
    struct box_list parts)
{
	struct box_list next;
	struct box both;
	size_t i, k;

	for (i = 0; i < r->count; i++) {
		if (r->table->row[i].kind != kind)
			continue;
		memset(&next, 0, sizeof(next));
		for (k = 0; k < parts.count; k++) {
			if (box_and(&p->scratch, &parts.box[k], &r->box[i],
				&both)) {
				box_add(&p->scratch, &next, &both);
				box_minus(&p->scratch, &parts.box[k],
				    &r->box[i], &next);
			} else
				box_add(&p->scratch, &next, &parts.box[k]);
		}
		parts = next;
	}
	return parts;
}

/* The values of an effect that every row of that kind allows there. */
static uint32_t
effect_mask(struct pair *p, const struct rules *r, enum row_kind kind,
    const struct box *part, enum effect e)
{
	uint32_t mask;
	size_t i;

	mask = UINT32_MAX;
	for (i = 0; i < r->count; i++)
		if (r->table->row[i].kind == kind &&
		    r->table->row[i].named[e] && !r->table->row[i].any[e] &&
		    box_within(&p->scratch, part, &r->box[i]))
			mask &= r->table->row[i].allow[e];
	return mask;
}

/* "after success: unnamed=good", or that nothing is said. */
static const char *
mask_text(struct arena *a, enum row_kind kind, enum effect e, uint32_t mask)
{
	struct row r = { .answers = 0 };

	r.named[e] = true;
	r.allow[e] = mask;
	return text_format(a, "%s: %s%s",
	    kind == ROW_SUCCESS ? "after success" : "after failure",
	    effect_name(e),
	    mask == UINT32_MAX ? " may be anything"
			       : table_outcome(a, &r) + strlen(effect_name(e)));
}

static void
effects_compare(struct pair *p, enum row_kind kind)
{
	struct box_list parts = { NULL, 0, 0 };
	struct box all;
	uint32_t x, y;
	size_t i;
	int e;

	all = box_all(&p->scratch);
	box_add(&p->scratch, &parts, &all);
	parts = rows_split(p, &p->a, kind, parts);
	parts = rows_split(p, &p->b, kind, parts);
	for (i = 0; i < parts.count; i++)
		for (e = 0; e < EFFECT_COUNT; e++) {
			x = effect_mask(p, &p->a, kind, &parts.box[i],
			    (enum effect)e);
			y = effect_mask(p, &p->b, kind, &parts.box[i],
			    (enum effect)e);
			if (x != y)
				difference_add(p->d, &parts.box[i],
				    mask_text(&p->scratch, kind, (enum effect)e,
					x),
				    mask_text(&p->scratch, kind, (enum effect)e,
					y));
		}
	arena_free(&p->scratch);
}

/* Whether the document wants checks to answer alike from both ends. */
static bool
wants_alike(const struct rules *r)
{
	size_t i;

	for (i = 0; i < r->count; i++)
		if (r->table->row[i].kind == ROW_ENDS)
			return true;
	return false;
}

static void
ends_compare(struct pair *p)
{
	static const char *const word[] = {
		"both ends may be told apart",
		"both ends are alike",
	};
	struct box box;
	bool x = wants_alike(&p->a), y = wants_alike(&p->b);

	if (x == y)
		return;
	box = box_all(&p->scratch);
	box.dim[DIM_CHECK] = set_minus(&p->scratch, box.dim[DIM_CHECK],
	    set_range(&p->scratch, CHECK_CALL, CHECK_CALL));
	difference_add(p->d, &box, word[x], word[y]);
	arena_free(&p->scratch);
}

/* Finds where two documents demand different effects. */
static void
demands_compare(struct pair *p)
{
	effects_compare(p, ROW_SUCCESS);
	effects_compare(p, ROW_FAILURE);
	ends_compare(p);
}

enum { VALUES_MAX = 65536 }; /* of one set that is renumbered */

/* "ok name-length=2 or EFAULT": every outcome that was seen. */
static const char *
seen_text(struct arena *a, const struct origin *o)
{
	struct text_join text = { NULL, 0, 0 };
	size_t i;

	for (i = 0; i < o->outcomes; i++)
		text_add(a, &text, "%s%s", i ? " or " : "",
		    text_outcome(a, o->outcome[i]));
	return text.text;
}

static bool
outcomes_equal(const struct origin *x, const struct origin *y)
{
	return x->outcomes == y->outcomes &&
	    memcmp(x->outcome, y->outcome, x->outcomes * sizeof(*x->outcome)) ==
	    0;
}

/* A host's number of a name as the number that it has by usual. */
static int64_t
value_renumber(enum dimension d, int64_t v, const struct numbering *n)
{
	const struct numbering *usual = numbering_reference();
	unsigned base, flags, to;
	int id;

	flags = d == DIM_TYPE ? (unsigned)numbering_flags(n) : 0;
	base = (unsigned)v & ~flags;
	to = base;
	id = numbering_name(n, d == DIM_TYPE ? SYMBOL_TYPE : SYMBOL_DOMAIN,
	    (int)base);
	if (id >= 0 && usual->known[id])
		to = (unsigned)usual->number[id];
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (flags != 0 && symbol_kind(id) == SYMBOL_FLAG &&
		    n->known[id] && ((unsigned)v & (unsigned)n->number[id]))
			to |= (unsigned)(usual->known[id] ? usual->number[id]
							  : n->number[id]);
	return (int)to;
}

static int
set_renumber(struct arena *a, enum dimension d, struct set *s,
    const struct numbering *n)
{
	struct range *r;
	size_t i, k;
	int64_t v;

	if (set_size(*s) > VALUES_MAX)
		return -1;
	r = arena_get(a, (size_t)set_size(*s) * sizeof(*r));
	for (i = k = 0; i < s->count; i++)
		for (v = s->range[i].lo; v <= s->range[i].hi; v++, k++)
			r[k].lo = r[k].hi = value_renumber(d, v, n);
	*s = set_of(a, r, k);
	return 0;
}

/* Gives every origin the usual numbers. */
static int
origins_renumber(struct arena *a, struct origins *o, const struct trace *t,
    struct diag *why)
{
	struct box *b;
	size_t i;

	memset(&o->hulls, 0, sizeof(o->hulls));
	for (i = 0; i < o->count; i++) {
		b = &o->list[i].box;
		if (set_renumber(a, DIM_DOMAIN, &b->dim[DIM_DOMAIN],
			&t->numbers) != 0 ||
		    set_renumber(a, DIM_TYPE, &b->dim[DIM_TYPE], &t->numbers) !=
			0)
			return diag_set(why,
			    "%s: its numbers are not those of"
			    " the other trace, and it has too many to compare"
			    " by name",
			    t->name);
		hulls_add(a, &o->hulls, b);
	}
	return 0;
}

/* Whether each name of the kinds that boxes use has one number in both. */
static bool
names_agree(const struct numbering *x, const struct numbering *y)
{
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kind(id) <= SYMBOL_FLAG && x->known[id] &&
		    y->known[id] && x->number[id] != y->number[id])
			return false;
	return true;
}

/* How many requests of x are not in y. */
static uint64_t
only_in(const struct origins *x, const struct origins *y)
{
	struct arena scratch = ARENA_INIT;
	struct box_list rest, next;
	uint64_t only;
	size_t i, k, j;

	only = 0;
	for (i = 0; i < x->count; i++) {
		memset(&rest, 0, sizeof(rest));
		box_add(&scratch, &rest, &x->list[i].box);
		for (k = 0; rest.count != 0; k++) {
			k = hulls_next(&y->hulls, k, &x->list[i].box);
			if (k == y->count)
				break;
			if (!requests_meet(&x->list[i].box, &y->list[k].box))
				continue;
			memset(&next, 0, sizeof(next));
			for (j = 0; j < rest.count; j++)
				box_minus(&scratch, &rest.box[j],
				    &y->list[k].box, &next);
			rest = next;
		}
		for (j = 0; j < rest.count; j++)
			only += box_size(&rest.box[j]);
		arena_free(&scratch);
	}
	return only;
}

/* Leaves out effects that either host cannot show. */
static struct origins
origins_seen(struct arena *a, const struct trace *t, const struct trace *other)
{
	struct trace seen = *t;
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		seen.unseen[e] = t->unseen[e] || other->unseen[e];
	return origins_of(a, &seen, SIZE_MAX);
}

/* All values that some origin has in dimension d. */
static struct set
origins_values(struct arena *a, const struct origins *o, int d)
{
	struct range *r;
	size_t i, k, n;

	for (i = n = 0; i < o->count; i++)
		n += o->list[i].box.dim[d].count;
	r = arena_get(a, (n + 1) * sizeof(*r));
	for (i = n = 0; i < o->count; i++)
		for (k = 0; k < o->list[i].box.dim[d].count; k++)
			r[n++] = o->list[i].box.dim[d].range[k];
	return set_of(a, r, n);
}

/* Narrows what was tried to what some origin holds. */
static void
tried_narrow(struct differences *d, const struct origins *o)
{
	struct arena *a = &d->arena;
	struct set s;
	int k;

	for (k = 0; k < DIM_REQUEST; k++) {
		s = origins_values(a, o, k);
		d->tried.dim[k] = set_and(a, d->tried.dim[k], s);
	}
}

static int
diff_traces(struct differences *d, const struct trace *a, const struct trace *b,
    struct diag *why)
{
	struct origins x, y;
	struct box both;
	size_t i, k;

	x = origins_seen(&d->arena, a, b);
	y = origins_seen(&d->arena, b, a);
	d->numbers = a->numbers;
	if (!names_agree(&a->numbers, &b->numbers)) {
		d->numbers = *numbering_reference();
		if (origins_renumber(&d->arena, &x, a, why) != 0 ||
		    origins_renumber(&d->arena, &y, b, why) != 0)
			return -1;
	}
	tried_narrow(d, &x);
	tried_narrow(d, &y);
	for (i = 0; i < x.count; i++)
		for (k = hulls_next(&y.hulls, 0, &x.list[i].box); k < y.count;
		     k = hulls_next(&y.hulls, k + 1, &x.list[i].box))
			if (!outcomes_equal(&x.list[i], &y.list[k]) &&
			    box_and(&d->arena, &x.list[i].box, &y.list[k].box,
				&both))
				difference_add(d, &both,
				    seen_text(&d->arena, &x.list[i]),
				    seen_text(&d->arena, &y.list[k]));
	d->only_a = only_in(&x, &y);
	d->only_b = only_in(&y, &x);
	return 0;
}

/* A trace against the rules of a table. */
struct against {
	struct differences *d;
	const struct trace *trace;
	struct rules rules;
	bool swapped;
	struct arena scratch;
};

/* Whether the table allows the outcome over box. */
static bool
is_allowed(struct against *g, const struct decision *d, const struct box *box,
    outcome_t outcome, const char **want)
{
	struct ruling r;

	if (g->rules.table->order == ORDER_ANY)
		return document_allows(&g->scratch, &g->rules, d, box, outcome,
		    g->trace->unseen, want);
	r = ruling_answer(&g->scratch, g->rules.table, d, outcome,
	    g->trace->unseen);
	*want = r.allowed;
	return r.verdict != VERDICT_FAILED;
}

/* Takes what one decision allows, facts being unknown, out of list. */
static void
allowed_minus(struct against *g, struct box_list *list,
    const struct decision *d, outcome_t outcome)
{
	struct box_list rest = { NULL, 0, 0 };
	struct box along = d->box;
	const char *want;
	size_t i;
	int k;

	if (!is_allowed(g, d, &d->box, outcome, &want))
		return;
	for (k = DIM_REQUEST; k < DIM_COUNT; k++)
		along.dim[k] = dimension_all(&g->scratch, (enum dimension)k);
	for (i = 0; i < list->count; i++)
		box_minus(&g->scratch, &list->box[i], &along, &rest);
	*list = rest;
}

/* On one host facts follow from requests: they are left open. */
static void
left_add(struct against *g, const struct box_list *left, const char *want,
    const char *got)
{
	struct box box;
	size_t i;
	int k;

	for (i = 0; i < left->count; i++) {
		box = left->box[i];
		for (k = DIM_REQUEST; k < DIM_COUNT; k++)
			box.dim[k] = g->d->tried.dim[k];
		difference_add(g->d, &box, g->swapped ? want : got,
		    g->swapped ? got : want);
	}
}

/* One part of an observation, with what is known of facts. */
static void
part_compare(struct against *g, const struct box *part, const struct origin *o)
{
	struct decisions d;
	struct box_list left;
	const char *want, *got;
	size_t i, k, n;

	d = rules_decide(&g->scratch, &g->rules, part);
	got = seen_text(&g->scratch, o);
	for (i = 0; i < d.count; i++) {
		if (d.list[i].rows == 0 && g->rules.table->order == ORDER_FIRST)
			silence_add(g->d,
			    g->swapped ? &g->d->silent_a : &g->d->silent_b,
			    &d.list[i].box, true);
		for (n = 0; n < o->outcomes; n++) {
			if (is_allowed(g, &d.list[i], &d.list[i].box,
				o->outcome[n], &want))
				continue;
			memset(&left, 0, sizeof(left));
			box_add(&g->scratch, &left, &d.list[i].box);
			for (k = 0; k < d.count; k++)
				allowed_minus(g, &left, &d.list[k],
				    o->outcome[n]);
			left_add(g, &left, want, got);
			break;
		}
	}
}

/* swapped: the table is the first of the two. */
static int
diff_trace_table(struct differences *d, const struct trace *trace,
    const struct table *table, bool swapped, struct diag *why)
{
	struct against g = { .d = d, .trace = trace, .swapped = swapped };
	struct box_list parts;
	struct origins o;
	struct facts facts;
	size_t i, k;

	d->numbers = trace->numbers;
	if (rules_compile(&d->arena, table, &d->numbers, &g.rules, why) != 0)
		return -1;
	o = origins_of(&d->arena, trace, SIZE_MAX);
	tried_narrow(d, &o);
	facts = facts_of(&d->arena, trace);
	for (i = 0; i < o.count; i++) {
		memset(&parts, 0, sizeof(parts));
		facts_split(&g.scratch, &facts, &o.list[i].box, &parts);
		for (k = 0; k < parts.count; k++)
			part_compare(&g, &parts.box[k], &o.list[i]);
		arena_free(&g.scratch);
	}
	return 0;
}

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
	struct hulls h = { .hull = NULL };
	struct decisions a, b;
	const struct box *x;
	size_t i, k;

	a = rules_decide(&p->scratch, &p->a, host);
	b = rules_decide(&p->scratch, &p->b, host);
	for (k = 0; k < b.count; k++)
		hulls_add(&p->scratch, &h, &b.list[k].box);
	for (i = 0; i < a.count; i++) {
		x = &a.list[i].box;
		for (k = hulls_next(&h, 0, x); k < b.count;
		     k = hulls_next(&h, k + 1, x))
			decisions_compare(p, &a.list[i], &b.list[k]);
	}
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
		demands_compare(&p);
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
