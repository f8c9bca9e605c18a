/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* One error, as text. */

#include <stdarg.h>
#include <stdio.h>

#include "lib/diag.h"

/*
 * A message may quote what a file holds: a control character in it must
 * neither end the line nor reach a terminal.
 */
static int
clean(struct diag *d)
{
	char *p;

	for (p = d->text; *p != '\0'; p++)
		if ((unsigned char)*p < ' ' || *p == 127)
			*p = '?';
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
