/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Tests of what the probe's rooms hide. */

#include "t/probe/host/host.h"

#include <atf-c.h>
#include <limits.h>
#include <string.h>

#include "t/probe/ask/script.h"
#include "t/probe/host/numbers.h"
#include "t/probe/plan/skip.h"

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
	return skip_request(s, value);
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
		out = skip_along(&s, &a, value, along[d], r);
		for (v = (int)r.lo; v <= r.hi; v++) {
			value[along[d]] = v;
			ATF_CHECK_EQ_MSG(skip_request(&s, value),
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

/* Every check can be made by a build that has all, and each script is read. */
ATF_TC_WITHOUT_HEAD(scripts);
ATF_TC_BODY(scripts, tc)
{
	static const char *const scripts[] = {
#define CHECK(id, word)
#define SCRIPT(id, word, steps) steps,
#include "lib/check.def"
#undef SCRIPT
#undef CHECK
	};
	size_t i;

	(void)tc;
	ATF_CHECK(sizeof(scripts) / sizeof(scripts[0]) > 200);
	ATF_CHECK(!script_known("near dance"));
	ATF_CHECK(!script_known("near recv 8; raised SIGNOTHING"));
#if defined(__linux__)
	for (i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		ATF_CHECK_MSG(script_known(scripts[i]), "%s", scripts[i]);
#else
	(void)i;
#endif
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, scripts);
	ATF_TP_ADD_TC(tp, skip_modules);
#ifdef AF_PACKET
	ATF_TP_ADD_TC(tp, skip_slow);
#endif
	ATF_TP_ADD_TC(tp, skip_along);
	ATF_TP_ADD_TC(tp, errnos);
	return atf_no_error();
}
