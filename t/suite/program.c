/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A program of the suite: SUITE_NAME says which. */

#include "t/suite/suite.h"

int
main(int argc, char **argv)
{
	return suite_main(argc, argv, SUITE_NAME);
}
