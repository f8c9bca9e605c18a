/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What is learned from a trace reproduces it, and is silent about all that
 * the trace does not hold: of any trace, so of many made by chance, with
 * numbers, flags, facts and contradictions of their own.
 */

#include <atf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"
#include "oracle/decide/lint.h"
#include "oracle/judge/judge.h"
#include "oracle/learn/learn.h"

enum { ROUNDS = 600, VALUES_MAX = 12, REQUESTS = 60 };

static const char *const names[] = {
	"AF_UNIX",
	"AF_INET",
	"AF_INET6",
	"AF_NETLINK",
	"SOCK_STREAM",
	"SOCK_DGRAM",
	"SOCK_RAW",
	"SOCK_SEQPACKET",
	"SOCK_CLOEXEC",
	"SOCK_NONBLOCK",
	"SOCK_CLOFORK",
	"IPPROTO_TCP",
};
static const char *const numbers[] = {
	"1",
	"2",
	"10",
	"16",
	"1",
	"2",
	"3",
	"5",
	"0x80000",
	"0x800",
	"0x100",
	"6",
};
static const char *const odd_numbers[] = {
	"1",
	"2",
	"26",
	"18",
	"2",
	"1",
	"4",
	"6",
	"0x10000000",
	"0x80",
	"64",
	"7",
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

/* What an axis may hold; the first is the usual value. */
static const struct {
	const char *name;
	const char *value[VALUES_MAX];
} axes[] = {
	{ "domain",
	    { "1", "2", "10", "16", "26", "45", "46", "-1", "0", "INT_MAX",
		"INT_MIN", "65535" } },
	{ "type",
	    { "1", "2", "3", "0x801", "0x80001", "0x80801", "0x80", "-1",
		"INT_MAX", "16", "0x10000802", "0x900" } },
	{ "protocol",
	    { "0", "1", "6", "7", "17", "255", "256", "-1", "INT_MIN",
		"INT_MAX", "99", "41" } },
	{ "vector",
	    { "valid", "null", "one", "misaligned-1", "misaligned-2",
		"misaligned-3", "second-bad", "first-bad", "kernel", "ones",
		"text", "unmapped" } },
	{ "fds", { "many", "0", "1", "2", "holes", "low" } },
	{ "privilege", { "root", "user" } },
	{ "resource", { "ample", "files", "memory", "buffers" } },
	{ "entry", { "libc", "syscall", "socketcall" } },
	{ "check", { "call", "ready-new", "data-closed", "bind", "exec" } },
	{ "ends", { "forward", "reversed" } },
};

enum { AXES = sizeof(axes) / sizeof(axes[0]) };

static const char *const outcomes[] = {
	"ok",
	"EAFNOSUPPORT",
	"EINVAL vector=written",
	"EFAULT vector=first",
	"EMFILE leaked=2",
	"EPROTONOSUPPORT",
	"ok name-length=16",
	"SIGSEGV",
	"ok name-length=40",
	"errno-99",
	"ok clofork=bad-both",
	"hang",
};

enum { OUTCOMES = sizeof(outcomes) / sizeof(outcomes[0]) };

struct maker {
	FILE *f;
	unsigned seed;
	struct line_writer lines;
	uint32_t digest;
	unsigned pool; /* so many outcomes are drawn from */
	unsigned long long requests;
	bool facts;
};

static unsigned
draw(struct maker *m, unsigned below)
{
	m->seed = m->seed * 1103515245u + 12345u;
	return m->seed / 65536u % below;
}

static void
put(struct maker *m, const char *body)
{
	m->lines.file = m->f;
	m->digest = line_digest(m->digest, body);
	line_put(&m->lines, body);
}

/* Which values of each axis a sweep, or a box, has. */
struct part {
	unsigned values[AXES];
};

static unsigned
bits_count(unsigned bits)
{
	unsigned n;

	for (n = 0; bits != 0; bits &= bits - 1)
		n++;
	return n;
}

static void
values_print(char *to, const char *lead, unsigned axis, unsigned values)
{
	const char *comma;
	unsigned i;

	comma = "";
	to += sprintf(to, "%s", lead);
	for (i = 0; i < VALUES_MAX; i++)
		if (values >> i & 1) {
			to += sprintf(to, "%s%s", comma, axes[axis].value[i]);
			comma = ",";
		}
}

static unsigned long long
box_print(struct maker *m, const struct part *p, char *body)
{
	unsigned long long size;
	char lead[32];
	unsigned i;

	strcpy(body, "box");
	size = 1;
	for (i = 0; i < AXES; i++) {
		if (p->values[i] == 0)
			continue;
		snprintf(lead, sizeof(lead), " %s=", axes[i].name);
		values_print(body + strlen(body), lead, i, p->values[i]);
		size *= bits_count(p->values[i]);
	}
	sprintf(body + strlen(body), " => %s",
	    outcomes[draw(m, m->facts ? 2 : m->pool)]);
	return m->facts ? 0 : size;
}

/* Cuts a part in two by chance, until it is one box that fits a line. */
static void
part_put(struct maker *m, const struct part *p, unsigned depth)
{
	struct part one = *p, two = *p;
	unsigned long long size;
	char body[2000];
	unsigned axis, i;

	size = box_print(m, p, body);
	if (depth == 0 && strlen(body) <= LINE_BODY_MAX) {
		m->requests += size;
		put(m, body);
		return;
	}
	axis = draw(m, AXES);
	one.values[axis] = 0;
	for (i = 0; i < VALUES_MAX; i++)
		if (draw(m, 2) != 0)
			one.values[axis] |= p->values[axis] & 1u << i;
	two.values[axis] = p->values[axis] & ~one.values[axis];
	depth -= depth != 0;
	if (one.values[axis] == 0 || two.values[axis] == 0) {
		part_put(m, p, depth);
	} else {
		part_put(m, &one, depth);
		part_put(m, &two, depth);
	}
}

/* A sweep of at most three axes of few values, so that lines stay short. */
static void
sweep_put(struct maker *m)
{
	struct part p = { { 0 } };
	char body[1000], lead[32];
	unsigned i, k, axis;

	put(m, m->facts ? "sweep socket facts" : "sweep call calls");
	for (i = 0; i < 3; i++) {
		axis = draw(m, m->facts ? 3 : AXES);
		for (k = 0; k < 3 + draw(m, 3); k++)
			p.values[axis] |= 1u << draw(m, VALUES_MAX);
		for (k = 0; k < VALUES_MAX; k++)
			if (axes[axis].value[k] == NULL)
				p.values[axis] &= ~(1u << k);
		p.values[axis] |= 1;
	}
	for (axis = 0; axis < AXES; axis++) {
		if (p.values[axis] == 0)
			continue;
		/* 12 values of any axis fit a line. */
		snprintf(lead, sizeof(lead), "axis %s ", axes[axis].name);
		values_print(body, lead, axis, p.values[axis]);
		put(m, body);
	}
	part_put(m, &p, draw(m, 12));
}

static void
trace_put(struct maker *m)
{
	const char *const *number;
	char body[100];
	unsigned i, n;

	put(m, TRACE_MAGIC " 0");
	number = draw(m, 3) == 0 ? odd_numbers : numbers;
	for (i = 0; i < NAMES; i++)
		if (draw(m, 4) != 0) {
			sprintf(body, "number %s %s", names[i], number[i]);
			put(m, body);
		}
	if (draw(m, 2) != 0)
		put(m, "absent clofork");
	m->pool = 2 + draw(m, OUTCOMES - 1);
	m->facts = true;
	for (n = draw(m, 3); n != 0; n--)
		sweep_put(m);
	m->facts = false;
	for (n = 1 + draw(m, 4); n != 0; n--)
		sweep_put(m);
	sprintf(body, "end %llu %08lx", m->requests, (unsigned long)m->digest);
	put(m, body);
}

/* One request of those that a trace may have, drawn by chance. */
static struct box
request_draw(struct arena *a, struct maker *m, const struct trace *tr)
{
	struct box b = box_all(a);
	const char *value;
	enum dimension d;
	int64_t v;
	unsigned i;

	for (i = 0; i < AXES; i++) {
		d = dimension_find(axes[i].name, strlen(axes[i].name));
		do
			value =
			    axes[i].value[draw(m, 4) == 0 ? draw(m, VALUES_MAX)
							  : 0];
		while (value == NULL);
		ATF_REQUIRE(dimension_value(d, value, strlen(value),
				&tr->numbers, &v, NULL) == 0);
		b.dim[d] = set_range(a, v, v);
	}
	return b;
}

static bool
is_asked(const struct trace *tr, const struct box *b)
{
	size_t i;

	for (i = 0; i < tr->calls; i++)
		if (requests_meet(&tr->call[i].box, b))
			return true;
	return false;
}

/* A row decides each request that was asked, and none any other. */
static void
requests_check(unsigned round, const struct trace *tr, const struct rules *r,
    const char *text)
{
	struct maker m = { .seed = round };
	struct arena a = ARENA_INIT;
	struct decisions d;
	struct box b;
	char witness[400];
	bool asked;
	size_t i;
	int n;

	for (n = 0; n < REQUESTS; n++) {
		b = request_draw(&a, &m, tr);
		asked = is_asked(tr, &b);
		d = rules_decide(&a, r, &b);
		box_witness(&b, &tr->numbers, witness, sizeof(witness));
		for (i = 0; i < d.count; i++)
			ATF_REQUIRE_MSG(asked == (d.list[i].rows != 0),
			    "round %u: %s: %s\n%s", round, witness,
			    asked ? "no row speaks of it"
				  : "nobody asked, and a row knows",
			    text);
		arena_free(&a);
	}
}

/* Reads back what is learned, and judges the trace by it. */
static void
round_check(unsigned round, const struct trace *tr, const char *text)
{
	struct arena a = ARENA_INIT;
	struct rules rules;
	struct judgement j;
	struct table t;
	struct diag why = { "" };

	ATF_REQUIRE_MSG(table_read(&t, text, strlen(text), "learned", &why) ==
		0,
	    "round %u: %s\n%s", round, why.text, text);
	ATF_REQUIRE_MSG(lint_table(&t, stderr) == 0, "round %u: lint:\n%s",
	    round, text);
	ATF_REQUIRE_MSG(judge_trace(&j, &t, tr, NULL, &why) == 0,
	    "round %u: %s", round, why.text);
	ATF_REQUIRE_MSG(judgement_deviations(&j, DEVIATION_NONE) == 0,
	    "round %u: got %s, allowed %s: %s\n%s", round, j.finding[0].got,
	    j.finding[0].allowed, j.finding[0].witness, text);
	ATF_REQUIRE_MSG(judgement_unsaid(&j) == 0, "round %u: silent\n%s",
	    round, text);
	judgement_free(&j);
	ATF_REQUIRE(rules_compile(&a, &t, &tr->numbers, &rules, &why) == 0);
	requests_check(round, tr, &rules, text);
	arena_free(&a);
	table_free(&t);
}

static void
round_run(unsigned round)
{
	struct maker m = { .seed = round };
	struct learned l = { .rows = 0 };
	struct trace tr;
	struct diag why = { "" };
	char text[400000];
	FILE *f;
	size_t n;

	m.f = tmpfile();
	trace_put(&m);
	rewind(m.f);
	ATF_REQUIRE_MSG(trace_read(&tr, m.f, "random", &why) == 0,
	    "round %u: %s", round, why.text);
	ATF_REQUIRE_MSG(learn_trace(&l, &tr, &why) == 0, "round %u: %s", round,
	    why.text);
	f = tmpfile();
	learned_write(&l, "random", f);
	rewind(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	round_check(round, &tr, text);
	fclose(f);
	fclose(m.f);
	learned_free(&l);
	trace_free(&tr);
}

ATF_TC_WITHOUT_HEAD(reproduces);
ATF_TC_BODY(reproduces, tc)
{
	unsigned i;

	(void)tc;
	for (i = 1; i <= ROUNDS; i++)
		round_run(i);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, reproduces);
	return atf_no_error();
}
