/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Specimens: one request, what is allowed for it and what came. */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/base/text.h"
#include "oracle/decide/asked.h"
#include "oracle/judge/judge.h"
#include "oracle/predict/forecast.h"
#include "oracle/reproduce/reproduce.h"

enum { OPERANDS_MAX = 16 };

/* Makes room for one more of the count values at v. */
static void *
grown(struct arena *a, const void *v, size_t count, size_t size)
{
	void *more;

	if ((count & (count - 1)) != 0)
		return NULL;
	more = arena_get(a, (count == 0 ? 1 : 2 * count) * size);
	if (count != 0)
		memcpy(more, v, count * size);
	return more;
}

static void
answer_add(struct arena *a, struct specimen *s, int answer)
{
	int *more = grown(a, s->answer, s->answers, sizeof(*more));

	if (more != NULL)
		s->answer = more;
	s->answer[s->answers++] = answer;
}

static void
effect_value_add(struct arena *a, struct specimen *s, unsigned v)
{
	unsigned *more = grown(a, s->effect_value, s->effect_values,
	    sizeof(*more));

	if (more != NULL)
		s->effect_value = more;
	s->effect_value[s->effect_values++] = v;
}

/*
 * Adds the answers of "ENFILE|ok vector=kept" to those that conform; one
 * that no program can compare leaves the specimen open.
 */
static void
answers_take(struct arena *a, struct specimen *s, const char *text)
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
		else
			answer_add(a, s, answer);
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
effect_take(struct arena *a, struct specimen *s, const char *words,
    enum effect e)
{
	size_t len;
	int v;

	s->effect = e;
	s->effect_values = 0;
	for (; words != NULL; words += len + 1) {
		len = strcspn(words, "| ");
		v = effect_value(e, words, len);
		if (v >= 0)
			effect_value_add(a, s, (unsigned)v);
		if (words[len] != '|')
			return;
	}
	effect_value_add(a, s, 0);
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
effect_find_odd(struct arena *a, struct specimen *s)
{
	const char *words;
	int e;

	for (e = 0; e < EFFECT_COUNT; e++) {
		words = effect_words(s->allowed, (enum effect)e);
		if (words != NULL ? *words == '*'
				  : s->table->order == ORDER_ANY)
			continue;
		effect_take(a, s, words, (enum effect)e);
		if (!effect_conforms(s, effect_words(s->got, (enum effect)e)))
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

/* The same, and when the effect is to be seen. */
static void
odd_take(struct arena *a, struct specimen *s)
{
	effect_find_odd(a, s);
	if (s->effect == EFFECT_COUNT)
		return;
	s->after_success = s->table->order == ORDER_ANY
	    ? clause_is_of_success(s->table, s->clause, s->effect)
	    : strncmp(s->got, "ok", 2) == 0;
}

/* " KEY=VALUE" for a dimension that is not as usual. */
static void
state_add(struct arena *a, struct text_join *state, enum dimension d, int64_t v,
    const struct numbering *n)
{
	char text[96];

	if (v != dimension_default(d, n) || d == DIM_PRIVILEGE)
		text_add(a, state, "%s%s=%s", state->used ? " " : "",
		    dimension_name(d),
		    dimension_value_text(d, v, n, text, sizeof(text)));
}

/* Takes each value of a box that holds one request. */
static int
values_take(struct arena *a, struct specimen *s, const struct box *b,
    const struct numbering *n, struct diag *why)
{
	struct text_join state = { NULL, 0, 0 };
	char text[200];
	int d;

	s->any_privilege = set_size(b->dim[DIM_PRIVILEGE]) != 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == DIM_PRIVILEGE && s->any_privilege)
			continue;
		if (set_size(b->dim[d]) != 1)
			return diag_set(why,
			    "a program makes exactly one request; give one"
			    " value of %s",
			    dimension_name((enum dimension)d));
		s->value[d] = b->dim[d].range[0].lo;
		if (d < DIM_DOMAIN || d > DIM_PROTOCOL)
			state_add(a, &state, (enum dimension)d, s->value[d], n);
	}
	s->state = state.used == 0 ? "" : state.text;
	for (d = 0; d < 3; d++)
		s->argument[d] = text_format(a, "%s",
		    dimension_value_text((enum dimension)(DIM_DOMAIN + d),
			s->value[DIM_DOMAIN + d], n, text, sizeof(text)));
	return 0;
}

/* Reads the arguments that a finding has for its simplest request. */
static int
witness_read(struct arena *a, const char *witness, const struct numbering *n,
    struct box *box, struct diag *why)
{
	char *word[OPERANDS_MAX], *p;
	int count;

	p = arena_text(a, witness, strlen(witness));
	for (count = 0; count < OPERANDS_MAX && *p != '\0'; count++) {
		word[count] = p;
		p += strcspn(p, " ");
		if (*p != '\0')
			*p++ = '\0';
	}
	return request_read(a, count, word, n, box, why);
}

static const char *
host_of(struct arena *a, const struct trace *t)
{
	return text_format(a, "%s %s %s", trace_header(t, "host system"),
	    trace_header(t, "host release"), trace_header(t, "host machine"));
}

static int
finding_take(struct arena *a, const struct trace *trace,
    const struct finding *f, struct specimen *s, struct diag *why)
{
	struct box box;

	s->clause = f->clause;
	s->allowed = text_format(a, "%s", f->allowed);
	s->got = text_format(a, "%s", f->got);
	s->host = host_of(a, trace);
	if (f->kind == DEVIATION_SIDE_EFFECT)
		odd_take(a, s);
	else
		answers_take(a, s, s->allowed);
	if (witness_read(a, f->witness, &trace->numbers, &box, why) != 0)
		return -1;
	return values_take(a, s, &box, &trace->numbers, why);
}

static const struct finding *
finding_wished(const struct judgement *j, const char *id)
{
	size_t i;

	for (i = 0; i < j->findings; i++)
		if (j->finding[i].verdict == VERDICT_FAILED &&
		    (id == NULL || strcmp(j->finding[i].id, id) == 0))
			return &j->finding[i];
	return NULL;
}

/* Returns 1 where the table has no such finding in the trace. */
static int
table_search(struct arena *a, const struct table *t,
    const struct specimen_wish *wish, struct specimen *s, struct diag *why)
{
	const struct finding *f;
	struct judgement j;
	struct box only;
	int ret;

	s->table = t;
	if (wish->operands != 0 &&
	    request_read(a, wish->operands, wish->operand,
		&wish->trace->numbers, &only, why) != 0)
		return -1;
	ret = judge_trace(&j, t, wish->trace,
	    wish->operands != 0 ? &only : NULL, why);
	f = ret == 0 ? finding_wished(&j, wish->id) : NULL;
	if (f != NULL)
		ret = finding_take(a, wish->trace, f, s, why);
	else if (ret == 0)
		ret = 1;
	judgement_free(&j);
	return ret;
}

/* The outcome of the request in the trace, or NULL if it is not there. */
static const char *
got_in_trace(struct arena *a, const struct trace *t, const struct box *b)
{
	size_t i;

	for (i = 0; i < t->calls; i++)
		if (box_within(a, b, &t->call[i].box) ||
		    (set_size(b->dim[DIM_PRIVILEGE]) > 1 &&
			requests_meet(b, &t->call[i].box)))
			return text_outcome(a, t->call[i].outcome);
	return NULL;
}

/* An answer that depends on the host neither conforms nor deviates. */
static void
forecast_take(struct arena *a, struct specimen *s, const struct forecast *f)
{
	struct text_join text = { NULL, 0, 0 };
	size_t i;

	s->clause = CLAUSE_NONE;
	for (i = 0; i < f->count; i++) {
		if (!f->item[i].certain && !f->item[i].likely) {
			s->open = true;
			continue;
		}
		text_add(a, &text, "%s%s", text.used ? "|" : "",
		    f->item[i].outcome);
		answers_take(a, s, f->item[i].outcome);
		if (s->clause == CLAUSE_NONE && f->item[i].row != NULL)
			s->clause = f->item[i].row->clause;
	}
	s->allowed = text.used == 0 ? "" : text.text;
}

/* The first row of a clause; t->rows without any. */
static size_t
row_of_clause(const struct table *t, const char *id, size_t len)
{
	const char *have;
	size_t i;

	for (i = 0; i < t->rows; i++) {
		have = t->clause[t->row[i].clause].id;
		if (strncmp(have, id, len) == 0 && have[len] == '\0')
			break;
	}
	return i;
}

/* TABLE:CLAUSE:GOT without a trace: the clause's effect, if it has one. */
static int
id_take(struct arena *a, struct specimen *s, const char *id, struct diag *why)
{
	const struct table *t = s->table;
	const char *clause, *got;
	char *p;
	size_t i;

	clause = strchr(id, ':');
	got = clause == NULL ? NULL : strchr(++clause, ':');
	if (got == NULL)
		return diag_set(why, "%s: not an id; use TABLE:CLAUSE:GOT", id);
	i = row_of_clause(t, clause, (size_t)(got - clause));
	got++;
	s->got = p = text_format(a, "%s", got);
	while ((p = strchr(p, ',')) != NULL)
		*p = ' ';
	if (i == t->rows)
		return diag_set(why,
		    "%s: no clause with rows of the table"
		    " has this id; pairoracle judge prints ids",
		    id);
	s->clause = t->row[i].clause;
	if (strchr(got, '=') == NULL || t->order == ORDER_FIRST)
		return 0;
	for (; i < t->rows && t->row[i].clause == s->clause; i++) {
		s->allowed = table_outcome(a, &t->row[i]);
		odd_take(a, s);
		if (s->effect != EFFECT_COUNT)
			return 0;
	}
	return diag_set(why,
	    "%s: the clause allows that; give an id that judge prints", id);
}

/* Without a finding the table alone says what is allowed. */
static int
table_take(struct arena *a, const struct table *t,
    const struct specimen_wish *wish, struct specimen *s, struct diag *why)
{
	const struct numbering *n;
	struct forecast f;
	struct box box, own;

	s->table = t;
	n = wish->trace != NULL ? &wish->trace->numbers : &t->numbers;
	if (request_read(a, wish->operands, wish->operand, n, &box, why) != 0 ||
	    request_read(a, wish->operands, wish->operand, &t->numbers, &own,
		why) != 0 ||
	    forecast_make(a, t, &own, &f, why) != 0 ||
	    values_take(a, s, &box, n, why) != 0)
		return -1;
	forecast_take(a, s, &f);
	if (wish->trace != NULL) {
		s->got = got_in_trace(a, wish->trace, &box);
		s->host = host_of(a, wish->trace);
	}
	return wish->id != NULL ? id_take(a, s, wish->id, why) : 0;
}

int
specimen_take(struct arena *a, const struct tables *tables,
    const struct specimen_wish *wish, struct specimen *s, struct diag *why)
{
	size_t i;
	int ret;

	for (i = 0; wish->trace != NULL && i < tables->count; i++) {
		memset(s, 0, sizeof(*s));
		s->effect = EFFECT_COUNT;
		ret = table_search(a, &tables->table[i], wish, s, why);
		if (ret <= 0)
			return ret;
	}
	memset(s, 0, sizeof(*s));
	s->effect = EFFECT_COUNT;
	if (wish->trace != NULL && wish->id != NULL)
		return diag_set(why,
		    "%s: the trace has no deviation of this"
		    " id; pairoracle judge prints those that it has",
		    wish->id);
	if (wish->operands == 0)
		return diag_set(why,
		    wish->trace != NULL
			? "the trace"
			  " does not deviate; give a request to show"
			: "no request"
			  " is given; use DOMAIN TYPE PROTOCOL or -r TRACE");
	return table_take(a, &tables->table[0], wish, s, why);
}
