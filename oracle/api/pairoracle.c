/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The library: tables loaded and asked, without a program around them. */

#include <limits.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/api/pairoracle.h"
#include "oracle/base/file.h"
#include "oracle/decide/asked.h"
#include "oracle/predict/forecast.h"
#include "oracle/table/builtin.h"

/* The rules have an arena of their own, which new numbers replace. */
struct compiled {
	struct arena arena;
	struct rules rules;
};

struct pairoracle {
	struct table table;
	struct compiled compiled;
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

/* Fills o from text, or from the table or file of that name. */
static int
oracle_fill(struct pairoracle *o, const char *text, size_t len,
    const char *name, struct diag *why)
{
	struct arena *a = &o->table.arena;

	if (text == NULL && table_is_file(name))
		text = file_read(a, name, &len, why);
	else if (text == NULL && (text = table_builtin(a, name, &len)) == NULL)
		table_unknown(name, why);
	if (text == NULL || table_parse(&o->table, text, len, name, why) != 0)
		return -1;
	return rules_compile(&o->compiled.arena, &o->table, &o->table.numbers,
	    &o->compiled.rules, why);
}

/* Running out of memory comes back here as any other failure. */
static int
oracle_load(struct pairoracle *o, const char *text, size_t len,
    const char *name, struct diag *why)
{
	jmp_buf out;
	int ret;

	o->table.arena.fail = o->compiled.arena.fail = &out;
	if (setjmp(out) == 0)
		ret = oracle_fill(o, text, len, name, why);
	else
		ret = diag_set(why, "out of memory");
	o->table.arena.fail = o->compiled.arena.fail = NULL;
	return ret;
}

static struct pairoracle *
oracle_new(const char *text, size_t len, const char *name, char *error,
    size_t size)
{
	struct pairoracle *o;
	struct diag why;

	o = calloc(1, sizeof(*o));
	if (o == NULL)
		diag_set(&why, "out of memory");
	else if (oracle_load(o, text, len, name, &why) == 0)
		return o;
	pairoracle_free(o);
	error_put(error, size, why.text);
	return NULL;
}

struct pairoracle *
pairoracle_read(const char *text, size_t len, const char *name, char *error,
    size_t size)
{
	if (text != NULL && name != NULL)
		return oracle_new(text, len, name, error, size);
	error_put(error, size, "the table has no text or no name");
	return NULL;
}

struct pairoracle *
pairoracle_open(const char *name, char *error, size_t size)
{
	if (name != NULL)
		return oracle_new(NULL, 0, name, error, size);
	error_put(error, size, "the table has no name");
	return NULL;
}

void
pairoracle_free(struct pairoracle *o)
{
	if (o == NULL)
		return;
	arena_free(&o->compiled.arena);
	table_free(&o->table);
	free(o);
}

const char *
pairoracle_name(const struct pairoracle *o)
{
	return o == NULL ? NULL : o->table.name;
}

const char *
pairoracle_title(const struct pairoracle *o)
{
	return o == NULL ? NULL : o->table.title;
}

const char *
pairoracle_document(const struct pairoracle *o)
{
	return o == NULL ? NULL : o->table.document;
}

/* Compiles the table for other numbers; on failure to holds nothing. */
static int
compile(const struct table *t, const struct numbering *n, struct compiled *to,
    struct diag *why)
{
	jmp_buf out;
	int ret;

	to->arena.fail = &out;
	if (setjmp(out) == 0)
		ret = rules_compile(&to->arena, t, n, &to->rules, why);
	else
		ret = diag_set(why, "out of memory");
	to->arena.fail = NULL;
	if (ret != 0)
		arena_free(&to->arena);
	return ret;
}

/* Either the table has the number and rules for it, or nothing changed. */
static int
number_set(struct pairoracle *o, int id, int number, struct diag *why)
{
	struct numbering n = o->table.numbers;
	struct compiled to = { .arena = ARENA_INIT };

	n.known[id] = true;
	n.number[id] = number;
	if (compile(&o->table, &n, &to, why) != 0)
		return -1;
	arena_free(&o->compiled.arena);
	o->compiled = to;
	o->table.numbers = n;
	return 0;
}

int
pairoracle_number(struct pairoracle *o, const char *name, int number,
    char *error, size_t size)
{
	struct diag why;
	int id;

	id = name == NULL ? -1 : symbol_find_any(name, strlen(name));
	if (o == NULL)
		diag_set(&why, "there is no table");
	else if (id < 0)
		diag_set(&why, "%s: no symbol has this name",
		    name == NULL ? "NULL" : name);
	else if (!symbol_fits(id, number))
		diag_set(&why,
		    "%s: %d is no number for it; a flag is one bit above the"
		    " types",
		    name, number);
	else if (number_set(o, id, number, &why) == 0)
		return 0;
	error_put(error, size, why.text);
	return -1;
}

/* Cuts a request into its operands, which live in a; returns how many. */
static int
operands_cut(struct arena *a, const char *request, char ***operand)
{
	char *text = arena_text(a, request, strlen(request));
	size_t count, room;

	*operand = NULL;
	room = 0;
	for (count = 0; count < INT_MAX; count++) {
		text += strspn(text, " \t");
		if (*text == '\0')
			break;
		*operand = arena_grow(a, *operand, count, count + 1,
		    sizeof(**operand), &room);
		(*operand)[count] = text;
		text += strcspn(text, " \t");
		if (*text != '\0')
			*text++ = '\0';
	}
	return (int)count;
}

static void
answer_fill(struct arena *a, const struct table *t,
    const struct forecast_item *it, struct pairoracle_answer *to)
{
	const struct clause *c;

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
	if (!it->certain)
		to->depends = forecast_facts(a, it->row);
}

static int
request_ask(const struct pairoracle *o, struct arena *a, const char *request,
    struct pairoracle_forecast *to, struct diag *why)
{
	struct pairoracle_answer *answer;
	struct forecast f;
	struct box box;
	const char *absent;
	char **operand;
	int count;
	size_t i;

	count = operands_cut(a, request, &operand);
	absent = request_absent(count, operand, &o->table.numbers);
	if (absent != NULL)
		return diag_set(why, "%s has no number for %s", o->table.name,
		    absent);
	if (request_read(a, count, operand, &o->table.numbers, &box, why) != 0)
		return -1;
	forecast_decide(a, &o->compiled.rules, &box, &f);
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
	if (setjmp(out) == 0)
		ret = request_ask(o, &to->arena, request, &to->forecast, why);
	else
		ret = diag_set(why, "out of memory");
	to->arena.fail = NULL;
	return ret;
}

struct pairoracle_forecast *
pairoracle_predict(const struct pairoracle *o, const char *request, char *error,
    size_t size)
{
	struct answered *to;
	struct diag why;

	to = NULL;
	if (o == NULL || request == NULL)
		diag_set(&why, "there is no table or no request");
	else if ((to = calloc(1, sizeof(*to))) == NULL)
		diag_set(&why, "out of memory");
	else if (answered_fill(o, to, request, &why) == 0)
		return &to->forecast;
	pairoracle_forecast_free(to == NULL ? NULL : &to->forecast);
	error_put(error, size, why.text);
	return NULL;
}

struct pairoracle_forecast *
pairoracle_predict_call(const struct pairoracle *o, int domain, int type,
    int protocol, const char *state, char *error, size_t size)
{
	struct pairoracle_forecast *f;
	size_t room;
	char *request;

	if (state == NULL)
		state = "";
	room = strlen(state) + sizeof("-2147483648 ") * 3;
	request = malloc(room);
	if (request == NULL) {
		error_put(error, size, "out of memory");
		return NULL;
	}
	snprintf(request, room, "%d %d %d %s", domain, type, protocol, state);
	f = pairoracle_predict(o, request, error, size);
	free(request);
	return f;
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

	if (f == NULL || answer == NULL)
		return PAIRORACLE_INCONCLUSIVE;
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
