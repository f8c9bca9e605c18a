/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whether what is said at one end of a pair is heard at the other. */

#ifndef PAIRPROBE_CHANNEL_H
#define PAIRPROBE_CHANNEL_H

#include "t/probe/host/host.h"

#include "t/probe/ask/pair.h"

/* Whether it can be seen here: a call that never blocks is needed. */
#if defined(HAVE_POLL) || defined(MSG_DONTWAIT)
#define CHANNEL_SHOWN 1
#else
#define CHANNEL_SHOWN 0
#endif

/* Which ends are not heard at the other. */
unsigned channel_connected(const struct pair *p);

#endif
