/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The one way to write HTML, SVG and XML. */

#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/report/html.h"

static const char *
escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
html_text(FILE *f, const char *text)
{
	const char *escape;
	size_t n;

	while (*text != '\0') {
		n = escape_character(text);
		escape = escape_of(*text);
		if (escape != NULL)
			fputs(escape, f);
		else if (n == 0)
			fputs(TEXT_REPLACEMENT, f);
		else
			fwrite(text, 1, n, f);
		text += n == 0 ? 1 : n;
	}
}

/* Writes one argument; p is behind its %.  Returns where it ends. */
static const char *
argument_put(FILE *f, const char *p, va_list *ap)
{
	switch (*p) {
	case 's':
		html_text(f, va_arg(*ap, const char *));
		break;
	case 'd':
		fprintf(f, "%d", va_arg(*ap, int));
		break;
	case 'u':
		fprintf(f, "%u", va_arg(*ap, unsigned));
		break;
	case 'z':
		fprintf(f, "%zu", va_arg(*ap, size_t));
		return p + 2;
	case 'j':
		fprintf(f, "%ju", va_arg(*ap, uintmax_t));
		return p + 2;
	default:
		fputc('%', f);
		break;
	}
	return p + 1;
}

void
html_put(FILE *f, const char *format, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, format);
	while (*format != '\0') {
		n = strcspn(format, "%");
		fwrite(format, 1, n, f);
		format += n;
		if (*format == '%')
			format = argument_put(f, format + 1, &ap);
	}
	va_end(ap);
}
