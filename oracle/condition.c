/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Conditions of a row: KEY=SET. */

#include <limits.h>
#include <string.h>

#include "oracle/condition.h"

/* A set of more chunks is written as its complement, or not at all. */
enum { CHUNKS_MAX = 4096 };

/* KEY=WORD that stands for other values, perhaps of another dimension. */
static const struct {
	const char *key, *word;
	enum dimension dim;
	const char *set;
} shorthand[] = {
	{ "domain", "supported", DIM_DOMAIN_FACT, "supported" },
	{ "domain", "unsupported", DIM_DOMAIN_FACT, "unsupported" },
	{ "privilege", "lacking", DIM_SOCKET, "EPERM,EACCES" },
	{ "protocol", "supported", DIM_PROTOCOL_FACT, "supported" },
	{ "protocol", "unsupported", DIM_PROTOCOL_FACT, "unsupported" },
	{ "type", "supported", DIM_TYPE_FACT, "supported" },
	{ "type", "unsupported", DIM_TYPE_FACT, "unsupported" },
	{ "vector", "invalid", DIM_VECTOR,
	    "!valid,misaligned-1,misaligned-2,misaligned-3" },
	{ "vector", "misaligned", DIM_VECTOR,
	    "misaligned-1,misaligned-2,misaligned-3" },
	{ "vector", "straddling", DIM_VECTOR, "second-bad,first-bad" }
};

/* Whether a name is a symbol for which the host has no number. */
static bool
is_numberless(const char *text, size_t len, const struct numbering *n)
{
	int id, k;

	for (k = 0; k < SYMBOL_KINDS; k++) {
		id = symbol_find((enum symbol_kind)k, text, len);
		if (id >= 0)
			return !n->known[id];
	}
	return false;
}

bool
condition_absent(const char *text, size_t len, const struct numbering *n)
{
	const char *bar;
	size_t m;

	for (;;) {
		bar = memchr(text, '|', len);
		m = bar == NULL ? len : (size_t)(bar - text);
		if (is_numberless(text, m, n))
			return true;
		if (bar == NULL)
			return false;
		text += m + 1;
		len -= m + 1;
	}
}

/* Copies a list without the members that the host does not have. */
static char *
list_present(struct arena *a, const char *text, const struct numbering *n)
{
	char *copy, *to;
	size_t len;

	to = copy = arena_get(a, strlen(text) + 1);
	if (*text == '!')
		text++;
	for (; *text != '\0'; text += len + (text[len] == ',')) {
		len = strcspn(text, ",");
		if (condition_absent(text, len, n))
			continue;
		if (to != copy)
			*to++ = ',';
		memcpy(to, text, len);
		to += len;
	}
	return copy;
}

/* As dimension_set, but a name without a number is no value. */
static int
set_present(struct arena *a, enum dimension d, const char *text,
    const struct numbering *n, struct set *s, struct diag *why)
{
	const char *list;

	/* Answers are names: no host's numbers are asked. */
	list = d == DIM_SOCKET ? text + (*text == '!') :
	    list_present(a, text, n);
	if (*list == '\0' && *text != '\0' && strcmp(text, "!") != 0)
		*s = set_range(a, 1, 0);
	else if (dimension_set(a, d, list, strlen(list), n, s, why) != 0)
		return -1;
	if (*text == '!')
		*s = set_minus(a, dimension_all(a, d), *s);
	return 0;
}

static void
narrow(struct arena *a, struct box *box, enum dimension d, struct set s)
{
	box->dim[d] = set_and(a, box->dim[d], s);
}

/* Every subset of the host's flag bits that the list allows. */
static int
flags_list(struct arena *a, const char *text, const struct numbering *n,
    struct set *s, struct diag *why)
{
	unsigned all, sub;
	struct range *r;
	size_t count;

	all = (unsigned)numbering_flags(n);
	if (strcmp(text, "none") == 0 || strcmp(text, "!none") == 0)
		*s = set_range(a, 0, 0);
	else if (set_present(a, DIM_TYPE, text + (*text == '!'), n, s, why)
	    != 0)
		return -1;
	if (*text != '!')
		return 0;
	r = arena_get(a, (size_t)1 << 10);
	count = 0;
	for (sub = all;; sub = (sub - 1) & all) {
		if (!set_has(*s, (int)sub)) {
			r[count].lo = r[count].hi = (int)sub;
			count++;
		}
		if (sub == 0)
			break;
	}
	*s = set_of(a, r, count);
	return 0;
}

/* Whether every combination of flags is in the set. */
static bool
is_all_flags(struct set flags, unsigned all)
{
	unsigned sub;

	for (sub = all;; sub = (sub - 1) & all) {
		if (!set_has(flags, (int)sub))
			return false;
		if (sub == 0)
			return true;
	}
}

/* The last value from v on that has the same bits above all flags but one. */
static int64_t
chunk_end(int64_t v, int64_t hi, unsigned all)
{
	int64_t end;

	end = v | (int64_t)((all & (0 - all)) - 1);
	return all == 0 || end > hi ? hi : end;
}

/* How many chunks types_with_flags makes of the set. */
static uint64_t
chunk_count(struct set types, unsigned all)
{
	uint64_t count, low;
	size_t i;

	low = all == 0 ? UINT64_C(1) << 32 : all & (0 - all);
	count = 0;
	for (i = 0; i < types.count; i++)
		count += (uint64_t)(types.range[i].hi - types.range[i].lo) /
		    low + 2;
	return count;
}

/* Adds each flag combination to each type of a set without flags. */
static struct set
types_with_flags(struct arena *a, struct set types, struct set flags,
    unsigned all)
{
	struct range *r;
	size_t count, i;
	unsigned sub;
	int64_t v, end;

	r = arena_get(a, sizeof(*r) * (size_t)(chunk_count(types, all) * 8));
	count = 0;
	for (i = 0; i < types.count; i++)
		for (v = types.range[i].lo; v <= types.range[i].hi;
		    v = end + 1) {
			end = chunk_end(v, types.range[i].hi, all);
			if (((unsigned)v & all) != 0)
				continue;
			for (sub = all;; sub = (sub - 1) & all) {
				if (set_has(flags, (int)sub)) {
					r[count].lo = (int)((unsigned)v | sub);
					r[count].hi = r[count].lo + end - v;
					count++;
				}
				if (sub == 0)
					break;
			}
		}
	return set_of(a, r, count);
}

/* The arguments whose bits other than flags are in the set. */
static int
apply_type(struct arena *a, const char *text, const struct numbering *n,
    struct box *box, struct diag *why)
{
	struct set types, rest, every;
	unsigned all;

	if (set_present(a, DIM_TYPE, text, n, &types, why) != 0)
		return -1;
	all = (unsigned)numbering_flags(n);
	every = types_with_flags(a, set_range(a, 0, 0),
	    set_range(a, INT_MIN, INT_MAX), all);
	rest = set_minus(a, dimension_all(a, DIM_TYPE), types);
	if (chunk_count(types, all) <= CHUNKS_MAX)
		types = types_with_flags(a, types, every, all);
	else if (chunk_count(rest, all) <= CHUNKS_MAX)
		types = set_minus(a, dimension_all(a, DIM_TYPE),
		    types_with_flags(a, rest, every, all));
	else
		return diag_set(why, "type=%s is too wide to be told from its"
		    " flags; list fewer types", text);
	narrow(a, box, DIM_TYPE, types);
	return 0;
}

/* The arguments whose flags are in the set; needs few types beside. */
static int
apply_flags(struct arena *a, const char *text, const struct numbering *n,
    struct box *box, struct diag *why)
{
	struct set flags, types;
	unsigned all;

	if (strcmp(text, "*") == 0)
		return 0;
	if (flags_list(a, text, n, &flags, why) != 0)
		return -1;
	all = (unsigned)numbering_flags(n);
	if (is_all_flags(flags, all))
		return 0;
	types = set_range(a, 0, 0xf);
	narrow(a, box, DIM_TYPE, types_with_flags(a, types, flags, all));
	return 0;
}

/* The arguments in the set, flags and all. */
static int
apply_argument(struct arena *a, const char *text, const struct numbering *n,
    struct box *box, struct diag *why)
{
	struct set s;

	if (set_present(a, DIM_TYPE, text, n, &s, why) != 0)
		return -1;
	narrow(a, box, DIM_TYPE, s);
	return 0;
}

int
condition_apply(struct arena *a, const struct condition *c,
    const struct numbering *n, struct box *box, struct diag *why)
{
	enum dimension d;
	struct set s;
	size_t i;

	for (i = 0; i < sizeof(shorthand) / sizeof(shorthand[0]); i++)
		if (strcmp(shorthand[i].key, c->key) == 0 &&
		    strcmp(shorthand[i].word, c->text) == 0) {
			d = shorthand[i].dim;
			if (dimension_set(a, d, shorthand[i].set,
			    strlen(shorthand[i].set), n, &s, why) != 0)
				return -1;
			narrow(a, box, d, s);
			return 0;
		}
	if (strcmp(c->key, "type") == 0)
		return apply_type(a, c->text, n, box, why);
	if (strcmp(c->key, "flags") == 0)
		return apply_flags(a, c->text, n, box, why);
	if (strcmp(c->key, "argument") == 0)
		return apply_argument(a, c->text, n, box, why);
	d = dimension_find(c->key, strlen(c->key));
	if (d > DIM_SOCKET)
		return diag_set(why, "no condition is called '%s'; see"
		    " pairoracle-table(5)", c->key);
	if (set_present(a, d, c->text, n, &s, why) != 0)
		return -1;
	narrow(a, box, d, s);
	return 0;
}
