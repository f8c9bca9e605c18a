/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Conditions of a row: KEY=SET.  Beside the dimensions of a request and what
 * socket(2) answers, a table may use words that stand for several values:
 * vector=invalid, domain=unsupported, flags=none, privilege=lacking.
 */

#ifndef PAIRTEST_CONDITION_H
#define PAIRTEST_CONDITION_H

#include "lib/box.h"
#include "oracle/table/table.h"

/*
 * Finds out what the key of c means, once, before it is applied.  Returns 0,
 * or -1 with "what; remedy".
 */
int condition_resolve(struct condition *c, struct diag *why);

/*
 * Narrows box to the requests for which c holds on a host of numbers n.  A
 * name for which the host has no number stands for no value.  Returns 0, or
 * -1 with "what; remedy".
 */
int condition_apply(struct arena *a, const struct condition *c,
    const struct numbering *n, struct box *box, struct diag *why);

/* Whether c speaks of a check of a pair, not of the call. */
bool condition_is_check(const struct condition *c);

/* Whether some part of SOCK_STREAM|SOCK_CLOFORK has no number on a host. */
bool condition_absent(const char *text, size_t len, const struct numbering *n);

#endif
