/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Sets as text of any length, by the numbers of this host. */

#ifndef PAIRPROBE_SETTEXT_H
#define PAIRPROBE_SETTEXT_H

#include "lib/dimension.h"

/* The text of a set, in a. */
const char *settext(struct arena *a, enum dimension d, struct set s);

#endif
