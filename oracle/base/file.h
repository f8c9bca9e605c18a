/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whole files, in and out, with nothing lost or half-written. */

#ifndef PAIRTEST_FILE_H
#define PAIRTEST_FILE_H

#include <stdio.h>

#include "lib/arena.h"
#include "lib/diag.h"

/*
 * The contents of a file ("-": standard input), with a NUL behind them and
 * *len bytes before it; NULL with the reason.
 */
char *
file_read(struct arena *a, const char *path, size_t *len, struct diag *why);

/* The same for text: it is refused where there is a NUL in it. */
char *file_text(struct arena *a, const char *path, struct diag *why);

/* Cuts the next line off a text, without its end; NULL behind the last. */
char *file_line(char **text);

/* An output that takes its place only when all of it was written. */
struct output {
	FILE *file;
	char *path;
	char *temporary;
};

/*
 * Starts writing path through a temporary file beside it.  Returns 0, or -1
 * with the reason.
 */
int output_open(struct output *o, const char *path, struct diag *why);

/*
 * Ends it: the file takes its place where all was written, and is removed
 * otherwise.  Returns 0, or -1 with the reason.
 */
int output_close(struct output *o, struct diag *why);

/*
 * Makes a directory unless it is there; its parent must be.  Returns 0, or
 * -1 with the reason.
 */
int directory_make(const char *path, struct diag *why);

/* Gives it up: nothing is left behind. */
void output_drop(struct output *o);

#endif
