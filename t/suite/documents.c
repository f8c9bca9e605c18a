/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The tables whose clauses the cases name. */

#include <string.h>

#include "t/suite/documents.h"

static const struct table *
document_open(struct documents *d, const char *name, struct diag *why)
{
	struct table *t;
	size_t i;

	for (i = 0; i < d->count; i++)
		if (strcmp(d->table[i].name, name) == 0)
			return &d->table[i];
	if (d->count == DOCUMENTS_MAX) {
		diag_set(why,
		    "%s is one table too many; name no more than"
		    " %d",
		    name, DOCUMENTS_MAX);
		return NULL;
	}
	t = &d->table[d->count];
	if (table_open(t, name, why) != 0) {
		table_free(t);
		return NULL;
	}
	d->count++;
	return t;
}

int
documents_find(struct documents *d, const char *name, size_t len,
    struct case_clause *clause, struct diag *why)
{
	const struct table *t;
	const char *colon;
	char table[64];
	size_t n, i;

	colon = memchr(name, ':', len);
	n = colon == NULL ? 0 : (size_t)(colon - name);
	if (n == 0 || n >= sizeof(table))
		return diag_set(why,
		    "'%.*s' is no TABLE:CLAUSE; write it"
		    " like berkeley:ERRORS.EFAULT",
		    (int)len, name);
	memcpy(table, name, n);
	table[n] = '\0';
	t = document_open(d, table, why);
	if (t == NULL)
		return -1;
	for (i = 0; i < t->clauses; i++)
		if (strlen(t->clause[i].id) == len - n - 1 &&
		    memcmp(t->clause[i].id, colon + 1, len - n - 1) == 0) {
			clause->table = t;
			clause->index = i;
			return 0;
		}
	return diag_set(why,
	    "no clause of the table %s is called '%.*s';"
	    " see %s.table",
	    table, (int)(len - n - 1), colon + 1, table);
}

void
documents_free(struct documents *d)
{
	while (d->count > 0)
		table_free(&d->table[--d->count]);
}

const struct clause *
documents_clause(const struct case_clause *c)
{
	return &c->table->clause[c->index];
}

bool
documents_is_of_answers(const struct case_clause *c)
{
	const struct row *r;
	size_t i;

	for (i = 0; i < c->table->rows; i++) {
		r = &c->table->row[i];
		if (r->clause == c->index &&
		    (r->kind == ROW_WHEN || r->kind == ROW_OTHERWISE))
			return true;
	}
	return false;
}
