/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * A guardian: a process that changes something outside of the probe for a
 * moment, and undoes that whatever becomes of the probe.  It has a session
 * of its own and takes no signals, and it ends when the probe does.  Wishes
 * reach it by one pipe, and answers come back by another.
 */

#ifndef PAIRPROBE_GUARD_H
#define PAIRPROBE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/diag.h"

/* What is asked of a guardian each time. */
struct guard_wish {
	long pid;	/* the process that asks */
	unsigned count; /* of the wishes of that process, this one */
	unsigned hold;	/* 1: make the change, 0: undo it */
	unsigned pages; /* of memory that it is to have left */
};

/*
 * What a guardian is there for.  What the functions keep lies in so many
 * bytes, zero at first, that the probe can see: should somebody kill the
 * guardian, the probe calls ready, undo and done instead.
 */
struct guard_duty {
	size_t size;
	/* Gets ready.  Returns 0, or an errno. */
	int (*ready)(void *kept, const void *what);
	/*
	 * Makes the change.  Returns 0; EAGAIN when it is somebody else's
	 * turn, and nothing was changed; or another errno.
	 */
	int (*change)(void *kept, const void *what,
	    const struct guard_wish *wish);
	/* Undoes as much of it as was done. */
	void (*undo)(void *kept, const void *what);
	/* The opposite of ready. */
	void (*done)(void *kept, const void *what);
};

struct guard_board;

struct guard {
	const struct guard_duty *duty;
	const void *what;	   /* handed to its functions */
	struct guard_board *board; /* read when the guardian is gone; or NULL */
	long pid;
	int wishes;   /* write end; workers keep it */
	int answers;  /* read end; workers keep it */
	int lifeline; /* as long as it is open, the probe lives */
};

/*
 * Starts a guardian with that duty; nothing is changed yet.  Returns 0, or
 * -1 with the reason.
 */
int guard_start(struct guard *g, const struct guard_duty *duty,
    const void *what, struct diag *why);

/*
 * In a worker: has the change made, that much of it.  Returns 0 once it is,
 * or an errno.  It lasts two seconds at most.
 */
int guard_hold(const struct guard *g, unsigned pages);

/*
 * Has it undone, and waits until it is.  Returns whether it lasted up to
 * now.
 */
bool guard_release(const struct guard *g);

/* Ends the guardian; all is as it was. */
void guard_end(struct guard *g);

#endif
