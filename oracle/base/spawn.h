/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Runs other programs, without a shell, for what they print. */

#ifndef PAIRTEST_SPAWN_H
#define PAIRTEST_SPAWN_H

#include "lib/arena.h"
#include "lib/diag.h"

/*
 * Runs argv, found along PATH, with nothing to read, and returns what it
 * printed: *len bytes and a NUL after them.  NULL with the reason where it
 * cannot be run or fails.
 */
char *spawn_read(struct arena *a, const char *const argv[], size_t *len,
    struct diag *why);

#endif
