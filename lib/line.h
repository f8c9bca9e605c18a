/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The lines of a trace: "@SEQUENCE BODY ;CHECK".  The sequence number counts
 * lines from 1, and the check is the CRC-32 of all before " ;", in hex, so
 * that a line lost, doubled, moved or garbled on a serial line is noticed.
 * A body that begins with "+" goes on with the one before it.
 */

#ifndef PAIRTEST_LINE_H
#define PAIRTEST_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum {
	LINE_MAX_COLUMNS = 120,
	LINE_BODY_MAX = 100,		  /* bytes, so that any number fits */
	LINE_SIZE = LINE_MAX_COLUMNS + 2, /* with newline and NUL */
	LINE_JOINED_MAX = 64 * 1024	  /* bytes of a body in several lines */
};

/* The CRC-32 (that of zlib and Ethernet) of len bytes, continuing crc. */
uint32_t line_crc(uint32_t crc, const void *data, size_t len);

/*
 * Writes line number sequence, newline included, into out.  Bytes of body
 * that are not printable ASCII become "?", and what is over LINE_BODY_MAX is
 * cut.  Returns its length.
 */
size_t line_make(char out[LINE_SIZE], unsigned long sequence, const char *body);

/*
 * Writes a body of any length to f, in as many lines as it takes; *sequence
 * is the number of the line before it, and then that of its last.
 */
void line_put(FILE *f, unsigned long *sequence, const char *body);

/* Whether a line, not yet taken apart, goes on with the one before it. */
bool line_goes_on(const char *line);

/*
 * Takes a line apart in place, newline and carriage return at its end or
 * not.  Returns the body, or NULL with what is wrong in *why.
 */
char *line_open(char *line, unsigned long sequence, const char **why);

#endif
