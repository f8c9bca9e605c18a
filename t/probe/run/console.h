/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The person at the terminal: sees how far the run is, asks for it by SIGUSR1
 * or SIGINFO, and may end it, which leaves no worker and no half-written file.
 */

#ifndef PAIRPROBE_CONSOLE_H
#define PAIRPROBE_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct progress {
	bool seen; /* by somebody, at a terminal */
	bool drawn;
	time_t start;
	uint64_t total; /* requests and facts */
	uint64_t done;
	uint64_t before; /* done by an earlier run */
};

/*
 * trace is the descriptor that the trace is written to, or -1.  A terminal
 * that shows the trace, as a serial console, shows no bar between its lines.
 */
void console_start(struct progress *p, uint64_t total, int trace);

/* Draws the bar, when the run has taken a while; extra requests count too. */
void console_draw(struct progress *p, uint64_t extra);

/* Takes the bar away. */
void console_end(struct progress *p);

/* From now on the signals that end a program clean up first. */
void console_watch(void);

/* In a worker: the signals just end it. */
void console_forget(void);

/* The worker that runs, by its process id; 0 for none. */
void console_worker(long pid);

#endif
