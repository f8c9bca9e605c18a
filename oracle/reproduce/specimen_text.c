/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What the texts of findings say, for programs to check. */

#include <string.h>

#include "oracle/reproduce/specimen_text.h"

void
specimen_answers(struct specimen *s, const char *text)
{
	size_t len;
	int answer;

	for (;; text += len + 1) {
		len = strcspn(text, "| ");
		answer = answer_find(text, len);
		if (len == 6 && memcmp(text, "socket", len) == 0)
			answer = ANSWER_SOCKET;
		if (answer < 0)
			s->open = true;
		else if (s->answers < SPECIMEN_VALUES)
			s->answer[s->answers++] = answer;
		if (text[len] != '|')
			return;
	}
}

/* The values that " NAME=WORD|WORD" gives an effect, or NULL: not named. */
static const char *
effect_words(const char *text, enum effect e)
{
	const char *name, *p;
	size_t len;

	name = effect_name(e);
	len = strlen(name);
	for (p = text; p != NULL && *p != '\0'; p = strchr(p, ' ')) {
		p += *p == ' ';
		if (strncmp(p, name, len) == 0 && p[len] == '=')
			return p + len + 1;
	}
	return NULL;
}

static void
effect_take(struct specimen *s, const char *words, enum effect e)
{
	size_t len;
	int v;

	s->effect = e;
	s->effect_values = 0;
	for (; words != NULL; words += len + 1) {
		len = strcspn(words, "| ");
		v = effect_value(e, words, len);
		if (v >= 0 && s->effect_values < SPECIMEN_VALUES)
			s->effect_value[s->effect_values++] = (unsigned)v;
		if (words[len] != '|')
			return;
	}
	s->effect_value[s->effect_values++] = 0;
}

static bool
effect_conforms(const struct specimen *s, const char *words)
{
	size_t i;
	int v;

	v = words == NULL ? 0
			  : effect_value(s->effect, words, strcspn(words, " "));
	for (i = 0; i < s->effect_values; i++)
		if ((int)s->effect_value[i] == v)
			return true;
	return words != NULL && v < 0;
}

/*
 * Finds the effect that got has and allowed has not.  A document's text
 * names what it demands, a system's what is not as a document wants it.
 */
static void
effect_find_odd(struct specimen *s, const char *allowed, const char *got)
{
	const char *words;
	int e;

	for (e = 0; e < EFFECT_COUNT; e++) {
		words = effect_words(allowed, (enum effect)e);
		if (words != NULL ? *words == '*'
				  : s->table->order == ORDER_ANY)
			continue;
		effect_take(s, words, (enum effect)e);
		if (!effect_conforms(s, effect_words(got, (enum effect)e)))
			return;
	}
	s->effect = EFFECT_COUNT;
}

/* Whether the clause speaks of the effect after a success. */
static bool
clause_is_of_success(const struct table *t, size_t clause, enum effect e)
{
	size_t i;

	for (i = 0; i < t->rows; i++)
		if (t->row[i].clause == clause && t->row[i].named[e])
			return t->row[i].kind == ROW_SUCCESS;
	return false;
}

void
specimen_odd(struct specimen *s)
{
	effect_find_odd(s, s->allowed, s->got);
	if (s->effect == EFFECT_COUNT)
		return;
	s->after_success = s->table->order == ORDER_ANY
	    ? clause_is_of_success(s->table, s->clause, s->effect)
	    : strncmp(s->got, "ok", 2) == 0;
}
