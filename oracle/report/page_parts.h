/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The parts of the report's page.  Each writes itself whole; those of a
 * section are told by its number, from 1, which is in their anchors too.
 */

#ifndef PAIRTEST_REPORT_PARTS_H
#define PAIRTEST_REPORT_PARTS_H

#include "oracle/report/report.h"

/* The style sheet. */
void part_style(FILE *f);

/* Counts of requests, clauses and deviations of a section. */
void part_summary(const struct section *s, size_t number, FILE *f);

/* What deviates: tables, their clauses, and the ways in which they fail. */
void part_deviations(const struct section *s, size_t number, FILE *f);

/* Every clause of every table, with its verdict. */
void part_clauses(const struct section *s, size_t number, FILE *f);

/* Domains and types at protocol 0. */
void part_picture(const struct section *s, size_t number, FILE *f);

/* Which error wins where several could come. */
void part_precedence(const struct section *s, size_t number, FILE *f);

/* Which inputs were tried. */
void part_inputs(const struct section *s, size_t number, FILE *f);

/* What was not tried, and why. */
void part_untested(const struct section *s, size_t number, FILE *f);

/* Which document lists which errno, by year. */
void part_documents(const struct section *s, size_t number, FILE *f);

/* The header of the trace, and how to judge it again. */
void part_trace(const struct section *s, size_t number, FILE *f);

#endif
