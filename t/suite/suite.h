/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The programs of the suite.  All are alike; each takes its cases from the
 * file NAME.cases beside it.
 */

#ifndef PAIRTEST_SUITE_H
#define PAIRTEST_SUITE_H

#include <atf-c.h>

/*
 * Adds the cases of the program of that name to tp.  Returns an error that
 * tells what is wrong with its file.
 */
atf_error_t suite_add(atf_tp_t *tp, const char *name);

#endif
