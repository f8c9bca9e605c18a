/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What there is to report: traces, the tables that each was judged by, and
 * which deviations were expected; and its formats, each of which one function
 * writes.
 */

#ifndef PAIRTEST_REPORT_H
#define PAIRTEST_REPORT_H

#include "lib/options.h"
#include "oracle/cause/cause.h"
#include "oracle/judge/expect.h"
#include "oracle/judge/judge.h"
#include "oracle/precedence/precedence.h"
#include "oracle/table/manpage.h"
#include "oracle/table/tables.h"

/* One table laid over one trace. */
struct sheet {
	const struct table *table;
	struct judgement judgement;
	const struct expectation **accepted; /* one a finding, or NULL */
};

/* One trace, and what is made of it. */
struct section {
	struct trace trace;
	struct tables tables;
	struct sheet *sheet;
	size_t sheets;
	struct precedence precedence;
	struct causes causes;
	char host[160];	    /* "SYSTEM RELEASE MACHINE" */
	const char *name;   /* NAME of NAME=TRACE, or the host */
	const char *prefix; /* of names of clauses, or NULL */
	const char *page;   /* "hosts/NAME.html" */
	const char *system; /* the system's table that judges it, or NULL */
};

struct report {
	struct arena arena;
	struct section *section;
	size_t sections;
	bool several;	       /* traces */
	const char *coverage;  /* genhtml's page beside the report, or NULL */
	struct tables systems; /* to find the nearest; of several alone */
	struct expectations expectations;
	const struct expectation **stale;
	size_t stales;
};

/*
 * Reads count traces, each TRACE or NAME=TRACE, and judges each by the tables
 * of names; with no name, by the documents and by the table of its own
 * system, if it is built in; of several traces, by that of the nearest.
 * r is all zero before.  Returns 0, or -1 with the reason.  Either way
 * report_free is due.
 */
int report_read(struct report *r, char *const *traces, size_t count,
    const struct option_values *names, struct diag *why);

/*
 * Reads files of expectations, and finds out which deviations they expect
 * and which of them are stale.  Returns 0, or -1 with the reason.
 */
int report_expect(struct report *r, const struct option_values *files,
    struct diag *why);

void report_free(struct report *r);

/* How many deviations of a sheet, of a kind (NONE: of any), were expected. */
size_t sheet_count(const struct sheet *s, enum deviation kind, bool expected);

/*
 * Of the deviations from clause c of a sheet, the first that nobody
 * expected, else the first; NULL without any.
 */
const struct finding *sheet_clause_worst(const struct sheet *s, size_t c);

/* Whether every deviation of the clause was expected; it has one. */
bool sheet_clause_is_expected(const struct sheet *s, size_t c);

/* The expectation of a finding of the sheet, or NULL. */
const struct expectation *
sheet_accepts(const struct sheet *s, const struct finding *f);

/* Whether every finding of a cause was expected. */
bool cause_is_expected(const struct section *s, const struct cause *c);

/* How many deviations of a section, as sheet_count. */
size_t
section_count(const struct section *s, enum deviation kind, bool expected);

/* What -t takes to open the table. */
const char *sheet_opens(const struct sheet *s);

/* The command that shows a finding of the sheet again; lives in a. */
char *
sheet_again(struct arena *a, const struct sheet *s, const struct finding *f);

/*
 * "TABLE:CLAUSE"; where the host was given a name, or there are several, its
 * name and a colon before it.  Lives in a.
 */
char *section_clause_name(struct arena *a, const struct section *section,
    const struct sheet *s, size_t c);

/* The same of a whole report. */
size_t report_count(const struct report *r, enum deviation kind, bool expected);

/* The number of requests of all traces. */
uint64_t report_requests(const struct report *r);

/*
 * Each writes one format of the report to f.  Returns 0, -1 with the reason,
 * or 1 where this build cannot write it (no jansson), with the reason too.
 */
int report_html(const struct report *r, FILE *f, struct diag *why);
int report_json(const struct report *r, FILE *f, struct diag *why);
int report_junit(const struct report *r, FILE *f, struct diag *why);
int report_tap(const struct report *r, FILE *f, struct diag *why);
int report_ktap(const struct report *r, FILE *f, struct diag *why);
int report_csv(const struct report *r, FILE *f, struct diag *why);
int report_earl(const struct report *r, FILE *f, struct diag *why);
int report_markdown(const struct report *r, FILE *f, struct diag *why);

/* The page of one of several hosts; report_html then has the matrix. */
void report_host(const struct report *r, size_t section, FILE *f);

/* The closing screen: what was made, what deviates, and where it lies. */
void report_screen(const struct report *r, const char *where, FILE *f);

/*
 * STATUS_CONFORMS where every deviation was expected and no expectation is
 * stale, else STATUS_DEVIATES.
 */
int report_status(const struct report *r);

/*
 * Coverage as lcov tracefiles.  Writes the records of a judged table: a row
 * is a line and a clause is a function, both counted in requests.  source is
 * the path of its text.
 */
void cover_table(const struct section *section, const struct sheet *s,
    const char *source, FILE *f);

/*
 * Writes the records of a page: each error that it lists is a line and a
 * function, counted in the requests that got it.
 */
void cover_page(const struct section *section, const struct page *p,
    const char *source, FILE *f);

/*
 * Prints the documents among the tables by age, and a row for each errno
 * that any of them speaks of.  Returns how many documents there are; prints
 * nothing where that is 0.
 */
size_t listing_print(const struct tables *tables, FILE *f);

#endif
