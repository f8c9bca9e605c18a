/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks that are scripts. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "t/probe/ask/script.h"
#include "t/probe/ask/verb.h"
#include "t/probe/host/numbers.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/signals.h"

enum {
	SETTLED = 50,	/* ms more where the system does not say that it is */
	GRACE = 200000, /* ns for the child to fall asleep */
	PATIENCE = 400, /* ms for it to be woken */
	PATIENCE_SHORT = 10, /* before the system is asked whether it waits */
	STILL = 5,	     /* ms after which one that sleeps is asleep */
	STILL_LONG = 100,    /* where the system does not say that it waits */
	SIGNALS = 20,	     /* that a child gets until it answers */
	CHILD_LIMIT = 5	     /* seconds that a child may live alone */
};

/* A script on its way. */
struct play {
	struct act act;
	fdset_t before;
	pid_t child; /* or 0 */
	int report;  /* where its answer is read, or -1 */
};

/* Copies the next word; returns its length, 0 at the end of the step. */
static size_t
word_next(const char **at, char *word, size_t size)
{
	size_t n;

	while (**at == ' ')
		++*at;
	n = strcspn(*at, " ;");
	if (n >= size)
		n = size - 1;
	memcpy(word, *at, n);
	word[n] = '\0';
	*at += n;
	return n;
}

/* Reads the rest of a step; what is neither number nor flag is its word. */
static void
act_read(struct act *act, const char **at)
{
	char word[24];

	act->numbers = 0;
	act->flags = 0;
	act->plain = false;
	act->word[0] = '\0';
	while (word_next(at, word, sizeof(word)) != 0) {
		if (word[0] >= '0' && word[0] <= '9') {
			if (act->numbers < ACT_NUMBERS)
				act->number[act->numbers++] = atoi(word);
		} else if (strcmp(word, "plain") == 0)
			act->plain = true;
		else if (!verb_flag(word, &act->flags))
			strcpy(act->word, word);
	}
}

#if defined(HOST_HAS_WORKERS) && defined(HAVE_POLL)
static void
wake(int number)
{
	(void)number;
}

/* In the child: does the step, without a limit, and reports the answer. */
static void
child_act(struct play *p, const struct verb *verb, int report)
{
	struct sigaction act;
	sigset_t set;
	int answer;

	memset(&act, 0, sizeof(act));
	act.sa_handler = wake;
	host_sigaction(SIGUSR1, &act, NULL);
	act.sa_handler = SIG_DFL;
	host_sigaction(SIGALRM, &act, NULL);
	host_alarm(CHILD_LIMIT);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGALRM);
	host_sigprocmask(SIG_UNBLOCK, &set, NULL);
	host_close(p->act.end[1 - p->act.at]);
	p->act.waits = true;
	if (host_write(report, "!", 1) != 1)
		host_exit(1);
	answer = verb->act(&p->act);
	host_exit(host_write(report, &answer, sizeof(answer)) !=
	    (ssize_t)sizeof(answer));
}

static bool
child_reports(struct play *p, int patience)
{
	struct pollfd one;

	one.fd = p->report;
	one.events = POLLIN;
	one.revents = 0;
	return host_poll(&one, 1, patience) == 1;
}

/*
 * Whether the system says that the child waits for something: then nothing
 * that was done woke it.  Where it does not say, time must tell.
 */
static bool
child_waits(const struct play *p)
{
#if defined(__linux__)
	char path[64], line[256];
	const char *state;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)p->child);
	fd = host_open(path, O_RDONLY);
	if (fd < 0)
		return false;
	n = host_read(fd, line, sizeof(line) - 1);
	host_close(fd);
	line[n > 0 ? n : 0] = '\0';
	state = strrchr(line, ')');
	return state != NULL && strncmp(state, ") S", 3) == 0;
#else
	(void)p;
	return false;
#endif
}

/* Waits until the child waits, or is done; no longer than the system knows. */
static void
child_settle(struct play *p)
{
	const struct timespec grace = { 0, GRACE };
	int i;

	host_nanosleep(&grace, NULL);
	for (i = 0; i < SETTLED && !child_waits(p); i++)
		if (child_reports(p, 1))
			break;
}

static int
child_start(struct play *p, const struct verb *verb)
{
	int end[2];
	char byte;

	if (host_pipe(end) != 0)
		return ANSWER_SKIPPED;
	p->child = host_fork();
	if (p->child == 0) {
		host_close(end[0]);
		child_act(p, verb, end[1]);
	}
	host_close(end[1]);
	p->report = end[0];
	if (p->child < 0 || host_read(end[0], &byte, 1) != 1)
		return ANSWER_SKIPPED;
	child_settle(p);
	return ANSWER_OK;
}

static int
child_woken(struct play *p)
{
	int answer;

	if (p->child <= 0)
		return ANSWER_SKIPPED;
	if (!child_reports(p, PATIENCE_SHORT) &&
	    (child_waits(p) || !child_reports(p, PATIENCE)))
		return child_reports(p, 0) ? ANSWER_SKIPPED
					   : ANSWER_NEVER_WOKEN;
	if (host_read(p->report, &answer, sizeof(answer)) !=
	    (ssize_t)sizeof(answer))
		return ANSWER_DEAD;
	return answer;
}

static void
child_end(struct play *p)
{
	if (p->child > 0) {
		host_kill(p->child, SIGKILL);
		while (host_waitpid(p->child, NULL, 0) < 0 && errno == EINTR)
			continue;
	}
	if (p->report >= 0)
		host_close(p->report);
	p->child = 0;
	p->report = -1;
}

/* Again and again, in case that it was not asleep by then. */
static int
child_signal(struct play *p)
{
	int i;

	for (i = 0; i < SIGNALS; i++)
		if (host_kill(p->child, SIGUSR1) != 0)
			return subject_errno();
		else if (child_reports(p, 1 + i))
			break;
	return ANSWER_OK;
}

/* A step of the child, or about it; -1 when the word begins none. */
static int
child_step(struct play *p, const char *word)
{
	if (strcmp(word, "woken") == 0)
		return child_woken(p);
	if (strcmp(word, "sleeping") == 0)
		return child_reports(p, STILL) ||
			(!child_waits(p) && child_reports(p, STILL_LONG))
		    ? ANSWER_NO
		    : ANSWER_YES;
	return strcmp(word, "signal") == 0 ? child_signal(p) : -1;
}
#define CHILDREN true
#else
#define child_start(p, verb) ((void)(verb), ANSWER_SKIPPED)
#define child_step(p, word) (-1)
#define child_end(p) ((void)(p))
#define CHILDREN false
#endif

/* How many descriptors there are more than before; they are closed. */
static int
strays(struct play *p)
{
	const fdset_t now = fdset_open();
	fdset_t more = now & ~p->before;
	unsigned n;
	int fd;

	for (n = 0, fd = 0; fd < FDSET_SIZE; fd++)
		if (fdset_has(more, fd)) {
			host_close(fd);
			n++;
		}
	return verb_number((long)n);
}

/* Does one step and goes behind it. */
static int
step(struct play *p, const char **at)
{
	const struct verb *verb;
	char word[24];
	bool asleep;
	int answer;

	word_next(at, word, sizeof(word));
	asleep = strcmp(word, "asleep") == 0;
	if (asleep)
		word_next(at, word, sizeof(word));
	if (strcmp(word, "strays") == 0)
		return strays(p);
	if (strcmp(word, "raised") == 0) {
		word_next(at, word, sizeof(word));
		return verb_raised(word);
	}
	answer = child_step(p, word);
	if (answer >= 0)
		return answer;
	p->act.at = strcmp(word, "far") == 0;
	word_next(at, word, sizeof(word));
	verb = verb_find(word);
	act_read(&p->act, at);
	return asleep ? child_start(p, verb) : verb->act(&p->act);
}

int
script_run(const char *script, struct subject *s)
{
	struct play p;
	int answer;

	memset(&p, 0, sizeof(p));
	p.act.end[0] = s->near;
	p.act.end[1] = s->far;
	p.act.stream = s->pair->type == SOCK_STREAM;
	p.before = fdset_open();
	p.report = -1;
	answer = ANSWER_SKIPPED;
	while (*script != '\0') {
		answer = step(&p, &script);
		script += *script == ';';
	}
	child_end(&p);
	strays(&p);
	signals_drop();
	s->near = p.act.end[0];
	s->far = p.act.end[1];
	return answer;
}

/* Whether one word begins a step, or this build has the verb. */
static bool
step_known(const char **at)
{
	static const char *const alone[] = { "woken", "sleeping", "signal" };
	char word[24];
	size_t i;

	word_next(at, word, sizeof(word));
	if (strcmp(word, "strays") == 0)
		return true;
	if (strcmp(word, "raised") == 0) {
		word_next(at, word, sizeof(word));
		return verb_raised(word) != ANSWER_SKIPPED;
	}
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		if (strcmp(word, alone[i]) == 0)
			return CHILDREN;
	if (strcmp(word, "asleep") == 0) {
		if (!CHILDREN)
			return false;
		word_next(at, word, sizeof(word));
	}
	word_next(at, word, sizeof(word));
	return verb_find(word) != NULL;
}

bool
script_known(const char *script)
{
	while (*script != '\0') {
		if (!step_known(&script))
			return false;
		script += strcspn(script, ";");
		script += *script == ';';
	}
	return true;
}
