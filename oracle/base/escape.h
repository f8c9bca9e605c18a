/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Text of unknown origin made safe for one destination each.  Tables, traces
 * and pages may be anyone's: what they say must not leave the place that it
 * is written to, nor hide what is shown there.
 *
 * Each function returns a copy in a.  Unfit for every destination are bytes
 * that are not UTF-8, control characters and characters that change the
 * direction of text; they are written as \xNN or \u{NNNN}.  HTML is escaped
 * as it is written: oracle/report/page.h.
 */

#ifndef PAIRTEST_ESCAPE_H
#define PAIRTEST_ESCAPE_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/diag.h"

/*
 * The length in bytes of the character at s; 0 if it is unfit, tab and
 * newline excepted.  s is not empty.
 */
size_t escape_character(const char *s);

/* For a terminal: one line, in which a newline is \n and a tab is \t. */
char *escape_terminal(struct arena *a, const char *s);

/* For the inside of a comment in C: cannot end it or join lines. */
char *escape_c_comment(struct arena *a, const char *s);

/* For the inside of a string literal in C, with its exact bytes. */
char *escape_c_string(struct arena *a, const char *s);

/* For a paragraph in Markdown: shown as it is, without any markup. */
char *escape_markdown(struct arena *a, const char *s);

/* One word for a POSIX shell, quoted only if it has to be. */
char *escape_shell(struct arena *a, const char *s);

/* For a record of an lcov tracefile, which is one line without quoting. */
char *escape_lcov(struct arena *a, const char *s);

/*
 * Checks a file that was read whole: it must be valid UTF-8 without unfit
 * characters; lines may end in CR LF.  Returns 0, or -1 with the line and
 * the remedy.
 */
int
escape_check(const char *text, size_t len, const char *file, struct diag *why);

#endif
