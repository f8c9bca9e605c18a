/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The pair that a check works on, and the simplest ways to use it. */

#ifndef PAIRPROBE_SUBJECT_H
#define PAIRPROBE_SUBJECT_H

#include "t/probe/host/host.h"

#include "t/probe/ask/pair.h"

/* What a check works on. */
struct subject {
	int near; /* the end that is looked at */
	int far;  /* its peer; -1 once it is closed */
	const struct pair *pair;
};

/* The answer for the current errno. */
int subject_errno(void);

/* The answer zero or more for n bytes received, or the errno if n < 0. */
int subject_came(ssize_t n, int zero, int more);

/* Sends a text without ever blocking or raising a signal. */
ssize_t subject_say(int fd, const char *text, size_t len);

/* Receives what is there without blocking. */
ssize_t subject_hear(int fd, void *buf, size_t size);

/* Fills what fd may send until it takes no more; -1 with errno. */
int subject_fill(int fd);

/* Closes the far end. */
void subject_close_far(struct subject *s);

#endif
