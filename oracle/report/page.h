/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The pages of a report, and their parts.  Each part writes itself whole;
 * anchors depend on nothing but what they name.  html_put is the only way to
 * write HTML, SVG and XML: what is put in for %s is text and is escaped; the
 * format around it is markup of ours.
 */

#ifndef PAIRTEST_REPORT_PAGE_H
#define PAIRTEST_REPORT_PAGE_H

#include "oracle/report/report.h"

/*
 * As fprintf with %s, %d, %u, %zu, %ju and %%, no flags and no widths.  Every
 * %s is escaped for text and for attribute values in double quotes, and what
 * is no character of XML is replaced.
 */
void html_put(FILE *f, const char *format, ...) DIAG_FORMAT(2, 3);

/* Text alone, escaped so. */
void html_text(FILE *f, const char *text);

/* The lines of style.css and of script.js, up to a NULL. */
extern const char *const report_style[];
extern const char *const report_script[];

/* Clauses and causes by hosts. */
void part_matrix(const struct report *r, FILE *f);

/* What deviates: tables, their clauses, and the ways in which they fail. */
void part_deviations(const struct section *s, FILE *f);

/* Every clause of every table, with its verdict. */
void part_clauses(const struct section *s, FILE *f);

/* Domains and types at protocol 0. */
void part_picture(const struct section *s, FILE *f);

/* Which error wins where several could come. */
void part_precedence(const struct section *s, FILE *f);

/* Which inputs were tried. */
void part_inputs(const struct section *s, FILE *f);

/* What was not tried, and why. */
void part_untested(const struct section *s, FILE *f);

#endif
