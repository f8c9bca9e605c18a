/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Rulings: what a table says of one outcome. */

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/judge/ruling.h"

static const char *const verdicts[VERDICTS] = {
	"passed",
	"failed",
	"inconclusive",
	"inapplicable",
	"untested",
};

static const char *const deviations[DEVIATIONS] = {
	"",
	"wrong errno",
	"undocumented errno",
	"unexpected success",
	"unexpected failure",
	"side effect",
};

const char *
verdict_name(enum verdict v)
{
	return verdicts[v];
}

const char *
deviation_name(enum deviation d)
{
	return deviations[d];
}

/* What the rows of a decision allow together. */
struct allowance {
	const struct row **row;
	size_t rows;
	bool required; /* some row forbids success */
	bool silent;   /* some row cannot tell */
};

static struct allowance
allowance_of(struct arena *a, const struct table *t, const struct decision *d)
{
	struct allowance w = { NULL, 0, false, false };
	const struct row *r;
	size_t i, other;

	w.row = arena_get(a, (d->rows + 1) * sizeof(*w.row));
	for (i = 0; i < d->rows; i++) {
		r = &t->row[d->row[i]];
		w.row[w.rows++] = r;
		if (r->may)
			continue;
		if (table_row_has(r, ANSWER_INCONCLUSIVE))
			w.silent = true;
		else
			w.required = true;
	}
	other = table_otherwise(t);
	if (!w.required && !w.silent && other < t->rows && decision_of_call(d))
		w.row[w.rows++] = &t->row[other];
	return w;
}

/* Whether the row lists answers of which it does not say when they come. */
static bool
row_is_vague(const struct row *r)
{
	return r->may && table_row_has(r, ANSWER_INCONCLUSIVE);
}

/* The row that allows the answer, one that is not vague first, or NULL. */
static const struct row *
allowance_row(const struct allowance *w, int answer)
{
	const struct row *vague;
	size_t i;

	vague = NULL;
	for (i = 0; i < w->rows; i++) {
		if (!table_row_has(w->row[i], answer))
			continue;
		if (!row_is_vague(w->row[i]))
			return w->row[i];
		vague = w->row[i];
	}
	return vague;
}

/*
 * Pages list general errors first, so the last row that applies is the most
 * specific one.
 */
static const struct row *
allowance_closest(const struct allowance *w)
{
	size_t i;

	for (i = w->rows; i > 0; i--)
		if (!row_is_vague(w->row[i - 1]))
			return w->row[i - 1];
	return NULL;
}

/* Every answer of the rows once, in their order, joined by |. */
static const char *
allowance_text(struct arena *a, const struct allowance *w)
{
	uint64_t seen[ANSWER_INCONCLUSIVE / 64 + 1] = { 0 };
	struct text_join t = { NULL, 0, 0 };
	char word[32];
	size_t i, j;
	int answer;

	for (i = 0; i < w->rows; i++)
		for (j = 0; j < w->row[i]->answers; j++) {
			answer = w->row[i]->answer[j];
			if (seen[answer / 64] >> answer % 64 & 1)
				continue;
			seen[answer / 64] |= UINT64_C(1) << answer % 64;
			text_add(a, &t, "%s%s", t.used != 0 ? "|" : "",
			    table_answer_text(answer, word, sizeof(word)));
		}
	return t.text == NULL ? "" : t.text;
}

const char *
ruling_allowed(struct arena *a, const struct table *t, const struct decision *d)
{
	struct allowance w;

	if (t->order == ORDER_ANY) {
		w = allowance_of(a, t, d);
		return allowance_text(a, &w);
	}
	return d->rows == 0 ? "inconclusive"
			    : table_outcome(a, &t->row[d->row[0]]);
}

/* Whether the table has this errno for anything at all. */
static bool
is_documented(const struct table *t, int answer)
{
	size_t i;

	for (i = 0; i < t->errors; i++)
		if (t->error[i] == answer)
			return true;
	for (i = 0; i < t->rows; i++)
		if (table_row_has(&t->row[i], answer))
			return true;
	return false;
}

static enum deviation
deviation_of(const struct table *t, int got, bool errno_wanted)
{
	if (got == ANSWER_OK)
		return DEVIATION_UNEXPECTED_SUCCESS;
	if (!answer_is_errno(got))
		return DEVIATION_UNEXPECTED_FAILURE;
	if (!is_documented(t, got))
		return DEVIATION_UNDOCUMENTED_ERRNO;
	return errno_wanted ? DEVIATION_WRONG_ERRNO
			    : DEVIATION_UNEXPECTED_FAILURE;
}

static size_t
clause_of(const struct row *r)
{
	return r == NULL ? CLAUSE_NONE : r->clause;
}

static struct ruling
document_ruling(struct arena *a, const struct table *t,
    const struct decision *d, outcome_t outcome)
{
	struct ruling ruling = { VERDICT_PASSED, DEVIATION_NONE, 0, "", "" };
	struct allowance w;
	const struct row *r;
	char text[64];
	int got;

	got = outcome_answer(outcome);
	w = allowance_of(a, t, d);
	r = allowance_row(&w, got);
	ruling.allowed = allowance_text(a, &w);
	ruling.got = text_format(a, "%s", answer_text(got, text, sizeof(text)));
	ruling.clause = clause_of(r);
	if (r != NULL) {
		if (row_is_vague(r))
			ruling.verdict = VERDICT_INCONCLUSIVE;
		return ruling;
	}
	ruling.clause = clause_of(allowance_closest(&w));
	if (w.rows == 0 && !decision_of_call(d)) {
		ruling.verdict = VERDICT_INAPPLICABLE;
		return ruling;
	}
	if (w.silent || ruling.clause == CLAUSE_NONE) {
		r = allowance_row(&w, ANSWER_INCONCLUSIVE);
		if (r != NULL)
			ruling.clause = r->clause;
		ruling.verdict = VERDICT_INCONCLUSIVE;
		return ruling;
	}
	ruling.verdict = VERDICT_FAILED;
	ruling.kind = deviation_of(t, got, w.required);
	return ruling;
}

/* Whether the row gives the answer; -1 where that depends on facts. */
static int
system_answers(const struct row *r, const struct decision *d, int got)
{
	struct set s;

	if (table_row_has(r, got))
		return 1;
	if (!table_row_has(r, ANSWER_SOCKET))
		return table_row_has(r, ANSWER_INCONCLUSIVE) ? -1 : 0;
	s = d->box.dim[DIM_SOCKET];
	if (set_size(s) != 1)
		return -1;
	return s.range[0].lo == got;
}

static bool
effect_allowed(const struct row *r, enum effect e, outcome_t outcome)
{
	unsigned v;

	v = outcome_effect(outcome, e);
	return r->any[e] || v == outcome_effect(r->effects, e) ||
	    (v < 32 && (r->allow[e] >> v & 1));
}

/* Whether every effect that can be seen is one that the row allows. */
static bool
effects_allowed(const struct row *r, outcome_t outcome, const bool *unseen)
{
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		if (!unseen[e] && !effect_allowed(r, (enum effect)e, outcome))
			return false;
	return true;
}

static struct ruling
system_ruling(struct arena *a, const struct table *t, const struct decision *d,
    outcome_t outcome, const bool *unseen)
{
	struct ruling ruling = { VERDICT_INCONCLUSIVE, DEVIATION_NONE,
		CLAUSE_NONE, "", "" };
	const struct row *r;
	int answers;

	ruling.allowed = ruling_allowed(a, t, d);
	ruling.got = text_outcome(a, outcome);
	if (d->rows == 0) {
		if (!decision_of_call(d))
			ruling.verdict = VERDICT_INAPPLICABLE;
		return ruling;
	}
	r = &t->row[d->row[0]];
	ruling.clause = r->clause;
	answers = system_answers(r, d, outcome_answer(outcome));
	if (answers < 0)
		return ruling;
	ruling.verdict = VERDICT_PASSED;
	if (answers == 0) {
		ruling.verdict = VERDICT_FAILED;
		ruling.kind = deviation_of(t, outcome_answer(outcome),
		    !table_row_has(r, ANSWER_OK));
	} else if (!effects_allowed(r, outcome, unseen)) {
		ruling.verdict = VERDICT_FAILED;
		ruling.kind = DEVIATION_SIDE_EFFECT;
	}
	return ruling;
}

struct ruling
ruling_answer(struct arena *a, const struct table *t, const struct decision *d,
    outcome_t outcome, const bool *unseen)
{
	if (t->order == ORDER_ANY)
		return document_ruling(a, t, d, outcome);
	return system_ruling(a, t, d, outcome, unseen);
}

/* The effects that the row names, as outcome has them. */
static const char *
named_text(struct arena *a, const struct row *r, outcome_t outcome)
{
	struct row shown = *r;

	if (outcome != r->effects) {
		shown.effects = outcome;
		memset(shown.any, 0, sizeof(shown.any));
		memset(shown.allow, 0, sizeof(shown.allow));
	}
	shown.answers = 0;
	return table_outcome(a, &shown);
}

struct ruling
ruling_effects(struct arena *a, const struct row *r, outcome_t outcome,
    const bool *unseen)
{
	struct ruling ruling = { VERDICT_PASSED, DEVIATION_NONE, 0, "", "" };
	enum effect e;
	int i;

	ruling.clause = r->clause;
	ruling.allowed = named_text(a, r, r->effects);
	ruling.got = named_text(a, r, outcome);
	for (i = 0; i < EFFECT_COUNT; i++) {
		e = (enum effect)i;
		if (!r->named[e])
			continue;
		if (unseen[e] && ruling.verdict == VERDICT_PASSED)
			ruling.verdict = VERDICT_UNTESTED;
		else if (!unseen[e] && !effect_allowed(r, e, outcome)) {
			ruling.verdict = VERDICT_FAILED;
			ruling.kind = DEVIATION_SIDE_EFFECT;
		}
	}
	return ruling;
}
