/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Requests as a command line names them. */

#ifndef PAIRTEST_REQUEST_H
#define PAIRTEST_REQUEST_H

#include "lib/box.h"

/*
 * Reads DOMAIN TYPE PROTOCOL [KEY=VALUE]... on a host of numbers n.  A
 * dimension that is not given is as usual, but privilege, which is there or
 * not, and the facts, which may be anything that an answer of socket(2), if
 * given, leaves open.
 * Returns 0, or -1 with "what; remedy".
 */
int request_read(struct arena *a, int argc, char **argv,
    const struct numbering *n, struct box *box, struct diag *why);

/*
 * The domain, type or protocol of such a request that names something for
 * which a host of numbers n has none; NULL where all have one, or are bad.
 */
const char *request_absent(int argc, char **argv, const struct numbering *n);

#endif
