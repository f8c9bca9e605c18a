/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Lookups: what a table says of one request after another, for those who ask
 * millions.  Each dimension is cut where some row starts or ends to hold;
 * requests in the same pieces get the same answer, which is worked out once.
 */

#ifndef PAIRTEST_LOOKUP_H
#define PAIRTEST_LOOKUP_H

#include "oracle/decide/rules.h"

struct lookup;

/* Makes one for a table's own numbers; it lives in a and needs the rules. */
struct lookup *lookup_new(struct arena *a, const struct rules *r);

/*
 * The answer to a request, DOMAIN TYPE PROTOCOL [KEY=VALUE]... with single
 * blanks, of len bytes: what forecast_text says, with a newline; *size bytes.
 * It lives as long as the lookup.  NULL with "what; remedy".
 */
const char *lookup_answer(struct lookup *l, const char *text, size_t len,
    size_t *size, struct diag *why);

#endif
