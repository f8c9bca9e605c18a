/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Result vectors on pages of their own, which the host protects in one way
 * or another.  Each function makes one kind, and returns 0, or -1 with the
 * reason.
 */

#ifndef PAIRPROBE_PAGE_H
#define PAIRPROBE_PAGE_H

#include "t/probe/state/vector.h"

int page_beyond_eof(struct vectors *all, int kind, struct diag *why);
int page_first_bad(struct vectors *all, int kind, struct diag *why);
int page_no_access(struct vectors *all, int kind, struct diag *why);
int page_read_only(struct vectors *all, int kind, struct diag *why);
int page_second_bad(struct vectors *all, int kind, struct diag *why);
int page_unmapped(struct vectors *all, int kind, struct diag *why);

/*
 * Unmaps what is to be unmapped, just before the first request: an allocator
 * would be free to use the hole.
 */
void page_unmap(struct vectors *all);

#endif
