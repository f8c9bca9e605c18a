/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Faults that the kernel is asked for: the n-th allocation that this process
 * makes from now on fails, and no other.
 */

#ifndef PAIRPROBE_FAULT_H
#define PAIRPROBE_FAULT_H

#include <stdbool.h>

/* A kernel that has no such file has no such faults. */
#define FAULT_FILE "/proc/self/fail-nth"

/* Opens the file, for this process alone.  Returns a descriptor, or -1. */
int fault_open(void);

/* Asks for the fault, n from 1.  Returns whether it will come. */
bool fault_set(int fd, unsigned n);

/* Asks for it no more.  Returns whether it came. */
bool fault_came(int fd);

#endif
