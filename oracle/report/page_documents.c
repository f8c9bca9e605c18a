/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The part of a page that shows which document lists which errno. */

#include <stdlib.h>

#include "oracle/report/html.h"
#include "oracle/report/listing.h"
#include "oracle/report/page_parts.h"

/* The listing of all built-in tables as text; NULL where it cannot be had. */
static char *
listing_text(void)
{
	const struct option_values all = { { NULL }, 0 };
	struct tables tables;
	struct diag why;
	char *text;
	size_t size;
	FILE *f;

	text = NULL;
	f = open_memstream(&text, &size);
	if (f == NULL)
		return NULL;
	if (tables_open(&tables, &all, &why) == 0)
		listing_print(&tables, f);
	tables_close(&tables);
	fclose(f);
	return text;
}

void
part_documents(const struct section *s, size_t number, FILE *f)
{
	char *text;

	(void)s;
	text = listing_text();
	html_put(f,
	    "<h2 id=\"documents-%zu\">Documents</h2>\n<p>Which document"
	    " lists which errno, by year.</p>\n<div class=\"wide\"><pre"
	    " style=\"white-space:pre\">",
	    number);
	html_text(f, text == NULL ? "" : text);
	fputs("</pre></div>\n", f);
	free(text);
}
