/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The trace as it is written: its bodies become numbered and checked lines,
 * or are only collected.  A file takes its place when the trace is complete.
 */

#ifndef PAIRPROBE_WRITER_H
#define PAIRPROBE_WRITER_H

#include <stdbool.h>
#include <stdio.h>

#include "lib/diag.h"
#include "lib/line.h"
#include "lib/output.h"

struct writer {
	struct output output;
	bool open;	     /* the output is */
	bool stream;	     /* it is read while it is written */
	struct bodies *copy; /* gets each body too, or NULL */
	bool no_numbers;     /* they are known to the reader */
	struct line_writer lines;
	uint32_t digest;
	char *body;  /* the last one */
	size_t room; /* bytes for it */
};

/*
 * Opens path, or takes standard output where it is NULL.  Returns 0, or -1
 * with the reason.  w must stay where it is until it is closed or dropped.
 */
int writer_open(struct writer *w, const char *path, struct diag *why);

/* Opens no file: what is written is put in to. */
void writer_collect(struct writer *w, struct bodies *to);

/* Writes the first body: the magic, and an identity that no other run has. */
void writer_start(struct writer *w, const char *magic);

/* Writes one body, in as many lines as it takes. */
void writer_body(struct writer *w, const char *fmt, ...) DIAG_FORMAT(2, 3);

/*
 * Where somebody reads along, says what the host is asked next and sends it
 * off, so that it is known if the host goes down.
 */
void writer_next(struct writer *w, const char *fmt, ...) DIAG_FORMAT(2, 3);

/* Writes the last body of a trace. */
void writer_end(struct writer *w, uint64_t requests);

/* Whether all that was written up to now got through. */
bool writer_works(struct writer *w);

/* Closes the output, which takes its place.  Returns 0, or -1. */
int writer_close(struct writer *w, struct diag *why);

/* Gives up the trace: nothing half-written takes a place. */
void writer_drop(struct writer *w);

#endif
