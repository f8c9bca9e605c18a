/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The lines of a trace, and the bodies that they carry.
 *
 * A line is "@NUMBER BODY ;CHECK".  Lines count from 1.  The check is the
 * CRC-32, in hex, of the first body of the trace followed by all bytes of
 * the line before the check.  As the first body names the run, a line of
 * another run does not pass, and a lost line costs no other line.  A body
 * that is too long for one line goes on in the next: "+" replaces the
 * semicolon in the first and comes before the body in the second.
 */

#ifndef PAIRTEST_LINE_H
#define PAIRTEST_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/arena.h"

enum {
	LINE_MAX_COLUMNS = 120,
	LINE_BODY_MAX = 100,   /* bytes of a body in one line */
	LINE_NUMBER_DIGITS = 8 /* so that the longest line has 120 columns */
};

/* Lines of a run that were lost, and where that shows. */
struct line_gap {
	unsigned long first, last; /* 0: there is none */
	const char *file;
	unsigned long line; /* of the file, from 1 */
};

/* A body.  One that was read knows its place in the file. */
struct body {
	const char *text;
	const char *file;    /* NULL in memory */
	unsigned long line;  /* of the file, from 1; 0 in memory */
	struct line_gap gap; /* the first one since the body before it */
};

/* A growing list of bodies; start with all zero. */
struct bodies {
	struct arena arena;
	struct body *body;
	size_t count, room;
};

/* Adds a copy of a body; a byte that no line may hold becomes "?". */
struct body *bodies_add(struct bodies *b, const char *text);

void bodies_free(struct bodies *b);

/* Whether a body belongs to one run alone: its identity, date and progress. */
bool line_is_own(const char *body);

/*
 * The digest of bodies up to and including this one, continuing that of the
 * bodies before it; 0 before the first.  Bodies of a run's own do not count,
 * so runs that observed the same have the same digest.
 */
uint32_t line_digest(uint32_t digest, const char *body);

/* The CRC-32 (that of zlib and Ethernet) of len bytes, continuing crc. */
uint32_t line_crc(uint32_t crc, const void *data, size_t len);

/* Where the lines of a trace go; start with all zero but the file. */
struct line_writer {
	FILE *file;
	unsigned long number; /* of the last line */
	uint32_t seed;	      /* the CRC of the first body */
};

/* Writes a body of any length, in as many lines as it takes. */
void line_put(struct line_writer *w, const char *body);

/* A line that was taken apart, and what its check fits. */
struct line {
	const char *body; /* within the text that was read */
	size_t len;
	unsigned long number;
	uint32_t seed; /* the CRC of the first body, if the line is whole */
	bool goes_on;
};

/*
 * Takes apart the line at the start of text; *from is where to look for its
 * end, 0 at first and then where the last call left it, for a body may hold
 * what looks like a check.  Returns whether it found one.
 */
bool line_parse(const char *text, size_t len, size_t *from, struct line *l);

/* The number of the line at the start of text; 0 where there is none. */
unsigned long line_number(const char *text, size_t len, size_t *digits);

#endif
