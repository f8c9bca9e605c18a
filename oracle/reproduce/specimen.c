/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Specimens: one request, what is allowed for it and what came. */

#include <stdio.h>
#include <string.h>

#include "lib/dimension_text.h"
#include "oracle/decide/asked.h"
#include "oracle/judge/judge.h"
#include "oracle/predict/forecast.h"
#include "oracle/reproduce/specimen.h"
#include "oracle/reproduce/specimen_text.h"

enum { OPERANDS_MAX = 16 };

static const char *
keep(struct arena *a, const char *text)
{
	return arena_text(a, text, strlen(text));
}

/* " KEY=VALUE" for a dimension that is not as usual. */
static void
state_add(char *state, size_t size, enum dimension d, int64_t v,
    const struct numbering *n)
{
	char text[96];
	size_t used;

	if (v == dimension_default(d, n) && d != DIM_PRIVILEGE)
		return;
	used = strlen(state);
	snprintf(state + used, size - used, "%s%s=%s", used ? " " : "",
	    dimension_name(d),
	    dimension_value_text(d, v, n, text, sizeof(text)));
}

/* Takes each value of a box that holds one request. */
static int
values_take(struct arena *a, struct specimen *s, const struct box *b,
    const struct numbering *n, struct diag *why)
{
	char text[200] = "";
	int d;

	s->any_privilege = set_size(b->dim[DIM_PRIVILEGE]) != 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		if (d == DIM_PRIVILEGE && s->any_privilege)
			continue;
		if (set_size(b->dim[d]) != 1)
			return diag_set(why,
			    "one request is wanted; give"
			    " one value of %s",
			    dimension_name((enum dimension)d));
		s->value[d] = b->dim[d].range[0].lo;
		if (d < DIM_DOMAIN || d > DIM_PROTOCOL)
			state_add(text, sizeof(text), (enum dimension)d,
			    s->value[d], n);
	}
	s->state = keep(a, text);
	for (d = 0; d < 3; d++)
		s->argument[d] = keep(a,
		    dimension_value_text((enum dimension)(DIM_DOMAIN + d),
			s->value[DIM_DOMAIN + d], n, text, sizeof(text)));
	return 0;
}

/* Reads the arguments that a finding has for its plainest request. */
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
	char text[160];

	snprintf(text, sizeof(text), "%s %s %s", trace_header(t, "host system"),
	    trace_header(t, "host release"), trace_header(t, "host machine"));
	return keep(a, text);
}

static int
finding_take(struct arena *a, const struct trace *trace,
    const struct finding *f, struct specimen *s, struct diag *why)
{
	struct box box;

	s->clause = f->clause;
	s->allowed = keep(a, f->allowed);
	s->got = keep(a, f->got);
	s->host = host_of(a, trace);
	if (f->kind == DEVIATION_SIDE_EFFECT)
		specimen_odd(s);
	else
		specimen_answers(s, s->allowed);
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

/* What came of the request in the trace, or NULL where it is not there. */
static const char *
got_in_trace(struct arena *a, const struct trace *t, const struct box *b)
{
	char text[400];
	size_t i;

	for (i = 0; i < t->calls; i++)
		if (box_within(a, b, &t->call[i].box) ||
		    (set_size(b->dim[DIM_PRIVILEGE]) > 1 &&
			requests_meet(b, &t->call[i].box)))
			return keep(a,
			    outcome_text(t->call[i].outcome, text,
				sizeof(text)));
	return NULL;
}

/* An answer that depends on the host neither conforms nor deviates. */
static void
forecast_take(struct arena *a, struct specimen *s, const struct forecast *f)
{
	char text[400] = "";
	size_t i, used;

	s->clause = CLAUSE_NONE;
	for (i = 0; i < f->count; i++) {
		if (!f->item[i].certain && !f->item[i].likely) {
			s->open = true;
			continue;
		}
		used = strlen(text);
		snprintf(text + used, sizeof(text) - used, "%s%s",
		    used ? "|" : "", f->item[i].outcome);
		specimen_answers(s, f->item[i].outcome);
		if (s->clause == CLAUSE_NONE && f->item[i].row != NULL)
			s->clause = f->item[i].row->clause;
	}
	s->allowed = keep(a, text);
}

/* TABLE:CLAUSE:GOT without a trace: the clause's effect, if it has one. */
static int
id_take(struct arena *a, struct specimen *s, const char *id, struct diag *why)
{
	const struct table *t = s->table;
	const char *clause, *got;
	char text[400], *p;
	size_t i;

	clause = strchr(id, ':') + 1;
	got = strchr(clause, ':') + 1;
	p = arena_text(a, got, strlen(got));
	s->got = p;
	while ((p = strchr(p, ',')) != NULL)
		*p = ' ';
	for (i = 0; i < t->rows; i++)
		if (strncmp(t->clause[t->row[i].clause].id, clause,
			(size_t)(got - clause) - 1) == 0 &&
		    t->clause[t->row[i].clause].id[got - clause - 1] == '\0')
			break;
	if (i == t->rows)
		return diag_set(why,
		    "%s: no clause with rows of the table"
		    " has this id; pairoracle judge prints ids",
		    id);
	s->clause = t->row[i].clause;
	if (strchr(got, '=') == NULL || t->order == ORDER_FIRST)
		return 0;
	for (; i < t->rows && t->row[i].clause == s->clause; i++) {
		s->allowed = keep(a,
		    table_outcome_text(&t->row[i], text, sizeof(text)));
		specimen_odd(s);
		if (s->effect != EFFECT_COUNT)
			return 0;
	}
	return diag_set(why, "%s: the clause allows that", id);
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
		    " id; pairoracle judge prints those it has",
		    wish->id);
	if (wish->operands == 0)
		return diag_set(why,
		    wish->trace != NULL
			? "the trace"
			  " deviates nowhere; give a request to show"
			: "want a"
			  " request, DOMAIN TYPE PROTOCOL, or -r TRACE");
	return table_take(a, &tables->table[0], wish, s, why);
}
