/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The library: tables loaded and asked, without a program around them. */

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/api/pairoracle.h"
#include "oracle/decide/asked.h"
#include "oracle/predict/forecast.h"
#include "oracle/table/builtin.h"

enum { OPERANDS_MAX = 32 };

struct pairoracle {
	struct table table;
	struct rules rules;
};

/* What is handed out, and the memory that it lies in. */
struct answered {
	struct pairoracle_forecast forecast; /* first: freed by its address */
	struct arena arena;
};

static void
error_put(char *error, size_t size, const char *text)
{
	if (error != NULL && size != 0)
		snprintf(error, size, "%s", text);
}

const char *
pairoracle_builtin(size_t i)
{
	return i < builtin_table_count ? builtin_tables[i].name : NULL;
}

/* Everything is read before any of it is kept in an arena. */
static char *
file_take(const char *path, size_t *len, struct diag *why)
{
	char *text, *more;
	size_t room, n;
	FILE *f;

	f = fopen(path, "r");
	text = NULL;
	room = *len = 0;
	while (f != NULL) {
		if (room - *len < 2) {
			room = room * 2 + 4096;
			more = realloc(text, room);
			if (more == NULL)
				break;
			text = more;
		}
		n = fread(text + *len, 1, room - *len - 1, f);
		*len += n;
		if (n == 0 && !ferror(f)) {
			fclose(f);
			text[*len] = '\0';
			return text;
		}
		if (n == 0)
			break;
	}
	if (f != NULL)
		fclose(f);
	free(text);
	diag_set(why, "%s: cannot be read; name a file that can", path);
	return NULL;
}

static int
oracle_fill(struct pairoracle *o, const char *text, size_t len,
    const char *name, struct diag *why)
{
	if (text == NULL)
		text = table_builtin(&o->table.arena, name, &len);
	if (text == NULL)
		return table_unknown(name, why);
	if (table_parse(&o->table, text, len, name, why) != 0)
		return -1;
	return rules_compile(&o->table.arena, &o->table, &o->table.numbers,
	    &o->rules, why);
}

/* Running out of memory comes back here as any other failure. */
static int
oracle_load(struct pairoracle *o, const char *text, size_t len,
    const char *name, struct diag *why)
{
	jmp_buf out;
	int ret;

	o->table.arena.fail = &out;
	if (setjmp(out) != 0)
		return diag_set(why, "out of memory");
	ret = oracle_fill(o, text, len, name, why);
	o->table.arena.fail = NULL;
	return ret;
}

static struct pairoracle *
oracle_new(const char *text, size_t len, const char *name, struct diag *why)
{
	struct pairoracle *o;

	o = calloc(1, sizeof(*o));
	if (o == NULL) {
		diag_set(why, "out of memory");
		return NULL;
	}
	if (oracle_load(o, text, len, name, why) == 0)
		return o;
	pairoracle_free(o);
	return NULL;
}

struct pairoracle *
pairoracle_read(const char *text, size_t len, const char *name, char *error,
    size_t size)
{
	struct pairoracle *o;
	struct diag why;

	o = oracle_new(text, len, name, &why);
	if (o == NULL)
		error_put(error, size, why.text);
	return o;
}

struct pairoracle *
pairoracle_open(const char *name, char *error, size_t size)
{
	struct pairoracle *o;
	struct diag why;
	char *text;
	size_t len;

	text = NULL;
	len = 0;
	o = NULL;
	if (!table_is_file(name) ||
	    (text = file_take(name, &len, &why)) != NULL)
		o = oracle_new(text, len, name, &why);
	free(text);
	if (o == NULL)
		error_put(error, size, why.text);
	return o;
}

void
pairoracle_free(struct pairoracle *o)
{
	if (o != NULL)
		table_free(&o->table);
	free(o);
}

const char *
pairoracle_name(const struct pairoracle *o)
{
	return o->table.name;
}

const char *
pairoracle_title(const struct pairoracle *o)
{
	return o->table.title;
}

const char *
pairoracle_document(const struct pairoracle *o)
{
	return o->table.document;
}

static int
number_set(struct pairoracle *o, int id, int number, struct diag *why)
{
	jmp_buf out;
	int ret;

	o->table.arena.fail = &out;
	if (setjmp(out) != 0)
		return diag_set(why, "out of memory");
	o->table.numbers.known[id] = true;
	o->table.numbers.number[id] = number;
	ret = rules_compile(&o->table.arena, &o->table, &o->table.numbers,
	    &o->rules, why);
	o->table.arena.fail = NULL;
	return ret;
}

int
pairoracle_number(struct pairoracle *o, const char *name, int number,
    char *error, size_t size)
{
	struct diag why;
	int id;

	id = symbol_find_any(name, strlen(name));
	if (id < 0)
		diag_set(&why, "%s: no symbol has this name", name);
	else if (number_set(o, id, number, &why) == 0)
		return 0;
	error_put(error, size, why.text);
	return -1;
}

/* Cuts a request into its operands; returns how many. */
static int
operands_cut(char *text, char **operand)
{
	int count;

	for (count = 0; count < OPERANDS_MAX; count++) {
		text += strspn(text, " \t");
		if (*text == '\0')
			break;
		operand[count] = text;
		text += strcspn(text, " \t");
		if (*text != '\0')
			*text++ = '\0';
	}
	return count;
}

static void
answer_fill(struct arena *a, const struct table *t,
    const struct forecast_item *it, struct pairoracle_answer *to)
{
	const struct clause *c;
	char facts[400];

	to->outcome = it->outcome;
	to->certain = it->certain;
	to->likely = it->likely;
	to->depends = "";
	if (it->row == NULL)
		return;
	c = &t->clause[it->row->clause];
	to->clause = c->id;
	to->citation = c->citation;
	to->text = c->text;
	if (!it->certain) {
		forecast_facts(it->row, facts, sizeof(facts));
		to->depends = arena_text(a, facts, strlen(facts));
	}
}

static int
request_ask(const struct pairoracle *o, struct arena *a, const char *request,
    struct pairoracle_forecast *to, struct diag *why)
{
	struct pairoracle_answer *answer;
	char *operand[OPERANDS_MAX];
	struct forecast f;
	struct box box;
	const char *absent;
	int count;
	size_t i;

	count = operands_cut(arena_text(a, request, strlen(request)), operand);
	absent = request_absent(count, operand, &o->table.numbers);
	if (absent != NULL)
		return diag_set(why, "%s has no number for %s", o->table.name,
		    absent);
	if (request_read(a, count, operand, &o->table.numbers, &box, why) != 0)
		return -1;
	forecast_decide(a, &o->rules, &box, &f);
	answer = arena_get(a, (f.count + 1) * sizeof(*answer));
	for (i = 0; i < f.count; i++)
		answer_fill(a, &o->table, &f.item[i], &answer[i]);
	to->answer = answer;
	to->count = f.count;
	return 0;
}

static int
answered_fill(const struct pairoracle *o, struct answered *to,
    const char *request, struct diag *why)
{
	jmp_buf out;
	int ret;

	to->arena.fail = &out;
	if (setjmp(out) != 0)
		return diag_set(why, "out of memory");
	ret = request_ask(o, &to->arena, request, &to->forecast, why);
	to->arena.fail = NULL;
	return ret;
}

struct pairoracle_forecast *
pairoracle_predict(const struct pairoracle *o, const char *request, char *error,
    size_t size)
{
	struct answered *to;
	struct diag why;

	to = calloc(1, sizeof(*to));
	if (to == NULL)
		diag_set(&why, "out of memory");
	else if (answered_fill(o, to, request, &why) == 0)
		return &to->forecast;
	else
		pairoracle_forecast_free(&to->forecast);
	error_put(error, size, why.text);
	return NULL;
}

struct pairoracle_forecast *
pairoracle_predict_call(const struct pairoracle *o, int domain, int type,
    int protocol, const char *state, char *error, size_t size)
{
	char request[400];
	int n;

	n = snprintf(request, sizeof(request), "%d %d %d %s", domain, type,
	    protocol, state == NULL ? "" : state);
	if (n >= 0 && (size_t)n < sizeof(request))
		return pairoracle_predict(o, request, error, size);
	error_put(error, size, "the state is too long");
	return NULL;
}

/* Whether "ENFILE|ENOMEM vector=kept" has the answer. */
static int
outcome_has(const char *outcome, const char *answer)
{
	size_t len;

	for (;; outcome += len + 1) {
		len = strcspn(outcome, "| ");
		if (strlen(answer) == len && memcmp(outcome, answer, len) == 0)
			return 1;
		if (outcome[len] != '|')
			return 0;
	}
}

enum pairoracle_verdict
pairoracle_judge(const struct pairoracle_forecast *f, const char *answer)
{
	const struct pairoracle_answer *a;
	enum pairoracle_verdict verdict;
	size_t i;

	verdict = PAIRORACLE_FAILED;
	for (i = 0; i < f->count; i++) {
		a = &f->answer[i];
		if (outcome_has(a->outcome, "inconclusive") ||
		    outcome_has(a->outcome, "socket"))
			verdict = PAIRORACLE_INCONCLUSIVE;
		else if (outcome_has(a->outcome, answer)) {
			if (a->certain)
				return PAIRORACLE_PASSED;
			verdict = PAIRORACLE_INCONCLUSIVE;
		}
	}
	return verdict;
}

void
pairoracle_forecast_free(struct pairoracle_forecast *f)
{
	struct answered *to;

	if (f == NULL)
		return;
	to = (struct answered *)(void *)f;
	arena_free(&to->arena);
	free(to);
}
