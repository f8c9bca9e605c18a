/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* What the texts of findings say, for programs to check. */

#ifndef PAIRTEST_SPECIMEN_TEXT_H
#define PAIRTEST_SPECIMEN_TEXT_H

#include "oracle/reproduce/specimen.h"

/*
 * Adds the answers of "ENFILE|ok vector=kept" to those that conform; one
 * that no program can compare leaves the specimen open.
 */
void specimen_answers(struct specimen *s, const char *text);

/*
 * Finds the effect that got has and allowed has not, and the values that
 * allowed has for it; EFFECT_COUNT where there is none.
 */
void specimen_odd(struct specimen *s);

#endif
