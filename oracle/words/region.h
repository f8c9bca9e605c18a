/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Regions: lists of boxes of requests, and the same as conditions. */

#ifndef PAIRTEST_REGION_H
#define PAIRTEST_REGION_H

#include "lib/box.h"

/*
 * A list of few boxes with the same requests; lives in a.  Two boxes become
 * one where they differ in one dimension only; the facts are left open.
 */
struct box_list region_unite(struct arena *a, const struct box_list *region);

/* What is in x and in no box of y; lives in a. */
struct box_list region_minus(struct arena *a, const struct box_list *x,
    const struct box_list *y);

/* What is in both x and y; no request twice unless x has it twice. */
struct box_list
region_and(struct arena *a, const struct box_list *x, const struct box_list *y);

/* Adds the boxes of more to a list. */
void
region_add(struct arena *a, struct box_list *to, const struct box_list *more);

/* How many requests the boxes hold, at most UINT64_MAX. */
uint64_t region_size(const struct box_list *region);

/* The boxes that lie within no other one; lives in a. */
struct box_list region_drop(struct arena *a, const struct box_list *region);

/*
 * "domain=AF_UNIX argument=SOCK_STREAM": conditions of a table that hold for
 * the requests of b, and for no other ones; "" where b holds every call.
 */
const char *
region_text(struct arena *a, const struct box *b, const struct numbering *n);

/*
 * Reads such conditions on a host of numbers n; they speak of requests only,
 * not of facts.  Returns 0, or -1 with "what; remedy".
 */
int region_read(struct arena *a, const char *text, const struct numbering *n,
    struct box *b, struct diag *why);

#endif
