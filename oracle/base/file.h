/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whole files as text. */

#ifndef PAIRTEST_FILE_H
#define PAIRTEST_FILE_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/diag.h"

/* Tables, pages and expectations are a thousand times smaller. */
#define FILE_LIMIT ((size_t)32 << 20)
#define FILE_LIMIT_TEXT "32 MB"

/*
 * The contents of a file ("-": standard input), with a NUL after them and
 * *len bytes before it; NULL with the reason.
 */
char *
file_read(struct arena *a, const char *path, size_t *len, struct diag *why);

/* The same for text: UTF-8 without control characters (base/escape.h). */
char *file_text(struct arena *a, const char *path, struct diag *why);

/* Cuts the next line off a text, without its end; NULL after the last. */
char *file_line(char **text);

#endif
