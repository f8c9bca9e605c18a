/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Coverage of the oracle as an lcov tracefile. */

#include <ctype.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/report/report.h"

/* Lines or functions, and how many of them were hit. */
struct tally {
	size_t found, hit;
};

/* Names of tests are letters, digits and underscores. */
static void
put_head(const struct section *section, const char *source, FILE *f)
{
	struct arena scratch = ARENA_INIT;
	const char *p;

	fputs("TN:", f);
	for (p = section->host; *p != '\0'; p++)
		fputc(isalnum((unsigned char)*p) ? *p : '_', f);
	fprintf(f, "\nSF:%s\n", escape_lcov(&scratch, source));
	arena_free(&scratch);
}

static void
put_count(const char *record, unsigned long line, uint64_t n, struct tally *t,
    FILE *f)
{
	fprintf(f, "%s:%lu,%ju\n", record, line, (uintmax_t)n);
	t->found++;
	t->hit += n != 0;
}

static void
put_tally(const char *letters, const struct tally *t, FILE *f)
{
	fprintf(f, "%sF:%zu\n%sH:%zu\n", letters, t->found, letters, t->hit);
}

/* The line of the clause's first row, and the requests of them all. */
static unsigned long
clause_count(const struct sheet *s, size_t c, uint64_t *requests)
{
	unsigned long line;
	size_t i;

	line = 0;
	*requests = 0;
	for (i = 0; i < s->table->rows; i++) {
		if (s->table->row[i].clause != c)
			continue;
		if (line == 0)
			line = s->table->row[i].line;
		*requests += s->judgement.row[i];
	}
	return line;
}

static void
put_function(const char *name, unsigned long line, uint64_t requests,
    struct tally *t, FILE *f)
{
	struct arena scratch = ARENA_INIT;

	name = escape_lcov(&scratch, name);
	fprintf(f, "FN:%lu,%s\nFNDA:%ju,%s\n", line, name, (uintmax_t)requests,
	    name);
	arena_free(&scratch);
	t->found++;
	t->hit += requests != 0;
}

void
cover_table(const struct section *section, const struct sheet *s,
    const char *source, FILE *f)
{
	struct tally functions = { 0, 0 }, lines = { 0, 0 };
	unsigned long line;
	uint64_t requests;
	size_t i;

	put_head(section, source, f);
	for (i = 0; i < s->table->clauses; i++) {
		line = clause_count(s, i, &requests);
		if (line != 0)
			put_function(s->table->clause[i].id, line, requests,
			    &functions, f);
	}
	put_tally("FN", &functions, f);
	for (i = 0; i < s->table->rows; i++)
		put_count("DA", s->table->row[i].line, s->judgement.row[i],
		    &lines, f);
	put_tally("L", &lines, f);
	fputs("end_of_record\n", f);
}

static uint64_t
count_answer(const struct trace *t, int answer)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < t->calls; i++)
		if (outcome_answer(t->call[i].outcome) == answer)
			n += box_size(&t->call[i].box);
	return n;
}

/* Several errors may share a line of the page. */
static uint64_t
count_line(const struct trace *t, const struct page *p, unsigned long line)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < p->count; i++)
		if (p->item[i].line == line)
			n += count_answer(t, p->item[i].answer);
	return n;
}

void
cover_page(const struct section *section, const struct page *p,
    const char *source, FILE *f)
{
	struct tally functions = { 0, 0 }, lines = { 0, 0 };
	const struct page_item *item;
	size_t i;

	put_head(section, source, f);
	for (i = 0; i < p->count; i++) {
		item = &p->item[i];
		put_function(item->name, item->line,
		    count_answer(&section->trace, item->answer), &functions, f);
	}
	put_tally("FN", &functions, f);
	for (i = 0; i < p->count; i++) {
		item = &p->item[i];
		if (i == 0 || item->line != item[-1].line)
			put_count("DA", item->line,
			    count_line(&section->trace, p, item->line), &lines,
			    f);
	}
	put_tally("L", &lines, f);
	fputs("end_of_record\n", f);
}
