/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The plan as text: the heads of sweeps in a trace, its hash, its size. */

#ifndef PAIRPROBE_PLAN_TEXT_H
#define PAIRPROBE_PLAN_TEXT_H

#include <stdio.h>

#include "t/probe/plan/plan.h"

/* Takes one line of any length, without its end. */
typedef void plan_line(void *to, const char *text);

/*
 * The head of a sweep: "sweep KIND NAME KEY=VALUE ..." and a line "axis
 * DIMENSION SET" for each other dimension that is not as usual.
 */
void plan_head(const struct sweep *s, plan_line *line, void *to);

/* Differs between plans that make different requests. */
uint32_t plan_hash(const struct plan *p);

/* How many requests, or facts, a sweep makes, without those skipped. */
uint64_t plan_count(const struct plan *p, const struct sweep *s);

/* Prints sweeps, counts and what is left out, for people. */
void plan_print(const struct plan *p, FILE *f);

#endif
