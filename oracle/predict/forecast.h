/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Forecasts: what a table says will come of a request, without a host to
 * ask.  What depends on facts is listed with the rest.
 */

#ifndef PAIRTEST_FORECAST_H
#define PAIRTEST_FORECAST_H

#include "lib/box.h"
#include "oracle/decide/rules.h"
#include "oracle/table/table.h"

struct forecast_item {
	const char *outcome;   /* "EFAULT vector=first" */
	const struct row *row; /* NULL: no row speaks of the request */
	bool certain;	       /* whatever the facts are */
	bool likely;	       /* where socket(2) would succeed */
};

struct forecast {
	struct forecast_item *item; /* certain ones first, then likely */
	size_t count;
	size_t room;
	const char *absent; /* a name that the system lacks, or NULL */
};

/*
 * What t says of the requests of box, which is of the table's own numbers.
 * Lives in a.  Returns 0, or -1 with the reason.
 */
int forecast_make(struct arena *a, const struct table *t, const struct box *box,
    struct forecast *f, struct diag *why);

/* The same by rules that were compiled for the numbers of box. */
void forecast_decide(struct arena *a, const struct rules *r,
    const struct box *box, struct forecast *f);

/* "domain=unsupported type=5": a row's conditions; lives in a. */
char *forecast_conditions(struct arena *a, const struct row *r);

/* The same, of facts and privilege only: what the row waits for. */
char *forecast_facts(struct arena *a, const struct row *r);

/*
 * The same in one line: outcomes, clauses, and on what they depend, with tabs
 * between the three; lives in a.
 */
char *
forecast_text(struct arena *a, const struct table *t, const struct forecast *f);

#endif
