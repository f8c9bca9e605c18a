/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What the probe costs beside the calls that it makes: the same requests are
 * made by the probe and by a bare loop, turn by turn, and the median of the
 * ratios is printed.  Also runs a command and says what it took.
 *
 *   rates sweep DOMAIN TYPE PROTOCOL   a whole sweep, trace and all
 *   rates pair                         a pair with all that is checked of it
 *   rates run COMMAND ...              seconds and kilobytes
 */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <sys/resource.h>

#include "t/probe/ask/request.h"
#include "t/probe/run/run.h"
#include "t/probe/state/signals.h"

enum { TURNS = 9, PAIRS = 4000, TIMEOUT = 10, NUMBERS = 3 };

static int
fail(const char *what)
{
	fprintf(stderr, "rates: %s\n", what);
	return 2;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int
double_order(const void *x, const void *y)
{
	const double a = *(const double *)x, b = *(const double *)y;

	return (a > b) - (a < b);
}

static double
median(double *v, size_t n)
{
	qsort(v, n, sizeof(*v), double_order);
	return v[n / 2];
}

/* The loop that everything is compared with. */
static void
bare_call(int domain, int type, int protocol)
{
	int end[2];

	if (host_socketpair(domain, type, protocol, end) == 0) {
		host_close(end[0]);
		host_close(end[1]);
	}
}

/* The arguments of every request of a sweep that is not left out. */
struct requests {
	int (*argument)[NUMBERS];
	size_t count;
};

/*
 * They are shared, so that the workers of the probe, which know nothing of
 * them, are not forked with a copy.
 */
static int
requests_list(const struct plan *p, const struct sweep *s, struct requests *to)
{
	struct point at;
	size_t i, n;

	n = product_size(&s->product);
	to->argument = host_mmap(NULL, n * sizeof(*to->argument),
	    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (to->argument == MAP_FAILED)
		return -1;
	to->count = 0;
	product_point(&s->product, 0, &at);
	for (i = 0; i < n; i++) {
		if (!values_skip_request(&p->skips, at.value))
			memcpy(to->argument[to->count++], at.value + DIM_DOMAIN,
			    sizeof(*to->argument));
		product_next(&s->product, &at);
	}
	return 0;
}

static double
bare_sweep(const struct requests *r)
{
	double start;
	size_t i;

	start = now();
	for (i = 0; i < r->count; i++)
		bare_call(r->argument[i][0], r->argument[i][1],
		    r->argument[i][2]);
	return now() - start;
}

/* One sweep, from the first worker to the last line of the trace. */
static double
probe_sweep(struct plan *p, const struct sweep *s)
{
	struct plan one = *p;
	struct sweep copy = *s;
	struct writer w;
	struct diag why;
	struct run r;
	double start;

	one.sweep = &copy;
	one.sweeps = 1;
	memset(&r, 0, sizeof(r));
	r.plan = &one;
	r.writer = &w;
	r.workers = true;
	r.limit = TIMEOUT;
	start = now();
	if (writer_open(&w, "rates.trace", &why) != 0 ||
	    run_plan(&r, &why) != 0)
		exit(fail(why.text));
	writer_drop(&w);
	return now() - start;
}

static int
rates_sweep(char **operand)
{
	double ratio[TURNS], calls[TURNS];
	struct requests requests;
	struct plan plan;
	struct diag why;
	struct sweep *s;
	int i;

	memset(&plan, 0, sizeof(plan));
	values_skip_modules(&plan.skips, -1);
	if (plan_asked(&plan, operand, NUMBERS, &why) != 0)
		return fail(why.text);
	s = &plan.sweep[plan.sweeps - 1];
	if (requests_list(&plan, s, &requests) != 0)
		return fail("out of memory");
	for (i = 0; i < TURNS; i++) {
		calls[i] = bare_sweep(&requests);
		ratio[i] = probe_sweep(&plan, s) / calls[i];
	}
	printf("%.2f %zu %.0f\n", median(ratio, TURNS), requests.count,
	    median(calls, TURNS) * 1e9 / (double)requests.count);
	plan_free(&plan);
	return 0;
}

static double
bare_pairs(void)
{
	double start;
	int i;

	start = now();
	for (i = 0; i < PAIRS; i++)
		bare_call(AF_UNIX, SOCK_STREAM, 0);
	return now() - start;
}

static double
probe_pairs(struct asker *a)
{
	int value[DIM_REQUEST] = { 0 }, i;
	double start;

	value[DIM_FDS] = FDS_MANY;
	value[DIM_DOMAIN] = AF_UNIX;
	value[DIM_TYPE] = SOCK_STREAM;
	start = now();
	for (i = 0; i < PAIRS; i++)
		if (outcome_answer(request_call(a, value)) != ANSWER_OK)
			exit(fail("this host makes no pair"));
	return now() - start;
}

static int
rates_pair(void)
{
	double ratio[TURNS], bare[TURNS];
	struct vectors vectors;
	struct asker a;
	struct diag why;
	int i;

	memset(&vectors, 0, sizeof(vectors));
	if (vector_make(&vectors, VECTOR_VALID, &why) != 0)
		return fail(why.text);
	request_prepare(&a, &vectors);
	request_descriptors(&a, fdset_open());
	for (i = 0; i < TURNS; i++) {
		bare[i] = bare_pairs();
		ratio[i] = probe_pairs(&a) / bare[i];
	}
	printf("%.2f %d %.0f\n", median(ratio, TURNS), PAIRS,
	    median(bare, TURNS) * 1e9 / PAIRS);
	return 0;
}

/* Its output goes nowhere; what it took goes to standard output. */
static int
rates_run(char **argv)
{
	struct rusage used;
	double start;
	int status;
	pid_t pid;

	start = now();
	pid = fork();
	if (pid == 0) {
		if (freopen("/dev/null", "w", stdout) != NULL)
			execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) ||
	    WEXITSTATUS(status) > 1)
		return fail("the command did not run to its end");
	getrusage(RUSAGE_CHILDREN, &used);
	printf("%.3f %ld\n", now() - start, used.ru_maxrss);
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc == 2 + NUMBERS && strcmp(argv[1], "sweep") == 0)
		return rates_sweep(argv + 2);
	if (argc == 2 && strcmp(argv[1], "pair") == 0)
		return rates_pair();
	if (argc > 2 && strcmp(argv[1], "run") == 0)
		return rates_run(argv + 2);
	return fail("usage: rates sweep DOMAIN TYPE PROTOCOL | rates pair |"
		    " rates run COMMAND ...");
}
