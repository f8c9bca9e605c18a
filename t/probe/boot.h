/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The probe as the first process of a system or of a container: nobody has
 * mounted anything, and nobody is there to turn the machine off.
 */

#ifndef PAIRPROBE_BOOT_H
#define PAIRPROBE_BOOT_H

#include <stdbool.h>

#include "lib/arena.h"

struct boot {
	bool machine; /* it was started for this process */
	struct arena arena;
};

/*
 * Prepares the system if this is its first process.  Returns the arguments:
 * argv, and the options on the command line of the kernel.
 */
char **boot_start(struct boot *b, int *argc, char **argv);

/* Frees the arguments; turns off a machine that was started for them. */
void boot_end(struct boot *b);

/*
 * argv and, in a, an option "--WORD" for each "pairprobe.WORD" that line has
 * before "--".
 */
char **
boot_arguments(struct arena *a, int *argc, char **argv, const char *line);

#endif
