/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What a reader of expectations accepts and an author did not mean. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/hint.h"
#include "oracle/gate/gate.h"
#include "oracle/table/builtin.h"
#include "oracle/words/region.h"

struct linting {
	FILE *out;
	size_t found;
	struct table table; /* the one that was asked for last */
	bool open;
};

/* A built-in table; entries of one table mostly stand together. */
static const struct table *
table_of(struct linting *l, const char *name)
{
	struct diag why;

	if (l->open && strcmp(l->table.name, name) == 0)
		return &l->table;
	if (l->open)
		table_free(&l->table);
	l->open = table_open(&l->table, name, &why) == 0;
	if (!l->open)
		table_free(&l->table);
	return l->open ? &l->table : NULL;
}

static void
complain(struct linting *l, const struct expectation *x, const char *what,
    const char *name, const char *remedy)
{
	fprintf(l->out, "pairoracle: %s:%lu: %s '%s'%s\n", x->file, x->line,
	    what, name, remedy);
	l->found++;
}

/* The part of an id up to its next colon, which *id then points behind. */
static const char *
part_take(struct arena *a, const char **id)
{
	const size_t len = strcspn(*id, ":");
	const char *part = arena_text(a, *id, len);

	*id += len + ((*id)[len] == ':');
	return part;
}

static bool
is_pattern(const char *text)
{
	return strpbrk(text, "*?[") != NULL;
}

static bool
has_clause(const struct table *t, const char *clause, struct hint *h)
{
	size_t i;

	for (i = 0; i < t->clauses; i++) {
		if (strcmp(t->clause[i].id, clause) == 0)
			return true;
		if (h != NULL)
			hint_offer(h, t->clause[i].id);
	}
	return false;
}

static void
clause_check(struct linting *l, const struct expectation *x,
    const struct table *t, const char *clause)
{
	struct hint h = { .wanted = clause };
	char remedy[256];

	if (!is_pattern(clause) && !has_clause(t, clause, &h))
		complain(l, x, "the table has no clause", clause,
		    hint_text(&h, "take one of its clauses", remedy,
			sizeof(remedy)));
}

/* An answer, or effects as an outcome has them behind its answer. */
static void
got_check(struct arena *a, struct linting *l, const struct expectation *x,
    const char *got)
{
	struct diag why;
	outcome_t o;
	char *text;
	size_t i;

	if (is_pattern(got) || answer_find(got, strlen(got)) >= 0)
		return;
	text = arena_get(a, strlen(got) + sizeof("ok "));
	sprintf(text, "%s%s", strchr(got, '=') != NULL ? "ok " : "", got);
	for (i = 0; text[i] != '\0'; i++)
		if (text[i] == ',')
			text[i] = ' ';
	if (outcome_read(text, &o, &why) != 0)
		complain(l, x, "no host can answer", got,
		    "; write an errno, ok or effects");
}

/* A name that is nearly a table's, before a clause of that table. */
static void
name_check(struct linting *l, const struct expectation *x, const char *name,
    const char *clause)
{
	struct hint h = { .wanted = name };
	const struct table *t;
	char remedy[256];
	size_t i;

	for (i = 0; i < builtin_table_count; i++)
		hint_offer(&h, builtin_tables[i].name);
	if (h.best == NULL)
		return;
	t = table_of(l, h.best);
	if (t != NULL && has_clause(t, clause, NULL))
		complain(l, x, "no table is called", name,
		    hint_text(&h, "", remedy, sizeof(remedy)));
}

/*
 * An id begins with a table or with a program of the suite, of which only
 * the former are known here.
 */
static void
id_check(struct arena *a, struct linting *l, const struct expectation *x)
{
	const char *id = x->pattern, *name = part_take(a, &id);
	const char *clause = part_take(a, &id);
	const struct table *t;

	if (is_pattern(name))
		return;
	if (!table_is_builtin(name)) {
		name_check(l, x, name, clause);
		return;
	}
	t = table_of(l, name);
	if (t == NULL)
		return;
	clause_check(l, x, t, clause);
	if (*id != '\0')
		got_check(a, l, x, id);
}

static void
region_check(struct arena *a, struct linting *l, const struct expectation *x)
{
	struct diag why;
	struct box box;
	size_t i;

	for (i = 0; i < x->regions; i++)
		/* What cannot be read has names of another system. */
		if (region_read(a, x->region[i], numbering_reference(), &box,
			&why) == 0 &&
		    box_size(&box) == 0)
			complain(l, x, "no request lies in the region",
			    x->region[i], "; remove it");
}

/* What uname(1) says on systems whose tables have other names. */
static const char *const other_names[] = {
	"sunos",
	"darwin",
	"gnu",
};

static bool
is_system(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
		if (strcmp(name, other_names[i]) == 0)
			return true;
	return table_is_builtin(name);
}

/*
 * Warns of a host pattern whose system no table is named after.  This is no
 * fault: a port has no table in the beginning.
 */
static void
host_check(struct arena *a, const struct linting *l,
    const struct expectation *x)
{
	char *name = arena_text(a, x->host, strcspn(x->host, " "));
	struct hint h = { .wanted = name };
	char remedy[128];
	size_t i;

	if (is_pattern(name))
		return;
	for (i = 0; name[i] != '\0'; i++)
		name[i] = (char)tolower((unsigned char)name[i]);
	if (is_system(name))
		return;
	for (i = 0; i < builtin_table_count; i++)
		hint_offer(&h, builtin_tables[i].name);
	fprintf(l->out,
	    "%s:%lu: warning: no table is of the system of '%s'%s\n", x->file,
	    x->line, x->host,
	    hint_text(&h, "check it if the system has another name", remedy,
		sizeof(remedy)));
}

size_t
gate_lint(const struct expectations *e, FILE *out)
{
	struct arena a = ARENA_INIT;
	struct linting l = { .out = out };
	const struct expectation *x;
	size_t i;

	for (i = 0; i < e->count; i++) {
		x = &e->list[i];
		if (strcmp(x->reason, "TODO") == 0 ||
		    strcmp(x->reference, "TODO") == 0)
			complain(&l, x,
			    "a reason or reference is to be"
			    " filled in for",
			    x->pattern, "; say why it is accepted");
		id_check(&a, &l, x);
		region_check(&a, &l, x);
		host_check(&a, &l, x);
		arena_free(&a);
	}
	if (l.open)
		table_free(&l.table);
	return l.found;
}
