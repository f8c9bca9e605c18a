/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Learned rows as text. */

#include <string.h>

#include "oracle/learn/rules_text.h"
#include "oracle/table/table.h"
#include "oracle/words/wording.h"

/* The last type that flags= goes with. */
enum { PLAIN_TYPES = 15 };

struct writer {
	struct arena *a;
	const struct cells *c;
	unsigned dims;
	const uint64_t *want, *allow;
	struct phrase p;
};

static bool
has_condition(const struct writer *w, int d)
{
	return w->dims >> d & 1;
}

/* The phrase holds for what s has in dimension d, and nothing else there. */
static void
phrase_narrow(struct writer *w, int d, struct set s)
{
	const struct axis *x = &w->c->space.axis[d];
	uint64_t bit;
	size_t i;

	for (i = 0; i < x->atoms; i++) {
		bit = UINT64_C(1) << i % 64;
		if (!set_within(x->atom[i], s))
			w->p.surely[x->at + i / 64] &= ~bit;
		if (!set_meets(x->atom[i], s))
			w->p.perhaps[x->at + i / 64] &= ~bit;
	}
}

static void
phrase_add(struct writer *w, const struct wording *word)
{
	size_t n, m;
	char *both;

	n = strlen(w->p.text);
	m = strlen(word->text);
	both = arena_get(w->a, n + m + 2);
	memcpy(both, w->p.text, n);
	if (n != 0)
		both[n++] = ' ';
	memcpy(both + n, word->text, m + 1);
	w->p.text = both;
	w->p.items += word->items;
}

/* What lies outside allow in dimension d. */
static struct set
never_of(const struct writer *w, int d)
{
	const struct axis *x = &w->c->space.axis[d];
	struct set s = { NULL, 0 };
	size_t i;

	for (i = 0; i < x->atoms; i++)
		if (!cube_has(&w->c->space, w->allow, d, i))
			s = set_or(w->a, s, x->atom[i]);
	return s;
}

/* A condition in dimension d, unless it would hold for all in within. */
static void
write_plain(struct writer *w, int d, enum wording_kind kind, struct set within)
{
	struct wording word = { .kind = kind };

	word.dim = d == LEARN_FLAGS ? DIM_TYPE : (enum dimension)d;
	word.must = set_and(w->a, cube_values(w->a, &w->c->space, w->want, d),
	    within);
	word.never = set_and(w->a, never_of(w, d), within);
	if (set_empty(word.never))
		return;
	wording_choose(w->a, &word, &w->c->trace->numbers);
	phrase_add(w, &word);
	phrase_narrow(w, d, word.means);
}

/* Types that flags= cannot speak of are named with their flags. */
static void
write_argument(struct writer *w, struct set types, struct set flags)
{
	struct wording word = { .dim = DIM_TYPE, .kind = WORDING_ARGUMENT };
	struct range *r;
	size_t i, k, n;
	int64_t t, f;

	r = arena_get(w->a,
	    (size_t)(set_size(types) * set_size(flags)) * sizeof(*r));
	n = 0;
	for (i = 0; i < types.count; i++)
		for (t = types.range[i].lo; t <= types.range[i].hi; t++)
			for (k = 0; k < flags.count; k++)
				for (f = flags.range[k].lo;
				     f <= flags.range[k].hi; f++, n++)
					r[n].lo = r[n].hi = (int)t | (int)f;
	word.must = set_of(w->a, r, n);
	word.never = set_minus(w->a, dimension_all(w->a, DIM_TYPE), word.must);
	wording_choose(w->a, &word, &w->c->trace->numbers);
	phrase_add(w, &word);
	phrase_narrow(w, DIM_TYPE, types);
	phrase_narrow(w, LEARN_FLAGS, flags);
}

/* A row that names no check speaks of calls alone. */
static void
write_check(struct writer *w)
{
	struct wording word = { .dim = DIM_CHECK };
	struct set call;

	call = set_range(w->a, CHECK_CALL, CHECK_CALL);
	phrase_narrow(w, DIM_CHECK,
	    w->c->checks ? set_minus(w->a, dimension_all(w->a, DIM_CHECK), call)
			 : call);
	if (!w->c->checks)
		return;
	word.must = cube_values(w->a, &w->c->space, w->want, DIM_CHECK);
	word.never = call;
	if (has_condition(w, DIM_CHECK))
		word.never = set_or(w->a, call, never_of(w, DIM_CHECK));
	wording_choose(w->a, &word, &w->c->trace->numbers);
	phrase_add(w, &word);
	phrase_narrow(w, DIM_CHECK, word.means);
}

static void
write_type(struct writer *w)
{
	struct set every, plain, types, flags;

	every = dimension_all(w->a, DIM_TYPE);
	plain = set_range(w->a, 0, PLAIN_TYPES);
	types = cube_values(w->a, &w->c->space, w->want, DIM_TYPE);
	flags = cube_values(w->a, &w->c->space, w->want, LEARN_FLAGS);
	if (!has_condition(w, LEARN_FLAGS)) {
		if (has_condition(w, DIM_TYPE))
			write_plain(w, DIM_TYPE, WORDING_TYPE, every);
	} else if (set_meets(types, plain)) {
		if (has_condition(w, DIM_TYPE))
			write_plain(w, DIM_TYPE, WORDING_TYPE, plain);
		phrase_narrow(w, DIM_TYPE, plain);
		write_plain(w, LEARN_FLAGS, WORDING_FLAGS, every);
	} else
		write_argument(w, types, flags);
}

struct phrase
learn_conditions(struct arena *a, const struct cells *c, unsigned dims,
    const uint64_t *want, const uint64_t *allow)
{
	static const int order[] = {
		DIM_CHECK,
		DIM_DOMAIN,
		DIM_DOMAIN_FACT,
		DIM_TYPE,
		DIM_TYPE_FACT,
		DIM_PROTOCOL,
		DIM_PROTOCOL_FACT,
		DIM_SOCKET,
		DIM_VECTOR,
		DIM_FDS,
		DIM_RESOURCE,
		DIM_PRIVILEGE,
		DIM_ENTRY,
		DIM_ENDS,
	};
	struct writer w = { a, c, dims, want, allow, { "", 0, NULL, NULL } };
	size_t i;

	w.p.surely = cube_full(a, &c->space);
	w.p.perhaps = cube_full(a, &c->space);
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (order[i] == DIM_TYPE)
			write_type(&w);
		else if (order[i] == DIM_CHECK)
			write_check(&w);
		else if (has_condition(&w, order[i]))
			write_plain(&w, order[i], WORDING_PLAIN,
			    dimension_all(a, (enum dimension)order[i]));
	return w.p;
}

/*
 * Every value of effect e in the outcomes, as a row allows them.  Numbers
 * from 32 on cannot stand in a list: of several, any will do.
 */
static void
effect_gather(const struct label *l, enum effect e, struct row *r)
{
	unsigned v, first;
	size_t i;

	first = outcome_effect(l->outcome[0], e);
	r->effects = outcome_with(r->effects, e, first);
	for (i = 0; i < l->outcomes; i++) {
		v = outcome_effect(l->outcome[i], e);
		r->named[e] = r->named[e] || v != 0;
		r->any[e] = r->any[e] || (v != first && (v | first) >= 32);
		if (v < 32)
			r->allow[e] |= UINT32_C(1) << v;
	}
	if (r->any[e])
		r->allow[e] = 0;
}

const char *
learn_outcome(struct arena *a, const struct label *l)
{
	struct row r = { .answers = 0 };
	char *text;
	size_t i, size;
	int e, answer;

	r.answer = arena_get(a, (l->outcomes + 1) * sizeof(*r.answer));
	for (i = 0; i < l->outcomes; i++) {
		answer = l->socket ? ANSWER_SOCKET
				   : outcome_answer(l->outcome[i]);
		if (!table_row_has(&r, answer))
			r.answer[r.answers++] = answer;
	}
	for (e = 0; e < EFFECT_COUNT; e++)
		effect_gather(l, (enum effect)e, &r);
	size = 32 * (l->outcomes + 1) + EFFECT_COUNT * 160;
	text = arena_get(a, size);
	return table_outcome_text(&r, text, size);
}
