/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Operands as people type them: names in any case, with or without AF_,
 * SOCK_ or IPPROTO_ before them, cut short as long as they stay clear.
 */

#ifndef PAIRTEST_OPERAND_H
#define PAIRTEST_OPERAND_H

#include "lib/arena.h"
#include "lib/diag.h"

/*
 * Rewrites DOMAIN TYPE PROTOCOL [KEY=VALUE]... the way request_read wants
 * it; types and flags may be joined by + too, and flags=NAME joins the type.
 * *plain lives in a.  Returns how many operands it has, or -1 with the
 * reason: a name that may stand for several is asked back with the choices.
 */
int operands_plain(struct arena *a, int argc, char **argv, char ***plain,
    struct diag *why);

#endif
