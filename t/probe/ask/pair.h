/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What a new pair is like: the checks that are made after each success, from
 * either end, each of which gives the value of one effect.
 */

#ifndef PAIRPROBE_PAIR_H
#define PAIRPROBE_PAIR_H

#include "lib/outcome.h"

struct pair {
	int end[2];
	/* What was asked for. */
	int domain;
	int type; /* without flags */
	int flags;
	int protocol;
	/* How the call came back. */
	int returned;
	bool errno_touched;
	int lowest[2]; /* the lowest free descriptors before it */
	int *patience; /* for a byte to arrive, in milliseconds */
};

/* The outcome of a success with each effect that it shows. */
outcome_t pair_outcome(const struct pair *p);

/* Whether this host can show effect e at all. */
bool pair_shows(enum effect e);

#endif
