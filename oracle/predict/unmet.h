/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Why a row of a table does not speak of a request. */

#ifndef PAIRTEST_UNMET_H
#define PAIRTEST_UNMET_H

#include "lib/box.h"
#include "oracle/table/table.h"

/*
 * The first condition of r that no request of box meets, by the table's own
 * numbers; NULL where there is none.  Scratch memory comes from a.
 */
const struct condition *unmet_condition(struct arena *a, const struct table *t,
    const struct row *r, const struct box *box);

#endif
