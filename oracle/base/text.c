/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Text that goes out. */

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/base/text.h"

/* What a first byte says of the bytes behind it. */
static const struct {
	unsigned char mask, lead;
	size_t length;
	uint32_t least; /* smaller ones have a shorter form */
} forms[] = {
	{ 0xe0, 0xc0, 2, 0xa0 }, /* what is below are controls */
	{ 0xf0, 0xe0, 3, 0x800 },
	{ 0xf8, 0xf0, 4, 0x10000 },
};

/* Surrogates, turners of direction, what is no character, the end. */
static const struct {
	uint32_t first, last;
} unfit[] = {
	{ 0x200e, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2066, 0x2069 },
	{ 0xd800, 0xdfff },
	{ 0xfeff, 0xfeff },
	{ 0xfffe, 0xffff },
	{ 0x110000, 0xffffffff },
};

static int
is_unfit(uint32_t c)
{
	size_t i;

	for (i = 0; i < sizeof(unfit) / sizeof(unfit[0]); i++)
		if (c >= unfit[i].first && c <= unfit[i].last)
			return 1;
	return 0;
}

static size_t
character_of_form(const unsigned char *p, size_t form)
{
	uint32_t c;
	size_t i;

	c = p[0] & (unsigned char)~forms[form].mask;
	for (i = 1; i < forms[form].length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < forms[form].least || is_unfit(c))
		return 0;
	return forms[form].length;
}

size_t
text_character(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i;

	if (*p < 0x80)
		return (*p >= ' ' && *p <= '~') || *p == '\t' || *p == '\n';
	for (i = 0; i < sizeof(forms) / sizeof(forms[0]); i++)
		if ((*p & forms[i].mask) == forms[i].lead)
			return character_of_form(p, i);
	return 0;
}

char *
text_clean(struct arena *a, const char *s)
{
	char *copy, *to;
	size_t n;

	to = copy = arena_get(a, strlen(s) * strlen(TEXT_REPLACEMENT) + 1);
	while (*s != '\0') {
		n = text_character(s);
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

/* Appends the word to a text that has room for it. */
static char *
word_append(char *to, const char *s, size_t len)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%";
	size_t i;

	if (len != 0 && strspn(s, plain) >= len) {
		memcpy(to, s, len);
		return to + len;
	}
	*to++ = '\'';
	for (i = 0; i < len; i++) {
		if (s[i] == '\'') {
			memcpy(to, "'\\'", 3);
			to += 3;
		}
		*to++ = s[i];
	}
	*to++ = '\'';
	return to;
}

char *
text_word(struct arena *a, const char *s)
{
	char *word;

	word = arena_get(a, strlen(s) * 4 + 3);
	*word_append(word, s, strlen(s)) = '\0';
	return word;
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

/* What the probe does only if it is told to. */
static const char *
text_allow(const char *witness)
{
	if (strstr(witness, " resource=files") != NULL)
		return " --allow system-files";
	if (strstr(witness, " resource=memory") != NULL)
		return " --allow memory";
	return "";
}

char *
text_probe(struct arena *a, const char *witness)
{
	static const char probe[] = "pairprobe";
	const char *allow = text_allow(witness);
	char *text, *to;
	size_t n;

	text = arena_get(a,
	    sizeof(probe) + strlen(allow) + 8 + 5 * (strlen(witness) + 1));
	to = text +
	    sprintf(text, "%s%s%s", probe, allow, *witness == '-' ? " --" : "");
	for (; *witness != '\0'; witness += n + (witness[n] == ' ')) {
		n = strcspn(witness, " ");
		*to++ = ' ';
		to = word_append(to, witness, n);
	}
	*to = '\0';
	return text;
}

char *
text_again(struct arena *a, const char *table, const char *witness)
{
	const char *probe = text_probe(a, witness);
	const char *word = text_word(a, table);
	static const char judge[] = " | pairoracle judge -t ";
	char *text;
	size_t size;

	size = strlen(probe) + sizeof(judge) + strlen(word) + 3;
	text = arena_get(a, size);
	snprintf(text, size, "%s%s%s -", probe, judge, word);
	return text;
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
