/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The gate: whether a host does what it did when a person last accepted it,
 * request by request.  What is new is grouped by causes; what moved is named
 * with the region that was added or that is gone.
 */

#ifndef PAIRTEST_GATE_H
#define PAIRTEST_GATE_H

#include <stdio.h>

#include "oracle/judge/expect.h"

enum gate_kind {
	GATE_NEW,      /* a deviation that nobody accepted */
	GATE_MOVED,    /* an entry covers more or fewer requests than it did */
	GATE_GONE,     /* an entry that no deviation uses */
	GATE_OBSERVED, /* an observation that differs from another trace */
	GATE_RUN,      /* the run or its plan is not what was accepted */
	GATE_UNDONE,   /* an entry without a reason or a reference */
	GATE_KNOWN,    /* a deviation as it was accepted; not red */
	GATE_KINDS
};

struct gate_item {
	enum gate_kind kind;
	const char *title;  /* one line */
	const char *detail; /* lines, each with its newline; may be "" */
	const char *file;   /* of the entry, or NULL */
	unsigned long line;
	size_t number; /* in the order in which it was found */
};

struct gate {
	struct arena arena;
	struct gate_item *item; /* by kind */
	size_t items, room;
	size_t count[GATE_KINDS];
};

/*
 * Compares the judgements of one trace with what was accepted, and the trace
 * with old where that is not NULL.  Returns 0, or -1 with the reason.  Either
 * way gate_free is due.
 */
int gate_make(struct gate *g, struct judgement *const *j, size_t count,
    struct expectations *e, const struct trace *t, const struct trace *old,
    struct diag *why);

/* Whether anything but what is known was found. */
bool gate_is_red(const struct gate *g);

/*
 * The format called so: text, markdown, github, json, junit or tap; -1 where
 * none is.
 */
int gate_format(const char *name);

void gate_print(const struct gate *g, int format, const char *host, FILE *f);

void gate_free(struct gate *g);

/*
 * Writes expectations that accept what fails in the judgements: those of
 * text, a file called file, as far as they still hold, with their reasons,
 * and new ones with the reason TODO.  text may be NULL.  Returns the new
 * text in a, or NULL with the reason.
 */
char *gate_accept(struct arena *a, struct judgement *const *j, size_t count,
    const struct trace *t, const char *text, const char *file,
    struct diag *why);

/*
 * Prints "file:line: what; remedy" to out for each entry that has no reason
 * yet, an id that cannot occur or a region without requests.  Returns how
 * many lines it printed.
 */
size_t gate_lint(const struct expectations *e, FILE *out);

/* Prints how text becomes fresh, as diff -u does; nothing if they are equal. */
void gate_diff(const char *text, const char *fresh, const char *file, FILE *f);

#endif
