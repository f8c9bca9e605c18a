/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A guardian: a process that changes settings of the whole system for a
 * moment, and puts them back whatever becomes of the probe.  It has a
 * session of its own and takes no signals, and it ends when the probe does.
 */

#ifndef PAIRPROBE_GUARD_H
#define PAIRPROBE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/diag.h"

enum { GUARD_SETTINGS = 8, GUARD_TEXT = 64 };

/*
 * A setting: a file that holds one short text.  The first of a list is
 * locked too, so it has to be one that can be rewound.
 */
struct guard_setting {
	const char *path;
	const char *text;	/* what to write; NULL to have it made */
	/* Makes it of the text that is there.  Returns 0, or an errno. */
	int (*make)(const char *now, char *text, size_t size);
};

struct guard_board;

struct guard {
	const struct guard_setting *list;
	int count;
	struct guard_board *board; /* shared with workers; NULL for none */
	long pid;
	int lifeline;		/* as long as it is open, the probe lives */
};

/*
 * Starts a guardian of those settings; nothing is changed yet.  Returns 0,
 * or -1 with the reason.
 */
int guard_start(struct guard *g, const struct guard_setting *list, int count,
    struct diag *why);

/*
 * In a worker: has the settings changed.  Returns 0 once they are, or an
 * errno.  They do not stay so for long: see guard_release.
 */
int guard_hold(const struct guard *g);

/*
 * Has them put back, and waits until they are.  Returns whether they were
 * as wanted up to now.
 */
bool guard_release(const struct guard *g);

/* Ends the guardian; all settings are as they were. */
void guard_end(struct guard *g);

#endif
