/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* A program of the suite: SUITE_NAME says which. */

#include "t/suite/suite.h"

ATF_TP_ADD_TCS(tp)
{
	return suite_add(tp, SUITE_NAME);
}
