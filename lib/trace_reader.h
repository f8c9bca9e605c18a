/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The inside of the trace reader: trace.c reads files, lines and the header,
 * trace_sweep.c sweeps, axes and boxes.
 */

#ifndef PAIRTEST_TRACE_READER_H
#define PAIRTEST_TRACE_READER_H

#include "lib/trace.h"

/* Room, and where the reader stands. */
struct reader {
	struct trace *t;
	unsigned long line;	/* where the body begins */
	char *body;		/* which may come in several lines */
	size_t used, body_room; /* bytes */
	bool kept;		/* it is not read yet */
	bool ended;
	uint64_t promised; /* requests, by the last line */
	size_t field_room, untested_room, sweep_room, call_room, fact_room;
	int symbol;		  /* behind that of the last number */
	bool varies[DIM_REQUEST]; /* in the open sweep */
	size_t sweep_boxes;
	struct diag *why;
};

/* "name:line: what" into the reader's diag; -1. */
int reader_bad(const struct reader *r, const char *what);

/* The same with what a lower level complained of. */
int reader_pass(const struct reader *r, const struct diag *why);

/* Cuts the first word off *rest; "" at the end. */
char *reader_word(char **rest);

/* Reads KEY=SET for a dimension of the request. */
int reader_pair(struct reader *r, char *word, enum dimension *d, struct set *s);

/*
 * Read the rest of a sweep, axis or box line; key is its first word.  0, or
 * -1 with the reason in the reader's diag.
 */
int read_sweep(struct reader *r, const char *key, char *rest);
int read_axis(struct reader *r, const char *key, char *rest);
int read_box(struct reader *r, const char *key, char *rest);

#endif
