/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Findings. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/judge/finding.h"

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
	    r->clause == CLAUSE_NONE ? "silent"
				     : j->table->clause[r->clause].id,
	    r->got);
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

void
finding_add(struct judgement *j, const struct ruling *r, const struct box *box,
    unsigned long line)
{
	const struct numbering *n = &j->trace->numbers;
	struct finding *f;
	char text[400];
	int far;

	f = finding_find(j, r);
	if (f == NULL)
		f = finding_new(j, r);
	far = box_distance(box, n);
	if (f->requests == 0 || far < f->distance) {
		f->distance = far;
		f->allowed = keep(j, r->allowed);
		f->line = line;
		f->witness = keep(j, box_witness(box, n, text, sizeof(text)));
	}
	f->requests += box_size(box);
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

void
findings_sort(struct judgement *j)
{
	if (j->findings != 0)
		qsort(j->finding, j->findings, sizeof(*j->finding),
		    finding_order);
}
