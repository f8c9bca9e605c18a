/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Programs that show a specimen, and reports of it, for other people. */

#ifndef PAIRTEST_PROGRAM_H
#define PAIRTEST_PROGRAM_H

#include <stdio.h>

#include "oracle/reproduce/specimen.h"

/*
 * Writes a C program that makes the request, says what it saw, and exits with
 * 0 where the host conforms, 1 where it deviates and 2 where it cannot tell.
 * It compiles on any POSIX system.  Returns 0, or -1 with the reason: what no
 * short program can arrange or see.
 */
int program_write(const struct specimen *s, FILE *f, struct diag *why);

/* Writes the text of a bug report, the program at its end. */
int program_report(const struct specimen *s, FILE *f, struct diag *why);

#endif
