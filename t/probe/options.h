/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The command line. */

#ifndef PAIRPROBE_OPTIONS_H
#define PAIRPROBE_OPTIONS_H

#include <stdbool.h>

#include "lib/options.h"

struct options {
	const char *level;	/* NULL where none was named */
	const char *output;	/* NULL for standard output */
	const char *range;	/* of the exhaustive plan, or NULL for all */
	const char *sweep;	/* the only one wanted, or NULL for all */
	const char *from;	/* the first one wanted, or NULL for all */
	const char *checkpoint; /* where to write it, or NULL for nowhere */
	const char *resume;	/* the one to go on from, or NULL */
	unsigned shard, shards; /* of so many; 0 for the whole */
	int modules;		/* 1 allowed, 0 denied, -1 neither */
	unsigned allowed;	/* shortages: see shortage.h */
	unsigned timeout;	/* seconds */
	bool dry_run, help, version;
	char **operand;
	int operands;
};

/* pairprobe's command line, for its help. */
extern const struct command_line arguments;

/*
 * Reads the arguments of a program, its name first; help and version are
 * left to the caller.  Returns 0, or -1 with the reason.
 */
int arguments_read(struct options *o, int argc, char **argv, struct diag *why);

#endif
