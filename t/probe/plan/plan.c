/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Plans: those that have a name, and those that operands make. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/values.h"
#include "t/probe/plan/plan.h"
#include "t/probe/shortage/starve.h"
#include "t/probe/state/state.h"

/* Sets of dimensions. */
enum {
	ENTRY = 1 << DIM_ENTRY,
	PRIVILEGE = 1 << DIM_PRIVILEGE,
	FDS = 1 << DIM_FDS,
	RESOURCE = 1 << DIM_RESOURCE,
	DOMAIN = 1 << DIM_DOMAIN,
	TYPE = 1 << DIM_TYPE,
	PROTOCOL = 1 << DIM_PROTOCOL,
	VECTOR = 1 << DIM_VECTOR,
	CHECK = 1 << DIM_CHECK,
	ENDS = 1 << DIM_ENDS,
	ARGUMENTS = DOMAIN | TYPE | PROTOCOL
};

/*
 * Sweeps.  Each is the product of its axes, and there is one for each value
 * of the dimensions in each; those named in neither are as usual.
 */
struct plan_row {
	const char *name;
	enum sweep_kind kind;
	enum list list; /* where values come from */
	unsigned axes;
	unsigned each;
};

/*
 * Three arguments in full, every other pair of dimensions in full, and all
 * dimensions together with a few values of each argument, so that a request
 * may be wrong in any two, three or four ways at once.
 */
static const struct plan_row full[] = {
	{ "facts", SWEEP_SOCKET, LIST_FULL, ARGUMENTS, PRIVILEGE },
	{ "arguments", SWEEP_CALL, LIST_FULL, ARGUMENTS, PRIVILEGE },
	{ "domain-vector", SWEEP_CALL, LIST_FULL, DOMAIN | VECTOR, 0 },
	{ "type-vector", SWEEP_CALL, LIST_FULL, TYPE | VECTOR, 0 },
	{ "protocol-vector", SWEEP_CALL, LIST_FULL, PROTOCOL | VECTOR, 0 },
	{ "fds-domain", SWEEP_CALL, LIST_FULL, FDS | DOMAIN, 0 },
	{ "fds-type", SWEEP_CALL, LIST_FULL, FDS | TYPE, 0 },
	{ "fds-protocol", SWEEP_CALL, LIST_FULL, FDS | PROTOCOL, 0 },
	{ "fds-vector", SWEEP_CALL, LIST_FULL, FDS | VECTOR, 0 },
	{ "entry-domain", SWEEP_CALL, LIST_FULL, ENTRY | DOMAIN, 0 },
	{ "entry-type", SWEEP_CALL, LIST_FULL, ENTRY | TYPE, 0 },
	{ "entry-protocol", SWEEP_CALL, LIST_FULL, ENTRY | PROTOCOL, 0 },
	{ "entry-vector", SWEEP_CALL, LIST_FULL, ENTRY | VECTOR, 0 },
	{ "entry-fds", SWEEP_CALL, LIST_FULL, ENTRY | FDS, 0 },
	{ "entry-privilege", SWEEP_CALL, LIST_FULL, ENTRY | PRIVILEGE, 0 },
	{ "privilege-vector", SWEEP_CALL, LIST_FULL, PRIVILEGE | VECTOR, 0 },
	{ "privilege-fds", SWEEP_CALL, LIST_FULL, PRIVILEGE | FDS, 0 },
	{ "faults", SWEEP_CALL, LIST_FAULTS,
	    ENTRY | PRIVILEGE | FDS | ARGUMENTS | VECTOR, 0 },
	{ "pair", SWEEP_CALL, LIST_PAIR, TYPE | CHECK | ENDS, 0 },
	{ "life", SWEEP_CALL, LIST_LIFE, TYPE | CHECK | ENDS, 0 },
	{ "facts", SWEEP_SOCKET, LIST_ELSEWHERE, ARGUMENTS, PRIVILEGE },
	{ "elsewhere", SWEEP_CALL, LIST_ELSEWHERE, ARGUMENTS, PRIVILEGE },
	{ "elsewhere-fds", SWEEP_CALL, LIST_ELSEWHERE, FDS, PRIVILEGE },
	{ "elsewhere-vector", SWEEP_CALL, LIST_ELSEWHERE, VECTOR, PRIVILEGE },
	{ "files", SWEEP_CALL, LIST_FILES,
	    PRIVILEGE | FDS | RESOURCE | ARGUMENTS | VECTOR, 0 },
	{ "memory", SWEEP_CALL, LIST_MEMORY, RESOURCE | ARGUMENTS | VECTOR, 0 },
};

/* Little enough for a host that has sockets and nothing else. */
static const struct plan_row base[] = {
	{ "facts-type", SWEEP_SOCKET, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "facts-protocol", SWEEP_SOCKET, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "domain-type", SWEEP_CALL, LIST_BASE, DOMAIN | TYPE, 0 },
	{ "domain-protocol", SWEEP_CALL, LIST_BASE, DOMAIN | PROTOCOL, 0 },
	{ "type-vector", SWEEP_CALL, LIST_BASE, TYPE | VECTOR, 0 },
};

/*
 * For a host that makes a thousand calls a second: every pair of values, three
 * and four wrong values of a few, and every check once.
 */
static const struct plan_row quick[] = {
	{ "facts-domain", SWEEP_SOCKET, LIST_FACTS, ARGUMENTS, PRIVILEGE },
	{ "facts-type", SWEEP_SOCKET, LIST_FULL, TYPE, PRIVILEGE },
	{ "facts-protocol", SWEEP_SOCKET, LIST_FULL, PROTOCOL, PRIVILEGE },
	{ "facts-pairs", SWEEP_SOCKET, LIST_PAIRS, DOMAIN | TYPE, 0 },
	{ "facts-pairs", SWEEP_SOCKET, LIST_PAIRS, DOMAIN | PROTOCOL, 0 },
	{ "facts-pairs", SWEEP_SOCKET, LIST_PAIRS, TYPE | PROTOCOL, 0 },
	{ "facts", SWEEP_SOCKET, LIST_SOME, ARGUMENTS, PRIVILEGE },
	{ "protocol", SWEEP_CALL, LIST_FULL, PROTOCOL, PRIVILEGE },
	{ "domain-type", SWEEP_CALL, LIST_PAIRS, DOMAIN | TYPE, 0 },
	{ "domain-protocol", SWEEP_CALL, LIST_PAIRS, DOMAIN | PROTOCOL, 0 },
	{ "type-protocol", SWEEP_CALL, LIST_PAIRS, TYPE | PROTOCOL, 0 },
	{ "domain-vector", SWEEP_CALL, LIST_PAIRS, DOMAIN | VECTOR, 0 },
	{ "type-vector", SWEEP_CALL, LIST_PAIRS, TYPE | VECTOR, 0 },
	{ "protocol-vector", SWEEP_CALL, LIST_PAIRS, PROTOCOL | VECTOR, 0 },
	{ "fds-domain", SWEEP_CALL, LIST_PAIRS, FDS | DOMAIN, 0 },
	{ "fds-type", SWEEP_CALL, LIST_PAIRS, FDS | TYPE, 0 },
	{ "fds-protocol", SWEEP_CALL, LIST_PAIRS, FDS | PROTOCOL, 0 },
	{ "caller-domain", SWEEP_CALL, LIST_PAIRS, ENTRY | PRIVILEGE | DOMAIN,
	    0 },
	{ "caller-type", SWEEP_CALL, LIST_PAIRS, ENTRY | PRIVILEGE | TYPE, 0 },
	{ "caller-protocol", SWEEP_CALL, LIST_PAIRS,
	    ENTRY | PRIVILEGE | PROTOCOL, 0 },
	{ "state", SWEEP_CALL, LIST_FULL, ENTRY | PRIVILEGE | FDS | VECTOR, 0 },
	{ "fds-some", SWEEP_CALL, LIST_SOME, FDS | ARGUMENTS, 0 },
	{ "vector-some", SWEEP_CALL, LIST_SOME, VECTOR | ARGUMENTS, 0 },
	{ "caller-some", SWEEP_CALL, LIST_SOME, ENTRY | PRIVILEGE | ARGUMENTS,
	    0 },
	{ "pair", SWEEP_CALL, LIST_QUICK, TYPE | CHECK, 0 },
};

enum {
	FULL = sizeof(full) / sizeof(full[0]),
	QUICK = sizeof(quick) / sizeof(quick[0]),
	BASE = sizeof(base) / sizeof(base[0])
};

/* Notes a value that cannot be had, beside others for the same reason. */
static void
lack(struct plan *p, enum dimension d, int value, const char *reason)
{
	const struct set one = set_range(&p->arena, value, value);
	struct untested *u;
	size_t i;

	for (i = 0; i < p->untesteds; i++) {
		u = &p->untested[i];
		if (u->dim == d && strcmp(u->reason, reason) == 0) {
			u->set = set_or(&p->arena, u->set, one);
			return;
		}
	}
	p->untested = arena_grow(&p->arena, p->untested, p->untesteds,
	    p->untesteds + 1, sizeof(*u), &p->untested_room);
	u = &p->untested[p->untesteds++];
	u->dim = d;
	u->set = one;
	u->reason = reason;
}

static struct axis
axis_at_hand(struct plan *p, enum dimension d, struct axis x)
{
	const char *reason;
	int *value;
	size_t i, n;

	value = arena_get(&p->arena, x.count * sizeof(*value));
	n = 0;
	for (i = 0; i < x.count; i++) {
		reason = values_lack(&p->means, &p->arena, d, x.value[i]);
		if (reason == NULL)
			value[n++] = x.value[i];
		else
			lack(p, d, x.value[i], reason);
	}
	return axis_of(&p->arena, value, n);
}

/* A poor host may lack even the default: then the axis is empty. */
static struct axis
axis_usual(struct plan *p, enum dimension d)
{
	const int value = d == DIM_PRIVILEGE
	    ? state_privilege()
	    : dimension_default(d, numbers_host());

	return axis_at_hand(p, d, axis_of(&p->arena, &value, 1));
}

static void
sweep_add(struct plan *p, enum sweep_kind kind, const char *name,
    const struct product *product)
{
	struct sweep *s;

	p->sweep = arena_grow(&p->arena, p->sweep, p->sweeps, p->sweeps + 1,
	    sizeof(*p->sweep), &p->sweep_room);
	s = &p->sweep[p->sweeps++];
	s->kind = kind;
	s->name = name;
	s->product = *product;
	s->span = NULL;
	s->nth = 0;
}

/* Adds a sweep as it is. */
static void
sweep_copy(struct plan *p, const struct sweep *s)
{
	sweep_add(p, s->kind, s->name, &s->product);
	p->sweep[p->sweeps - 1] = *s;
}

static void
span_add(struct plan *p, const char *name, const struct product *point,
    enum dimension d, struct range all)
{
	struct span *span;

	sweep_add(p, SWEEP_CALL, name, point);
	span = arena_get(&p->arena, sizeof(*span));
	span->dim = d;
	span->all = span->part = all;
	p->sweep[p->sweeps - 1].span = span;
}

/* Takes a value off an axis.  Returns whether it was there. */
static bool
axis_drop(struct plan *p, struct axis *x, int value)
{
	int *kept;
	size_t i, n;

	kept = arena_get(&p->arena, x->count * sizeof(*kept));
	n = 0;
	for (i = 0; i < x->count; i++)
		if (x->value[i] != value)
			kept[n++] = x->value[i];
	if (n == x->count)
		return false;
	*x = axis_of(&p->arena, kept, n);
	return true;
}

/* A sweep for each degree of it; one comes after the other. */
static void
faults_add(struct plan *p, const struct plan_row *row,
    const struct product *product)
{
	static const int memory = RESOURCE_MEMORY;
	struct product starved = *product;
	char name[32];
	unsigned n;

	starved.axis[DIM_RESOURCE] = axis_of(&p->arena, &memory, 1);
	for (n = 1; n <= STARVE_MAX; n++) {
		snprintf(name, sizeof(name), "memory-%u", n);
		sweep_add(p, row->kind,
		    arena_text(&p->arena, name, strlen(name)), &starved);
		p->sweep[p->sweeps - 1].nth = n;
	}
}

/* Adds a product, or what of it can be had at a time. */
static void
product_add(struct plan *p, const struct plan_row *row,
    const struct product *product)
{
	const struct axis *who = &product->axis[DIM_PRIVILEGE];
	struct product rest = *product;
	struct axis *what = &rest.axis[DIM_RESOURCE];
	bool starved;

	if (who->value[0] == PRIVILEGE_ROOT &&
	    axis_drop(p, what, RESOURCE_FILES))
		lack(p, DIM_RESOURCE, RESOURCE_FILES,
		    "of the privileged:"
		    " needs privilege=user");
	starved = axis_drop(p, what, RESOURCE_MEMORY);
	if (product_size(&rest) != 0)
		sweep_add(p, row->kind, row->name, &rest);
	if (starved)
		faults_add(p, row, product);
}

static void
row_add(struct plan *p, const struct plan_row *row,
    const struct product *values)
{
	struct product each, sweep;
	struct point at;
	size_t i, n;
	int d;

	for (d = 0; d < DIM_REQUEST; d++)
		each.axis[d] = (row->each >> d & 1) != 0
		    ? values->axis[d]
		    : axis_usual(p, (enum dimension)d);
	n = product_size(&each);
	for (i = 0; i < n; i++) {
		product_point(&each, i, &at);
		for (d = 0; d < DIM_REQUEST; d++)
			sweep.axis[d] = (row->axes >> d & 1) != 0
			    ? values->axis[d]
			    : axis_of(&p->arena, &at.value[d], 1);
		if (product_size(&sweep) != 0)
			product_add(p, row, &sweep);
	}
}

enum { FIRST = DIM_DOMAIN, FIXED = DIM_VECTOR - DIM_DOMAIN + 1 };

/*
 * "*" is every value of a call, and the full list of facts.  The others are
 * good, or bad, or good but for the vector; facts are those that it takes to
 * judge these requests where the argument has a name.
 */
static const struct {
	const char *name;
	enum sweep_kind kind;
	const char *value[FIXED]; /* of domain, type, protocol and vector */
} every[] = {
	{ "facts-domain", SWEEP_SOCKET,
	    { "*", "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_SEQPACKET", "0",
		"valid" } },
	{ "facts-domain-bad", SWEEP_SOCKET, { "*", "11", "99", "valid" } },
	{ "facts-type", SWEEP_SOCKET, { "AF_UNIX", "*", "0", "valid" } },
	{ "facts-type-bad", SWEEP_SOCKET, { "255", "*", "99", "valid" } },
	{ "facts-protocol", SWEEP_SOCKET,
	    { "AF_UNIX", "SOCK_STREAM", "*", "valid" } },
	{ "facts-protocol-bad", SWEEP_SOCKET, { "255", "11", "*", "valid" } },
	{ "domain", SWEEP_CALL, { "*", "SOCK_STREAM", "0", "valid" } },
	{ "domain-bad", SWEEP_CALL, { "*", "11", "99", "valid" } },
	{ "domain-null", SWEEP_CALL, { "*", "SOCK_STREAM", "0", "null" } },
	{ "type", SWEEP_CALL, { "AF_UNIX", "*", "0", "valid" } },
	{ "type-bad", SWEEP_CALL, { "255", "*", "99", "valid" } },
	{ "type-null", SWEEP_CALL, { "AF_UNIX", "*", "0", "null" } },
	{ "protocol", SWEEP_CALL, { "AF_UNIX", "SOCK_STREAM", "*", "valid" } },
	{ "protocol-bad", SWEEP_CALL, { "255", "11", "*", "valid" } },
	{ "protocol-null", SWEEP_CALL,
	    { "AF_UNIX", "SOCK_STREAM", "*", "null" } },
};

enum { EVERY = sizeof(every) / sizeof(every[0]) };

/* Reads the range of --range, by the numbers and names of a dimension. */
static int
range_read(struct plan *p, enum dimension d, struct range *r, struct diag *why)
{
	const char *text = p->range != NULL ? p->range : "*";
	struct set s;

	if (dimension_set(&p->arena, d, text, strlen(text), numbers_host(), &s,
		why) != 0)
		return -1;
	if (s.count != 1)
		return diag_set(why, "'%.40s' is not one range; name LO..HI",
		    text);
	*r = s.range[0];
	return 0;
}

/* Puts the values of a row in *x; returns the dimension with every one. */
static int
row_values(struct plan *p, int row, struct product *x)
{
	const char *text;
	int d, found;

	found = -1;
	for (d = 0; d < DIM_REQUEST; d++) {
		x->axis[d] = axis_usual(p, (enum dimension)d);
		if (d < FIRST || d >= FIRST + FIXED)
			continue;
		text = every[row].value[d - FIRST];
		if (strcmp(text, "*") == 0)
			found = d;
		x->axis[d] = axis_at_hand(p, (enum dimension)d,
		    values_read(&p->arena, (enum dimension)d, text));
	}
	return found;
}

static int
every_add(struct plan *p, int row, struct diag *why)
{
	struct product x;
	struct range r = { 0, 0, 0 };
	int found, lo;

	found = row_values(p, row, &x);
	/* Nothing is asked where something that stands still is lacking. */
	if (product_size(&x) == 0)
		return 0;
	if (every[row].kind == SWEEP_SOCKET) {
		sweep_add(p, SWEEP_SOCKET, every[row].name, &x);
		return 0;
	}
	if (range_read(p, (enum dimension)found, &r, why) != 0)
		return -1;
	lo = (int)r.lo;
	x.axis[found] = axis_of(&p->arena, &lo, 1);
	span_add(p, every[row].name, &x, (enum dimension)found, r);
	return 0;
}

static int
every_value(struct plan *p, struct diag *why)
{
	int row;

	for (row = 0; row < EVERY; row++)
		if (every_add(p, row, why) != 0)
			return -1;
	return 0;
}

/* Adds a row whose values come from its list. */
static void
listed_add(struct plan *p, const struct plan_row *row)
{
	struct product values;
	int d;

	for (d = 0; d < DIM_REQUEST; d++) {
		if (((row->axes | row->each) >> d & 1) == 0) {
			values.axis[d] = axis_usual(p, (enum dimension)d);
			continue;
		}
		values.axis[d] = axis_at_hand(p, (enum dimension)d,
		    values_listed(&p->arena, row->list, (enum dimension)d));
	}
	row_add(p, row, &values);
}

int
plan_level(struct plan *p, const char *level, struct diag *why)
{
	int i;

	p->level = level;
	if (strcmp(level, "base") == 0)
		for (i = 0; i < BASE; i++)
			listed_add(p, &base[i]);
	else if (strcmp(level, "quick") == 0)
		for (i = 0; i < QUICK; i++)
			listed_add(p, &quick[i]);
	else if (strcmp(level, "full") == 0) {
		for (i = 0; i < FULL; i++)
			listed_add(p, &full[i]);
		axis_at_hand(p, DIM_RESOURCE,
		    values_listed(&p->arena, LIST_FULL, DIM_RESOURCE));
	} else if (strcmp(level, "exhaustive") == 0)
		return every_value(p, why);
	else
		return diag_set(why,
		    "no plan is called '%s'; use base, quick, full"
		    " or exhaustive",
		    level);
	return 0;
}

/* Moves one end of a span, and the point that stands for it. */
static void
span_cut(struct plan *p, struct sweep *s, unsigned shard, unsigned shards)
{
	const int64_t size = (int64_t)sweep_size(s);
	struct span *span = s->span;
	int lo;

	span->part.lo = span->all.lo + size * (shard - 1) / shards;
	span->part.hi = span->all.lo + size * shard / shards - 1;
	lo = (int)span->part.lo;
	s->product.axis[span->dim] = axis_of(&p->arena, &lo, 1);
}

int
plan_cut(struct plan *p, unsigned shard, unsigned shards, struct diag *why)
{
	bool any;
	size_t i;

	any = false;
	for (i = 0; i < p->sweeps; i++) {
		if (p->sweep[i].span == NULL)
			continue;
		if (sweep_size(&p->sweep[i]) < shards)
			return diag_set(why,
			    "%llu values make no %u shards;"
			    " use fewer shards",
			    (unsigned long long)sweep_size(&p->sweep[i]),
			    shards);
		span_cut(p, &p->sweep[i], shard, shards);
		any = true;
	}
	p->shard = shard;
	p->shards = shards;
	return any ? 0
		   : diag_set(why,
			 "only the exhaustive plan comes in"
			 " shards; use -l exhaustive");
}

uint64_t
sweep_size(const struct sweep *s)
{
	if (s->span == NULL)
		return product_size(&s->product);
	return (uint64_t)(s->span->part.hi - s->span->part.lo) + 1;
}

void
plan_free(struct plan *p)
{
	arena_free(&p->arena);
}

/* Their values take the place of lists. */
static const struct plan_row asked_facts = {
	"facts",
	SWEEP_SOCKET,
	LIST_FACTS,
	ARGUMENTS,
	PRIVILEGE,
};
static const struct plan_row asked_calls = {
	"asked",
	SWEEP_CALL,
	LIST_FULL,
	ENTRY | PRIVILEGE | FDS | RESOURCE | ARGUMENTS | VECTOR | CHECK | ENDS,
	0,
};

enum {
	ARGUMENT_COUNT = DIM_PROTOCOL - DIM_DOMAIN + 1,
	AXIS_MAX = 1024, /* values of one dimension */
	REQUESTS_MAX = 1000000000
};

/* Reads the set of one operand; what it does not limit is the full axis. */
static int
operand_axis(struct plan *p, enum dimension d, const char *text, struct axis *x,
    struct diag *why)
{
	struct arena *a = &p->arena;
	struct axis all;
	struct set s;

	if (dimension_set(a, d, text, strlen(text), numbers_host(), &s, why) !=
	    0)
		return -1;
	if (text[0] == '*' || text[0] == '!') {
		all = values_listed(a, LIST_FULL, d);
		s = set_and(a, s, axis_set(a, &all, 0, all.count));
	}
	if (set_size(s) == 0 || set_size(s) > AXIS_MAX)
		return diag_set(why, "'%.40s' has %s values; name 1 to %d",
		    text, set_size(s) == 0 ? "no" : "too many", AXIS_MAX);
	*x = axis_at_hand(p, d, axis_of_set(a, s));
	return 0;
}

/* Reads operand number i: one of the arguments, then KEY=SET. */
static int
operand_read(struct plan *p, int i, const char *text, struct product *values,
    struct diag *why)
{
	enum dimension d;
	const char *eq;

	if (i < ARGUMENT_COUNT) {
		d = (enum dimension)(DIM_DOMAIN + i);
		return operand_axis(p, d, text, &values->axis[d], why);
	}
	eq = strchr(text, '=');
	if (eq == NULL)
		return diag_set(why,
		    "'%.40s' is no KEY=VALUE; use one, as in"
		    " vector=null",
		    text);
	d = dimension_find(text, (size_t)(eq - text));
	if (d >= DIM_REQUEST)
		return diag_set(why,
		    "no dimension of a request is called"
		    " '%.*s'; use entry, privilege, fds, resource,"
		    " vector, check or ends",
		    (int)(eq - text < 40 ? eq - text : 40), text);
	return operand_axis(p, d, eq + 1, &values->axis[d], why);
}

/* Adds the values of an axis to those that facts are always wanted for. */
static void
widen(struct plan *p, enum dimension d, struct axis *x)
{
	const struct axis more = values_listed(&p->arena, LIST_FACTS, d);
	struct arena *a = &p->arena;

	*x = axis_of_set(a,
	    set_or(a, axis_set(a, x, 0, x->count),
		axis_set(a, &more, 0, more.count)));
}

/* Reads all operands; what they do not name is as usual. */
static int
operands_read(struct plan *p, char *const *operand, int count,
    struct product *values, struct diag *why)
{
	uint64_t requests;
	int d, i;

	for (d = 0; d < DIM_REQUEST; d++)
		values->axis[d] = axis_usual(p, (enum dimension)d);
	for (i = 0; i < count; i++)
		if (operand_read(p, i, operand[i], values, why) != 0)
			return -1;
	requests = 1;
	for (d = 0; d < DIM_REQUEST; d++) {
		requests *= values->axis[d].count;
		if (requests > REQUESTS_MAX)
			return diag_set(why,
			    "the operands make more than %d"
			    " requests; name fewer values",
			    REQUESTS_MAX);
	}
	return 0;
}

int
plan_asked(struct plan *p, char *const *operand, int count, struct diag *why)
{
	struct product values, wide;

	p->level = "asked";
	if (count < ARGUMENT_COUNT)
		return diag_set(why,
		    "a request has three arguments; name"
		    " DOMAIN TYPE PROTOCOL");
	if (operands_read(p, operand, count, &values, why) != 0)
		return -1;
	wide = values;
	widen(p, DIM_TYPE, &wide.axis[DIM_TYPE]);
	widen(p, DIM_PROTOCOL, &wide.axis[DIM_PROTOCOL]);
	row_add(p, &asked_facts, &wide);
	row_add(p, &asked_calls, &values);
	return 0;
}

/* Whether it is a sweep of calls of that name. */
static bool
is_called(const struct sweep *s, const char *name)
{
	return s->kind == SWEEP_CALL && strcmp(s->name, name) == 0;
}

static int
no_sweep(const struct plan *p, const char *name, struct diag *why)
{
	return diag_set(why,
	    "no sweep of this plan is called '%.40s'; see pairprobe -n -l %s",
	    name, p->level);
}

/*
 * Adds the facts that it takes to judge a sweep of calls.  Along a span they
 * are those of the plan, which are few.
 */
static void
facts_add(struct plan *p, const struct sweep *s)
{
	struct product values = s->product;

	if (s->kind != SWEEP_CALL || s->span != NULL)
		return;
	widen(p, DIM_TYPE, &values.axis[DIM_TYPE]);
	widen(p, DIM_PROTOCOL, &values.axis[DIM_PROTOCOL]);
	row_add(p, &asked_facts, &values);
}

int
plan_only(struct plan *p, const char *name, struct diag *why)
{
	const struct sweep *all = p->sweep;
	const size_t count = p->sweeps;
	bool found, spans;
	size_t i;

	p->sweep = NULL;
	p->sweeps = p->sweep_room = 0;
	found = spans = false;
	for (i = 0; i < count; i++)
		if (is_called(&all[i], name)) {
			found = true;
			spans |= all[i].span != NULL;
			facts_add(p, &all[i]);
		}
	for (i = 0; i < count; i++)
		if (is_called(&all[i], name) ||
		    (spans && all[i].kind == SWEEP_SOCKET))
			sweep_copy(p, &all[i]);
	return found ? 0 : no_sweep(p, name, why);
}

int
plan_from(struct plan *p, const char *name, struct diag *why)
{
	for (p->first = 0; p->first < p->sweeps; p->first++)
		if (is_called(&p->sweep[p->first], name))
			break;
	p->from = name;
	return p->first < p->sweeps ? 0 : no_sweep(p, name, why);
}
