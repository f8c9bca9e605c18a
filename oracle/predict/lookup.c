/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Lookups: what a table says of one request after another. */

#include <stdlib.h>
#include <string.h>

#include "oracle/base/text.h"
#include "oracle/decide/asked.h"
#include "oracle/predict/forecast.h"
#include "oracle/predict/lookup.h"

enum {
	WORD_MAX = 40,	    /* a longer one is read each time */
	WORDS = 1024,	    /* remembered, a power of two */
	OPERANDS_MAX = 16,  /* of one request */
	ANSWERS_FIRST = 256 /* slots of the hash, a power of two */
};

/*
 * A dimension in pieces, in which the same rows hold: spans of values, and
 * where a row masks values, each residue of a span.
 */
struct axis {
	int64_t *start; /* the first value of each span */
	size_t starts;
	unsigned residues; /* SET_RESIDUES where a row masks values, or 1 */
	size_t pieces;	   /* starts * residues */
	uint64_t stride;   /* of a piece in a key */
	uint64_t usual;	   /* the piece of what is not given */
};

/* What a word of a request says. */
struct word {
	char text[WORD_MAX];
	size_t len;
	enum dimension place; /* DOMAIN, TYPE, PROTOCOL, or CHECK for a pair */
	enum dimension dim;
	uint64_t key; /* what its piece adds to a key */
};

/* The answer to all requests in the same pieces, which are one key. */
struct answer {
	uint64_t key;
	const char *text;
	size_t size;
};

struct lookup {
	struct arena *arena;
	const struct rules *rules;
	struct axis axis[DIM_REQUEST];
	uint64_t usual; /* the key of what is not given */
	bool keyless;	/* there are more pieces than keys */
	struct word word[WORDS];
	struct answer *answer;
	size_t answers, slots;
};

static int
start_order(const void *x, const void *y)
{
	const int64_t *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* Adds every value from which on a set holds, or no longer holds. */
static size_t
set_cut(struct set s, int64_t last, int64_t *start, size_t n)
{
	size_t k;

	for (k = 0; k < s.count; k++) {
		start[n++] = s.range[k].lo;
		if (s.range[k].hi < last)
			start[n++] = s.range[k].hi + 1;
	}
	return n;
}

static bool
set_masks(struct set s)
{
	size_t k;

	for (k = 0; k < s.count; k++)
		if (s.range[k].skip != 0)
			return true;
	return false;
}

static void
axis_cut(struct arena *a, const struct rules *r, struct axis *x,
    enum dimension d)
{
	const struct set all = dimension_all(a, d);
	const int64_t last = all.range[all.count - 1].hi;
	size_t i, n;

	n = 1;
	for (i = 0; i < r->count; i++)
		n += 2 * r->box[i].dim[d].count;
	for (i = 0; i < r->askeds; i++)
		n += 2 * r->asked[i].dim[d].count;
	x->start = arena_get(a, n * sizeof(*x->start));
	n = 0;
	x->start[n++] = all.range[0].lo;
	for (i = 0; i < r->count; i++)
		n = set_cut(r->box[i].dim[d], last, x->start, n);
	for (i = 0; i < r->askeds; i++)
		n = set_cut(r->asked[i].dim[d], last, x->start, n);
	qsort(x->start, n, sizeof(*x->start), start_order);
	x->starts = 1;
	for (i = 1; i < n; i++)
		if (x->start[i] != x->start[i - 1])
			x->start[x->starts++] = x->start[i];
	x->residues = 1;
	for (i = 0; i < r->count; i++)
		if (set_masks(r->box[i].dim[d]))
			x->residues = SET_RESIDUES;
	for (i = 0; i < r->askeds; i++)
		if (set_masks(r->asked[i].dim[d]))
			x->residues = SET_RESIDUES;
	x->pieces = x->starts * x->residues;
}

/* That of the last span that starts at or below the value. */
static uint64_t
piece_of(const struct axis *x, int64_t value)
{
	const int64_t *from = x->start;
	size_t n, half;

	for (n = x->starts; n > 1; n -= half) {
		half = n / 2;
		from += from[half] <= value ? half : 0;
	}
	return (uint64_t)(from - x->start) * x->residues +
	    ((uint64_t)value & (x->residues - 1));
}

/* Privilege has one piece more: that it is not given. */
struct lookup *
lookup_new(struct arena *a, const struct rules *r)
{
	const struct numbering *n = &r->table->numbers;
	struct lookup *l;
	struct axis *x;
	uint64_t keys;
	int d;

	l = arena_get(a, sizeof(*l));
	l->arena = a;
	l->rules = r;
	keys = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		x = &l->axis[d];
		axis_cut(a, r, x, (enum dimension)d);
		x->usual = d == DIM_PRIVILEGE
		    ? x->pieces
		    : piece_of(x, dimension_default((enum dimension)d, n));
		x->stride = keys;
		l->usual += x->usual * x->stride;
		l->keyless = l->keyless || keys > UINT64_MAX / (x->pieces + 1);
		keys *= x->pieces + 1;
	}
	l->slots = ANSWERS_FIRST;
	l->answer = arena_get(a, l->slots * sizeof(*l->answer));
	return l;
}

/* What a value adds to the key of usual values, modulo 2 to the 64. */
static uint64_t
key_of(const struct axis *x, int64_t value)
{
	return (piece_of(x, value) - x->usual) * x->stride;
}

/* Cuts the request into operands; they live in a. */
static int
operands_cut(struct arena *a, const char *text, size_t len, char **operand)
{
	char *copy, *p;
	int count;

	copy = arena_text(a, text, len);
	count = 0;
	for (p = copy; *p != '\0' && count < OPERANDS_MAX;) {
		operand[count++] = p;
		p += strcspn(p, " \t");
		while (*p == ' ' || *p == '\t')
			*p++ = '\0';
	}
	return count;
}

/* The exact answer, however the request is typed. */
static const char *
answer_make(struct lookup *l, const char *text, size_t len, size_t *size,
    struct diag *why)
{
	const struct table *t = l->rules->table;
	struct arena a = ARENA_INIT;
	char *operand[OPERANDS_MAX];
	const char *answer;
	struct forecast f;
	struct box box;
	int count;

	memset(&f, 0, sizeof(f));
	answer = NULL;
	count = operands_cut(&a, text, len, operand);
	f.absent = request_absent(count, operand, &t->numbers);
	if (f.absent != NULL ||
	    request_read(&a, count, operand, &t->numbers, &box, why) == 0) {
		if (f.absent == NULL)
			forecast_decide(&a, l->rules, &box, &f);
		answer = text_format(l->arena, "%s\t%s\n", t->name,
		    forecast_text(&a, t, &f));
		*size = strlen(answer);
	}
	arena_free(&a);
	return answer;
}

/* A decimal number of at most nine digits; else 0. */
static int
number_read(const char *text, size_t len, int64_t *value)
{
	const size_t sign = *text == '-';
	int64_t v;
	size_t i;

	if (len == sign || len > 9 + sign)
		return 0;
	v = 0;
	for (i = sign; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		v = 10 * v + (text[i] - '0');
	}
	*value = sign ? -v : v;
	return 1;
}

static uint64_t
mix(uint64_t h, uint64_t v)
{
	return (h ^ v) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Eight bytes at a time, for most of the time goes here. */
static size_t
text_hash(const char *text, size_t len, uint64_t h)
{
	uint64_t v;
	size_t i;

	if (len < sizeof(v)) {
		for (i = 0, v = len; i < len; i++)
			v = v << 8 | (unsigned char)text[i];
		h = mix(h, v);
	} else {
		for (i = 0; i + sizeof(v) < len; i += sizeof(v)) {
			memcpy(&v, text + i, sizeof(v));
			h = mix(h, v);
		}
		memcpy(&v, text + len - sizeof(v), sizeof(v));
		h = mix(h, v);
	}
	return (size_t)(h >> 40);
}

/* Reads a word into w; -1 where it is no single value of a request. */
static int
word_make(const struct lookup *l, struct word *w, const char *text, size_t len,
    enum dimension place)
{
	const char *eq;
	struct diag why;
	int64_t value;

	w->dim = place;
	w->place = place;
	w->len = len;
	memcpy(w->text, text, len);
	if (place == DIM_CHECK) {
		eq = memchr(text, '=', len);
		if (eq == NULL)
			return -1;
		w->dim = dimension_find(text, (size_t)(eq - text));
		if (w->dim >= DIM_REQUEST ||
		    (w->dim >= DIM_DOMAIN && w->dim <= DIM_PROTOCOL))
			return -1;
		len -= (size_t)(eq + 1 - text);
		text = eq + 1;
	}
	if (dimension_value(w->dim, text, len, &l->rules->table->numbers,
		&value, &why) != 0)
		return -1;
	w->key = key_of(&l->axis[w->dim], value);
	return 0;
}

/* What a word says, remembered or read now; NULL: see the whole request. */
static const struct word *
word_find(struct lookup *l, const char *text, size_t len, enum dimension place)
{
	struct word *w, fresh;

	if (len == 0 || len > WORD_MAX)
		return NULL;
	w = &l->word[text_hash(text, len, (uint64_t)place) % WORDS];
	if (w->len == len && w->place == place &&
	    memcmp(w->text, text, len) == 0)
		return w;
	if (word_make(l, &fresh, text, len, place) != 0)
		return NULL;
	*w = fresh;
	return w;
}

/* Finds the key of a request; 0 where it is not of single values. */
static int
key_find(struct lookup *l, const char *text, size_t len, uint64_t *key)
{
	const char *end = text + len, *blank;
	const struct word *w;
	unsigned given;
	int64_t value;
	size_t n;
	int place;

	*key = l->usual;
	given = 0;
	for (place = DIM_DOMAIN; text < end; text += n + 1) {
		blank = memchr(text, ' ', (size_t)(end - text));
		n = (size_t)((blank == NULL ? end : blank) - text);
		if (n == 0)
			return 0;
		if (place <= DIM_PROTOCOL && number_read(text, n, &value)) {
			*key += key_of(&l->axis[place], value);
			place++;
			continue;
		}
		w = word_find(l, text, n,
		    place <= DIM_PROTOCOL ? (enum dimension)place : DIM_CHECK);
		if (w == NULL || (given >> w->dim & 1) != 0)
			return 0;
		given |= 1u << w->dim;
		*key += w->key;
		place += place <= DIM_PROTOCOL;
	}
	return place > DIM_PROTOCOL;
}

static size_t
slot_find(const struct lookup *l, uint64_t key)
{
	size_t at;

	at = (size_t)((key ^ key >> 29) * UINT64_C(0x9e3779b97f4a7c15) >> 32) &
	    (l->slots - 1);
	while (l->answer[at].text != NULL && l->answer[at].key != key)
		at = (at + 1) & (l->slots - 1);
	return at;
}

/* The hash is never more than half full. */
static void
answers_grow(struct lookup *l)
{
	struct answer *old = l->answer;
	size_t i, slots = l->slots;

	if (2 * l->answers < l->slots)
		return;
	l->slots *= 2;
	l->answer = arena_get(l->arena, l->slots * sizeof(*l->answer));
	for (i = 0; i < slots; i++)
		if (old[i].text != NULL)
			l->answer[slot_find(l, old[i].key)] = old[i];
}

const char *
lookup_answer(struct lookup *l, const char *text, size_t len, size_t *size,
    struct diag *why)
{
	const char *answer;
	uint64_t key;
	size_t at;

	if (l->keyless || !key_find(l, text, len, &key))
		return answer_make(l, text, len, size, why);
	at = slot_find(l, key);
	if (l->answer[at].text == NULL) {
		answer = answer_make(l, text, len, size, why);
		if (answer == NULL)
			return NULL;
		answers_grow(l);
		at = slot_find(l, key);
		l->answers++;
		l->answer[at].key = key;
		l->answer[at].text = answer;
		l->answer[at].size = *size;
	}
	*size = l->answer[at].size;
	return l->answer[at].text;
}
