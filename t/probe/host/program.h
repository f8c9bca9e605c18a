/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * This program, executed by itself: a host may have no other program, and
 * one that is there may need more descriptors than are free.
 */

#ifndef PAIRPROBE_PROGRAM_H
#define PAIRPROBE_PROGRAM_H

/*
 * To be called first in main: remembers where the program is.  Where it was
 * executed by program_execute, it says what it was asked by its exit status
 * and does not return.
 */
void program_start(int argc, char **argv);

/* What the status of a program that was executed means. */
enum { PROGRAM_OPEN, PROGRAM_CLOSED, PROGRAM_NONE };

/*
 * In a child: becomes this program, which exits with PROGRAM_OPEN if fd is
 * open in it, and else with PROGRAM_CLOSED; with PROGRAM_NONE where it cannot
 * be executed.
 */
void program_execute(int fd);

/*
 * Calls body(arg) in a child and returns the status that it ends with; -1
 * with errno if no child can be started, or if each ends by a signal (errno
 * is 0 then).  One that is stopped from outside is continued, and one that
 * is killed is tried again.
 */
int program_apart(int (*body)(void *), void *arg);

/* Why no process can execute this program, or NULL.  Tried once. */
const char *program_lacks(void);

#endif
