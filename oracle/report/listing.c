/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Documents, the errors that each lists, and when. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/report/report.h"

/* Documents by age, and the answers that any of them speaks of. */
struct matrix {
	const struct table **document;
	size_t documents;
	int *error;
	size_t errors;
	size_t room;
	struct arena arena;
};

static int
table_order(const void *x, const void *y)
{
	const struct table *const *a = x, *const *b = y;

	if ((*a)->year != (*b)->year)
		return (*a)->year < (*b)->year ? -1 : 1;
	return strcmp((*a)->name, (*b)->name);
}

static int
error_order(const void *x, const void *y)
{
	const int *a = x, *b = y;
	char p[32], q[32];

	return strcmp(answer_text(*a, p, sizeof(p)),
	    answer_text(*b, q, sizeof(q)));
}

static void
error_add(struct matrix *m, int answer)
{
	size_t i;

	if (!answer_is_errno(answer))
		return;
	for (i = 0; i < m->errors; i++)
		if (m->error[i] == answer)
			return;
	m->error = arena_grow(&m->arena, m->error, m->errors, m->errors + 1,
	    sizeof(*m->error), &m->room);
	m->error[m->errors++] = answer;
}

static void
document_add(struct matrix *m, const struct table *t)
{
	size_t i, k;

	m->document[m->documents++] = t;
	for (i = 0; i < t->errors; i++)
		error_add(m, t->error[i]);
	for (i = 0; i < t->rows; i++)
		for (k = 0; k < t->row[i].answers; k++)
			error_add(m, t->row[i].answer[k]);
}

static struct matrix
matrix_make(const struct tables *tables)
{
	struct matrix m = { NULL, 0, NULL, 0, 0, ARENA_INIT };
	size_t i;

	m.document = arena_get(&m.arena,
	    (tables->count + 1) * sizeof(const struct table *));
	for (i = 0; i < tables->count; i++)
		if (tables->table[i].order == ORDER_ANY)
			document_add(&m, &tables->table[i]);
	if (m.documents != 0)
		qsort(m.document, m.documents, sizeof(const struct table *),
		    table_order);
	if (m.errors != 0)
		qsort(m.error, m.errors, sizeof(*m.error), error_order);
	return m;
}

static bool
is_listed(const struct table *t, int answer)
{
	size_t i;

	for (i = 0; i < t->errors; i++)
		if (t->error[i] == answer)
			return true;
	return false;
}

/* What the document says of the errno, in one letter. */
static char
cell(const struct table *t, int answer)
{
	const struct row *r;
	bool may, must;
	size_t i;

	may = must = false;
	for (i = 0; i < t->rows; i++) {
		r = &t->row[i];
		if (!table_row_has(r, answer))
			continue;
		if (r->may && !table_row_has(r, ANSWER_INCONCLUSIVE))
			may = true;
		else
			must = true;
	}
	if (is_listed(t, answer))
		return may && !must ? 'm' : 'x';
	return may || must || t->errors == 0 ? '?' : '.';
}

static void
print_names(const struct matrix *m, FILE *f)
{
	const struct table *t;
	char year[16];
	size_t i;

	for (i = 0; i < m->documents; i++) {
		t = m->document[i];
		snprintf(year, sizeof(year), "%d", t->year);
		fprintf(f, "%2zu  %-4s  %-14s  %s\n", i + 1,
		    t->year == 0 ? "-" : year, t->name, t->document);
	}
}

static void
print_head(const struct matrix *m, FILE *f)
{
	size_t i;

	fprintf(f, "\n%-15s", "");
	for (i = 0; i < m->documents; i++)
		fprintf(f, " %4zu", i + 1);
	fprintf(f, "\n%-15s", "");
	for (i = 0; i < m->documents; i++)
		if (m->document[i]->year == 0)
			fprintf(f, "    -");
		else
			fprintf(f, " %4d", m->document[i]->year);
	fputc('\n', f);
}

static void
print_matrix(const struct matrix *m, FILE *f)
{
	char name[32];
	size_t i, k;

	print_names(m, f);
	print_head(m, f);
	for (i = 0; i < m->errors; i++) {
		fprintf(f, "%-15s",
		    answer_text(m->error[i], name, sizeof(name)));
		for (k = 0; k < m->documents; k++)
			fprintf(f, "    %c", cell(m->document[k], m->error[i]));
		fputc('\n', f);
	}
	fputs("\nx listed   m = may fail   ? not read   . not listed\n", f);
}

size_t
listing_print(const struct tables *tables, FILE *f)
{
	struct matrix m;
	size_t documents;

	m = matrix_make(tables);
	documents = m.documents;
	if (documents != 0)
		print_matrix(&m, f);
	arena_free(&m.arena);
	return documents;
}
