/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Looking tables over. */

#include <string.h>

#include "oracle/base/text.h"
#include "oracle/decide/lint.h"
#include "oracle/decide/rules.h"

enum { CHECKS_SHOWN = 6 };

struct linter {
	struct arena arena;
	const struct table *t;
	struct rules rules;
	FILE *out;
	size_t faults;
};

static void
fault(struct linter *l, unsigned long line, const char *what)
{
	fprintf(l->out, "%s:%lu: %s\n", l->t->file, line, what);
	l->faults++;
}

/* What the rows before number row leave of it. */
static bool
is_reachable(struct linter *l, size_t row)
{
	struct box_list rest = { NULL, 0, 0 }, next;
	size_t i, k;

	box_add(&l->arena, &rest, &l->rules.box[row]);
	for (i = 0; i < row && rest.count != 0; i++) {
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++)
			box_minus(&l->arena, &rest.box[k], &l->rules.box[i],
			    &next);
		rest = next;
	}
	return rest.count != 0;
}

static bool
outcomes_equal(struct arena *a, const struct row *x, const struct row *y)
{
	return x->kind == y->kind && x->may == y->may &&
	    strcmp(table_outcome(a, x), table_outcome(a, y)) == 0;
}

static void
lint_overlap(struct linter *l, size_t row)
{
	const struct row *r = &l->t->row[row];
	size_t i;

	for (i = 0; i < l->t->rows; i++) {
		if (i == row || !outcomes_equal(&l->arena, r, &l->t->row[i]) ||
		    !box_within(&l->arena, &l->rules.box[row],
			&l->rules.box[i]))
			continue;
		if (i > row &&
		    box_within(&l->arena, &l->rules.box[i], &l->rules.box[row]))
			continue;
		fault(l, r->line,
		    "the row says nothing that another row of"
		    " the same outcome does not; take it out");
		return;
	}
}

static bool
box_is_empty(const struct box *b)
{
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		if (set_empty(b->dim[d]))
			return true;
	return false;
}

static void
lint_row(struct linter *l, size_t row)
{
	const struct row *r = &l->t->row[row];

	if (box_is_empty(&l->rules.box[row]))
		fault(l, r->line,
		    "no request meets the row's conditions;"
		    " widen one");
	else if (l->t->order == ORDER_ANY)
		lint_overlap(l, row);
	else if (!is_reachable(l, row))
		fault(l, r->line,
		    "the rows above decide all that this one"
		    " would; move it up or take it out");
}

static void
lint_clause(struct linter *l, size_t clause)
{
	const struct clause *c = &l->t->clause[clause];
	size_t i;
	bool rows;

	rows = false;
	for (i = 0; i < l->t->rows; i++)
		rows = rows || l->t->row[i].clause == clause;
	if (*c->text == '\0')
		fault(l, c->line,
		    "the clause has no text; restate it in your"
		    " own words");
	if (!rows && c->untestable == NULL)
		fault(l, c->line,
		    "the clause has no row; add one, or"
		    " untestable and why");
	if (rows && c->untestable != NULL)
		fault(l, c->line,
		    "the clause has rows and is called"
		    " untestable; choose one");
}

static void
lint_errors(struct linter *l)
{
	char what[120], name[32];
	size_t i, k;

	for (i = 0; i < l->t->errors; i++) {
		for (k = 0; k < l->t->rows; k++)
			if (table_row_has(&l->t->row[k], l->t->error[i]))
				break;
		if (k < l->t->rows)
			continue;
		snprintf(what, sizeof(what),
		    "the document lists %s and no"
		    " row has it; add a clause for it",
		    answer_text(l->t->error[i], name, sizeof(name)));
		fault(l, 1, what);
	}
}

/* Whether some row demands an answer of every request. */
static bool
speaks_of_all(const struct table *t)
{
	const struct row *r;

	for (r = t->row; r < t->row + t->rows; r++)
		if (r->kind == ROW_WHEN && r->conditions == 0 && !r->may)
			return true;
	return false;
}

/* Whether some row of the table speaks of check c. */
static bool
speaks_of(const struct linter *l, int c)
{
	size_t i;

	for (i = 0; i < l->t->rows; i++)
		if (l->t->row[i].kind == ROW_WHEN &&
		    set_has(l->rules.box[i].dim[DIM_CHECK], c))
			return true;
	return false;
}

/* What no row speaks of in box. */
static struct box_list
silence_of(struct linter *l, const struct box *box)
{
	struct box_list rest = { NULL, 0, 0 }, next;
	size_t i, k;

	box_add(&l->arena, &rest, box);
	for (i = 0; i < l->t->rows && rest.count != 0; i++) {
		if (l->t->row[i].kind != ROW_WHEN)
			continue;
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++)
			box_minus(&l->arena, &rest.box[k], &l->rules.box[i],
			    &next);
		rest = next;
	}
	return rest;
}

/* The calls that make a pair, on which checks are made. */
static struct box_list
pairs_of(struct linter *l, const struct box *calls)
{
	struct box_list pairs = { NULL, 0, 0 };
	struct decisions d;
	const struct row *r;
	size_t i;

	d = rules_decide(&l->arena, &l->rules, calls);
	for (i = 0; i < d.count; i++) {
		r = d.list[i].rows == 0 ? NULL : &l->t->row[d.list[i].row[0]];
		if (r != NULL && table_row_has(r, ANSWER_OK))
			box_add(&l->arena, &pairs, &d.list[i].box);
	}
	return pairs;
}

/* Sets partial for checks of which rows speak on some pairs and not others. */
static void
partial_find(struct linter *l, const struct box *calls, bool *partial)
{
	const struct box_list pairs = pairs_of(l, calls);
	struct set checks = set_range(&l->arena, 1, 0);
	struct box_list rest;
	struct box box;
	size_t i, k;
	int c;

	for (i = 0; i < l->t->rows; i++)
		if (l->t->row[i].kind == ROW_WHEN)
			checks = set_or(&l->arena, checks,
			    l->rules.box[i].dim[DIM_CHECK]);
	for (i = 0; i < pairs.count; i++) {
		box = pairs.box[i];
		box.dim[DIM_CHECK] = checks;
		box.dim[DIM_ENDS] = dimension_all(&l->arena, DIM_ENDS);
		rest = silence_of(l, &box);
		for (k = 0; k < rest.count; k++)
			for (c = CHECK_CALL + 1; c < CHECK_COUNT; c++)
				partial[c] = partial[c] ||
				    set_has(rest.box[k].dim[DIM_CHECK], c);
	}
}

/*
 * Names the checks that have rows for some pairs only.  This is no fault: it
 * may not be known what a system does with the others.
 */
static void
lint_partial(struct linter *l, const struct box *calls)
{
	bool partial[CHECK_COUNT] = { false };
	struct text_join t = { NULL, 0, 0 };
	size_t n;
	int c;

	partial_find(l, calls, partial);
	for (n = 0, c = CHECK_CALL + 1; c < CHECK_COUNT; c++) {
		if (!partial[c])
			continue;
		if (n++ < CHECKS_SHOWN)
			text_add(&l->arena, &t, "%s%s", n == 1 ? "" : ", ",
			    dimension_word(DIM_CHECK, c));
	}
	if (n > CHECKS_SHOWN)
		text_add(&l->arena, &t, " and %zu more", n - CHECKS_SHOWN);
	if (n != 0)
		fprintf(l->out,
		    "%s:1: warning: rows speak of check=%s for some pairs"
		    " only; add rows for the others\n",
		    l->t->file, t.text);
}

/* What a system does with each call, and with each check if with any. */
static void
lint_silence(struct linter *l)
{
	struct box calls = box_all(&l->arena);
	char what[120];
	int c, missing;

	calls.dim[DIM_CHECK] = set_range(&l->arena, CHECK_CALL, CHECK_CALL);
	if (silence_of(l, &calls).count != 0)
		fault(l, 1,
		    "no row speaks of some calls; add a last row"
		    " without conditions");
	missing = 0;
	for (c = CHECK_CALL + 1; c < CHECK_COUNT; c++)
		missing += !speaks_of(l, c);
	if (missing == CHECK_COUNT - 1)
		return;
	for (c = CHECK_CALL + 1; c < CHECK_COUNT; c++) {
		if (speaks_of(l, c))
			continue;
		snprintf(what, sizeof(what),
		    "rows speak of other checks and none of check=%s; add one",
		    dimension_word(DIM_CHECK, c));
		fault(l, 1, what);
	}
	if (l->t->path != NULL)
		lint_partial(l, &calls);
}

size_t
lint_table(const struct table *t, FILE *out)
{
	struct linter l = { .t = t, .out = out };
	struct diag why;
	size_t i;

	if (rules_compile(&l.arena, t, &t->numbers, &l.rules, &why) != 0) {
		fprintf(out, "%s\n", why.text);
		arena_free(&l.arena);
		return 1;
	}
	for (i = 0; i < t->clauses; i++)
		lint_clause(&l, i);
	for (i = 0; i < t->rows; i++)
		lint_row(&l, i);
	lint_errors(&l);
	if (t->order == ORDER_ANY && table_otherwise(t) == t->rows &&
	    !speaks_of_all(t))
		fault(&l, 1,
		    "the document does not say when the call"
		    " succeeds; add otherwise => ok");
	if (t->order == ORDER_FIRST && t->askeds == 0)
		lint_silence(&l);
	arena_free(&l.arena);
	return l.faults;
}

size_t
lint_evidence(const struct table *t, FILE *out)
{
	if (t->order == ORDER_ANY || *table_known(t) != '\0')
		return 0;
	fprintf(out,
	    "%s:1: the table does not say how it is known; add evidence run"
	    " or evidence source with the versions\n",
	    t->file);
	return 1;
}
