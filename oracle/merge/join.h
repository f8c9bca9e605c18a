/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Joins the traces of the shards of one plan on one host. */

#ifndef PAIRTEST_MERGE_H
#define PAIRTEST_MERGE_H

#include <stddef.h>

#include "lib/diag.h"
#include "lib/line.h"

/*
 * Puts the bodies of the whole trace in to, as a probe would have written
 * them that had done it all, with the date of the first shard.  The shards
 * come in any order, each of them once.  Returns 0, or -1 with the reason.
 */
int merge(struct bodies *to, char *const *path, size_t count, struct diag *why);

#endif
