/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The dimensions of a request, and their words. */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/dimension.h"
#include "lib/outcome.h"

static const char *const entries[] = { "libc", "syscall", "socketcall", NULL };
static const char *const privileges[] = {
	"root",
	"user",
	"namespace",
	"confined",
	NULL,
};
static const char *const fds[] = {
	"0",
	"1",
	"2",
	"many",
	"holes",
	"low",
	NULL,
};
static const char *const resources[] = {
	"ample",
	"files",
	"memory",
	"buffers",
	NULL,
};
static const char *const vectors[] = {
	"valid",
	"misaligned-1",
	"misaligned-2",
	"misaligned-3",
	"null",
	"one",
	"unmapped",
	"no-access",
	"read-only",
	"text",
	"beyond-eof",
	"kernel",
	"ones",
	"second-bad",
	"first-bad",
	NULL,
};
static const char *const checks[] = {
#define CHECK(id, word, steps) word,
#include "lib/check.def"
#undef CHECK
	NULL,
};
static const char *const ends[] = { "forward", "reversed", NULL };
static const char *const support[] = { "supported", "unsupported", NULL };

/* Dimensions without words are numbers, named by symbols of kind. */
static const struct {
	const char *name;
	const char *const *words;
	enum symbol_kind kind;
	int normal;
} dimensions[DIM_COUNT] = {
	{ "entry", entries, SYMBOL_KINDS, ENTRY_LIBC },
	{ "privilege", privileges, SYMBOL_KINDS, PRIVILEGE_ROOT },
	{ "fds", fds, SYMBOL_KINDS, FDS_MANY },
	{ "resource", resources, SYMBOL_KINDS, RESOURCE_AMPLE },
	{ "domain", NULL, SYMBOL_DOMAIN, 0 },
	{ "type", NULL, SYMBOL_TYPE, 0 },
	{ "protocol", NULL, SYMBOL_PROTOCOL, 0 },
	{ "vector", vectors, SYMBOL_KINDS, VECTOR_VALID },
	{ "check", checks, SYMBOL_KINDS, CHECK_CALL },
	{ "ends", ends, SYMBOL_KINDS, ENDS_FORWARD },
	{ "socket", NULL, SYMBOL_ERRNO, 0 },
	{ "domain-fact", support, SYMBOL_KINDS, 0 },
	{ "type-fact", support, SYMBOL_KINDS, 0 },
	{ "protocol-fact", support, SYMBOL_KINDS, 0 },
};

const char *
dimension_name(enum dimension d)
{
	return dimensions[d].name;
}

enum dimension
dimension_find(const char *name, size_t len)
{
	int d;

	for (d = 0; d < DIM_COUNT; d++)
		if (strlen(dimensions[d].name) == len &&
		    memcmp(dimensions[d].name, name, len) == 0)
			break;
	return (enum dimension)d;
}

static int
word_count(enum dimension d)
{
	int n;

	for (n = 0; dimensions[d].words[n] != NULL; n++)
		continue;
	return n;
}

const char *
dimension_word(enum dimension d, int i)
{
	if (dimensions[d].words == NULL || i < 0 || i >= word_count(d))
		return NULL;
	return dimensions[d].words[i];
}

struct set
dimension_all(struct arena *a, enum dimension d)
{
	if (dimensions[d].words != NULL)
		return set_range(a, 0, word_count(d) - 1);
	if (d == DIM_SOCKET)
		return set_range(a, 0, ANSWER_MAX);
	return set_range(a, INT_MIN, INT_MAX);
}

int
dimension_default(enum dimension d, const struct numbering *n)
{
	if (dimensions[d].kind == SYMBOL_DOMAIN)
		return n->number[SYM_AF_UNIX];
	if (dimensions[d].kind == SYMBOL_TYPE)
		return n->number[SYM_SOCK_STREAM];
	return dimensions[d].normal;
}

static int
word_value(enum dimension d, const char *text, size_t len, int64_t *value)
{
	int i, n;

	n = word_count(d);
	for (i = 0; i < n; i++)
		if (strlen(dimensions[d].words[i]) == len &&
		    memcmp(dimensions[d].words[i], text, len) == 0) {
			*value = i;
			return 0;
		}
	return -1;
}

/* A number in the range of int; 0x numbers may use its sign bit. */
static int
number_value(const char *text, size_t len, int64_t *value)
{
	char copy[24], *end;
	long long v;

	if (len == 0 || len >= sizeof(copy))
		return -1;
	memcpy(copy, text, len);
	copy[len] = '\0';
	if (strcmp(copy, "INT_MIN") == 0)
		v = INT_MIN;
	else if (strcmp(copy, "INT_MAX") == 0)
		v = INT_MAX;
	else {
		if (strchr("-0123456789", copy[0]) == NULL)
			return -1;
		v = strtoll(copy, &end, 0);
		if (*end != '\0' || end == copy)
			return -1;
		if (copy[0] == '0' && v > INT_MAX && v <= UINT_MAX)
			v -= (long long)UINT_MAX + 1;
	}
	if (v < INT_MIN || v > INT_MAX)
		return -1;
	*value = v;
	return 0;
}

static int
name_value(enum symbol_kind kind, const char *text, size_t len,
    const struct numbering *n, int64_t *value)
{
	int id;

	id = symbol_find(kind, text, len);
	if (id < 0 && kind == SYMBOL_TYPE)
		id = symbol_find(SYMBOL_FLAG, text, len);
	if (id < 0 || !n->known[id])
		return -1;
	*value = n->number[id];
	return 0;
}

/* Joins the parts of SOCK_STREAM|SOCK_CLOEXEC|0x100. */
static int
type_value(const char *text, size_t len, const struct numbering *n,
    int64_t *value)
{
	const char *bar;
	int64_t part;
	unsigned bits;
	size_t m;

	bits = 0;
	for (;;) {
		bar = memchr(text, '|', len);
		m = bar == NULL ? len : (size_t)(bar - text);
		if (number_value(text, m, &part) != 0 &&
		    name_value(SYMBOL_TYPE, text, m, n, &part) != 0)
			return -1;
		bits |= (unsigned)part;
		if (bar == NULL)
			break;
		text += m + 1;
		len -= m + 1;
	}
	*value = (int)bits;
	return 0;
}

static int
any_value(enum dimension d, const char *text, size_t len,
    const struct numbering *n, int64_t *value)
{
	int answer;

	if (dimensions[d].words != NULL)
		return word_value(d, text, len, value);
	if (d == DIM_SOCKET) {
		answer = answer_find(text, len);
		*value = answer;
		return answer < 0 ? -1 : 0;
	}
	if (d == DIM_TYPE)
		return type_value(text, len, n, value);
	if (number_value(text, len, value) == 0)
		return 0;
	return name_value(dimensions[d].kind, text, len, n, value);
}

int
dimension_value(enum dimension d, const char *text, size_t len,
    const struct numbering *n, int64_t *value, struct diag *why)
{
	if (any_value(d, text, len, n, value) == 0)
		return 0;
	return diag_set(why, "no %s is called '%.*s'; %s", dimensions[d].name,
	    (int)(len < 40 ? len : 40), text,
	    dimensions[d].words != NULL ? "use one of the words for it"
					: "use a name or a number");
}

/* Reads "1+2" after a range: the low four bits of its members. */
static int
residues_read(const char *text, size_t len, struct range *r)
{
	unsigned residues;
	int64_t v;
	size_t n;

	for (residues = 0;; text += n + 1, len -= n + 1) {
		for (n = 0; n < len && text[n] != '+'; n++)
			continue;
		if (number_value(text, n, &v) != 0 || v < 0 ||
		    v >= SET_RESIDUES)
			return -1;
		residues |= 1u << v;
		if (n == len)
			break;
	}
	r->skip = (uint16_t)~residues;
	return 0;
}

/* One member, a..b or a..b:residues of a list. */
static int
set_item(enum dimension d, const char *text, size_t len,
    const struct numbering *n, struct range *r, struct diag *why)
{
	const char *p;
	size_t i;

	p = memchr(text, ':', len);
	i = p == NULL ? len : (size_t)(p - text);
	if (p != NULL && residues_read(p + 1, len - i - 1, r) != 0)
		return diag_set(why,
		    "'%.*s' does not end in low bits; want a..b:0+15",
		    (int)(len < 40 ? len : 40), text);
	len = i;
	p = NULL;
	for (i = 0; i + 1 < len && p == NULL; i++)
		if (text[i] == '.' && text[i + 1] == '.')
			p = text + i;
	if (p == NULL) {
		if (dimension_value(d, text, len, n, &r->lo, why) != 0)
			return -1;
		r->hi = r->lo;
		return 0;
	}
	i = (size_t)(p - text);
	if (dimension_value(d, text, i, n, &r->lo, why) != 0 ||
	    dimension_value(d, p + 2, len - i - 2, n, &r->hi, why) != 0)
		return -1;
	if (r->lo <= r->hi)
		return 0;
	return diag_set(why,
	    "the range '%.*s' is empty; put the smaller"
	    " number first",
	    (int)(len < 40 ? len : 40), text);
}

static int
set_list(struct arena *a, enum dimension d, const char *text, size_t len,
    const struct numbering *n, struct set *s, struct diag *why)
{
	struct range *r;
	const char *comma;
	size_t count, i, m;

	count = 1;
	for (i = 0; i < len; i++)
		count += text[i] == ',';
	r = arena_get(a, count * sizeof(*r));
	for (i = 0; i < count; i++) {
		comma = memchr(text, ',', len);
		m = comma == NULL ? len : (size_t)(comma - text);
		if (set_item(d, text, m, n, &r[i], why) != 0)
			return -1;
		text += m + 1;
		len -= comma == NULL ? len : m + 1;
	}
	*s = set_of(a, r, count);
	return 0;
}

int
dimension_set(struct arena *a, enum dimension d, const char *text, size_t len,
    const struct numbering *n, struct set *s, struct diag *why)
{
	if (len == 1 && text[0] == '*') {
		*s = dimension_all(a, d);
		return 0;
	}
	if (len == 0 || text[0] != '!')
		return set_list(a, d, text, len, n, s, why);
	if (set_list(a, d, text + 1, len - 1, n, s, why) != 0)
		return -1;
	*s = set_minus(a, dimension_all(a, d), *s);
	return 0;
}
