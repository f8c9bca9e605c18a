/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Values of dimensions as text. */

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "lib/outcome.h"

/* The low bits of a type argument that name the type itself. */
enum { TYPE_MASK = 0xf };

static bool
has_words(enum dimension d)
{
	return dimension_word(d, 0) != NULL;
}

static void
number_text(int64_t value, char *buf, size_t size)
{
	if (value == INT_MIN)
		snprintf(buf, size, "INT_MIN");
	else if (value == INT_MAX)
		snprintf(buf, size, "INT_MAX");
	else
		snprintf(buf, size, "%lld", (long long)value);
}

/* A type, then its flags by name, then what is left of it in hex. */
static void
type_text(int value, const struct numbering *n, char *buf, size_t size)
{
	unsigned rest;
	size_t used;
	int id;

	id = numbering_name(n, SYMBOL_TYPE, value & TYPE_MASK);
	if (value < 0 || value == INT_MAX || (id < 0 && value <= TYPE_MASK)) {
		number_text(value, buf, size);
		return;
	}
	rest = (unsigned)value;
	buf[0] = '\0';
	if (id >= 0) {
		snprintf(buf, size, "%s", symbol_name(id));
		rest &= ~(unsigned)TYPE_MASK;
	}
	for (id = 0; id < SYMBOL_COUNT; id++) {
		if (symbol_kind(id) != SYMBOL_FLAG || !n->known[id] ||
		    (rest & (unsigned)n->number[id]) == 0)
			continue;
		used = strlen(buf);
		snprintf(buf + used, size - used, "%s%s", used ? "|" : "",
		    symbol_name(id));
		rest &= ~(unsigned)n->number[id];
	}
	used = strlen(buf);
	if (rest != 0 || used == 0)
		snprintf(buf + used, size - used, "%s0x%x", used ? "|" : "",
		    rest);
}

char *
dimension_value_text(enum dimension d, int64_t value, const struct numbering *n,
    char *buf, size_t size)
{
	int id;

	if (has_words(d)) {
		snprintf(buf, size, "%s", dimension_word(d, (int)value));
		return buf;
	}
	switch (d) {
	case DIM_SOCKET:
		return answer_text((int)value, buf, size);
	case DIM_TYPE:
		type_text((int)value, n, buf, size);
		return buf;
	case DIM_DOMAIN:
		id = numbering_name(n, SYMBOL_DOMAIN, (int)value);
		if (id >= 0) {
			snprintf(buf, size, "%s", symbol_name(id));
			return buf;
		}
		break;
	default:
		break;
	}
	number_text(value, buf, size);
	return buf;
}

/* "16..INT_MAX:1+2": the numbers of a range by their low four bits. */
static int
masked_text(const struct range *r, char *buf, size_t size)
{
	char lo[24], hi[24];
	size_t used;
	int i;

	number_text(r->lo, lo, sizeof(lo));
	number_text(r->hi, hi, sizeof(hi));
	used = (size_t)snprintf(buf, size, "%s..%s", lo, hi);
	for (i = 0; i < SET_RESIDUES && used < size; i++)
		if ((r->skip >> i & 1) == 0)
			used += (size_t)snprintf(buf + used, size - used,
			    "%c%d", strchr(buf, ':') == NULL ? ':' : '+', i);
	return (int)used;
}

/*
 * The words from lo to hi, each of them: which words lie between two others
 * is not for ever, and a trace is read by later releases.
 */
static int
words_text(enum dimension d, int64_t lo, int64_t hi, char *buf, size_t size)
{
	size_t used;
	int64_t v;

	used = 0;
	for (v = lo; v <= hi && used < size; v++)
		used += (size_t)snprintf(buf + used, size - used, "%s%s",
		    v == lo ? "" : ",", dimension_word(d, (int)v));
	return (int)used;
}

/* Appends one range; a range of two is two members. */
static int
range_text(enum dimension d, const struct range *r, const struct numbering *n,
    char *buf, size_t size)
{
	char lo[96], hi[96];
	int len;

	dimension_value_text(d, r->lo, n, lo, sizeof(lo));
	dimension_value_text(d, r->hi, n, hi, sizeof(hi));
	if (has_words(d))
		len = words_text(d, r->lo, r->hi, buf, size);
	else if (r->skip != 0)
		len = masked_text(r, buf, size);
	else if (r->lo == r->hi)
		len = snprintf(buf, size, "%s", lo);
	else if (r->lo + 1 == r->hi)
		len = snprintf(buf, size, "%s,%s", lo, hi);
	else if (d == DIM_SOCKET)
		len = snprintf(buf, size, "%s..%s", lo, hi);
	else {
		number_text(r->lo, lo, sizeof(lo));
		number_text(r->hi, hi, sizeof(hi));
		len = snprintf(buf, size, "%s..%s", lo, hi);
	}
	return len < 0 || (size_t)len >= size ? -1 : len;
}

char *
dimension_set_text(enum dimension d, struct set s, const struct numbering *n,
    char *buf, size_t size)
{
	size_t i, used;
	int len;

	if (s.count == 0) {
		len = snprintf(buf, size, "none");
		return (size_t)len < size ? buf : NULL;
	}
	used = 0;
	for (i = 0; i < s.count; i++) {
		if (i != 0 && used + 1 < size)
			buf[used++] = ',';
		len = range_text(d, &s.range[i], n, buf + used, size - used);
		if (len < 0)
			return NULL;
		used += (size_t)len;
	}
	return buf;
}

enum {
	MEMBER_SIZE = 64 /* bytes that half a range takes at most */
};

const char *
dimension_set_print(struct arena *a, enum dimension d, struct set s,
    const struct numbering *n)
{
	const size_t members = has_words(d) ? (size_t)set_size(s) : s.count * 2;
	const size_t size = (members + 2) * MEMBER_SIZE;

	return dimension_set_text(d, s, n, arena_get(a, size), size);
}

const char *
dimension_set_shortest(struct arena *a, enum dimension d, struct set in,
    struct set out, const struct numbering *n)
{
	const char *with, *without;
	char *text;

	with = dimension_set_print(a, d, in, n);
	if (out.count >= in.count)
		return with;
	without = dimension_set_print(a, d, out, n);
	if (strlen(without) >= strlen(with))
		return with;
	text = arena_get(a, strlen(without) + 2);
	text[0] = '!';
	strcpy(text + 1, without);
	return text;
}
