/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Traces: what a host did, read from a file.  pairprobe-trace(5) has the
 * format.  Everything a trace holds lives in its arena.
 */

#ifndef PAIRTEST_TRACE_H
#define PAIRTEST_TRACE_H

#include <stdio.h>
#include <string.h>

#include "lib/box.h"
#include "lib/line.h"
#include "lib/outcome.h"

/* The first body is this and the identity of the run. */
#define TRACE_MAGIC "pairtest-trace 2"

/* A line of the header: a key, such as "host release", and its value. */
struct trace_field {
	const char *key;
	const char *value;
};

/* Part of the plan that was not carried out, and why. */
struct trace_untested {
	enum dimension dim;
	struct set set;
	const char *reason;
};

/* What a sweep calls: the call under test, or socket(2) for the facts. */
enum sweep_kind { SWEEP_CALL, SWEEP_SOCKET };

struct trace_sweep {
	enum sweep_kind kind;
	const char *name;
	struct box axes; /* every value that was tried */
};

struct observation {
	struct box box; /* facts dimensions hold everything */
	outcome_t outcome;
	size_t sweep;	    /* index */
	unsigned long line; /* of the file, from 1 */
};

struct trace {
	struct arena arena;
	const char *name; /* of the file, for messages */
	struct trace_field *field;
	size_t fields;
	struct numbering numbers;
	bool unseen[EFFECT_COUNT]; /* effects that the host cannot show */
	struct trace_untested *untested;
	size_t untesteds;
	struct trace_sweep *sweep;
	size_t sweeps;
	struct observation *call;
	size_t calls;
	struct observation *fact; /* answers of socket(2) */
	size_t facts;
	const char **lost; /* what the trace should hold and does not */
	size_t losts;
	uint64_t requests;	/* of calls */
	unsigned shard, shards; /* part of so many; 0 for a whole */
};

/*
 * Reads the trace that f holds, called name in messages, whatever else is in
 * it; it is refused where a line of it is missing or damaged.  Returns 0, or
 * -1 with "name:line: what; remedy".  Either way trace_free is due.
 */
int trace_read(struct trace *t, FILE *f, const char *name, struct diag *why);

/* The same from the file at path; "-" is standard input. */
int trace_open(struct trace *t, const char *path, struct diag *why);

/*
 * The same from bodies in memory.  The host has these numbers beside those
 * in the bodies; NULL for none.
 */
int trace_of(struct trace *t, const struct bodies *b,
    const struct numbering *numbers, const char *name, struct diag *why);

/* The same from the bodies of a trace without its last body. */
int trace_unfinished(struct trace *t, const struct bodies *b, const char *name,
    struct diag *why);

void trace_free(struct trace *t);

/* The value of a header line, as "host system"; "unknown" without one. */
static inline const char *
trace_header(const struct trace *t, const char *key)
{
	size_t i;

	for (i = 0; i < t->fields; i++)
		if (strcmp(t->field[i].key, key) == 0)
			return t->field[i].value;
	return "unknown";
}

#endif
