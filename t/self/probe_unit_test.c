/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Tests of what the probe's rooms hide. */

#include "t/probe/host/host.h"

#include <atf-c.h>
#include <limits.h>
#include <string.h>

#include "t/probe/ask/script.h"
#include "t/probe/boot.h"
#include "t/probe/box/writer.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/plan.h"
#include "t/probe/plan/values.h"
#include "t/probe/run/checkpoint.h"
#include "t/probe/run/header.h"
#include "t/probe/shortage/guard.h"

static void
request_of(int *value, int privilege, int domain, int type, int protocol)
{
	memset(value, 0, DIM_REQUEST * sizeof(*value));
	value[DIM_PRIVILEGE] = privilege;
	value[DIM_DOMAIN] = domain;
	value[DIM_TYPE] = type;
	value[DIM_PROTOCOL] = protocol;
}

static bool
skipped(const struct skips *s, int privilege, int domain, int type,
    int protocol)
{
	int value[DIM_REQUEST];

	request_of(value, privilege, domain, type, protocol);
	return values_skip_request(s, value);
}

ATF_TC_WITHOUT_HEAD(skip_modules);
ATF_TC_BODY(skip_modules, tc)
{
	struct skips s;

	(void)tc;
	memset(&s, 0, sizeof(s));
	s.no_modules = true;
	s.there[AF_UNIX] = s.there[AF_INET] = true;
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, AF_UNIX, SOCK_STREAM, 99));
	ATF_CHECK(skipped(&s, PRIVILEGE_ROOT, AF_INET6, SOCK_STREAM, 0));
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, -1, SOCK_STREAM, 0));
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, SKIP_DOMAINS, SOCK_STREAM, 0));
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, 0));
	ATF_CHECK(skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, 132));
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, -1));
	s.no_modules = false;
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, AF_INET6, SOCK_STREAM, 0));
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, 132));
}

/* What is in every kernel is asked, whether the system can list it or not. */
ATF_TC_WITHOUT_HEAD(deny_modules);
ATF_TC_BODY(deny_modules, tc)
{
	struct skips s;

	(void)tc;
	values_skip_modules(&s, 0);
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_UNIX, SOCK_STREAM, 0));
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, 6));
	ATF_CHECK(skipped(&s, PRIVILEGE_USER, 9, SOCK_STREAM, 0));
	ATF_CHECK(skipped(&s, PRIVILEGE_USER, AF_INET, SOCK_STREAM, 132));
}

#ifdef AF_PACKET
ATF_TC_WITHOUT_HEAD(skip_slow);
ATF_TC_BODY(skip_slow, tc)
{
	struct skips s;

	(void)tc;
	memset(&s, 0, sizeof(s));
	ATF_CHECK(skipped(&s, PRIVILEGE_ROOT, AF_PACKET, SOCK_RAW, 2));
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, AF_PACKET, SOCK_RAW, 65535));
	ATF_CHECK(!skipped(&s, PRIVILEGE_ROOT, AF_PACKET, SOCK_STREAM, 2));
	ATF_CHECK(!skipped(&s, PRIVILEGE_USER, AF_PACKET, SOCK_RAW, 2));
#ifdef SOCK_CLOEXEC
	ATF_CHECK(
	    skipped(&s, PRIVILEGE_ROOT, AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 2));
#endif
}
#endif

/* What is skipped along a range is what is skipped value by value. */
ATF_TC_WITHOUT_HEAD(skip_along);
ATF_TC_BODY(skip_along, tc)
{
	static const enum dimension along[] = { DIM_DOMAIN, DIM_TYPE,
		DIM_PROTOCOL };
	const struct range r = { -2, 300, 0 };
	struct arena a = ARENA_INIT;
	int value[DIM_REQUEST], v;
	struct skips s;
	struct set out;
	size_t d;

	(void)tc;
	memset(&s, 0, sizeof(s));
	s.no_modules = true;
	s.there[AF_UNIX] = s.there[AF_INET] = true;
	for (d = 0; d < sizeof(along) / sizeof(along[0]); d++) {
		request_of(value, PRIVILEGE_ROOT, AF_INET, SOCK_RAW, 2);
		out = values_skip_along(&s, &a, value, along[d], r);
		for (v = (int)r.lo; v <= r.hi; v++) {
			value[along[d]] = v;
			ATF_CHECK_EQ_MSG(values_skip_request(&s, value),
			    set_has(out, v), "dimension %d, value %d",
			    (int)along[d], v);
		}
	}
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(errnos);
ATF_TC_BODY(errnos, tc)
{
	(void)tc;
	ATF_CHECK_EQ(ANSWER_SYMBOL + SYM_EMFILE, numbers_errno(EMFILE));
	ATF_CHECK_EQ(ANSWER_ERRNO, numbers_errno(0));
	ATF_CHECK_EQ(ANSWER_ERRNO, numbers_errno(NUMBERS_UNSET));
	ATF_CHECK_EQ(ANSWER_ERRNO + 0xabc, numbers_errno(0xabc));
	ATF_CHECK_EQ(ANSWER_HANG, numbers_signal(SIGALRM));
	ATF_CHECK_EQ(ANSWER_SYMBOL + SYM_SIGSEGV, numbers_signal(SIGSEGV));
}

/* Whether this build has every verb of a script. */
static bool
is_built(const char *script)
{
	const char *lacks = script_lacks(script);

	return lacks == NULL || strncmp(lacks, "this build", 10) != 0;
}

/* Every check can be made by a build that has all, and each script is read. */
ATF_TC_WITHOUT_HEAD(scripts);
ATF_TC_BODY(scripts, tc)
{
	static const char *const scripts[] = {
#define CHECK(id, word, steps) steps,
#include "lib/check.def"
#undef CHECK
	};
	size_t i;

	(void)tc;
	ATF_CHECK(sizeof(scripts) / sizeof(scripts[0]) > 200);
	ATF_CHECK(!is_built("near dance"));
	ATF_CHECK(!is_built("near recv 8; raised SIGNOTHING"));
	ATF_CHECK(!is_built("near recv 8; as nonsense"));
#if defined(__linux__)
	for (i = 1; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		ATF_CHECK_MSG(is_built(scripts[i]) ||
			strstr(scripts[i], "kqueue") != NULL,
		    "%s", scripts[i]);
#else
	(void)i;
#endif
}

/* The first sweep of the plan that has a span. */
static size_t
first_span(const struct plan *p)
{
	size_t i;

	for (i = 0; i < p->sweeps; i++)
		if (p->sweep[i].span != NULL)
			return i;
	atf_tc_fail("the plan has no span");
}

/* Begins a checkpoint with the header of the plan's trace. */
static void
begin_checkpoint(struct checkpoint *c, const struct plan *p)
{
	struct writer w;

	writer_collect(&w, &c->trace);
	header_write(&w, p);
	writer_drop(&w);
}

/* What is read is what was written, and a place with a gap is refused. */
ATF_TC_WITHOUT_HEAD(checkpoints);
ATF_TC_BODY(checkpoints, tc)
{
	const outcome_t good = outcome_of(ANSWER_OK);
	struct modules before;
	struct checkpoint c;
	struct resume r;
	struct place at;
	struct plan p;
	struct diag why;
	int64_t lo;

	(void)tc;
	memset(&before, 0, sizeof(before));
	memset(&c, 0, sizeof(c));
	memset(&at, 0, sizeof(at));
	memset(&p, 0, sizeof(p));
	c.path = "file";
	c.before = &before;
	ATF_REQUIRE_EQ(0, plan_level(&p, "exhaustive", &why));
	begin_checkpoint(&c, &p);
	at.sweep = first_span(&p);
	at.inside = true;
	lo = p.sweep[at.sweep].span->part.lo;
	at.next = lo + 5;
	at.requests = UINT64_C(5000000000);
	at.hangs = 3;
	streaks_add(&at.streaks, lo, lo + 4, good);
	bodies_add(&at.notes, "note of a sweep");
	ATF_REQUIRE_EQ(0, checkpoint_write(&c, &at, &why));
	ATF_CHECK(!checkpoint_due(&c) || time(NULL) > c.last);
	ATF_REQUIRE_EQ(0, checkpoint_read(&r, &p, "file", &why));
	ATF_CHECK_EQ(at.sweep, r.place.sweep);
	ATF_CHECK_EQ(at.next, r.place.next);
	ATF_CHECK_EQ(at.requests, r.place.requests);
	ATF_CHECK_EQ(at.hangs, r.place.hangs);
	ATF_REQUIRE_EQ(1, r.place.streaks.count);
	ATF_CHECK_EQ(good, r.place.streaks.streak[0].outcome);
	ATF_CHECK_STREQ("note of a sweep", r.place.notes.body[0].text);
	checkpoint_free(&r);
	at.next++;
	ATF_REQUIRE_EQ(0, checkpoint_write(&c, &at, &why));
	ATF_CHECK(checkpoint_read(&r, &p, "file", &why) != 0);
	checkpoint_free(&r);
	checkpoint_end(&c);
	ATF_CHECK(access("file", F_OK) != 0);
	streaks_free(&at.streaks);
	bodies_free(&at.notes);
	bodies_free(&c.trace);
	plan_free(&p);
}

#if defined(HOST_HAS_WORKERS)
/* A duty: while it is held there is a file, of the name handed to it. */
static int
file_ready(void *kept, const void *what)
{
	(void)kept;
	(void)what;
	return 0;
}

static int
file_change(void *kept, const void *what, const struct guard_wish *wish)
{
	int fd;

	(void)kept;
	if (wish->pages == 0)
		return ENOSPC;
	fd = open(what, O_WRONLY | O_CREAT, 0666);
	return fd < 0 ? errno : close(fd);
}

static void
file_undo(void *kept, const void *what)
{
	(void)kept;
	unlink(what);
}

static void
file_done(void *kept, const void *what)
{
	(void)kept;
	(void)what;
}

static const struct guard_duty file_duty = {
	sizeof(int),
	file_ready,
	file_change,
	file_undo,
	file_done,
};

static bool
held(void)
{
	return access("held", F_OK) == 0;
}

/* A change is made and undone, also where the guardian was killed. */
ATF_TC_WITHOUT_HEAD(guardian);
ATF_TC_BODY(guardian, tc)
{
	bool there, lasted;
	struct guard g;
	struct diag why;
	int tries = 0;

	(void)tc;
	ATF_REQUIRE_EQ(0, guard_start(&g, &file_duty, "held", &why));
	ATF_CHECK(!held());
	ATF_CHECK_EQ(ENOSPC, guard_hold(&g, 0));
	/* A loaded machine may take longer than a change lasts. */
	do {
		ATF_REQUIRE_EQ(0, guard_hold(&g, 1));
		there = held();
		lasted = guard_release(&g);
	} while (!lasted && ++tries < 5);
	ATF_CHECK(there && lasted);
	ATF_CHECK(!held());
	ATF_REQUIRE_EQ(0, guard_hold(&g, 1));
	ATF_REQUIRE_EQ(0, kill((pid_t)g.pid, SIGKILL));
	guard_end(&g);
	ATF_CHECK(!held());
}
#endif

/* The values that a plan pairs in one dimension. */
static struct set
values_paired(struct arena *a, const struct plan *p, enum dimension d)
{
	struct set all = { NULL, 0 };
	const struct axis *x;
	size_t i;

	for (i = 0; i < p->sweeps; i++) {
		/* Protocols are many: some are asked for alone. */
		if (p->sweep[i].kind != SWEEP_CALL ||
		    strcmp(p->sweep[i].name, "protocol") == 0)
			continue;
		x = &p->sweep[i].product.axis[d];
		all = set_or(a, all, axis_set(a, x, 0, x->count));
	}
	return all;
}

/* How many pairs of values of two dimensions no sweep of calls has. */
static size_t
pairs_missed(struct arena *a, const struct plan *p, enum dimension d,
    enum dimension e)
{
	const struct axis first = axis_of_set(a, values_paired(a, p, d));
	const struct set second = values_paired(a, p, e);
	const struct product *x;
	size_t i, k, missed;
	struct set left;

	missed = 0;
	for (i = 0; i < first.count; i++) {
		left = second;
		for (k = 0; k < p->sweeps; k++) {
			x = &p->sweep[k].product;
			if (p->sweep[k].kind == SWEEP_CALL &&
			    set_has(axis_set(a, &x->axis[d], 0,
					x->axis[d].count),
				first.value[i]))
				left = set_minus(a, left,
				    axis_set(a, &x->axis[e], 0,
					x->axis[e].count));
		}
		missed += (size_t)set_size(left);
	}
	return missed;
}

/* The quick plan has every pair of values. */
ATF_TC_WITHOUT_HEAD(quick_pairs);
ATF_TC_BODY(quick_pairs, tc)
{
	static const enum dimension paired[] = { DIM_ENTRY, DIM_PRIVILEGE,
		DIM_FDS, DIM_VECTOR, DIM_DOMAIN, DIM_TYPE, DIM_PROTOCOL };
	enum { PAIRED = sizeof(paired) / sizeof(paired[0]) };
	struct arena a = ARENA_INIT;
	struct plan p;
	struct diag why;
	uint64_t requests;
	size_t i, k;

	(void)tc;
	memset(&p, 0, sizeof(p));
	ATF_REQUIRE(plan_level(&p, "quick", &why) == 0);
	for (i = 0; i < PAIRED; i++)
		for (k = i + 1; k < PAIRED; k++)
			ATF_CHECK_EQ_MSG(pairs_missed(&a, &p, paired[i],
					     paired[k]),
			    0, "%s, %s", dimension_name(paired[i]),
			    dimension_name(paired[k]));
	ATF_CHECK(set_size(values_paired(&a, &p, DIM_PROTOCOL)) > 20);
	requests = 0;
	for (i = 0; i < p.sweeps; i++)
		if (p.sweep[i].kind == SWEEP_CALL)
			requests += sweep_size(&p.sweep[i]);
	ATF_CHECK_MSG(requests <= 20000, "%lu requests",
	    (unsigned long)requests);
	arena_free(&a);
	plan_free(&p);
}

/* One sweep is asked with the facts of its own arguments, and no others. */
ATF_TC_WITHOUT_HEAD(facts_of_one_sweep);
ATF_TC_BODY(facts_of_one_sweep, tc)
{
	uint64_t facts;
	struct plan p;
	struct diag why;
	size_t i;

	(void)tc;
	memset(&p, 0, sizeof(p));
	ATF_REQUIRE(plan_level(&p, "full", &why) == 0);
	ATF_REQUIRE(plan_only(&p, "type-vector", &why) == 0);
	ATF_REQUIRE_EQ(p.sweeps, 2);
	facts = sweep_size(&p.sweep[0]);
	ATF_CHECK_EQ(p.sweep[0].kind, SWEEP_SOCKET);
	ATF_CHECK_STREQ("type-vector", p.sweep[1].name);
	ATF_CHECK_EQ(facts, p.sweep[1].product.axis[DIM_TYPE].count);
	plan_free(&p);

	memset(&p, 0, sizeof(p));
	ATF_REQUIRE(plan_level(&p, "exhaustive", &why) == 0);
	ATF_REQUIRE(plan_only(&p, "type-null", &why) == 0);
	for (facts = i = 0; i < p.sweeps; i++)
		facts += p.sweep[i].kind == SWEEP_SOCKET;
	ATF_CHECK(facts > 1);
	ATF_CHECK_EQ(p.sweeps - facts, 1);
	plan_free(&p);

	memset(&p, 0, sizeof(p));
	ATF_REQUIRE(plan_level(&p, "full", &why) == 0);
	ATF_CHECK(plan_only(&p, "facts", &why) != 0);
	plan_free(&p);
}

/* Of the kernel's command line, what is meant for the probe. */
ATF_TC_WITHOUT_HEAD(boot_options);
ATF_TC_BODY(boot_options, tc)
{
	static char init[] = "/init", first[] = "--timeout=3";
	char *argv[] = { init, first, NULL };
	struct arena a = ARENA_INIT;
	char **all;
	int argc;

	(void)tc;
	argc = 2;
	all = boot_arguments(&a, &argc, argv,
	    "quiet pairprobe.level=quick  console=ttyS0,115200 pairprobe. "
	    "xpairprobe.deny=modules pairprobe.dry-run -- pairprobe.from=x\n");
	ATF_REQUIRE_EQ(argc, 4);
	ATF_CHECK_STREQ(all[0], "/init");
	ATF_CHECK_STREQ(all[1], "--timeout=3");
	ATF_CHECK_STREQ(all[2], "--level=quick");
	ATF_CHECK_STREQ(all[3], "--dry-run");
	ATF_CHECK(all[4] == NULL);
	argc = 1;
	argv[1] = NULL;
	all = boot_arguments(&a, &argc, argv, "");
	ATF_CHECK(argc == 1 && all[1] == NULL);
	arena_free(&a);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, checkpoints);
#if defined(HOST_HAS_WORKERS)
	ATF_TP_ADD_TC(tp, guardian);
#endif
	ATF_TP_ADD_TC(tp, scripts);
	ATF_TP_ADD_TC(tp, skip_modules);
#ifdef AF_PACKET
	ATF_TP_ADD_TC(tp, skip_slow);
#endif
	ATF_TP_ADD_TC(tp, skip_along);
	ATF_TP_ADD_TC(tp, errnos);
	ATF_TP_ADD_TC(tp, boot_options);
	ATF_TP_ADD_TC(tp, deny_modules);
	ATF_TP_ADD_TC(tp, quick_pairs);
	ATF_TP_ADD_TC(tp, facts_of_one_sweep);
	return atf_no_error();
}
