/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* How far the run is, for a person who waits at a terminal. */

#ifndef PAIRPROBE_PROGRESS_H
#define PAIRPROBE_PROGRESS_H

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
void progress_start(struct progress *p, uint64_t total, int trace);

/* Draws the bar, when the run has taken a while; extra requests count too. */
void progress_draw(struct progress *p, uint64_t extra);

/* Takes the bar away. */
void progress_end(struct progress *p);

#endif
