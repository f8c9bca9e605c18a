/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Where the suite finds what was accepted of a host. */

#ifndef PAIRTEST_ACCEPTED_H
#define PAIRTEST_ACCEPTED_H

#include "oracle/judge/expect.h"

/*
 * Reads the expectations of the file at path, or, where path is NULL, of
 * every file in directory that ends in ".expect".  Returns 0, or -1 with the
 * reason.  Either way expect_free is due.
 */
int accepted_read(struct expectations *e, const char *path,
    const char *directory, struct diag *why);

#endif
