/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The trace on its way out: lines are numbered and checked, and a file gets
 * its name only when it is complete.
 */

#ifndef PAIRPROBE_WRITER_H
#define PAIRPROBE_WRITER_H

#include <stdbool.h>
#include <stdio.h>

#include "lib/bodies.h"
#include "lib/diag.h"

struct writer {
	FILE *file;	      /* NULL where bodies are only collected */
	struct bodies *copy;  /* gets each body too, or NULL */
	bool no_numbers;      /* they are known to the reader */
	const char *path;     /* the name wanted; NULL for standard output */
	char temporary[1024]; /* the name until then; "" for none */
	unsigned long line;
	char *body; /* room for the longest */
};

/*
 * Opens path, or takes standard output where it is NULL.  Returns 0, or -1
 * with the reason.
 */
int writer_open(struct writer *w, const char *path, struct diag *why);

/*
 * Opens no file: what is written is put in to.  Returns 0, or -1 with the
 * reason.
 */
int writer_collect(struct writer *w, struct bodies *to, struct diag *why);

/* Writes one body of the trace, in as many lines as it takes. */
void writer_body(struct writer *w, const char *fmt, ...) DIAG_FORMAT(2, 3);

/* Whether all that was written up to now got through. */
bool writer_works(struct writer *w);

/* Ends the trace and names the file.  Returns 0, or -1 with the reason. */
int writer_close(struct writer *w, struct diag *why);

/* Gives up on the trace: nothing half-written gets a name. */
void writer_drop(struct writer *w);

#endif
