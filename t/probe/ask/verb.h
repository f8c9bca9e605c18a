/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The verbs of scripts: what may be done to an end of a pair, and the answer
 * that it leads to: an errno, a number, a word or a mask of lib/outcome.h.
 */

#ifndef PAIRPROBE_VERB_H
#define PAIRPROBE_VERB_H

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/ask/pair.h"

#ifndef MSG_DONTWAIT
#define MSG_DONTWAIT 0
#endif

enum { ACT_NUMBERS = 4 };

/* One step, and what the steps before it have sent. */
struct act {
	int end[2]; /* -1 once it is closed */
	int at;	    /* which end it is done to */
	const struct pair *pair;
	int number[ACT_NUMBERS];
	int numbers;
	int flags;     /* of a message */
	bool plain;    /* no flag is added: it waits, and raises signals */
	bool waits;    /* it is done by a child, which nothing hurries */
	bool limited;  /* a call has a limit of its own */
	char word[24]; /* what else was given, or empty */
	int watch;     /* of epoll or kqueue, or -1 */
	unsigned sent[2], heard[2];
};

struct verb {
	const char *name;
	int (*act)(struct act *);
	const char *(*lacks)(void); /* why it cannot be done, or NULL */
};

#define VERB(name) \
	{ \
#name, name##_act, NULL \
	}

/* The verb of that name, or NULL where this host has none. */
const struct verb *verb_find(const char *name);

/* The tables of verbs, each ended by one without a name. */
extern const struct verb verbs_move[]; /* data in and out */
extern const struct verb verbs_ready[];
extern const struct verb verbs_set[];  /* what an end says of itself */
extern const struct verb verbs_pass[]; /* descriptors on the way */
extern const struct verb verbs_many[]; /* large, or many at once */

/* Adds a flag of a message by its name.  Returns whether there is one. */
bool verb_flag(const char *name, int *flags);

/* The answer for the current errno. */
int verb_errno(void);

/* A number as an answer; -1 gives the current errno. */
int verb_number(long n);

/* The answer to a call that returns -1 with an errno, or else succeeds. */
int verb_done(int returned);

static inline int
verb_truth(bool yes)
{
	return yes ? ANSWER_YES : ANSWER_NO;
}

static inline bool
verb_word(const struct act *act, const char *word)
{
	return strcmp(act->word, word) == 0;
}

static inline int
verb_end(const struct act *act)
{
	return act->end[act->at];
}

/* The flags of a step that sends, and of one that receives. */
int verb_flags_out(const struct act *act);
int verb_flags_in(const struct act *act);

/*
 * Begins and ends signals that interrupt a call of this process which waits,
 * however often it is made.  limited: the call has a limit of its own.
 * again: it was interrupted already, and gets more time, as a slow host may
 * see a signal in a call that would not wait.
 */
void verb_hurry(bool limited, bool again);
void verb_hurry_end(void);

#if defined(HAVE_SETITIMER) && defined(HAVE_SIGACTION)
#define VERB_HURRIES true
#else
#define VERB_HURRIES false
#endif

/* Fills what fd may send until it takes no more; -1 with errno. */
int verb_fill(int fd);

/* Whether a signal is pending; ANSWER_SKIPPED where there is none. */
int verb_raised(const char *name);

#endif
