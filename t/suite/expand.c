/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Variables of a block of cases. */

#include <string.h>

#include "t/suite/expand.h"

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char blanks[] = " \t";

static struct variable *
variable_find(struct variables *v, const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < v->count; i++)
		if (strlen(v->list[i].name) == len &&
		    memcmp(v->list[i].name, name, len) == 0)
			return &v->list[i];
	return NULL;
}

/*
 * The length of the word at text: LABEL, LABEL=VALUE or LABEL="VALUE", whose
 * value may have blanks.
 */
static size_t
word_length(const char *text)
{
	const char *end;
	size_t n;

	n = strcspn(text, " \t\"");
	if (text[n] != '"')
		return n;
	end = strchr(text + n + 1, '"');
	return end == NULL ? strlen(text) : (size_t)(end + 1 - text);
}

/* Takes a value out of its quotes. */
static const char *
value_text(struct arena *a, const char *value, size_t len)
{
	if (len > 1 && value[0] == '"' && value[len - 1] == '"')
		return arena_text(a, value + 1, len - 2);
	return arena_text(a, value, len);
}

static int
word_add(struct arena *a, struct variable *x, const char *word, size_t len,
    struct diag *why)
{
	const char *label, *value;
	size_t n;

	for (n = 0; n < len && word[n] != '='; n++)
		continue;
	label = value = arena_text(a, word, n);
	if (n < len)
		value = value_text(a, word + n + 1, len - n - 1);
	if (*label == '\0' || *value == '\0' || strchr(value, '"') != NULL)
		return diag_set(why,
		    "'%.*s' is no LABEL=VALUE; write both,"
		    " or one word without =",
		    (int)len, word);
	if (x->words == VARIABLE_WORDS_MAX)
		return diag_set(why,
		    "$%s stands for over %d words; make a"
		    " second block of some",
		    x->name, VARIABLE_WORDS_MAX);
	x->label[x->words] = label;
	x->value[x->words++] = value;
	return 0;
}

/* The variable of that name, a new one where there is none. */
static struct variable *
variable_get(struct arena *a, struct variables *v, const char *name, size_t len)
{
	struct variable *x;

	x = variable_find(v, name, len);
	if (x != NULL || v->count == VARIABLES_MAX)
		return x;
	x = &v->list[v->count++];
	memset(x, 0, sizeof(*x));
	x->name = arena_text(a, name, len);
	return x;
}

int
variables_add(struct arena *a, struct variables *v, const char *text,
    struct diag *why)
{
	struct variable *x;
	size_t n;

	n = strspn(text, letters);
	if (n == 0 || text[n] == '\0' || strchr(blanks, text[n]) == NULL)
		return diag_set(why,
		    "want small letters for a variable and"
		    " its words behind it, as in: for type rdm=SOCK_RDM 7 8");
	x = variable_get(a, v, text, n);
	if (x == NULL)
		return diag_set(why,
		    "a block has at most %d variables; make"
		    " two blocks of it",
		    VARIABLES_MAX);
	for (text += n; *(text += strspn(text, blanks)) != '\0'; text += n) {
		n = word_length(text);
		if (word_add(a, x, text, n, why) != 0)
			return -1;
	}
	return 0;
}

int
variables_next(struct variables *v)
{
	size_t i;

	for (i = v->count; i-- > 0;) {
		if (++v->list[i].at < v->list[i].words)
			return 1;
		v->list[i].at = 0;
	}
	return 0;
}

/* The word for what follows a "$"; NULL with the reason. */
static const char *
variable_word(struct variables *v, const char *name, size_t len,
    enum expand_by by, struct diag *why)
{
	const struct variable *x;

	x = variable_find(v, name, len);
	if (x == NULL) {
		diag_set(why,
		    "$%.*s is no variable of this block; name it in"
		    " a for line above the case",
		    (int)len, name);
		return NULL;
	}
	return by == EXPAND_LABELS ? x->label[x->at] : x->value[x->at];
}

char *
expand(struct arena *a, struct variables *v, const char *text,
    enum expand_by by, struct diag *why)
{
	const char *word;
	char *out;
	size_t used, room, n;

	used = room = 0;
	out = arena_grow(a, NULL, 0, strlen(text) + 1, 1, &room);
	while (*text != '\0') {
		if (*text == '$') {
			n = strspn(text + 1, letters);
			word = variable_word(v, text + 1, n, by, why);
			if (word == NULL)
				return NULL;
			text += n + 1;
			n = strlen(word);
		} else {
			word = text;
			n = strcspn(text, "$");
			text += n;
		}
		out = arena_grow(a, out, used, used + n + 1, 1, &room);
		memcpy(out + used, word, n);
		used += n;
	}
	return arena_text(a, out, used);
}
