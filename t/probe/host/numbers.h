/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Which names the host's headers know, the numbers that they have, and the
 * answers that errnos and signals of the host are.
 */

#ifndef PAIRPROBE_NUMBERS_H
#define PAIRPROBE_NUMBERS_H

#include "lib/outcome.h"
#include "lib/symbol.h"

/* No errno: errno has this value before a call that should set another. */
enum { NUMBERS_UNSET = 0x7a57 };

const struct numbering *numbers_host(void);

/* The answer for an errno of the host; NUMBERS_UNSET is errno 0. */
int numbers_errno(int number);

/* The answer for a request that this signal ended. */
int numbers_signal(int number);

#endif
