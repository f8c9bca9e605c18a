/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The room that all share: sets, boxes, words and lines. */

#include <sys/stat.h>
#include <sys/wait.h>

#include <atf-c.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/box.h"
#include "lib/dimension_text.h"
#include "lib/line.h"
#include "lib/outcome.h"
#include "lib/output.h"

/* Sets are compared with plain bitmaps over these numbers. */
enum { FIRST = -8, LAST = 40, ROUNDS = 3000 };

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed / 65536u % below;
}

/* A set of up to five ranges, and the same as a bitmap. */
static struct set
set_draw(struct arena *a, unsigned *seed, bool *map)
{
	struct range r[5] = { { 0, 0, 0 } };
	size_t i, n;
	int64_t v;

	memset(map, 0, (LAST - FIRST + 1) * sizeof(*map));
	n = draw(seed, 6);
	for (i = 0; i < n; i++) {
		r[i].lo = FIRST + (int)draw(seed, LAST - FIRST - 8);
		r[i].hi = r[i].lo + (int)draw(seed, 8);
		for (v = r[i].lo; v <= r[i].hi; v++)
			map[v - FIRST] = true;
	}
	return set_of(a, r, n);
}

static void
set_expect(const char *what, unsigned round, struct set s, const bool *map)
{
	uint64_t size;
	size_t i;
	int64_t v;

	size = 0;
	for (v = FIRST; v <= LAST; v++) {
		size += map[v - FIRST];
		ATF_REQUIRE_MSG(set_has(s, v) == map[v - FIRST],
		    "round %u: %s is wrong at %lld", round, what, (long long)v);
	}
	ATF_REQUIRE_MSG(set_size(s) == size,
	    "round %u: %s has %llu members,"
	    " not %llu",
	    round, what, (unsigned long long)set_size(s),
	    (unsigned long long)size);
	for (i = 1; i < s.count; i++)
		ATF_REQUIRE_MSG(s.range[i - 1].hi + 1 < s.range[i].lo,
		    "round %u: ranges of %s touch", round, what);
}

ATF_TC_WITHOUT_HEAD(set_algebra);
ATF_TC_BODY(set_algebra, tc)
{
	bool mx[LAST - FIRST + 1], my[LAST - FIRST + 1], m[LAST - FIRST + 1];
	struct arena a = ARENA_INIT;
	struct set x, y;
	unsigned i, round, seed;

	(void)tc;
	seed = 1;
	for (round = 0; round < ROUNDS; round++) {
		x = set_draw(&a, &seed, mx);
		y = set_draw(&a, &seed, my);
		set_expect("a set", round, x, mx);
		for (i = 0; i <= LAST - FIRST; i++)
			m[i] = mx[i] && my[i];
		set_expect("and", round, set_and(&a, x, y), m);
		ATF_REQUIRE_EQ(set_meets(x, y), !set_empty(set_and(&a, x, y)));
		for (i = 0; i <= LAST - FIRST; i++)
			m[i] = mx[i] || my[i];
		set_expect("or", round, set_or(&a, x, y), m);
		for (i = 0; i <= LAST - FIRST; i++)
			m[i] = mx[i] && !my[i];
		set_expect("minus", round, set_minus(&a, x, y), m);
		arena_free(&a);
	}
}

ATF_TC_WITHOUT_HEAD(set_nearest);
ATF_TC_BODY(set_nearest, tc)
{
	struct arena a = ARENA_INIT;

	(void)tc;
	ATF_CHECK_EQ(0, set_nearest(set_range(&a, -5, 5)));
	ATF_CHECK_EQ(-3, set_nearest(set_range(&a, -9, -3)));
	ATF_CHECK_EQ(4,
	    set_nearest(
		set_or(&a, set_range(&a, -9, -3), set_range(&a, 4, 9))));
	arena_free(&a);
}

static uint64_t
list_size(const struct box_list *list)
{
	uint64_t n;
	size_t i;

	n = 0;
	for (i = 0; i < list->count; i++)
		n += box_size(&list->box[i]);
	return n;
}

static struct box
box_draw(struct arena *a, unsigned *seed)
{
	bool map[LAST - FIRST + 1];
	struct box b;
	int d;

	b = box_all(a);
	for (d = DIM_DOMAIN; d <= DIM_PROTOCOL; d++)
		do
			b.dim[d] = set_draw(a, seed, map);
		while (set_empty(b.dim[d]));
	return b;
}

/* x is x and y, and x minus y, and the two share nothing. */
ATF_TC_WITHOUT_HEAD(box_minus);
ATF_TC_BODY(box_minus, tc)
{
	struct arena a = ARENA_INIT;
	struct box_list rest;
	struct box x, y, both;
	unsigned round, seed;
	uint64_t shared;
	size_t i, k;

	(void)tc;
	seed = 7;
	for (round = 0; round < ROUNDS / 10; round++) {
		x = box_draw(&a, &seed);
		y = box_draw(&a, &seed);
		memset(&rest, 0, sizeof(rest));
		box_minus(&a, &x, &y, &rest);
		shared = box_and(&a, &x, &y, &both) ? box_size(&both) : 0;
		ATF_REQUIRE_MSG(list_size(&rest) + shared == box_size(&x),
		    "round %u: requests got lost", round);
		for (i = 0; i < rest.count; i++) {
			ATF_REQUIRE(box_within(&a, &rest.box[i], &x));
			ATF_REQUIRE(!box_and(&a, &rest.box[i], &y, &both));
			for (k = 0; k < i; k++)
				ATF_REQUIRE(!box_and(&a, &rest.box[i],
				    &rest.box[k], &both));
		}
		arena_free(&a);
	}
}

static void
set_text_expect(enum dimension d, const char *text, const char *again)
{
	const struct numbering *n = numbering_reference();
	struct arena a = ARENA_INIT;
	struct diag why;
	struct set s;
	char buf[200];

	ATF_REQUIRE_MSG(dimension_set(&a, d, text, strlen(text), n, &s, &why) ==
		0,
	    "%s: %s", text, why.text);
	ATF_REQUIRE(dimension_set_text(d, s, n, buf, sizeof(buf)) != NULL);
	ATF_CHECK_STREQ(again, buf);
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(dimension_text);
ATF_TC_BODY(dimension_text, tc)
{
	(void)tc;
	set_text_expect(DIM_DOMAIN, "AF_LOCAL", "AF_UNIX");
	set_text_expect(DIM_DOMAIN, "9,0..2,3,-1", "-1..3,AF_X25");
	set_text_expect(DIM_DOMAIN, "!0", "INT_MIN..-1,1..INT_MAX");
	set_text_expect(DIM_TYPE, "SOCK_STREAM|SOCK_CLOEXEC|0x100",
	    "SOCK_STREAM|SOCK_CLOEXEC|0x100");
	set_text_expect(DIM_TYPE, "0x80000000", "INT_MIN");
	set_text_expect(DIM_TYPE, "7", "7");
	set_text_expect(DIM_TYPE, "0x10", "0x10");
	set_text_expect(DIM_PROTOCOL, "PF_UNIX,IPPROTO_TCP", "1,6");
	set_text_expect(DIM_VECTOR, "!valid,null",
	    "misaligned-1,misaligned-2,misaligned-3,one,unmapped,no-access,"
	    "read-only,text,beyond-eof,kernel,ones,second-bad,first-bad");
	set_text_expect(DIM_SOCKET, "ok,EPERM", "ok,EPERM");
}

static void
set_text_refuse(enum dimension d, const char *text)
{
	struct arena a = ARENA_INIT;
	struct diag why;
	struct set s;

	ATF_CHECK_MSG(dimension_set(&a, d, text, strlen(text),
			  numbering_reference(), &s, &why) != 0,
	    "%s '%s' is accepted", dimension_name(d), text);
	arena_free(&a);
}

ATF_TC_WITHOUT_HEAD(dimension_refuse);
ATF_TC_BODY(dimension_refuse, tc)
{
	(void)tc;
	set_text_refuse(DIM_DOMAIN, "");
	set_text_refuse(DIM_DOMAIN, "AF_NOWHERE");
	set_text_refuse(DIM_DOMAIN, "1,");
	set_text_refuse(DIM_DOMAIN, "5..3");
	set_text_refuse(DIM_DOMAIN, "4294967296");
	set_text_refuse(DIM_DOMAIN, "1x");
	set_text_refuse(DIM_TYPE, "SOCK_STREAM|");
	set_text_refuse(DIM_TYPE, "AF_UNIX");
	set_text_refuse(DIM_VECTOR, "nul");
	set_text_refuse(DIM_FDS, "3");
	set_text_refuse(DIM_SOCKET, "EWHAT");
}

static void
outcome_expect(const char *text, const char *again)
{
	struct diag why;
	char buf[400];
	outcome_t o;

	ATF_REQUIRE_MSG(outcome_read(text, &o, &why) == 0, "%s: %s", text,
	    why.text);
	ATF_CHECK_STREQ(again, outcome_text(o, buf, sizeof(buf)));
}

ATF_TC_WITHOUT_HEAD(outcome_text);
ATF_TC_BODY(outcome_text, tc)
{
	(void)tc;
	outcome_expect("ok", "ok");
	outcome_expect("EFAULT vector=first", "EFAULT vector=first");
	outcome_expect("EWOULDBLOCK leaked=2", "EWOULDBLOCK leaked=2");
	outcome_expect("errno-133", "errno-133");
	outcome_expect("signal-77", "signal-77");
	outcome_expect("SIGSEGV", "SIGSEGV");
	outcome_expect("hang", "hang");
	outcome_expect("8", "8");
	outcome_expect("0", "0");
	outcome_expect("in+out+hup", "in+out+hup");
	outcome_expect("nothing", "nothing");
	outcome_expect("trunc+eor", "trunc+eor");
	outcome_expect("no-flags", "no-flags");
	outcome_expect("ok name-length=110 cloexec=bad-second vector=kept",
	    "ok cloexec=bad-second name-length=110");
}

ATF_TC_WITHOUT_HEAD(outcome_refuse);
ATF_TC_BODY(outcome_refuse, tc)
{
	static const char *const bad[] = {
		"",
		"okay",
		"EFAULT vector",
		"EFAULT vector=",
		"ok leaked=8",
		"ok leaked=-1",
		"EFAULT victor=first",
		"errno-",
		"errno-9999",
		"errno-1x",
		"08",
		"99999",
		"8x",
		"out+in",
		"in+",
		"in+trunc",
		"ok name-length=128",
	};
	struct diag why;
	outcome_t o;
	size_t i;

	(void)tc;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ATF_CHECK_MSG(outcome_read(bad[i], &o, &why) != 0,
		    "'%s' is accepted", bad[i]);
}

/* Every value of every effect stands alone and comes back. */
ATF_TC_WITHOUT_HEAD(outcome_effects);
ATF_TC_BODY(outcome_effects, tc)
{
	outcome_t o;
	int e, f;

	(void)tc;
	for (e = 0; e < EFFECT_COUNT; e++) {
		o = outcome_with(outcome_of(ANSWER_MAX), (enum effect)e, 999);
		ATF_CHECK_EQ(ANSWER_MAX, outcome_answer(o));
		for (f = 0; f < EFFECT_COUNT; f++)
			ATF_CHECK_MSG((outcome_effect(o, (enum effect)f) !=
					  0) == (e == f),
			    "%s and %s share bits", effect_name((enum effect)e),
			    effect_name((enum effect)f));
		ATF_CHECK(outcome_without(o, (enum effect)e) ==
		    outcome_of(ANSWER_MAX));
	}
}

ATF_TC_WITHOUT_HEAD(line_crc);
ATF_TC_BODY(line_crc, tc)
{
	(void)tc;
	ATF_CHECK_EQ(0xcbf43926u, line_crc(0, "123456789", 9));
}

/* The line that a body makes behind the first one, in text. */
static size_t
second_line(const char *first, const char *body, char *text, size_t size)
{
	struct line_writer w = { NULL, 0, 0 };
	size_t len;

	w.file = fmemopen(text, size, "w");
	ATF_REQUIRE(w.file != NULL);
	line_put(&w, first);
	rewind(w.file);
	line_put(&w, body);
	len = (size_t)ftell(w.file) - 1;
	fclose(w.file);
	return len;
}

ATF_TC_WITHOUT_HEAD(line_parse);
ATF_TC_BODY(line_parse, tc)
{
	static const char first[] = "pairtest-trace 2 one";
	const uint32_t seed = line_crc(0, first, strlen(first));
	struct line l;
	char text[300];
	size_t i, len, from;

	(void)tc;
	len = second_line(first, "box => ok", text, sizeof(text));
	from = 0;
	ATF_REQUIRE(line_parse(text, len, &from, &l));
	ATF_CHECK(l.len == 9 && memcmp(l.body, "box => ok", 9) == 0);
	ATF_CHECK(l.number == 2 && l.seed == seed && !l.goes_on);
	ATF_CHECK(!line_parse(text, len, &from, &l));
	for (i = 0; i < len; i++) {
		text[i] ^= 1;
		from = 0;
		ATF_CHECK_MSG(!line_parse(text, len, &from, &l) ||
			l.seed != seed,
		    "a change of byte %zu goes unnoticed", i);
		text[i] ^= 1;
	}
	/* The same line of another run differs in nothing but the check. */
	second_line("pairtest-trace 2 two", "box => ok", text, sizeof(text));
	from = 0;
	ATF_CHECK(line_parse(text, len, &from, &l) && l.seed != seed);
	/* What looks like a check may belong to the body. */
	len = second_line(first, "note a ;01234567 b", text, sizeof(text));
	from = 0;
	ATF_CHECK(line_parse(text, len, &from, &l) && l.seed != seed);
	ATF_CHECK(line_parse(text, len, &from, &l) && l.seed == seed);
}

ATF_TC_WITHOUT_HEAD(line_put);
ATF_TC_BODY(line_put, tc)
{
	static const char first[] = "pairtest-trace 2 one";
	struct line l;
	char text[600], body[250], *at;
	size_t i, from;

	(void)tc;
	for (i = 0; i < sizeof(body) - 1; i++)
		body[i] = (char)('a' + i % 26);
	body[sizeof(body) - 1] = '\0';
	body[3] = '\n';
	body[4] = '\x80';
	second_line(first, body, text, sizeof(text));
	body[3] = body[4] = '?';
	at = text;
	for (i = 0; i < sizeof(body) - 1; at = strchr(at, '\n') + 1) {
		ATF_CHECK(strcspn(at, "\n") <= LINE_MAX_COLUMNS);
		from = 0;
		ATF_REQUIRE(line_parse(at, strcspn(at, "\n"), &from, &l));
		ATF_CHECK_EQ(line_crc(0, first, strlen(first)), l.seed);
		ATF_CHECK_EQ(i == 0, *l.body != '+');
		ATF_REQUIRE(
		    memcmp(body + i, l.body + (i != 0), l.len - (i != 0)) == 0);
		i += l.len - (i != 0);
		ATF_CHECK_EQ(i < sizeof(body) - 1, l.goes_on);
	}
}

/* How many temporary files are in the working directory. */
static int
temporaries(void)
{
	return system("exit $(ls -A | grep -c '^\\.pairtmp-')") >> 8;
}

/* Opens "file" in a child, which ends as the signal or 0 (exit) says. */
static int
output_child(int number)
{
	struct output o;
	struct diag why;
	int status;
	pid_t pid;

	pid = fork();
	if (pid == 0) {
		output_watch_signals();
		if (output_open(&o, "file", &why) != 0)
			_exit(1);
		fputs("new", o.file);
		if (temporaries() != 1)
			_exit(2);
		if (number == 0)
			exit(3);
		raise(number);
		_exit(4);
	}
	ATF_REQUIRE_EQ(pid, waitpid(pid, &status, 0));
	return status;
}

ATF_TC_WITHOUT_HEAD(output_signals);
ATF_TC_BODY(output_signals, tc)
{
	static const int ending[] = { SIGHUP, SIGINT, SIGPIPE, SIGQUIT, SIGTERM,
		SIGXFSZ };
	size_t i;
	int status;

	for (i = 0; i < sizeof(ending) / sizeof(ending[0]); i++) {
		status = output_child(ending[i]);
		ATF_CHECK(WIFSIGNALED(status));
		ATF_CHECK_EQ(ending[i], WTERMSIG(status));
		ATF_CHECK_EQ(0, temporaries());
	}
	status = output_child(0);
	ATF_CHECK(WIFEXITED(status));
	ATF_CHECK_EQ(3, WEXITSTATUS(status));
	ATF_CHECK_EQ(0, temporaries());
	signal(SIGHUP, SIG_IGN);
	ATF_CHECK_EQ(4 << 8, output_child(SIGHUP));
	ATF_CHECK(access("file", F_OK) != 0);
}

/* Makes all temporary files of the directory look old. */
static void
temporaries_age(void)
{
	ATF_REQUIRE_EQ(0, system("touch -t 202001010000 .pairtmp-*"));
}

/* What a living process writes is kept, and what a dead one wrote goes. */
ATF_TC_WITHOUT_HEAD(output_stale);
ATF_TC_BODY(output_stale, tc)
{
	struct output o;
	struct diag why;
	int status;
	pid_t pid;

	ATF_REQUIRE_EQ(SIGKILL, WTERMSIG(output_child(SIGKILL)));
	ATF_REQUIRE_EQ(0, output_open(&o, "file", &why));
	fputs("words", o.file);
	ATF_CHECK_EQ(2, temporaries());
	temporaries_age();
	pid = fork();
	if (pid == 0) {
		/* A copy of the list is in the child: it is not its own. */
		output_abandon();
		if (output_open(&o, "other", &why) != 0)
			_exit(1);
		_exit(output_close(&o, &why) == 0 ? 0 : 1);
	}
	ATF_REQUIRE_EQ(pid, waitpid(pid, &status, 0));
	ATF_CHECK_EQ(0, status);
	ATF_CHECK_EQ(1, temporaries());
	ATF_CHECK_EQ_MSG(0, output_close(&o, &why), "%s", why.text);
	ATF_CHECK_EQ(0, temporaries());
	ATF_CHECK(access("file", F_OK) == 0);
	output_remove("file");
	ATF_CHECK(access("file", F_OK) != 0);
	ATF_REQUIRE_EQ(0, mkfifo("pipe", 0600));
	output_remove("pipe");
	ATF_CHECK(access("pipe", F_OK) == 0);
}

/* What a message quotes of a file reaches no terminal. */
ATF_TC_WITHOUT_HEAD(diag_clean);
ATF_TC_BODY(diag_clean, tc)
{
	struct diag why;

	ATF_CHECK_EQ(-1, diag_set(&why, "'%s' \303\274; x", "a\nb\033[m\177"));
	ATF_CHECK_STREQ("'a?b?[m?' \303\274; x", why.text);
	ATF_CHECK_EQ(-1, diag_at(&why, "a\tb", 3, 0, "%s", "\r"));
	ATF_CHECK_STREQ("a?b:3: ?", why.text);
}

ATF_TP_ADD_TCS(tp)
{
	ATF_TP_ADD_TC(tp, set_algebra);
	ATF_TP_ADD_TC(tp, set_nearest);
	ATF_TP_ADD_TC(tp, box_minus);
	ATF_TP_ADD_TC(tp, dimension_text);
	ATF_TP_ADD_TC(tp, dimension_refuse);
	ATF_TP_ADD_TC(tp, outcome_text);
	ATF_TP_ADD_TC(tp, outcome_refuse);
	ATF_TP_ADD_TC(tp, outcome_effects);
	ATF_TP_ADD_TC(tp, line_crc);
	ATF_TP_ADD_TC(tp, line_parse);
	ATF_TP_ADD_TC(tp, line_put);
	ATF_TP_ADD_TC(tp, diag_clean);
	ATF_TP_ADD_TC(tp, output_signals);
	ATF_TP_ADD_TC(tp, output_stale);
	return atf_no_error();
}
