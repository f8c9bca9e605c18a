/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Regions: lists of boxes of requests, made short, and as conditions. */

#ifndef PAIRTEST_REGION_H
#define PAIRTEST_REGION_H

#include "lib/box.h"

/*
 * A list of few boxes with the same requests; lives in a.  Two boxes become
 * one where they differ in one dimension only; the facts are left open.
 */
struct box_list region_unite(struct arena *a, const struct box_list *region);

/* The boxes that lie within no other one; lives in a. */
struct box_list region_drop(struct arena *a, const struct box_list *region);

/*
 * "domain=AF_UNIX argument=SOCK_STREAM": conditions of a table that hold for
 * the requests of b, and for no other ones; "" where b holds every call.
 */
const char *
region_text(struct arena *a, const struct box *b, const struct numbering *n);

#endif
