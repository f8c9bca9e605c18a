/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Looking tables over. */

#include <string.h>

#include "oracle/decide/lint.h"
#include "oracle/decide/rules.h"

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

/* What a system does with each call, and with each check if with any. */
static void
lint_silence(struct linter *l)
{
	struct box_list rest = { NULL, 0, 0 }, next;
	struct box all = box_all(&l->arena);
	char what[120];
	size_t i, k;
	int c, missing;

	all.dim[DIM_CHECK] = set_range(&l->arena, CHECK_CALL, CHECK_CALL);
	box_add(&l->arena, &rest, &all);
	for (i = 0; i < l->t->rows && rest.count != 0; i++) {
		memset(&next, 0, sizeof(next));
		for (k = 0; k < rest.count; k++)
			box_minus(&l->arena, &rest.box[k], &l->rules.box[i],
			    &next);
		rest = next;
	}
	if (rest.count != 0)
		fault(l, 1,
		    "no row speaks of some calls; add a last row"
		    " without conditions");
	missing = 0;
	for (c = CHECK_CALL + 1; c < CHECK_COUNT; c++)
		missing += !speaks_of(l, c);
	for (c = CHECK_CALL + 1; c < CHECK_COUNT && missing < CHECK_COUNT - 1;
	     c++) {
		if (speaks_of(l, c))
			continue;
		snprintf(what, sizeof(what),
		    "rows speak of other checks and none of check=%s; add one",
		    dimension_word(DIM_CHECK, c));
		fault(l, 1, what);
	}
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
