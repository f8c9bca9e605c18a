/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The one way to write HTML, SVG and XML: what is put in for %s is text and
 * is escaped; the format around it is markup of ours.
 */

#ifndef PAIRTEST_HTML_H
#define PAIRTEST_HTML_H

#include <stdio.h>

#include "lib/diag.h"

/*
 * As fprintf with %s, %d, %u, %zu, %ju and %%, no flags and no widths.  Every
 * %s is escaped for text and for attribute values in double quotes, and what
 * is no character of XML is replaced.
 */
void html_put(FILE *f, const char *format, ...) DIAG_FORMAT(2, 3);

/* Text alone, escaped so. */
void html_text(FILE *f, const char *text);

#endif
