/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What is said of a specimen, in words. */

#ifndef PAIRTEST_PROGRAM_TEXT_H
#define PAIRTEST_PROGRAM_TEXT_H

#include <stdio.h>

#include "oracle/reproduce/specimen.h"

/* The comment at the head of a program. */
void program_head(const struct specimen *s, FILE *f);

/* A bug report, up to the program. */
void report_text(const struct specimen *s, FILE *f);

#endif
