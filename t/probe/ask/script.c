/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Checks of a pair, which are scripts. */

#include "t/probe/host/host.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "t/probe/ask/script.h"
#include "t/probe/ask/verb.h"
#include "t/probe/host/numbers.h"
#include "t/probe/state/fdset.h"
#include "t/probe/state/signals.h"

enum {
	GRACE = 100000,	   /* ns for the child to fall asleep */
	SETTLED = 50,	   /* ms more where the system does not say */
	SETTLED_MAX = 500, /* where it says that the child runs */
	PATIENCE = 400,	   /* ms to be woken where the system does not say */
	PATIENCE_MAX = 5000,
	STILL = 3,	  /* looks that find it waiting, 1 ms apart */
	STILL_LONG = 100, /* ms, where the system does not say that it waits */
	SIGNALS = 20,	  /* that a child gets until it answers */
	CHILD_LIMIT = 5	  /* seconds that a child may live alone */
};

/* A script on its way. */
struct play {
	struct act act;
	fdset_t before;
	int answer;  /* of the last step */
	pid_t child; /* or 0 */
	int report;  /* where its answer is read, or -1 */
};

static const char *
script_of(enum check check)
{
	static const char *const scripts[CHECK_COUNT] = {
#define CHECK(id, word, steps) [CHECK_##id] = steps,
#include "lib/check.def"
#undef CHECK
	};

	return scripts[check];
}

/*
 * Answers in the words of a sense: the first range that has the answer, all
 * of them numbers unless MASK.  Other answers stay as they are.
 */
enum {
	NUMBER = ANSWER_NUMBER,
	MANY = ANSWER_MAX,
	POLLED = ANSWER_POLL,
	TRUNC = 1,
	IN = 1,
	OUT = 4,
	HUP = 16
};

static const struct {
	const char *sense;
	int lo, hi;
	int word;
} senses[] = {
	{ "heard", NUMBER, NUMBER, ANSWER_EOF },
	{ "heard", NUMBER + 1, MANY, ANSWER_DATA },
	{ "record", NUMBER, NUMBER, ANSWER_EMPTY },
	{ "record", NUMBER + 1, MANY, ANSWER_DATA },
	{ "said", NUMBER, NUMBER, ANSWER_EMPTY },
	{ "said", NUMBER + 1, MANY, ANSWER_OK },
	{ "done", NUMBER, MANY, ANSWER_OK },
	{ "true", NUMBER, NUMBER, ANSWER_NO },
	{ "true", NUMBER + 1, MANY, ANSWER_YES },
	{ "first", NUMBER + 2, NUMBER + 2, ANSWER_FIRST },
	{ "first", NUMBER + 3, NUMBER + 3, ANSWER_MERGED },
	{ "first", 0, ANSWER_MAX, ANSWER_OTHER },
	{ "rest", NUMBER + 4, NUMBER + 4, ANSWER_REST },
	{ "rest", ANSWER_SYMBOL, ANSWER_SIGNAL - 1, ANSWER_LOST },
	{ "rest", 0, ANSWER_MAX, ANSWER_OTHER },
	{ "cut", ANSWER_MSG + TRUNC, ANSWER_MSG + TRUNC, ANSWER_TRUNCATED },
	{ "cut", ANSWER_MSG, ANSWER_MSG + 15, ANSWER_WHOLE },
	{ "large", NUMBER + 1024, NUMBER + 1024, ANSWER_ALL },
	{ "large", NUMBER, NUMBER, ANSWER_EMPTY },
	{ "large", NUMBER + 1, MANY, ANSWER_PART },
	{ "ready", POLLED, POLLED, ANSWER_READY_NOT },
	{ "ready", POLLED + IN, POLLED + IN, ANSWER_READY_IN },
	{ "ready", POLLED + OUT, POLLED + OUT, ANSWER_READY_OUT },
	{ "ready", POLLED + IN + OUT, POLLED + IN + OUT, ANSWER_READY_BOTH },
	{ "ready", POLLED + HUP, POLLED + HUP, ANSWER_READY_HUP },
	{ "ready", POLLED + IN + HUP, POLLED + IN + HUP, ANSWER_READY_IN_HUP },
	{ "ready", POLLED + OUT + HUP, POLLED + OUT + HUP,
	    ANSWER_READY_OUT_HUP },
	{ "ready", POLLED + IN + OUT + HUP, POLLED + IN + OUT + HUP,
	    ANSWER_READY_ALL },
	{ "ready", POLLED, POLLED + 0x7ff, ANSWER_OTHER },
};

enum { SENSES = sizeof(senses) / sizeof(senses[0]) };

static int
in_sense(const char *sense, int answer)
{
	size_t i;

	for (i = 0; i < SENSES; i++)
		if (strcmp(senses[i].sense, sense) == 0 &&
		    answer >= senses[i].lo && answer <= senses[i].hi)
			return senses[i].word;
	return answer;
}

static bool
sense_known(const char *sense)
{
	size_t i;

	for (i = 0; i < SENSES; i++)
		if (strcmp(senses[i].sense, sense) == 0)
			return true;
	return false;
}

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
	if (p->act.end[1 - p->act.at] >= 0)
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
 * that was done woke it.  Where the system does not say, time must tell.
 */
enum child_state { CHILD_RUNS, CHILD_WAITS, CHILD_UNKNOWN };

static enum child_state
child_state(const struct play *p)
{
#if defined(__linux__)
	char path[64], line[256];
	const char *state;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)p->child);
	fd = host_open(path, O_RDONLY);
	if (fd < 0)
		return CHILD_UNKNOWN;
	n = host_read(fd, line, sizeof(line) - 1);
	host_close(fd);
	line[n > 0 ? n : 0] = '\0';
	state = strrchr(line, ')');
	if (state == NULL)
		return CHILD_UNKNOWN;
	return strncmp(state, ") S", 3) == 0 ? CHILD_WAITS : CHILD_RUNS;
#else
	(void)p;
	return CHILD_UNKNOWN;
#endif
}

/* Waits until the child waits, or is done; no longer than the system knows. */
static int
child_settle(struct play *p)
{
	const struct timespec grace = { 0, GRACE };
	enum child_state state;
	int i;

	for (i = 0; i < SETTLED_MAX; i++) {
		host_nanosleep(&grace, NULL);
		state = child_state(p);
		if (state == CHILD_WAITS || child_reports(p, i == 0 ? 0 : 1) ||
		    (state == CHILD_UNKNOWN && i >= SETTLED))
			break;
	}
	return ANSWER_OK;
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
	return child_settle(p);
}

/*
 * Whether the child still waits, with nothing to report, after it was looked
 * at for long enough to be sure.
 */
static bool
child_still(struct play *p, int patience)
{
	enum child_state state;
	int i, still;

	for (i = still = 0; i < PATIENCE_MAX; i++) {
		state = child_state(p);
		if (child_reports(p, 1))
			return false;
		still = state == CHILD_WAITS ? still + 1 : 0;
		if (still >= STILL || (state == CHILD_UNKNOWN && i >= patience))
			return true;
	}
	return true;
}

/* Waits for the end of the child, so that it has no end open any more. */
static void
child_reap(struct play *p)
{
	while (host_waitpid(p->child, NULL, 0) < 0 && errno == EINTR)
		continue;
	p->child = 0;
}

static int
child_woken(struct play *p)
{
	int answer;
	ssize_t n;

	if (p->child <= 0)
		return ANSWER_SKIPPED;
	if (child_still(p, PATIENCE))
		return ANSWER_NEVER_WOKEN;
	n = host_read(p->report, &answer, sizeof(answer));
	child_reap(p);
	return n == (ssize_t)sizeof(answer) ? answer : ANSWER_DEAD;
}

static void
child_end(struct play *p)
{
	if (p->child > 0) {
		host_kill(p->child, SIGKILL);
		child_reap(p);
	}
	if (p->report >= 0)
		host_close(p->report);
	p->report = -1;
}

/* Again and again, in case that it was not asleep by then. */
static int
child_signal(struct play *p)
{
	int i;

	for (i = 0; i < SIGNALS; i++)
		if (host_kill(p->child, SIGUSR1) != 0)
			return verb_errno();
		else if (child_reports(p, 1 + i))
			break;
	return ANSWER_OK;
}

/* A step that is about the child; -1 when the word begins none. */
static int
child_step(struct play *p, const char *word)
{
	if (strcmp(word, "woken") == 0)
		return child_woken(p);
	if (strcmp(word, "sleeping") == 0)
		return verb_truth(child_still(p, STILL_LONG));
	if (strcmp(word, "settle") == 0)
		return child_settle(p);
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
		if (fdset_has(more, fd) && fd != p->act.end[0] &&
		    fd != p->act.end[1]) {
			host_close(fd);
			n++;
		}
	return verb_number((long)n);
}

/* A step that is not done to an end; -1 when the word begins none. */
static int
step_alone(struct play *p, const char *word, const char **at)
{
	char what[24];

	if (strcmp(word, "strays") == 0)
		return strays(p);
	if (strcmp(word, "raised") == 0) {
		word_next(at, what, sizeof(what));
		return verb_raised(what);
	}
	if (strcmp(word, "as") == 0) {
		word_next(at, what, sizeof(what));
		return in_sense(what, p->answer);
	}
	return child_step(p, word);
}

/* Does one step and goes behind it. */
static void
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
	answer = step_alone(p, word, at);
	if (answer < 0) {
		p->act.at = strcmp(word, "far") == 0;
		word_next(at, word, sizeof(word));
		verb = verb_find(word);
		act_read(&p->act, at);
		answer = asleep ? child_start(p, verb) : verb->act(&p->act);
	}
	p->answer = answer;
}

int
script_check(enum check check, struct subject *s)
{
	const char *script = script_of(check);
	struct play p;

	memset(&p, 0, sizeof(p));
	p.act.end[0] = s->near;
	p.act.end[1] = s->far;
	p.act.pair = s->pair;
	p.act.watch = -1;
	p.before = fdset_open();
	p.report = -1;
	p.answer = ANSWER_SKIPPED;
	/* Behind a step that cannot be done here, the others say nothing. */
	do {
		step(&p, &script);
		script += *script == ';';
	} while (*script != '\0' && p.answer != ANSWER_SKIPPED);
	child_end(&p);
	strays(&p);
	signals_drop();
	s->near = p.act.end[0];
	s->far = p.act.end[1];
	return p.answer;
}

bool
script_about_call(enum check check)
{
	return strncmp(script_of(check), "call ", 5) == 0;
}

static const char not_built[] =
    "this build of the probe cannot make that check";

/* Why one step cannot be done; goes behind its words but for the verb's. */
static const char *
step_lacks(const char **at)
{
	static const char *const alone[] = { "woken", "sleeping", "settle",
		"signal" };
	const struct verb *verb;
	char word[24];
	size_t i;

	word_next(at, word, sizeof(word));
	if (strcmp(word, "strays") == 0)
		return NULL;
	for (i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		if (strcmp(word, alone[i]) == 0)
			return CHILDREN ? NULL : not_built;
	if (strcmp(word, "asleep") == 0) {
		if (!CHILDREN)
			return not_built;
		word_next(at, word, sizeof(word));
	}
	i = strcmp(word, "raised") == 0 ? 1 : strcmp(word, "as") == 0 ? 2 : 0;
	word_next(at, word, sizeof(word));
	if (i == 1)
		return verb_raised(word) == ANSWER_SKIPPED ? not_built : NULL;
	if (i == 2)
		return sense_known(word) ? NULL : not_built;
	verb = verb_find(word);
	if (verb == NULL)
		return not_built;
	return verb->lacks == NULL ? NULL : verb->lacks();
}

const char *
script_lacks(const char *script)
{
	const char *lacks;

	/* Nothing would end a call that waits. */
	if (!VERB_HURRIES && strstr(script, " plain") != NULL)
		return not_built;
	while (*script != '\0') {
		lacks = step_lacks(&script);
		if (lacks != NULL)
			return lacks;
		script += strcspn(script, ";");
		script += *script == ';';
	}
	return NULL;
}

const char *
script_check_lacks(enum check check)
{
	return check == CHECK_CALL ? NULL : script_lacks(script_of(check));
}
