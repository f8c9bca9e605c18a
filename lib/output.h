/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Outputs: every file that a program of this project writes.
 *
 * A path that names a regular file or nothing gets a new file: the text is
 * written to a temporary file in the same directory, which replaces the old
 * one only after all of it was written.  Symbolic links are followed.  What
 * is not a regular file (a device, a FIFO, /dev/stdout) is never replaced
 * or removed, only written to.  "-" is standard output.
 */

#ifndef PAIRTEST_OUTPUT_H
#define PAIRTEST_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "lib/diag.h"

/* An open output; file is the caller's to write to, the rest is private. */
struct output {
	FILE *file;
	char *path;		  /* for messages; NULL: standard output */
	char *target;		  /* what is replaced; NULL: nothing is */
	char *temporary;	  /* its new contents */
	struct output *next_open; /* those that a signal must clean up */
	int error;		  /* errno of the first failed write */
};

/*
 * Opens path for writing; NULL and "-" are standard output.  Also removes
 * the temporary files that killed runs of this user left in the directory.
 * Returns 0, or -1 with the reason.  o must stay where it is until it is
 * closed or dropped.
 */
int output_open(struct output *o, const char *path, struct diag *why);

/* Flushes what was written so far.  Returns 0, or -1 if a write failed. */
int output_flush(struct output *o);

/*
 * Closes the output and replaces the target.  Returns 0, or -1 with the
 * reason; the target is then as it was before.
 */
int output_close(struct output *o, struct diag *why);

/* Closes the output and leaves the target as it was. */
void output_drop(struct output *o);

/* Whether two paths lead to one file, which need not exist. */
bool output_same(const char *x, const char *y);

/* Removes the file that path leads to, if it is a regular one. */
void output_remove(const char *path);

/*
 * Removes the temporary files of all open outputs.  A signal handler may
 * call it.  It does nothing in a child of the process that opened them.
 */
void output_abandon(void);

/*
 * Makes the signals that end a program (SIGHUP, SIGINT, SIGPIPE, SIGQUIT,
 * SIGTERM and those of exceeded limits) remove the temporary files first,
 * unless they are ignored.
 */
void output_watch_signals(void);

#endif
