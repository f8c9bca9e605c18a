/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What many tables say of one request, grouped by answer. */

#ifndef PAIRTEST_SURVEY_H
#define PAIRTEST_SURVEY_H

#include "oracle/predict/forecast.h"
#include "oracle/table/tables.h"

/* One table that has an answer, and why. */
struct survey_source {
	const struct table *table;
	const struct forecast_item *item;
};

struct survey_answer {
	const char *answer; /* "EFAULT" */
	struct survey_source *source;
	size_t sources;
	size_t tables; /* of them; one may say it twice */
	size_t likely; /* tables that say it of most hosts */
	size_t room;
};

/* A table that cannot be asked, for its system lacks a name. */
struct survey_miss {
	const struct table *table;
	const char *name;
};

struct survey {
	struct survey_answer *answer; /* likeliest first */
	size_t answers;
	size_t room;
	struct survey_miss *miss;
	size_t misses;
	size_t asked; /* tables without a miss */
};

/*
 * Asks each table, in its own numbers, for the request that argv names as
 * request_read takes it.  Lives in a.  Returns 0, or -1 with the reason
 * where no table can be asked.
 */
int survey_make(struct arena *a, const struct tables *t, int argc, char **argv,
    struct survey *c, struct diag *why);

#endif
