/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What documents demand: of outcomes, and of the effects beside them. */

#include <stdio.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/compare/diff_parts.h"
#include "oracle/judge/ruling.h"

bool
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

/* Two documents. */
struct pair {
	struct differences *d;
	const struct rules *a, *b;
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
	parts = rows_split(p, p->a, kind, parts);
	parts = rows_split(p, p->b, kind, parts);
	for (i = 0; i < parts.count; i++)
		for (e = 0; e < EFFECT_COUNT; e++) {
			x = effect_mask(p, p->a, kind, &parts.box[i],
			    (enum effect)e);
			y = effect_mask(p, p->b, kind, &parts.box[i],
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
	bool x = wants_alike(p->a), y = wants_alike(p->b);

	if (x == y)
		return;
	box = box_all(&p->scratch);
	box.dim[DIM_CHECK] = set_minus(&p->scratch, box.dim[DIM_CHECK],
	    set_range(&p->scratch, CHECK_CALL, CHECK_CALL));
	difference_add(p->d, &box, word[x], word[y]);
	arena_free(&p->scratch);
}

void
diff_demands(struct differences *d, const struct rules *a,
    const struct rules *b)
{
	struct pair p = { .d = d, .a = a, .b = b };

	effects_compare(&p, ROW_SUCCESS);
	effects_compare(&p, ROW_FAILURE);
	ends_compare(&p);
}
