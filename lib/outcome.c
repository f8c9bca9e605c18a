/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What a host did with a request. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/outcome.h"
#include "lib/symbol.h"

/* The answer fills the low bits; effects lie above it. */
enum { ANSWER_BITS = 16 };

static const char *const vector_words[] = {
	"kept",
	"first",
	"second",
	"written",
	NULL,
};
static const char *const written_words[] = { "kept", "written", NULL };
static const char *const signal_words[] = {
	"none",
	"pending",
	"SIGPIPE",
	"SIGIO",
	NULL,
};
static const char *const return_words[] = { "wanted", "odd", NULL };
static const char *const distinct_words[] = { "different", "same", NULL };
static const char *const lowest_words[] = { "yes", "no", NULL };
static const char *const order_words[] = { "ascending", "descending", NULL };
static const char *const ends_words[] = {
	"good",
	"bad-first",
	"bad-second",
	"bad-both",
	NULL,
};
static const char *const channel_words[] = {
	"open",
	"lost",
	"elsewhere",
	"echoed",
	"merged",
	"changed",
	"refused",
	NULL,
};
static const char *const status_words[] = {
	"none",
	"O_APPEND",
	"O_ASYNC",
	"O_DIRECT",
	"O_SYNC",
	"O_NOATIME",
	"access-mode",
	NULL,
};
static const char *const type_words[] = {
	"asked",
	"SOCK_STREAM",
	"SOCK_DGRAM",
	"SOCK_RAW",
	"SOCK_RDM",
	"SOCK_SEQPACKET",
	"other",
	NULL,
};
static const char *const other_words[] = { "asked", "other", NULL };
static const char *const protocol_words[] = { "asked", "0", "other", NULL };
static const char *const touched_words[] = { "kept", "touched", NULL };

static const struct {
	const char *name;
	unsigned shift, bits;
	const char *const *words;
} effects[EFFECT_COUNT] = {
#define EFFECT(id, name, shift, bits, words) { name, shift, bits, words },
#include "lib/effect.def"
#undef EFFECT
};

static const struct {
	const char *word;
	int answer;
} special[] = {
	{ "ok", ANSWER_OK },
	{ "hang", ANSWER_HANG },
	{ "dead", ANSWER_DEAD },
	{ "skipped", ANSWER_SKIPPED },
#define WORD(id, word) { word, ANSWER_##id },
#include "lib/answer.def"
#undef WORD
};

enum { SPECIALS = sizeof(special) / sizeof(special[0]) };

static unsigned
effect_max(enum effect e)
{
	return (1u << effects[e].bits) - 1;
}

static unsigned
effect_shift(enum effect e)
{
	return ANSWER_BITS + effects[e].shift;
}

outcome_t
outcome_of(int answer)
{
	return (outcome_t)answer;
}

int
outcome_answer(outcome_t o)
{
	return (int)(o & ((1u << ANSWER_BITS) - 1));
}

unsigned
outcome_effect(outcome_t o, enum effect e)
{
	return (unsigned)(o >> effect_shift(e)) & effect_max(e);
}

outcome_t
outcome_with(outcome_t o, enum effect e, unsigned value)
{
	if (value > effect_max(e))
		value = effect_max(e);
	return outcome_without(o, e) | (outcome_t)value << effect_shift(e);
}

outcome_t
outcome_effects(outcome_t o)
{
	return o >> ANSWER_BITS << ANSWER_BITS;
}

outcome_t
outcome_without(outcome_t o, enum effect e)
{
	return o & ~((outcome_t)effect_max(e) << effect_shift(e));
}

/* Masks: a word a bit, and one for none, joined by "+". */
static const struct {
	int base;
	const char *none;
	const char *bit[12];
} masks[] = {
	{ ANSWER_POLL, "nothing",
	    { "in", "pri", "out", "err", "hup", "nval", "rdhup", "rdband",
		"wrband", "rdnorm", "wrnorm", NULL } },
	{ ANSWER_MSG, "no-flags", { "trunc", "ctrunc", "eor", "oob", NULL } },
};

static char *
mask_text(int m, int mask, char *buf, size_t size)
{
	size_t used;
	int i;

	snprintf(buf, size, "%s", mask == 0 ? masks[m].none : "");
	for (i = 0, used = 0; masks[m].bit[i] != NULL; i++)
		if ((mask >> i & 1) != 0 && used < size)
			used += (size_t)snprintf(buf + used, size - used,
			    "%s%s", used == 0 ? "" : "+", masks[m].bit[i]);
	return buf;
}

/* The mask of words joined by "+", in their order, or -1. */
static int
mask_find(const char *text, size_t len)
{
	char again[80];
	int m, mask;

	for (m = 0; m < 2 && len != 0; m++)
		for (mask = 0; mask < 2048; mask++) {
			mask_text(m, mask, again, sizeof(again));
			if (strlen(again) == len &&
			    memcmp(again, text, len) == 0)
				return masks[m].base + mask;
		}
	return -1;
}

/* A number of checks, written plainly; -1 where it is none. */
static int
number_find(const char *text, size_t len)
{
	size_t i;
	int n;

	n = 0;
	for (i = 0; i < len && i < 6; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		n = 10 * n + text[i] - '0';
	}
	if (len == 0 || i < len || (len > 1 && text[0] == '0') ||
	    n > ANSWER_MAX - ANSWER_NUMBER)
		return -1;
	return ANSWER_NUMBER + n;
}

char *
answer_text(int answer, char *buf, size_t size)
{
	int i;

	if (answer >= ANSWER_NUMBER && answer <= ANSWER_MAX) {
		snprintf(buf, size, "%d", answer - ANSWER_NUMBER);
		return buf;
	}
	for (i = 1; i >= 0 && answer <= ANSWER_MAX; i--)
		if (answer >= masks[i].base)
			return mask_text(i, answer - masks[i].base, buf, size);
	for (i = 0; i < SPECIALS; i++)
		if (special[i].answer == answer) {
			snprintf(buf, size, "%s", special[i].word);
			return buf;
		}
	if (answer >= ANSWER_SIGNAL)
		snprintf(buf, size, "signal-%d", answer - ANSWER_SIGNAL);
	else if (answer >= ANSWER_ERRNO)
		snprintf(buf, size, "errno-%d", answer - ANSWER_ERRNO);
	else if (answer - ANSWER_SYMBOL < SYMBOL_COUNT)
		snprintf(buf, size, "%s", symbol_name(answer - ANSWER_SYMBOL));
	else
		snprintf(buf, size, "answer-%d", answer);
	return buf;
}

/* "errno-77" and the like: base + the number after the prefix. */
static int
answer_number(const char *text, size_t len, const char *prefix, int base)
{
	size_t p, i;
	int n;

	p = strlen(prefix);
	if (len <= p || len > p + 4 || memcmp(text, prefix, p) != 0)
		return -1;
	n = 0;
	for (i = p; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		n = 10 * n + text[i] - '0';
	}
	return n < 0x1000 ? base + n : -1;
}

int
answer_find(const char *text, size_t len)
{
	int i;

	for (i = 0; i < SPECIALS; i++)
		if (strlen(special[i].word) == len &&
		    memcmp(special[i].word, text, len) == 0)
			return special[i].answer;
	i = symbol_find(SYMBOL_ERRNO, text, len);
	if (i < 0)
		i = symbol_find(SYMBOL_SIGNAL, text, len);
	if (i >= 0)
		return ANSWER_SYMBOL + i;
	i = answer_number(text, len, "errno-", ANSWER_ERRNO);
	if (i < 0)
		i = answer_number(text, len, "signal-", ANSWER_SIGNAL);
	if (i < 0)
		i = number_find(text, len);
	return i < 0 ? mask_find(text, len) : i;
}

bool
answer_is_errno(int answer)
{
	if (answer >= ANSWER_ERRNO)
		return answer < ANSWER_SIGNAL;
	return answer >= ANSWER_SYMBOL &&
	    symbol_kind(answer - ANSWER_SYMBOL) == SYMBOL_ERRNO;
}

enum effect
effect_find(const char *name, size_t len)
{
	int e;

	for (e = 0; e < EFFECT_COUNT; e++)
		if (strlen(effects[e].name) == len &&
		    memcmp(effects[e].name, name, len) == 0)
			break;
	return (enum effect)e;
}

const char *
effect_name(enum effect e)
{
	return effects[e].name;
}

char *
effect_text(enum effect e, unsigned value, char *buf, size_t size)
{
	const char *const *word;
	unsigned i;

	word = effects[e].words;
	for (i = 0; word != NULL && word[i] != NULL; i++)
		if (i == value) {
			snprintf(buf, size, "%s", word[i]);
			return buf;
		}
	snprintf(buf, size, "%u", value);
	return buf;
}

int
effect_value(enum effect e, const char *text, size_t len)
{
	const char *const *word;
	char copy[8], *end;
	unsigned long v;
	int i;

	word = effects[e].words;
	for (i = 0; word != NULL && word[i] != NULL; i++)
		if (strlen(word[i]) == len && memcmp(word[i], text, len) == 0)
			return i;
	if (word != NULL || len == 0 || len >= sizeof(copy) || text[0] < '0' ||
	    text[0] > '9')
		return -1;
	memcpy(copy, text, len);
	copy[len] = '\0';
	v = strtoul(copy, &end, 10);
	return *end != '\0' || v > effect_max(e) ? -1 : (int)v;
}

char *
outcome_text(outcome_t o, char *buf, size_t size)
{
	char word[32];
	size_t used;
	unsigned v;
	int e;

	answer_text(outcome_answer(o), buf, size);
	for (e = 0; e < EFFECT_COUNT; e++) {
		v = outcome_effect(o, (enum effect)e);
		if (v == 0)
			continue;
		used = strlen(buf);
		snprintf(buf + used, size - used, " %s=%s", effects[e].name,
		    effect_text((enum effect)e, v, word, sizeof(word)));
	}
	return buf;
}

static int
effect_read(const char *text, size_t len, outcome_t *o, struct diag *why)
{
	const char *eq;
	enum effect e;
	size_t n;
	int v;

	eq = memchr(text, '=', len);
	n = eq == NULL ? len : (size_t)(eq - text);
	e = effect_find(text, n);
	if (eq == NULL || e == EFFECT_COUNT)
		return diag_set(why,
		    "no effect is called '%.*s'; want"
		    " NAME=WORD",
		    (int)(n < 40 ? n : 40), text);
	v = effect_value(e, eq + 1, len - n - 1);
	if (v < 0)
		return diag_set(why, "the effect %s has no value '%.*s'",
		    effects[e].name, (int)(len - n - 1), eq + 1);
	*o = outcome_with(*o, e, (unsigned)v);
	return 0;
}

int
outcome_read(const char *text, outcome_t *o, struct diag *why)
{
	size_t len;
	int answer;

	len = strcspn(text, " ");
	answer = answer_find(text, len);
	if (answer < 0)
		return diag_set(why,
		    "no answer is called '%.*s'; want ok, an"
		    " errno or a signal",
		    (int)(len < 40 ? len : 40), text);
	*o = outcome_of(answer);
	for (text += len; *text != '\0'; text += len) {
		while (*text == ' ')
			text++;
		len = strcspn(text, " ");
		if (len != 0 && effect_read(text, len, o, why) != 0)
			return -1;
	}
	return 0;
}
