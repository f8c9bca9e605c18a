/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The bench: where a case is judged, and what was found so far. */

#ifndef PAIRTEST_BENCH_H
#define PAIRTEST_BENCH_H

#include "oracle/judge/judge.h"
#include "t/suite/trial.h"

struct bench {
	struct arena *arena;
	const struct suite_case *c;
	const struct trace *trace;
	const struct table *instead;
	struct box only; /* the request */
	bool passed;
	/* The first trial of its sort; no text: there is none. */
	struct trial failed; /* in what the case is about */
	struct trial beside; /* in what it is not about */
	struct trial unsure;
	struct trial untested;
};

/* Keeps a finding of t in *to, unless one is there. */
void bench_keep(struct bench *b, const struct finding *f, const struct table *t,
    struct trial *to);

/* Keeps why the case would be untested. */
void bench_untested(struct bench *b, const char *reason);

/* Whether the effects that the case names take the place of its clauses. */
bool bench_has_effects(const struct bench *b);

/*
 * Lays each table that the case names over the trace.  Returns 0, or -1 with
 * the reason where one does not fit the host.
 */
int bench_judge(struct bench *b, struct diag *why);

#endif
