/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Telling systems apart: how to go through the requests. */

#include <string.h>

#include "oracle/compare/apart.h"

enum { OUTCOME_SIZE = 400 };

static bool
is_one_of(uint64_t some, size_t system)
{
	return some >> system & 1;
}

static void
names_print(const struct interview *v, uint64_t some, FILE *f)
{
	const char *lead;
	size_t i;

	lead = "";
	for (i = 0; i < v->systems; i++)
		if (is_one_of(some, i)) {
			fprintf(f, "%s%s", lead, v->system[i]->name);
			lead = ", ";
		}
	fputc('\n', f);
}

/* How many pairs among some the request tells apart. */
static size_t
gain_of(const struct interview *v, const struct question *q, uint64_t some)
{
	uint64_t bits;
	size_t i, gain;

	gain = 0;
	for (i = 0; i < v->systems; i++)
		if (is_one_of(some, i))
			for (bits = q->apart[i] & some; bits != 0;
			     bits &= bits - 1)
				gain++;
	return gain;
}

static const struct question *
question_best(const struct interview *v, uint64_t some)
{
	const struct question *best;
	size_t i, gain, most;

	best = NULL;
	most = 0;
	for (i = 0; i < v->questions; i++) {
		gain = gain_of(v, &v->question[i], some);
		if (gain > most) {
			most = gain;
			best = &v->question[i];
		}
	}
	return best;
}

/*
 * The systems that may do as system number first does: all but those that
 * surely differ.
 */
static uint64_t
alike(const struct question *q, uint64_t some, size_t first)
{
	return some & ~q->apart[first];
}

/* "EFAULT, or EMFILE": what the system may do, or that it is not known. */
static void
outcomes_print(const struct row *const *row, FILE *f)
{
	char text[OUTCOME_SIZE];
	const char *lead;

	if (*row == NULL)
		fputs("anything else", f);
	for (lead = ""; *row != NULL; row++, lead = ", or ")
		fprintf(f, "%s%s", lead,
		    table_outcome_text(*row, text, sizeof(text)));
}

static void tree_print(const struct interview *, uint64_t, int, FILE *);

/* A branch for each system that no branch before it holds. */
static void
branches_print(const struct interview *v, const struct question *q,
    uint64_t some, int depth, FILE *f)
{
	uint64_t done, branch;
	size_t i;

	done = 0;
	for (i = 0; i < v->systems; i++) {
		if (!is_one_of(some & ~done, i) || alike(q, some, i) == some)
			continue;
		branch = alike(q, some, i);
		done |= branch;
		fprintf(f, "%*s", 4 * depth, "");
		outcomes_print(q->row[i], f);
		fputs(": ", f);
		tree_print(v, branch, depth, f);
	}
	if ((some & ~done) != 0) {
		fprintf(f, "%*swhatever else: ", 4 * depth, "");
		names_print(v, some & ~done, f);
	}
}

static void
tree_print(const struct interview *v, uint64_t some, int depth, FILE *f)
{
	const struct question *q;

	q = question_best(v, some);
	if (q == NULL) {
		names_print(v, some, f);
		return;
	}
	fprintf(f, "ask %s\n", q->text);
	branches_print(v, q, some, depth + 1, f);
}

/* Pairs that no request tells apart, each once. */
static void
together_print(const struct interview *v, FILE *f)
{
	uint64_t apart;
	size_t i, k;

	for (i = 0; i < v->systems; i++) {
		apart = 0;
		for (k = 0; k < v->questions; k++)
			apart |= v->question[k].apart[i];
		for (k = i + 1; k < v->systems; k++)
			if (!is_one_of(apart, k))
				fprintf(f, "not told apart: %s, %s\n",
				    v->system[i]->name, v->system[k]->name);
	}
}

void
interview_print(const struct interview *v, FILE *f)
{
	uint64_t all;
	size_t i;

	fprintf(f, "%zu requests for %zu systems:\n", v->questions, v->systems);
	for (i = 0; i < v->questions; i++)
		fprintf(f, "    %s\n", v->question[i].text);
	all = v->systems == SYSTEMS_MAX ? UINT64_MAX
					: (UINT64_C(1) << v->systems) - 1;
	fputc('\n', f);
	tree_print(v, all, 0, f);
	fputc('\n', f);
	together_print(v, f);
}
