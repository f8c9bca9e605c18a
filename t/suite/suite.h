/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The programs of the suite.  All are alike; each takes its cases from the
 * file NAME.cases beside it.
 */

#ifndef PAIRTEST_SUITE_H
#define PAIRTEST_SUITE_H

/*
 * Does all of the program of that name, as atf-test-program(1) has it.
 * Returns its exit status.
 */
int suite_main(int argc, char **argv, const char *name);

#endif
