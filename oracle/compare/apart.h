/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Telling systems apart: a short list of requests whose outcomes differ from
 * system to system, and how to go through it.
 */

#ifndef PAIRTEST_APART_H
#define PAIRTEST_APART_H

#include <stdio.h>

#include "oracle/table/tables.h"

enum { SYSTEMS_MAX = 64 };

/* A request, and what each system may do with it. */
struct question {
	const char *text;	 /* as pairprobe takes it */
	const struct row ***row; /* those that may decide, NULL at the end */
	uint64_t *apart;	 /* a bit each system that surely differs */
};

struct interview {
	struct arena arena;
	const struct table *system[SYSTEMS_MAX];
	size_t systems;
	struct question *question; /* the chosen ones, in their order */
	size_t questions;
};

/*
 * Chooses requests for the systems among the tables, which must outlive the
 * interview; documents are left out.  Returns 0, or -1 with the reason.
 * Either way interview_free is due.
 */
int interview_make(struct interview *v, const struct tables *tables,
    struct diag *why);

void interview_free(struct interview *v);

/* Writes the requests, the tree of answers, and who stays together. */
void interview_print(const struct interview *v, FILE *f);

#endif
