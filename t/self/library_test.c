/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* libpairoracle, as another program uses it. */

#include <sys/resource.h>

#include <atf-c.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <pairoracle.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

static const char small[] = "table small\n"
			    "title A small one\n"
			    "document Nothing much\n"
			    "order first\n"
			    "clause six 7\n"
			    "text Six is not ready.\n"
			    "when domain=AF_INET6 => EINVAL vector=first\n"
			    "clause rest 8\n"
			    "text Else socket decides.\n"
			    "when type=SOCK_RAW => inconclusive\n"
			    "when type=SOCK_RDM privilege=user => EPERM\n"
			    "when domain=AF_INET => socket\n"
			    "when => ok|ENOMEM\n";

static struct pairoracle *
small_open(void)
{
	struct pairoracle *o;
	char error[200] = "";

	o = pairoracle_read(small, sizeof(small) - 1, "small.table", error,
	    sizeof(error));
	ATF_REQUIRE_MSG(o != NULL, "%s", error);
	return o;
}

/* What the table says first of a request. */
static void
expect(const struct pairoracle *o, const char *request, const char *outcome)
{
	struct pairoracle_forecast *f;
	char error[200] = "";

	f = pairoracle_predict(o, request, error, sizeof(error));
	ATF_REQUIRE_MSG(f != NULL, "%s: %s", request, error);
	ATF_REQUIRE(f->count > 0);
	ATF_CHECK_STREQ_MSG(outcome, f->answer[0].outcome, "%s", request);
	pairoracle_forecast_free(f);
}

static void
refuse(const struct pairoracle *o, const char *request, const char *words)
{
	char error[200] = "";

	ATF_CHECK(pairoracle_predict(o, request, error, sizeof(error)) == NULL);
	ATF_CHECK_MSG(strstr(error, words) != NULL, "%s: '%s'", request, error);
	ATF_CHECK(pairoracle_predict(o, request, NULL, 0) == NULL);
}

ATF_TC_WITHOUT_HEAD(read);
ATF_TC_BODY(read, tc)
{
	struct pairoracle *o;

	o = small_open();
	ATF_CHECK_STREQ("small", pairoracle_name(o));
	ATF_CHECK_STREQ("A small one", pairoracle_title(o));
	ATF_CHECK_STREQ("Nothing much", pairoracle_document(o));
	expect(o, "AF_UNIX SOCK_STREAM 0", "ok|ENOMEM");
	expect(o, "  AF_INET6\tSOCK_STREAM  0 vector=null ",
	    "EINVAL vector=first");
	expect(o, "AF_INET SOCK_DGRAM 0", "socket");
	pairoracle_free(o);
	pairoracle_free(NULL);
	pairoracle_forecast_free(NULL);
}

ATF_TC_WITHOUT_HEAD(answers);
ATF_TC_BODY(answers, tc)
{
	struct pairoracle_forecast *f;
	const struct pairoracle_answer *a;
	struct pairoracle *o;

	o = small_open();
	f = pairoracle_predict(o, "AF_INET6 1 0", NULL, 0);
	ATF_REQUIRE(f != NULL && f->count == 1);
	a = &f->answer[0];
	ATF_CHECK_STREQ("six", a->clause);
	ATF_CHECK_STREQ("7", a->citation);
	ATF_CHECK_STREQ("Six is not ready.", a->text);
	ATF_CHECK_STREQ("", a->depends);
	ATF_CHECK(a->certain);
	pairoracle_forecast_free(f);
	f = pairoracle_predict(o, "AF_UNIX SOCK_RDM 0", NULL, 0);
	ATF_REQUIRE(f != NULL && f->count == 2);
	for (a = f->answer; strcmp(a->outcome, "EPERM") != 0; a++)
		ATF_REQUIRE(a == f->answer);
	ATF_CHECK(!a->certain);
	ATF_CHECK_STREQ("privilege=user", a->depends);
	pairoracle_forecast_free(f);
	pairoracle_free(o);
}

ATF_TC_WITHOUT_HEAD(judge);
ATF_TC_BODY(judge, tc)
{
	static const struct {
		const char *request, *answer;
		enum pairoracle_verdict verdict;
	} cases[] = {
		{ "AF_UNIX 1 0", "ok", PAIRORACLE_PASSED },
		{ "AF_UNIX 1 0", "ENOMEM", PAIRORACLE_PASSED },
		{ "AF_UNIX 1 0", "ENOME", PAIRORACLE_FAILED },
		{ "AF_UNIX 1 0", "EIO", PAIRORACLE_FAILED },
		{ "AF_INET6 1 0", "EINVAL", PAIRORACLE_PASSED },
		{ "AF_UNIX SOCK_RAW 0", "EIO", PAIRORACLE_INCONCLUSIVE },
		{ "AF_INET 1 0", "EIO", PAIRORACLE_INCONCLUSIVE },
		{ "AF_INET 1 0 socket=EIO", "EIO", PAIRORACLE_PASSED },
		{ "AF_INET 1 0 socket=EIO", "ok", PAIRORACLE_FAILED },
		{ "1 SOCK_RDM 0", "EPERM", PAIRORACLE_INCONCLUSIVE },
		{ "1 SOCK_RDM 0 privilege=user", "EPERM", PAIRORACLE_PASSED },
	};
	struct pairoracle_forecast *f;
	struct pairoracle *o;
	size_t i;

	o = small_open();
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		f = pairoracle_predict(o, cases[i].request, NULL, 0);
		ATF_REQUIRE(f != NULL);
		ATF_CHECK_EQ_MSG(cases[i].verdict,
		    pairoracle_judge(f, cases[i].answer), "%s: %s",
		    cases[i].request, cases[i].answer);
		pairoracle_forecast_free(f);
	}
	pairoracle_free(o);
}

ATF_TC_WITHOUT_HEAD(builtin);
ATF_TC_BODY(builtin, tc)
{
	struct pairoracle *o;
	const char *name;
	char error[200] = "";
	size_t i;

	for (i = 0; (name = pairoracle_builtin(i)) != NULL; i++) {
		o = pairoracle_open(name, error, sizeof(error));
		ATF_REQUIRE_MSG(o != NULL, "%s: %s", name, error);
		ATF_CHECK_STREQ(name, pairoracle_name(o));
		pairoracle_free(o);
	}
	ATF_CHECK(i > 2);
	ATF_CHECK(pairoracle_open("none", error, sizeof(error)) == NULL);
	ATF_CHECK(strstr(error, "no built-in table") != NULL);
	ATF_CHECK(pairoracle_open("-", error, sizeof(error)) == NULL);
}

ATF_TC_WITHOUT_HEAD(file);
ATF_TC_BODY(file, tc)
{
	struct pairoracle *o;
	char error[200] = "";
	FILE *f;
	int i;

	f = fopen("long.table", "w");
	ATF_REQUIRE(f != NULL);
	for (i = 0; i < 500; i++)
		fputs("# So long a comment that one read is not enough.\n", f);
	fputs(small, f);
	ATF_REQUIRE(fclose(f) == 0);
	o = pairoracle_open("./long.table", error, sizeof(error));
	ATF_REQUIRE_MSG(o != NULL, "%s", error);
	expect(o, "AF_INET6 1 0", "EINVAL vector=first");
	pairoracle_free(o);
	ATF_CHECK(pairoracle_open("./none.table", error, 12) == NULL);
	ATF_CHECK_STREQ("./none.tabl", error);
	ATF_CHECK(pairoracle_open(".", error, sizeof(error)) == NULL);
	ATF_CHECK(strstr(error, "Is a directory") != NULL);
}

ATF_TC_WITHOUT_HEAD(numbers);
ATF_TC_BODY(numbers, tc)
{
	struct pairoracle_forecast *f;
	struct pairoracle *o;
	char error[200] = "", state[512];

	o = small_open();
	ATF_CHECK(pairoracle_number(o, "AF_INET6", 28, NULL, 0) == 0);
	expect(o, "28 1 0", "EINVAL vector=first");
	expect(o, "10 1 0", "ok|ENOMEM");
	f = pairoracle_predict_call(o, 28, 1, 0, NULL, error, sizeof(error));
	ATF_REQUIRE_MSG(f != NULL, "%s", error);
	ATF_CHECK_STREQ("EINVAL vector=first", f->answer[0].outcome);
	pairoracle_forecast_free(f);
	f = pairoracle_predict_call(o, 2, -1, 0, "socket=EPERM fds=1", error,
	    sizeof(error));
	ATF_REQUIRE_MSG(f != NULL, "%s", error);
	ATF_CHECK_STREQ("EPERM", f->answer[0].outcome);
	pairoracle_forecast_free(f);
	memset(state, ' ', sizeof(state) - 1);
	strcpy(state + sizeof(state) - 12, "socket=");
	strcat(state, "EIO");
	f = pairoracle_predict_call(o, 2, 1, 0, state, error, sizeof(error));
	ATF_REQUIRE_MSG(f != NULL, "%s", error);
	ATF_CHECK_STREQ("EIO", f->answer[0].outcome);
	pairoracle_forecast_free(f);
	ATF_CHECK(
	    pairoracle_number(o, "AF_MOON", 1, error, sizeof(error)) == -1);
	ATF_CHECK(strstr(error, "AF_MOON") != NULL);
	pairoracle_free(o);
}

/* A number that cannot be is refused, and the table is as it was. */
ATF_TC_WITHOUT_HEAD(renumber);
ATF_TC_BODY(renumber, tc)
{
	static const char text[] = "table x\norder first\nclause c 1\n"
				   "text t\n"
				   "when type=SOCK_STREAM..SOCK_RAW => EIO\n"
				   "when flags=!SOCK_CLOEXEC => EPERM\n"
				   "when => ok\n";
	static const int flags[] = { 0x7fff0000, 0x3f0000, 0x30000, 0, 1, 8, -1,
		-2147483647 - 1 };
	struct pairoracle *o;
	char error[200];
	size_t i;

	o = pairoracle_read(text, sizeof(text) - 1, "x", NULL, 0);
	ATF_REQUIRE(o != NULL);
	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++) {
		ATF_CHECK_EQ(-1,
		    pairoracle_number(o, "SOCK_CLOEXEC", flags[i], error,
			sizeof(error)));
		ATF_CHECK(strstr(error, "one bit") != NULL);
	}
	error[0] = '\0';
	ATF_CHECK_EQ(-1,
	    pairoracle_number(o, "SOCK_RAW", 0, error, sizeof(error)));
	ATF_CHECK_MSG(strstr(error, "x:5:6: ") != NULL, "'%s'", error);
	expect(o, "AF_UNIX SOCK_RAW 0", "EIO");
	expect(o, "AF_UNIX 2 0", "EIO");
	expect(o, "AF_UNIX 9 0", "EPERM");
	expect(o, "AF_UNIX 9|SOCK_CLOEXEC 0", "ok");
	for (i = 0; i < 64; i++)
		ATF_CHECK_EQ(0,
		    pairoracle_number(o, "SOCK_CLOEXEC", 0x10 << (i % 20),
			error, sizeof(error)));
	expect(o, "AF_UNIX 0x80009 0", "ok");
	pairoracle_free(o);
}

/* Nothing is asked of nothing. */
ATF_TC_WITHOUT_HEAD(nothing);
ATF_TC_BODY(nothing, tc)
{
	struct pairoracle *o;
	char error[200] = "";

	o = small_open();
	ATF_CHECK(pairoracle_open(NULL, error, sizeof(error)) == NULL);
	ATF_CHECK(pairoracle_read(NULL, 9, "linux", error, 5) == NULL);
	ATF_CHECK(pairoracle_read(small, 9, NULL, error, 0) == NULL);
	ATF_CHECK(pairoracle_builtin((size_t)-1) == NULL);
	ATF_CHECK(pairoracle_name(NULL) == NULL);
	ATF_CHECK(pairoracle_title(NULL) == NULL);
	ATF_CHECK(pairoracle_document(NULL) == NULL);
	ATF_CHECK_EQ(-1, pairoracle_number(NULL, "AF_UNIX", 1, error, 9));
	ATF_CHECK_EQ(-1, pairoracle_number(o, NULL, 1, error, 9));
	ATF_CHECK(pairoracle_predict(NULL, "1 1 0", error, 9) == NULL);
	ATF_CHECK(pairoracle_predict(o, NULL, error, 9) == NULL);
	ATF_CHECK(pairoracle_predict_call(NULL, 1, 1, 0, "", NULL, 0) == NULL);
	ATF_CHECK_EQ(PAIRORACLE_INCONCLUSIVE, pairoracle_judge(NULL, "ok"));
	pairoracle_free(o);
}

ATF_TC_WITHOUT_HEAD(bad);
ATF_TC_BODY(bad, tc)
{
	struct pairoracle *o;
	char error[200] = "", request[400] = "AF_UNIX 1 0";
	int i;

	o = small_open();
	refuse(o, "", "want DOMAIN TYPE PROTOCOL");
	refuse(o, "AF_UNIX 1", "want DOMAIN TYPE PROTOCOL");
	refuse(o, "AF_MOON 1 0", "no domain is called");
	refuse(o, "AF_CCITT 1 0", "small has no number for AF_CCITT");
	refuse(o, "AF_UNIX 1 0 vector=nil", "no vector is called");
	refuse(o, "AF_UNIX 1 0 moon=full", "no key is called");
	for (i = 0; i < 40; i++)
		strcat(request, " fds=1");
	strcat(request, " x");
	refuse(o, request, "no KEY=VALUE");
	pairoracle_free(o);
	ATF_CHECK(pairoracle_read("table x\norder odd\n", 18, "x", error,
		      sizeof(error)) == NULL);
	ATF_CHECK_MSG(strncmp(error, "x:2:7: ", 7) == 0, "%s", error);
	ATF_CHECK(pairoracle_read("", 0, "x", NULL, 0) == NULL);
}

enum { THREADS = 4, ROUNDS = 500 };

static void *
thread_main(void *with)
{
	const struct pairoracle *o = with;
	struct pairoracle_forecast *f;
	size_t i, wrong;

	wrong = 0;
	for (i = 0; i < ROUNDS; i++) {
		f = pairoracle_predict(o,
		    i % 2 ? "AF_INET6 1 0"
			  : "AF_UNIX SOCK_STREAM 0 vector=null",
		    NULL, 0);
		wrong += f == NULL ||
		    pairoracle_judge(f, i % 2 ? "EINVAL" : "ok") !=
			PAIRORACLE_PASSED;
		pairoracle_forecast_free(f);
	}
	return wrong == 0 ? NULL : with;
}

ATF_TC_WITHOUT_HEAD(threads);
ATF_TC_BODY(threads, tc)
{
	pthread_t thread[THREADS];
	struct pairoracle *o;
	void *wrong;
	int i;

	o = small_open();
	for (i = 0; i < THREADS; i++)
		ATF_REQUIRE(
		    pthread_create(&thread[i], NULL, thread_main, o) == 0);
	for (i = 0; i < THREADS; i++) {
		ATF_REQUIRE(pthread_join(thread[i], &wrong) == 0);
		ATF_CHECK(wrong == NULL);
	}
	pairoracle_free(o);
}

/* What the functions did when no memory was left at all. */
static struct {
	int number;
	char number_error[200], predict_error[4];
	bool predicted, called;
} exhausted;

/* Takes what is left of the memory and asks on; checks would take some. */
static void
exhausted_use(struct pairoracle *o)
{
	size_t size;
	void *volatile p;

	/* It is given back when the test ends. */
	for (size = 1 << 20; size >= sizeof(p); size /= 2)
		do
			p = malloc(size);
		while (p != NULL);
	exhausted.number = pairoracle_number(o, "AF_INET6", 28,
	    exhausted.number_error, sizeof(exhausted.number_error));
	exhausted.predicted = pairoracle_predict(o, "AF_UNIX SOCK_STREAM 0",
				  exhausted.predict_error,
				  sizeof(exhausted.predict_error)) != NULL;
	exhausted.called = pairoracle_predict_call(o, 1, 1, 0, "", NULL, 0) !=
	    NULL;
}

/* Without memory a function fails as any other does. */
ATF_TC_WITHOUT_HEAD(memory);
ATF_TC_BODY(memory, tc)
{
	struct pairoracle *o[64];
	struct rlimit limit;
	char error[200] = "";
	size_t count;

	if (SANITIZED)
		atf_tc_skip("the sanitizers need memory of their own");
	ATF_REQUIRE(getrlimit(RLIMIT_AS, &limit) == 0);
	o[0] = pairoracle_open("linux", error, sizeof(error));
	ATF_REQUIRE(o[0] != NULL);
	limit.rlim_cur = 1;
	ATF_REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
	for (count = 1; count < 64; count++) {
		o[count] = pairoracle_open("linux", error, sizeof(error));
		if (o[count] == NULL)
			break;
	}
	exhausted_use(o[0]);
	limit.rlim_cur = limit.rlim_max;
	ATF_REQUIRE(setrlimit(RLIMIT_AS, &limit) == 0);
	ATF_REQUIRE_MSG(count < 64, "memory does not end");
	ATF_CHECK_STREQ("out of memory", error);
	ATF_CHECK_EQ(-1, exhausted.number);
	ATF_CHECK_STREQ("out of memory", exhausted.number_error);
	ATF_CHECK_STREQ("out", exhausted.predict_error);
	ATF_CHECK(!exhausted.predicted && !exhausted.called);
	expect(o[0], "AF_INET6 SOCK_STREAM IPPROTO_UDP",
	    "EPROTONOSUPPORT vector=written");
	while (count > 0)
		pairoracle_free(o[--count]);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, read);
	ATF_TP_ADD_TC(tp, answers);
	ATF_TP_ADD_TC(tp, judge);
	ATF_TP_ADD_TC(tp, builtin);
	ATF_TP_ADD_TC(tp, file);
	ATF_TP_ADD_TC(tp, numbers);
	ATF_TP_ADD_TC(tp, renumber);
	ATF_TP_ADD_TC(tp, nothing);
	ATF_TP_ADD_TC(tp, bad);
	ATF_TP_ADD_TC(tp, threads);
	ATF_TP_ADD_TC(tp, memory);
	return atf_no_error();
}
