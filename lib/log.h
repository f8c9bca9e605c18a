/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Logs: files in which the lines of traces (line.h) are found, whatever else
 * they hold: kernel messages before, behind and between them, carriage
 * returns, damaged lines, lines twice or in another order, several runs.
 * The lines of one run are put together wherever they were found.
 */

#ifndef PAIRTEST_LOG_H
#define PAIRTEST_LOG_H

#include "lib/diag.h"
#include "lib/line.h"

/* Bounds of what is read; pairprobe-trace(5) names them. */
enum { LOG_LINES_MAX = 500000, LOG_MEGABYTES_MAX = 256 };

struct log_line;
struct log_damage;
struct log_run;

/* Start with all zero. */
struct log {
	struct arena arena;
	struct log_line *line;
	size_t lines, line_room;
	struct log_damage *damage; /* what looks like a damaged line */
	size_t damages, damage_room;
	struct log_run *run; /* in the order of their first lines */
	size_t runs, run_room;
	const char *file; /* the last one */
	unsigned long at; /* the line of it that is read */
	uint64_t bytes;	  /* of all files */
};

/*
 * Reads a file to its end, called name in messages.  Returns 0, or -1 with
 * the reason; the contents of the file are never a reason.
 */
int log_read(struct log *l, FILE *f, const char *name, struct diag *why);

/* The same for the file at path; "-" is standard input. */
int log_open(struct log *l, const char *path, struct diag *why);

/*
 * Sorts what was read into runs.  Returns 0, or -1 with "file:line: what;
 * remedy" where there is no run.
 */
int log_sort(struct log *l, struct diag *why);

/*
 * The bodies of run i, in order.  Where lines were lost the next body says
 * so, and *end where that was behind the last one.
 */
void log_bodies(const struct log *l, size_t i, struct bodies *b,
    struct line_gap *end);

/*
 * Says where lines of a run were lost and, where it can be known, why:
 * "file:line: what".  Returns -1.
 */
int log_lost(const struct log *l, const struct line_gap *gap, struct diag *why);

/*
 * Adds the bodies of the one run that a file holds, which must be whole.
 * Returns 0, or -1 with "file:line: what; remedy", the remedy being the
 * caller's where lines are lost.
 */
int log_whole(struct bodies *b, const struct log *l, const char *remedy,
    struct diag *why);

void log_free(struct log *l);

#endif
