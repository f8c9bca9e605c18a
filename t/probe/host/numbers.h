/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Which names the host's headers know, and the numbers that they have. */

#ifndef PAIRPROBE_NUMBERS_H
#define PAIRPROBE_NUMBERS_H

#include "lib/symbol.h"

const struct numbering *numbers_host(void);

#endif
