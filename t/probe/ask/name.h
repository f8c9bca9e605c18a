/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The names of the ends of a pair, which are to be none. */

#ifndef PAIRPROBE_NAME_H
#define PAIRPROBE_NAME_H

#include "t/probe/ask/pair.h"

/* Which ends have a name, or one that is not that of the other. */
unsigned name_empty(const struct pair *p);

/* How long the name of the first end is that names nothing, in bytes. */
unsigned name_length(const struct pair *p);

#endif
