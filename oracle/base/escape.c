/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Text made safe for one destination each. */

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "oracle/base/escape.h"

/* The most that a byte becomes: U+0085 is two bytes and shown as \u{85}. */
enum { GROWTH = 4 };

/* What a first byte says of the bytes after it. */
static const struct {
	unsigned char mask, lead;
	size_t length;
	uint32_t least; /* smaller ones have a shorter form */
} forms[] = {
	{ 0x80, 0x00, 1, 0 },
	{ 0xe0, 0xc0, 2, 0x80 },
	{ 0xf0, 0xe0, 3, 0x800 },
	{ 0xf8, 0xf0, 4, 0x10000 },
};

/*
 * Controls, characters that change the direction of text, separators of
 * lines, byte order marks, tags that nobody sees, and no characters.
 */
static const struct {
	uint32_t first, last;
} unfit[] = {
	{ 0x0, 0x1f },
	{ 0x7f, 0x9f },
	{ 0x61c, 0x61c },
	{ 0x200e, 0x200f },
	{ 0x2028, 0x202e },
	{ 0x2066, 0x2069 },
	{ 0xfeff, 0xfeff },
	{ 0xfffe, 0xffff },
	{ 0xe0000, 0xe007f },
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

/* The length of the UTF-8 at s and its code point; 0 if it is not valid. */
static size_t
decode(const char *s, uint32_t *c)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t f, i;

	for (f = 0; f < sizeof(forms) / sizeof(forms[0]); f++)
		if ((*p & forms[f].mask) == forms[f].lead)
			break;
	if (f == sizeof(forms) / sizeof(forms[0]))
		return 0;
	*c = *p & (0xffu ^ forms[f].mask);
	for (i = 1; i < forms[f].length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (p[i] & 0x3fu);
	}
	if (*c < forms[f].least || (*c >= 0xd800 && *c <= 0xdfff) ||
	    *c > 0x10ffff)
		return 0;
	return forms[f].length;
}

size_t
escape_character(const char *s)
{
	uint32_t c;
	size_t n;

	n = decode(s, &c);
	return n != 0 && (*s == '\t' || *s == '\n' || !is_unfit(c)) ? n : 0;
}

/* Appends the unfit character at s as text; returns how long it was. */
static size_t
unfit_put(char **to, const char *s)
{
	uint32_t c;
	size_t n;

	n = decode(s, &c);
	if (*s == '\t' || *s == '\n')
		*to += sprintf(*to, *s == '\t' ? "\\t" : "\\n");
	else if (n < 2)
		*to += sprintf(*to, "\\x%02x", (unsigned char)*s);
	else
		*to += sprintf(*to, "\\u{%lx}", (unsigned long)c);
	return n == 0 ? 1 : n;
}

/* Copies the character at s, or shows it; returns how long it was. */
static size_t
character_put(char **to, const char *s)
{
	size_t n;

	n = *s == '\t' || *s == '\n' ? 0 : escape_character(s);
	if (n == 0)
		return unfit_put(to, s);
	memcpy(*to, s, n);
	*to += n;
	return n;
}

static char *
room_for(struct arena *a, const char *s)
{
	return arena_get(a, strlen(s) * GROWTH + 1);
}

char *
escape_terminal(struct arena *a, const char *s)
{
	char *copy, *to;

	to = copy = room_for(a, s);
	while (*s != '\0')
		s += character_put(&to, s);
	return copy;
}

char *
escape_lcov(struct arena *a, const char *s)
{
	return escape_terminal(a, s);
}

/* A backslash could join lines, and ??/ is one as a trigraph. */
char *
escape_c_comment(struct arena *a, const char *s)
{
	char *copy, *to, last;

	to = copy = room_for(a, s);
	for (last = '\0'; *s != '\0';) {
		if ((last == '*' && *s == '/') || (last == '/' && *s == '*') ||
		    (last == '?' && *s == '?'))
			*to++ = ' ';
		last = *s;
		if (*s == '\\') {
			s++;
			to += sprintf(to, "\\x5c");
		} else
			s += character_put(&to, s);
	}
	return copy;
}

char *
escape_c_string(struct arena *a, const char *s)
{
	char *copy, *to;
	size_t n;

	to = copy = room_for(a, s);
	for (; *s != '\0'; s += n) {
		n = *s == '\t' || *s == '\n' ? 0 : escape_character(s);
		if (n == 0) {
			/* Three digits: a digit may follow. */
			to += sprintf(to, "\\%03o", (unsigned char)*s);
			n = 1;
			continue;
		}
		if (strchr("\"\\?", *s) != NULL)
			*to++ = '\\';
		memcpy(to, s, n);
		to += n;
	}
	return copy;
}

/* Whether c at index i of s begins markup; leading digits make a list. */
static int
is_markup(const char *s, size_t i)
{
	size_t digits = strspn(s, "0123456789");

	if (strchr("\\`*_{}[]<>()~|&#!$", s[i]) != NULL)
		return 1;
	return (i == 0 && strchr("+-=", s[i]) != NULL) ||
	    (i == digits && i != 0 && s[i] == '.');
}

char *
escape_markdown(struct arena *a, const char *s)
{
	char *copy, *to, *shown;
	size_t i;

	shown = escape_terminal(a, s);
	to = copy = arena_get(a, 2 * strlen(shown) + 1);
	for (i = 0; shown[i] != '\0'; i++) {
		if (is_markup(shown, i))
			*to++ = '\\';
		*to++ = shown[i];
	}
	return copy;
}

/* A word that holds what no terminal should see, spelt for printf(1). */
static char *
shell_printf(struct arena *a, const char *s)
{
	char *copy, *to;
	size_t i;

	copy = arena_get(a, strlen(s) * GROWTH + sizeof("\"$(printf '')\""));
	to = copy + sprintf(copy, "\"$(printf '");
	for (i = 0; s[i] != '\0'; i++)
		if ((unsigned char)s[i] < ' ' || s[i] == '\x7f' ||
		    (unsigned char)s[i] > '~' || strchr("'\\%", s[i]) != NULL)
			to += sprintf(to, "\\%03o", (unsigned char)s[i]);
		else
			*to++ = s[i];
	strcpy(to, "')\"");
	return copy;
}

char *
escape_shell(struct arena *a, const char *s)
{
	static const char plain[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz0123456789_-+=:,./@%";
	char *word, *to;
	size_t i;

	for (i = 0; s[i] != '\0'; i += escape_character(s + i))
		if (s[i] == '\n' || escape_character(s + i) == 0)
			return shell_printf(a, s);
	to = word = arena_get(a, strlen(s) * GROWTH + 3);
	if (*s != '\0' && strspn(s, plain) == strlen(s))
		return strcpy(word, s);
	*to++ = '\'';
	for (; *s != '\0'; s++)
		if (*s == '\'')
			to += sprintf(to, "'\\''");
		else
			*to++ = *s;
	*to = '\'';
	return word;
}

/*
 * What starts at text, which has len bytes and perhaps no end: a character is
 * read to its own end, so what might be cut is copied into room.
 */
static const char *
bounded(const char *text, size_t len, char room[5])
{
	if (len >= 4)
		return text;
	memset(room, 0, 5);
	memcpy(room, text, len);
	return room;
}

int
escape_check(const char *text, size_t len, const char *file, struct diag *why)
{
	unsigned long line;
	char room[5], shown[16], *to;
	const char *at;
	size_t i, n;

	line = 1;
	for (i = 0; i < len; i += n) {
		at = bounded(text + i, len - i, room);
		n = escape_character(at);
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			n = 1;
		if (n != 0) {
			line += text[i] == '\n';
			continue;
		}
		to = shown;
		unfit_put(&to, at);
		return diag_at(why, file, line, 0,
		    "%s is a control character or not UTF-8; remove it or"
		    " convert the file",
		    shown);
	}
	return 0;
}
