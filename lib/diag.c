/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* One error, as text. */

#include <stdarg.h>
#include <stdio.h>

#include "lib/diag.h"

/*
 * The length of the character of UTF-8 at s; 0 if it is none, a control
 * character, or one that changes the direction of text.
 */
static size_t
fit_length(const unsigned char *s)
{
	static const unsigned char least[] = { 0xc2, 0xe0, 0xf0, 0xf5 };
	size_t i, n;

	if (*s < 0x80)
		return *s >= ' ' && *s != 127;
	for (n = 0; n < 4 && *s >= least[n]; n++)
		continue;
	if (n == 0 || n == 4)
		return 0;
	for (i = 1; i <= n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	/* U+0080 to U+009F; U+200E and F, U+202A to E, U+2066 to 9. */
	if ((s[0] == 0xc2 && s[1] < 0xa0) ||
	    (s[0] == 0xe2 && s[1] == 0x80 &&
		(s[2] == 0x8e || s[2] == 0x8f ||
		    (s[2] >= 0xaa && s[2] <= 0xae))) ||
	    (s[0] == 0xe2 && s[1] == 0x81 && s[2] >= 0xa6 && s[2] <= 0xa9))
		return 0;
	return n + 1;
}

/*
 * A message may quote what a file holds: a control character in it must
 * neither end the line nor reach a terminal.
 */
static int
clean(struct diag *d)
{
	char *p;
	size_t n;

	for (p = d->text; *p != '\0'; p += n) {
		n = fit_length((const unsigned char *)p);
		if (n == 0) {
			*p = '?';
			n = 1;
		}
	}
	return -1;
}

int
diag_set(struct diag *d, const char *fmt, ...)
{
	va_list ap;

	if (d == NULL)
		return -1;
	va_start(ap, fmt);
	vsnprintf(d->text, sizeof(d->text), fmt, ap);
	va_end(ap);
	return clean(d);
}

int
diag_at(struct diag *d, const char *file, unsigned long line, unsigned column,
    const char *fmt, ...)
{
	va_list ap;
	int n;

	if (d == NULL)
		return -1;
	if (column != 0)
		n = snprintf(d->text, sizeof(d->text), "%s:%lu:%u: ", file,
		    line, column);
	else
		n = snprintf(d->text, sizeof(d->text), "%s:%lu: ", file, line);
	if (n < 0 || (size_t)n >= sizeof(d->text))
		return clean(d);
	va_start(ap, fmt);
	vsnprintf(d->text + n, sizeof(d->text) - (size_t)n, fmt, ap);
	va_end(ap);
	return clean(d);
}
