/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Text that goes out. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/base/escape.h"
#include "oracle/base/text.h"

char *
text_clean(struct arena *a, const char *s)
{
	char *copy, *to;
	size_t n;

	to = copy = arena_get(a, strlen(s) * strlen(TEXT_REPLACEMENT) + 1);
	while (*s != '\0') {
		n = escape_character(s);
		if (n == 0) {
			memcpy(to, TEXT_REPLACEMENT, strlen(TEXT_REPLACEMENT));
			to += strlen(TEXT_REPLACEMENT);
			s++;
		} else {
			memcpy(to, s, n);
			to += n;
			s += n;
		}
	}
	return copy;
}

char *
text_count(uint64_t n, char buf[TEXT_COUNT_SIZE])
{
	char digits[24], *to;
	size_t len, i;

	len = (size_t)snprintf(digits, sizeof(digits), "%llu",
	    (unsigned long long)n);
	to = buf;
	for (i = 0; i < len; i++) {
		if (i != 0 && (len - i) % 3 == 0)
			*to++ = ' ';
		*to++ = digits[i];
	}
	*to = '\0';
	return buf;
}

/* The option without which the probe does not make the request. */
static const char *
text_allow(const char *witness)
{
	if (strstr(witness, " resource=files") != NULL)
		return " --allow system-files";
	if (strstr(witness, " resource=memory") != NULL)
		return " --allow memory";
	return "";
}

/* Each word of the witness is quoted for itself. */
char *
text_probe(struct arena *a, const char *witness)
{
	struct text_join t = { NULL, 0, 0 };
	size_t n;

	text_add(a, &t, "pairprobe%s%s", text_allow(witness),
	    *witness == '-' ? " --" : "");
	for (; *witness != '\0'; witness += n + (witness[n] == ' ')) {
		n = strcspn(witness, " ");
		text_add(a, &t, " %s",
		    escape_shell(a, arena_text(a, witness, n)));
	}
	return t.text;
}

char *
text_again(struct arena *a, const char *table, const char *witness)
{
	return text_format(a, "%s | pairoracle judge -t %s -",
	    text_probe(a, witness), escape_shell(a, table));
}

const char *
text_set(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n)
{
	size_t size;
	char *buf, *text;

	size = 64 * (s.count + 1);
	do {
		size *= 2;
		buf = arena_get(a, size);
		text = dimension_set_text(d, s, n, buf, size);
	} while (text == NULL);
	return text;
}

DIAG_FORMAT(3, 0)
static void
add(struct arena *a, struct text_join *t, const char *fmt, va_list ap)
{
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0) /* no format of this project can fail */
		n = 0;
	t->text = arena_grow(a, t->text, t->used, t->used + (size_t)n + 1, 1,
	    &t->room);
	vsnprintf(t->text + t->used, (size_t)n + 1, fmt, ap);
	t->used += (size_t)n;
}

void
text_add(struct arena *a, struct text_join *t, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add(a, t, fmt, ap);
	va_end(ap);
}

char *
text_format(struct arena *a, const char *fmt, ...)
{
	struct text_join t = { NULL, 0, 0 };
	va_list ap;

	va_start(ap, fmt);
	add(a, &t, fmt, ap);
	va_end(ap);
	return t.text;
}

/* Ten values of less than 96 bytes, and the keys of seven of them. */
enum { WITNESS_SIZE = 1200 };

char *
text_witness(struct arena *a, const struct box *b, const struct numbering *n)
{
	char text[WITNESS_SIZE];

	box_witness(b, n, text, sizeof(text));
	return arena_text(a, text, strlen(text));
}

/* An answer and every effect, each with its name less than 48 bytes. */
enum { OUTCOME_SIZE = (EFFECT_COUNT + 1) * 48 };

char *
text_outcome(struct arena *a, outcome_t o)
{
	char text[OUTCOME_SIZE];

	outcome_text(o, text, sizeof(text));
	return arena_text(a, text, strlen(text));
}
