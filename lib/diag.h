/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * One error, as text.  A function that fails fills a struct diag and returns
 * -1 or NULL; the program prints it and chooses the exit status.
 */

#ifndef PAIRTEST_DIAG_H
#define PAIRTEST_DIAG_H

struct diag {
	char text[512];
};

#if defined(__GNUC__)
#define DIAG_FORMAT(f, a) __attribute__((__format__(__printf__, f, a)))
#else
#define DIAG_FORMAT(f, a)
#endif

/*
 * Writes a message of the form "what; remedy" into d, cut to its size, with
 * "?" for each control character.
 * d may be NULL.  Returns -1, so that a caller can return it in turn.
 */
int diag_set(struct diag *d, const char *fmt, ...) DIAG_FORMAT(2, 3);

/*
 * The same, with "file:line: " before it, or "file:line:column: " where
 * column is not 0.  Lines and columns count from 1.
 */
int diag_at(struct diag *d, const char *file, unsigned long line,
    unsigned column, const char *fmt, ...) DIAG_FORMAT(5, 6);

#endif
