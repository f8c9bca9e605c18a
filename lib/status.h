/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Exit statuses of every program of the project. */

#ifndef PAIRTEST_STATUS_H
#define PAIRTEST_STATUS_H

enum {
	STATUS_CONFORMS = 0,
	STATUS_DEVIATES = 1,
	STATUS_ENVIRONMENT = 2 /* or usage */
};

#endif
