/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The verbs of scripts: what may be done to an end of a pair, and the answer
 * that it leads to: an errno, a number of bytes, a word or a mask.
 */

#ifndef PAIRPROBE_VERB_H
#define PAIRPROBE_VERB_H

#include "t/probe/ask/subject.h"

enum { ACT_NUMBERS = 3 };

/* One step, and what the steps before it have sent. */
struct act {
	int end[2]; /* -1 once it is closed */
	int at;	    /* which end it is done to */
	int number[ACT_NUMBERS];
	int numbers;
	int flags;     /* of a message */
	bool plain;    /* no flag is added: it waits, and raises signals */
	bool waits;    /* it is done by a child, which nothing hurries */
	bool limited;  /* a call has a limit of its own */
	bool stream;   /* bytes have one order over all messages */
	char word[24]; /* what else was given, or empty */
	unsigned sent[2], heard[2];
};

struct verb {
	const char *name;
	int (*act)(struct act *);
};

/* The verb of that name, or NULL where this host has none. */
const struct verb *verb_find(const char *name);

/* Adds a flag of a message by its name.  Returns whether there is one. */
bool verb_flag(const char *name, int *flags);

/* A number as an answer; -1 gives the current errno. */
int verb_number(long n);

/* Whether a signal is pending; ANSWER_SKIPPED where there is none. */
int verb_raised(const char *name);

#endif
