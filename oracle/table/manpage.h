/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Manual pages, as far as the oracle needs them: the errors that a page
 * lists, what it says of them, and the lines on which it does.  mandoc reads
 * the page.
 */

#ifndef PAIRTEST_PAGE_H
#define PAIRTEST_PAGE_H

#include "lib/arena.h"
#include "lib/diag.h"

struct page_item {
	const char *name;   /* unlike any other's of the page */
	int answer;	    /* lib/outcome.h; -1: no errno we know */
	unsigned long line; /* of the source, from 1 */
	const char *text;   /* what the page says of it, in one line */
};

struct page {
	const char *title;   /* "SOCKETPAIR"; "" where it has none */
	const char *section; /* "2" */
	const char *os;	     /* "Linux man-pages 6.03" */
	const char *date;
	struct page_item *item; /* in the order of the page */
	size_t count;
	size_t room;
};

/*
 * The source of a page, gzipped or not: *len bytes; *packed says which it
 * was.  NULL with the reason.
 */
char *page_text(struct arena *a, const char *path, size_t *len, int *packed,
    struct diag *why);

/*
 * Finds the errors that a page with mdoc or man macros lists.  A gzipped page
 * has a name that ends in .gz, or mandoc does not unpack it.  Returns 0, or
 * -1 with the reason; no errors are a reason.
 */
int
page_read(struct arena *a, const char *path, struct page *p, struct diag *why);

#endif
