/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan as text. */

#include <string.h>

#include "lib/line.h"
#include "t/probe/numbers.h"
#include "t/probe/plan_text.h"
#include "t/probe/settext.h"

/* Dimensions whose value every sweep names: those that make its state. */
static bool
always_named(int d)
{
	return d == DIM_ENTRY || d == DIM_PRIVILEGE || d == DIM_FDS;
}

static bool
is_usual(const struct axis *x, int d)
{
	return x->count == 1 && x->value[0] ==
	    dimension_default((enum dimension)d, numbers_host());
}

static void
sweep_line(const struct sweep *s, plan_line *line, void *to)
{
	char text[256], word[64];
	const struct axis *x;
	size_t used;
	int d;

	used = (size_t)snprintf(text, sizeof(text), "sweep %s %s",
	    s->kind == SWEEP_CALL ? "call" : "socket", s->name);
	for (d = 0; d < DIM_REQUEST; d++) {
		x = &s->product.axis[d];
		if (!always_named(d) || x->count != 1)
			continue;
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    " %s=%s", dimension_name((enum dimension)d),
		    dimension_value_text((enum dimension)d, x->value[0],
		    numbers_host(), word, sizeof(word)));
	}
	line(to, text);
}

static void
axis_line(int d, const struct axis *x, plan_line *line, void *to)
{
	const enum dimension dim = (enum dimension)d;
	struct arena a = ARENA_INIT;
	const char *name, *set;
	char *text;

	name = dimension_name(dim);
	set = settext(&a, dim, axis_set(&a, x, 0, x->count));
	text = arena_get(&a, strlen(name) + strlen(set) + sizeof("axis  "));
	sprintf(text, "axis %s %s", name, set);
	line(to, text);
	arena_free(&a);
}

void
plan_head(const struct sweep *s, plan_line *line, void *to)
{
	const struct axis *x;
	int d;

	sweep_line(s, line, to);
	for (d = 0; d < DIM_REQUEST; d++) {
		x = &s->product.axis[d];
		if (!is_usual(x, d) && (!always_named(d) || x->count != 1))
			axis_line(d, x, line, to);
	}
}

static void
hash_line(void *to, const char *text)
{
	uint32_t *hash = to;

	*hash = line_crc(*hash, text, strlen(text) + 1);
}

uint32_t
plan_hash(const struct plan *p)
{
	char text[128];
	uint32_t hash;
	size_t i;
	int row;

	hash = 0;
	hash_line(&hash, p->skips.no_modules ? "no modules" : "modules");
	for (row = 0; skip_slow_text(row, text, sizeof(text)) != NULL; row++)
		hash_line(&hash, text);
	for (i = 0; i < p->sweeps; i++)
		plan_head(&p->sweep[i], hash_line, &hash);
	return hash;
}

uint64_t
plan_count(const struct plan *p, const struct sweep *s)
{
	struct point at;
	uint64_t count;
	size_t i, n;

	n = product_size(&s->product);
	product_point(&s->product, 0, &at);
	count = 0;
	for (i = 0; i < n; i++) {
		count += !skip_request(&p->skips, at.value);
		product_next(&s->product, &at);
	}
	return count;
}

static void
print_line(void *to, const char *text)
{
	fprintf(to, "%s%s\n", strncmp(text, "axis", 4) == 0 ? "    " : "",
	    text);
}

void
plan_print(const struct plan *p, FILE *f)
{
	uint64_t count, requests, facts;
	size_t i;

	requests = facts = 0;
	for (i = 0; i < p->sweeps; i++) {
		plan_head(&p->sweep[i], print_line, f);
		count = plan_count(p, &p->sweep[i]);
		if (p->sweep[i].kind == SWEEP_CALL)
			requests += count;
		else
			facts += count;
		fprintf(f, "    %llu %s, %llu left out\n",
		    (unsigned long long)count,
		    p->sweep[i].kind == SWEEP_CALL ? "requests" : "facts",
		    (unsigned long long)(product_size(&p->sweep[i].product) -
		    count));
	}
	fprintf(f, "plan %s %08lx: %lu sweeps, %llu requests, %llu facts\n",
	    p->level, (unsigned long)plan_hash(p), (unsigned long)p->sweeps,
	    (unsigned long long)requests, (unsigned long long)facts);
}
