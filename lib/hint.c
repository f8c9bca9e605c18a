/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The known name nearest to one that is not known. */

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "lib/hint.h"

enum { LENGTH_MAX = 63 }; /* no known name is longer: such a one has no hint */

static unsigned
least(unsigned a, unsigned b, unsigned c)
{
	const unsigned ab = a < b ? a : b;

	return ab < c ? ab : c;
}

static int
same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* The number of letters to insert, delete or replace: Levenshtein's. */
static unsigned
distance(const char *a, const char *b)
{
	unsigned row[LENGTH_MAX + 1];
	unsigned diagonal, above;
	size_t i, k;

	for (k = 0; k <= strlen(b); k++)
		row[k] = (unsigned)k;
	for (i = 0; a[i] != '\0'; i++) {
		diagonal = row[0];
		row[0] = (unsigned)i + 1;
		for (k = 1; k <= strlen(b); k++) {
			above = row[k];
			row[k] = least(above + 1, row[k - 1] + 1,
			    diagonal + !same(a[i], b[k - 1]));
			diagonal = above;
		}
	}
	return row[strlen(b)];
}

/* A name that was cut short is as near as one with a letter wrong. */
static int
begins(const char *known, const char *wanted)
{
	for (; *wanted != '\0'; known++, wanted++)
		if (!same(*known, *wanted))
			return 0;
	return 1;
}

void
hint_offer(struct hint *h, const char *known)
{
	const size_t length = strlen(h->wanted);
	unsigned d;

	if (length == 0 || length > LENGTH_MAX || strlen(known) > LENGTH_MAX)
		return;
	d = length > 1 && begins(known, h->wanted) ? 1
						   : distance(h->wanted, known);
	if (d > (length + 2) / 3 || d >= length ||
	    (h->best != NULL && d >= h->distance))
		return;
	h->best = known;
	h->distance = d;
}

const char *
hint_text(const struct hint *h, const char *otherwise, char *buf,
    unsigned long size)
{
	if (h->best != NULL)
		snprintf(buf, size, "; did you mean %s?", h->best);
	else
		snprintf(buf, size, "; %s", otherwise);
	return buf;
}
