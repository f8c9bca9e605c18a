/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A trace that was judged by some tables. */

#include <string.h>

#include "oracle/cmd/judged.h"
#include "oracle/merge/join.h"

/* Judges the trace by the tables of these names. */
static int
judge_all(struct judged *j, const struct option_values *names, struct diag *why)
{
	struct judgement *one;
	size_t i;

	if (tables_open_for(&j->tables, names, &j->trace, why) != 0)
		return -1;
	j->judgement = arena_get(&j->arena,
	    (j->tables.count + 1) * sizeof(struct judgement *));
	for (i = 0; i < j->tables.count; i++) {
		one = arena_get(&j->arena, sizeof(*one));
		j->judgement[j->judgements++] = one;
		if (judge_trace(one, &j->tables.table[i], &j->trace, NULL,
			why) != 0)
			return -1;
	}
	return 0;
}

int
judged_open(struct judged *j, const char *path,
    const struct option_values *names, struct diag *why)
{
	memset(j, 0, sizeof(*j));
	if (trace_open(&j->trace, path, why) != 0)
		return -1;
	if (j->trace.losts != 0)
		return diag_set(why, "%s: it is not whole: %s; record it again",
		    path, j->trace.lost[0]);
	return judge_all(j, names, why);
}

int
judged_open_parts(struct judged *j, char *const *path, size_t count,
    const struct option_values *names, struct diag *why)
{
	memset(j, 0, sizeof(*j));
	if (merge_trace(&j->trace, path, count, why) != 0)
		return -1;
	return judge_all(j, names, why);
}

void
judged_close(struct judged *j)
{
	size_t i;

	for (i = 0; i < j->judgements; i++)
		judgement_free(j->judgement[i]);
	tables_close(&j->tables);
	trace_free(&j->trace);
	arena_free(&j->arena);
}
