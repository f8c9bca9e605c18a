/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The programs of the suite. */

#include <atf-c.h>
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/text.h"
#include "oracle/judge/expect.h"
#include "t/probe/probe.h"
#include "t/suite/observe.h"
#include "t/suite/suite.h"
#include "t/suite/trial.h"

enum { SECONDS_USUAL = 60 };

/* ATF passes no argument to the body of a case, so this has to be static. */
static struct {
	const char *name; /* of the program */
	const char *only; /* the case to run; NULL: all are listed */
	struct arena arena;
	struct cases cases;
	struct expectations accepted;
	struct table instead;
	struct trace trace;
} suite;

static const struct suite_case *
case_of(const atf_tc_t *tc)
{
	return cases_find(&suite.cases, atf_tc_get_ident(tc));
}

/* "berkeley:ERRORS.EFAULT posix-2008:ERRORS.vector" */
static const char *
clauses_text(const struct suite_case *c)
{
	char text[1000];
	size_t i, used;

	used = 0;
	for (i = 0; i < c->clauses && used < sizeof(text); i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s:%s", i == 0 ? "" : " ", c->clause[i].table->name,
		    case_clause_get(&c->clause[i])->id);
	return arena_text(&suite.arena, text, strlen(text));
}

static void
case_head(atf_tc_t *tc)
{
	const struct suite_case *c = case_of(tc);

	atf_tc_set_md_var(tc, "descr", "%s", c->descr);
	atf_tc_set_md_var(tc, "X-clause", "%s", clauses_text(c));
	atf_tc_set_md_var(tc, "X-request", "%s", c->request);
}

static const char *
variable(const atf_tc_t *tc, const char *name)
{
	return atf_tc_get_config_var_wd(tc, name, NULL);
}

static long
seconds_of(const atf_tc_t *tc)
{
	const char *text;
	char *end;
	long seconds;

	text = variable(tc, "timeout");
	if (text == NULL)
		return SECONDS_USUAL;
	errno = 0;
	seconds = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || seconds < 1 ||
	    seconds > 86400)
		atf_tc_fail("the variable timeout is '%s'; give it seconds,"
			    " from 1 to 86400",
		    text);
	return seconds;
}

/*
 * Whether the host lacks a name that the request needs: asked after a probe
 * failed, for one that knows no such name cannot do better.
 */
static const char *
excuse_of(const struct probe *p, const struct suite_case *c)
{
	static char domain[] = "AF_UNIX", type[] = "SOCK_STREAM", zero[] = "0";
	char *usual[] = { domain, type, zero, NULL };
	struct trace tr;
	const char *excuse;

	excuse = NULL;
	if (observe(p, usual, 3, &tr, NULL) == 0)
		excuse = trial_excuse(&suite.arena, c, &tr.numbers);
	trace_free(&tr);
	return excuse;
}

static void
probe_ask(const atf_tc_t *tc, const struct suite_case *c)
{
	struct probe p;
	struct diag why;
	const char *excuse;

	p.command = variable(tc, "probe");
	p.allow = variable(tc, "allow");
	p.seconds = seconds_of(tc);
	if (observe(&p, c->argument, c->arguments, &suite.trace, &why) == 0)
		return;
	excuse = excuse_of(&p, c);
	if (excuse != NULL)
		atf_tc_skip("untested: %s", excuse);
	atf_tc_fail("%s", text_clean(&suite.arena, why.text));
}

static void
trace_get(const atf_tc_t *tc, const struct suite_case *c)
{
	const char *path;
	struct diag why;

	path = variable(tc, "trace");
	if (path == NULL)
		probe_ask(tc, c);
	else if (*path != '/')
		atf_tc_fail("the variable trace is '%s'; give it a path that"
			    " starts with /",
		    path);
	else if (trace_open(&suite.trace, path, &why) != 0)
		atf_tc_fail("%s", text_clean(&suite.arena, why.text));
}

/* The table to judge by, or NULL for those of the clauses. */
static const struct table *
table_get(const atf_tc_t *tc)
{
	const char *name;
	struct diag why;

	name = variable(tc, "table");
	if (name == NULL)
		return NULL;
	if (table_open(&suite.instead, name, &why) != 0)
		atf_tc_fail("%s", text_clean(&suite.arena, why.text));
	return &suite.instead;
}

static int
is_expect(const struct dirent *entry)
{
	size_t n;

	n = strlen(entry->d_name);
	return n > 7 && entry->d_name[0] != '.' &&
	    strcmp(entry->d_name + n - 7, ".expect") == 0;
}

/*
 * Reads the expectations of the file at path or, where path is NULL, of every
 * file in directory that ends in ".expect".  Returns 0, or -1 with the reason.
 */
static int
accepted_read(const char *path, const char *directory, struct diag *why)
{
	struct expectations *e = &suite.accepted;
	struct dirent **entry;
	int i, count, ret;

	if (path != NULL)
		return expect_read(e, path, why);
	count = scandir(directory, &entry, is_expect, alphasort);
	if (count < 0)
		return diag_set(why, "%s: %s; it should hold the expectations",
		    directory, strerror(errno));
	ret = 0;
	for (i = 0; i < count; i++) {
		if (ret == 0)
			ret = expect_read(e,
			    text_format(&e->arena, "%s/%s", directory,
				entry[i]->d_name),
			    why);
		free(entry[i]);
	}
	free(entry);
	return ret;
}

/* The host of the trace, as expectations and cases match it. */
static const char *
host_name(void)
{
	static char host[200];

	return expect_host(&suite.trace, host, sizeof(host));
}

/*
 * The expectation that this case fails, or NULL: its pattern without what is
 * got, "PROGRAM:CASE", matches the case.
 */
static const struct expectation *
expected_of(const char *name)
{
	const struct expectation *x;
	const char *colon;
	size_t i;

	for (i = 0; i < suite.accepted.count; i++) {
		x = &suite.accepted.list[i];
		colon = strchr(x->pattern, ':');
		colon = colon == NULL ? NULL : strchr(colon + 1, ':');
		if (colon != NULL && fnmatch(x->host, host_name(), 0) == 0 &&
		    fnmatch(arena_text(&suite.arena, x->pattern,
				(size_t)(colon - x->pattern)),
			name, 0) == 0)
			return x;
	}
	return NULL;
}

/* What a deviation got, the last part of its id: "type=SOCK_DGRAM". */
static const char *
got_of(const struct trial *t)
{
	const char *colon = strrchr(t->id, ':');

	return colon == NULL ? t->id : colon + 1;
}

/*
 * A deviation is accepted of a case as PROGRAM:CASE:GOT, which also says that
 * the case fails; of a table that is judged by instead, under its own id.
 */
static void
trial_end(const atf_tc_t *tc, const struct trial *t, bool instead)
{
	const struct expectation *x;
	const char *name;

	if (t->verdict == VERDICT_INCONCLUSIVE ||
	    t->verdict == VERDICT_UNTESTED)
		atf_tc_skip("%s: %s", verdict_name(t->verdict), t->text);
	name = text_format(&suite.arena, "%s:%s", suite.name,
	    atf_tc_get_ident(tc));
	if (t->verdict == VERDICT_PASSED) {
		x = instead ? NULL : expected_of(name);
		if (x != NULL && expect_applies(x, &suite.trace))
			atf_tc_fail("passed, though %s:%lu expects it to fail"
				    " (%s); remove that",
			    x->file, x->line, x->reason);
		atf_tc_pass();
	}
	x = expect_find(&suite.accepted, host_name(),
	    instead ? t->id
		    : text_format(&suite.arena, "%s:%s", name, got_of(t)));
	if (x != NULL)
		atf_tc_expect_fail("%s (%s)", x->reason, x->reference);
	atf_tc_fail("%s", t->text);
}

/* How to show a finding again, by what the trace came from. */
static void
again_set(const atf_tc_t *tc, const struct suite_case *c,
    struct trial_evidence *e)
{
	struct arena *a = &suite.arena;
	const char *trace = variable(tc, "trace");
	const char *probe = variable(tc, "probe"), *ask;

	e->again_before = "pairoracle judge -t ";
	if (trace != NULL) {
		e->again_after = text_format(a, " %s", escape_shell(a, trace));
		return;
	}
	ask = text_probe(a, c->request);
	if (probe != NULL)
		ask = text_format(a, "%s%s", probe, strchr(ask, ' '));
	e->again_before = text_format(a, "%s | pairoracle judge -t ", ask);
	e->again_after = " -";
}

static void
case_body(const atf_tc_t *tc)
{
	const struct suite_case *c = case_of(tc);
	struct trial_evidence e = { 0 };
	struct trial t;
	struct diag why;

	trace_get(tc, c);
	if (c->host != NULL && fnmatch(c->host, host_name(), 0) != 0)
		atf_tc_skip("untested: the case is about hosts %s, and this"
			    " one is %s",
		    c->host, host_name());
	e.trace = &suite.trace;
	e.instead = table_get(tc);
	again_set(tc, c, &e);
	if (accepted_read(variable(tc, "expectations"), variable(tc, "srcdir"),
		&why) != 0 ||
	    trial_judge(&suite.arena, c, &e, &t, &why) != 0)
		atf_tc_fail("%s", text_clean(&suite.arena, why.text));
	trial_end(tc, &t, e.instead != NULL);
}

/* Prints the reason that is its data. */
static void
reason_print(const atf_error_t e, char *buf, size_t size)
{
	const struct diag *why = atf_error_data(e);

	snprintf(buf, size, "%s", why->text);
}

static atf_error_t
cases_add(atf_tp_t *tp)
{
	const struct cases *c = &suite.cases;
	char **config;
	atf_error_t e;
	atf_tc_t *tc;
	size_t i;

	config = atf_tp_get_config(tp);
	if (config == NULL)
		return atf_no_memory_error();
	tc = arena_get(&suite.arena, c->count * sizeof(*tc));
	e = atf_no_error();
	for (i = 0; i < c->count && !atf_is_error(e); i++) {
		e = atf_tc_init(&tc[i], c->list[i].name, case_head, case_body,
		    NULL, (const char *const *)config);
		if (!atf_is_error(e))
			e = atf_tp_add_tc(tp, &tc[i]);
	}
	atf_utils_free_charpp(config);
	return e;
}

/* The value of a variable of the program. */
static const char *
config_find(char *const *config, const char *name)
{
	for (; *config != NULL; config += 2)
		if (strcmp(config[0], name) == 0)
			return config[1];
	return ".";
}

static atf_error_t
suite_add(atf_tp_t *tp)
{
	struct diag why;
	char **config, *path;
	const char *directory;

	config = atf_tp_get_config(tp);
	if (config == NULL)
		return atf_no_memory_error();
	directory = config_find(config, "srcdir");
	path = arena_get(&suite.arena,
	    strlen(directory) + strlen(suite.name) + sizeof("/.cases"));
	sprintf(path, "%s/%s.cases", directory, suite.name);
	atf_utils_free_charpp(config);
	if (cases_read(&suite.cases, path, suite.only, &why) != 0)
		return atf_error_new("cases", &why, sizeof(why), reason_print);
	return cases_add(tp);
}

/*
 * The case that the arguments ask to run, "NAME:PART" without the part;
 * NULL where they do not.  ATF wants to know of cases before it says which.
 */
static const char *
case_asked(int argc, char **argv)
{
	const char *name;
	int i;

	for (i = 1; i < argc && argv[i][0] == '-'; i++) {
		if (argv[i][1] == 'l')
			return NULL;
		/* An option has its value in it or behind it. */
		i += argv[i][1] != '\0' && argv[i][2] == '\0';
	}
	if (i != argc - 1)
		return NULL;
	name = argv[i];
	return arena_text(&suite.arena, name, strcspn(name, ":"));
}

/* The macros of ATF make a main function, which is told no arguments. */
int atf_tp_main(int argc, char **argv, atf_error_t (*add)(atf_tp_t *));

int
suite_main(int argc, char **argv, const char *name)
{
	probe_start(argc, argv);
	suite.name = name;
	suite.only = case_asked(argc, argv);
	return atf_tp_main(argc, argv, suite_add);
}
