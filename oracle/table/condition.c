/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Conditions of a row: KEY=SET. */

#include <string.h>

#include "oracle/table/condition.h"

/*
 * What a key means.  With a word it means that only for the condition
 * KEY=WORD, which stands for other values, perhaps of another dimension.
 */
struct condition_key {
	const char *key, *word;
	enum dimension dim;
	const char *set; /* what the word stands for */
	int (*apply)(struct arena *a, enum dimension d, const char *text,
	    const struct numbering *n, struct box *box, struct diag *why);
};

/* Whether a name is a symbol for which the host has no number. */
static bool
is_numberless(const char *text, size_t len, const struct numbering *n)
{
	const int id = symbol_find_any(text, len);

	return id >= 0 && !n->known[id];
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
	list = d == DIM_SOCKET ? text + (*text == '!')
			       : list_present(a, text, n);
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

/* How many combinations the flags of all have. */
static size_t
combinations(unsigned all)
{
	size_t n;

	for (n = 1; all != 0; all &= all - 1)
		n *= 2;
	return n;
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
	else if (set_present(a, DIM_TYPE, text + (*text == '!'), n, s, why) !=
	    0)
		return -1;
	if (*text != '!')
		return 0;
	r = arena_get(a, combinations(all) * sizeof(*r));
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

/* Adds each flag combination to each type of a small set without flags. */
static struct set
types_with_flags(struct arena *a, struct set types, struct set flags,
    unsigned all)
{
	struct set with = { NULL, 0 };
	size_t i;
	unsigned sub;
	int64_t v;
	int type;

	for (i = 0; i < types.count; i++)
		for (v = types.range[i].lo; v <= types.range[i].hi; v++)
			for (sub = all; ((unsigned)v & all) == 0;
			     sub = (sub - 1) & all) {
				type = (int)((unsigned)v | sub);
				if (set_has(flags, (int)sub))
					with = set_or(a, with,
					    set_range(a, type, type));
				if (sub == 0)
					break;
			}
	return with;
}

/* Arguments that are being gathered by what they are without flags. */
struct gathering {
	struct arena *a;
	struct range want;
	unsigned all; /* the bits of every flag */
	struct range *r;
	size_t count, room;
};

/*
 * Gathers from the 2 to the power of bits arguments that start there: all
 * where the least and the most of them without flags are wanted, and else
 * from either half.
 */
static void
arguments_gather(struct gathering *g, unsigned start, int bits)
{
	unsigned last = start | ((1u << bits) - 1);
	int least = (int)(start & ~g->all), most = (int)(last & ~g->all);

	if (most < g->want.lo || least > g->want.hi)
		return;
	if (least >= g->want.lo && most <= g->want.hi) {
		g->r = arena_grow(g->a, g->r, g->count, g->count + 1,
		    sizeof(*g->r), &g->room);
		g->r[g->count].lo = (int)start;
		g->r[g->count++].hi = (int)last;
		return;
	}
	arguments_gather(g, start, bits - 1);
	arguments_gather(g, start | 1u << (bits - 1), bits - 1);
}

/* The arguments whose bits other than flags are in the set. */
static int
apply_type(struct arena *a, enum dimension d, const char *text,
    const struct numbering *n, struct box *box, struct diag *why)
{
	enum { HALF_BITS = 31 }; /* of those with one sign */
	struct gathering g = { .a = a };
	struct set types;
	size_t i;

	if (set_present(a, d, text, n, &types, why) != 0)
		return -1;
	g.all = (unsigned)numbering_flags(n);
	for (i = 0; i < types.count; i++) {
		g.want = types.range[i];
		arguments_gather(&g, 0, HALF_BITS);
		arguments_gather(&g, 1u << HALF_BITS, HALF_BITS);
	}
	narrow(a, box, d, set_of(a, g.r, g.count));
	return 0;
}

/* The arguments whose flags are in the set; needs few types beside. */
static int
apply_flags(struct arena *a, enum dimension d, const char *text,
    const struct numbering *n, struct box *box, struct diag *why)
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
	narrow(a, box, d, types_with_flags(a, types, flags, all));
	return 0;
}

/* The arguments whose low four bits are in the set, whatever the others. */
static int
apply_low_bits(struct arena *a, enum dimension d, const char *text,
    const struct numbering *n, struct box *box, struct diag *why)
{
	struct set low, all;
	unsigned residues;
	int i;

	if (set_present(a, d, text, n, &low, why) != 0)
		return -1;
	residues = 0;
	for (i = 0; i < SET_RESIDUES; i++)
		if (set_has(low, i))
			residues |= 1u << i;
	all = dimension_all(a, d);
	narrow(a, box, d,
	    set_masked(a, all.range->lo, all.range->hi, residues));
	return 0;
}

/* The values in the set; of a type, flags and all. */
static int
apply_set(struct arena *a, enum dimension d, const char *text,
    const struct numbering *n, struct box *box, struct diag *why)
{
	struct set s;

	if (set_present(a, d, text, n, &s, why) != 0)
		return -1;
	narrow(a, box, d, s);
	return 0;
}

static const struct condition_key keys[] = {
	{ "domain", "supported", DIM_DOMAIN_FACT, "supported", apply_set },
	{ "domain", "unsupported", DIM_DOMAIN_FACT, "unsupported", apply_set },
	{ "privilege", "lacking", DIM_SOCKET, "EPERM,EACCES", apply_set },
	{ "protocol", "supported", DIM_PROTOCOL_FACT, "supported", apply_set },
	{ "protocol", "unsupported", DIM_PROTOCOL_FACT, "unsupported",
	    apply_set },
	{ "type", "supported", DIM_TYPE_FACT, "supported", apply_set },
	{ "type", "unsupported", DIM_TYPE_FACT, "unsupported", apply_set },
	{ "vector", "invalid", DIM_VECTOR,
	    "!valid,misaligned-1,misaligned-2,misaligned-3", apply_set },
	{ "vector", "misaligned", DIM_VECTOR,
	    "misaligned-1,misaligned-2,misaligned-3", apply_set },
	{ "vector", "straddling", DIM_VECTOR, "second-bad,first-bad",
	    apply_set },
	{ "argument", NULL, DIM_TYPE, NULL, apply_set },
	{ "check", NULL, DIM_CHECK, NULL, apply_set },
	{ "domain", NULL, DIM_DOMAIN, NULL, apply_set },
	{ "ends", NULL, DIM_ENDS, NULL, apply_set },
	{ "entry", NULL, DIM_ENTRY, NULL, apply_set },
	{ "fds", NULL, DIM_FDS, NULL, apply_set },
	{ "flags", NULL, DIM_TYPE, NULL, apply_flags },
	{ "privilege", NULL, DIM_PRIVILEGE, NULL, apply_set },
	{ "protocol", NULL, DIM_PROTOCOL, NULL, apply_set },
	{ "resource", NULL, DIM_RESOURCE, NULL, apply_set },
	{ "socket", NULL, DIM_SOCKET, NULL, apply_set },
	{ "type", NULL, DIM_TYPE, NULL, apply_type },
	{ "type&0xf", NULL, DIM_TYPE, NULL, apply_low_bits },
	{ "vector", NULL, DIM_VECTOR, NULL, apply_set },
};

int
condition_resolve(struct condition *c, struct diag *why)
{
	const struct condition_key *k;

	for (k = keys; k < keys + sizeof(keys) / sizeof(keys[0]); k++)
		if (strcmp(k->key, c->key) == 0 &&
		    (k->word == NULL || strcmp(k->word, c->text) == 0)) {
			c->means = k;
			return 0;
		}
	if (strncmp(c->key, "type&", strlen("type&")) == 0)
		return diag_set(why,
		    "'%s' is no mask that a condition may have; use type&0xf",
		    c->key);
	return diag_set(why,
	    "no condition is called '%s'; see pairoracle-table(5)", c->key);
}

bool
condition_is_check(const struct condition *c)
{
	return c->means->dim == DIM_CHECK;
}

int
condition_apply(struct arena *a, const struct condition *c,
    const struct numbering *n, struct box *box, struct diag *why)
{
	const struct condition_key *k = c->means;

	return k->apply(a, k->dim, k->set != NULL ? k->set : c->text, n, box,
	    why);
}
