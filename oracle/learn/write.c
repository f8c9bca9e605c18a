/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A learned table as text. */

#include "oracle/learn/learn.h"

/* Whether rows of tables can speak of symbols of that kind by number. */
static bool
is_used(enum symbol_kind kind)
{
	return kind == SYMBOL_DOMAIN || kind == SYMBOL_TYPE ||
	    kind == SYMBOL_FLAG || kind == SYMBOL_PROTOCOL;
}

/* The host's numbers where they are not the usual ones. */
static void
write_numbers(const struct numbering *n, FILE *f)
{
	const struct numbering *usual = numbering_reference();
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++) {
		if (!is_used(symbol_kind(id)))
			continue;
		if (n->known[id]) {
			if (!usual->known[id] ||
			    usual->number[id] != n->number[id])
				fprintf(f, "number   %s %d\n", symbol_name(id),
				    n->number[id]);
		} else if (symbol_kind(id) == SYMBOL_FLAG && usual->known[id])
			fprintf(f, "number   %s -\n", symbol_name(id));
	}
}

static void
write_head(const struct learned *l, const char *name, FILE *f)
{
	const struct trace *t = l->trace;

	fprintf(f,
	    "# Learned from a trace: %.0f requests in %zu rows.  Put"
	    " the rows of one check\n# into one clause, say in your own words"
	    " what it checks, and cite where that\n# stands in the source, in"
	    " place of CITE-ME.\n\n",
	    (double)t->requests, l->rows);
	fprintf(f, "table    %s\n", name);
	fprintf(f, "title    %s %s\n", trace_header(t, "host system"),
	    trace_header(t, "host release"));
	fprintf(f, "document a trace of %s %s %s, %s\n",
	    trace_header(t, "host system"), trace_header(t, "host release"),
	    trace_header(t, "host machine"), trace_header(t, "date"));
	fputs("order    first\n", f);
	write_numbers(&t->numbers, f);
}

void
learned_write(const struct learned *l, const char *name, FILE *f)
{
	const struct learned_row *r;
	size_t i;

	write_head(l, name, f);
	for (i = 0; i < l->rows; i++) {
		r = &l->row[i];
		fprintf(f, "\nclause   c%zu CITE-ME\n", i + 1);
		fprintf(f, "text     Learned: decides %s%.0f request%s.\n",
		    *r->conditions != '\0' ? "" : "what no row above does, ",
		    r->requests, r->requests == 1 ? "" : "s");
		fprintf(f, "when %s%s=> %s\n", r->conditions,
		    *r->conditions != '\0' ? " " : "", r->outcome);
	}
}
