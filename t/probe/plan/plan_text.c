/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan as text. */

#include <string.h>

#include "lib/dimension_text.h"
#include "lib/line.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan_text.h"

/* Dimensions whose value every sweep names: those that make its state. */
static bool
always_named(int d)
{
	return d == DIM_ENTRY || d == DIM_PRIVILEGE || d == DIM_FDS;
}

static bool
has_default(const struct sweep *s, int d)
{
	const struct axis *x = &s->product.axis[d];

	if (s->span != NULL && (int)s->span->dim == d)
		return false;
	return x->count == 1 &&
	    x->value[0] == dimension_default((enum dimension)d, numbers_host());
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

/* The values that a sweep has in a dimension. */
static struct set
sweep_values(struct arena *a, const struct sweep *s, int d)
{
	const struct axis *x = &s->product.axis[d];

	if (s->span != NULL && (int)s->span->dim == d)
		return set_range(a, s->span->part.lo, s->span->part.hi);
	return axis_set(a, x, 0, x->count);
}

static void
axis_line(const struct sweep *s, int d, plan_line *line, void *to)
{
	const enum dimension dim = (enum dimension)d;
	struct arena a = ARENA_INIT;
	const char *name, *set;
	char *text;

	name = dimension_name(dim);
	set = dimension_set_print(&a, dim, sweep_values(&a, s, d),
	    numbers_host());
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
		if (!has_default(s, d) && (!always_named(d) || x->count != 1))
			axis_line(s, d, line, to);
	}
}

static void
hash_line(void *to, const char *text)
{
	uint32_t *hash = to;

	*hash = line_crc(*hash, text, strlen(text) + 1);
}

/* A shard has the hash of its whole plan. */
static void
hash_sweep(const struct sweep *s, uint32_t *hash)
{
	struct sweep whole = *s;
	struct span span;

	if (s->span != NULL) {
		span = *s->span;
		span.part = span.all;
		whole.span = &span;
	}
	plan_head(&whole, hash_line, hash);
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
	for (row = 0; values_skip_slow_text(row, text, sizeof(text)) != NULL;
	     row++)
		hash_line(&hash, text);
	for (i = 0; i < p->sweeps; i++)
		hash_sweep(&p->sweep[i], &hash);
	return hash;
}

static uint64_t
span_count(const struct plan *p, const struct sweep *s)
{
	struct arena a = ARENA_INIT;
	struct point at;
	uint64_t skipped;

	product_point(&s->product, 0, &at);
	skipped = set_size(values_skip_along(&p->skips, &a, at.value,
	    s->span->dim, s->span->part));
	arena_free(&a);
	return sweep_size(s) - skipped;
}

uint64_t
plan_count(const struct plan *p, const struct sweep *s)
{
	struct point at;
	uint64_t count;
	size_t i, n;

	if (s->span != NULL)
		return span_count(p, s);

	n = product_size(&s->product);
	product_point(&s->product, 0, &at);
	count = 0;
	for (i = 0; i < n; i++) {
		count += !values_skip_request(&p->skips, at.value);
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
		    (unsigned long long)(sweep_size(&p->sweep[i]) - count));
	}
	fprintf(f, "plan %s %08lx: %lu sweeps, %llu requests, %llu facts\n",
	    p->level, (unsigned long)plan_hash(p), (unsigned long)p->sweeps,
	    (unsigned long long)requests, (unsigned long long)facts);
}
