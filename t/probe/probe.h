/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The probe: asks a host's socketpair(2) and writes down what it did.  It
 * knows nothing of right and wrong.  pairprobe(1) has its command line.
 */

#ifndef PAIRPROBE_PROBE_H
#define PAIRPROBE_PROBE_H

#include "lib/diag.h"
#include "lib/line.h"
#include "lib/symbol.h"

/*
 * Does all of the program: reads its arguments, writes a trace, complains on
 * standard error.  Returns its exit status.  Once a process.
 */
int probe_main(int argc, char **argv);

/*
 * To be called first in the main function of a program that uses
 * probe_collect: a check executes the program anew, and then this does not
 * return.
 */
void probe_start(int argc, char **argv);

/*
 * The same as probe_main, but puts the trace in to, whatever the arguments
 * say of a file, and without the numbers of the host, which probe_numbers
 * has.  Returns 0, or -1 with the reason.  Once a process.
 */
int probe_collect(int argc, char **argv, struct bodies *to, struct diag *why);

/* The numbers of this host, as its headers have them. */
const struct numbering *probe_numbers(void);

#endif
