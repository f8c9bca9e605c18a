/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Specimens: one request, what a table allows for it and what the host did,
 * taken from a trace or given by its arguments; and C programs and bug
 * reports that show one to other people.
 */

#ifndef PAIRTEST_REPRODUCE_H
#define PAIRTEST_REPRODUCE_H

#include <stdio.h>

#include "lib/trace.h"
#include "oracle/judge/ruling.h"
#include "oracle/table/tables.h"

struct specimen {
	const struct table *table;
	size_t clause;		    /* or CLAUSE_NONE */
	int64_t value[DIM_REQUEST]; /* the request */
	bool any_privilege;	    /* it does not matter who calls */
	const char *argument[3];    /* domain, type, protocol, as C */
	const char *state;	    /* "vector=null fds=1", or "" */
	const char *allowed;
	const char *got;  /* NULL: not known */
	const char *host; /* who answered so, or NULL */
	int *answer;	  /* those that conform */
	size_t answers;
	bool open;		/* whether others do depends */
	enum effect effect;	/* what to look at; else EFFECT_COUNT */
	unsigned *effect_value; /* those that conform */
	size_t effect_values;
	bool after_success; /* when the effect is to be seen */
};

/* What is asked for; each may be NULL, but id and operands not both. */
struct specimen_wish {
	const char *id; /* of a finding, TABLE:CLAUSE:GOT */
	const struct trace *trace;
	char **operand; /* of a request, as request_read */
	int operands;	/* 0: the simplest deviation */
};

/*
 * Takes from the trace the first finding that is wished for, by the first
 * of the tables that has one.  Where the trace holds none, or there is no
 * trace, the first table says what is allowed.  Texts live in a.  Returns 0,
 * or -1 with the reason.
 */
int specimen_take(struct arena *a, const struct tables *tables,
    const struct specimen_wish *wish, struct specimen *s, struct diag *why);

/*
 * Writes a C program that makes the request, says what it saw, and exits with
 * 0 where the host conforms, 1 where it deviates and 2 where it cannot tell.
 * It compiles on any POSIX system.  Returns 0, or -1 with the reason: what no
 * short program can arrange or see.
 */
int program_write(const struct specimen *s, FILE *f, struct diag *why);

/* Writes the text of a bug report, the program at its end. */
int program_report(const struct specimen *s, FILE *f, struct diag *why);

#endif
