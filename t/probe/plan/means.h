/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * What this host and this process can do: whether a value of a dimension can
 * be had here, found out by trying.
 */

#ifndef PAIRPROBE_MEANS_H
#define PAIRPROBE_MEANS_H

#include "lib/dimension.h"
#include "t/probe/state/vector.h"

struct means {
	struct vectors vectors;
	unsigned allowed; /* shortages: see shortage.h */
};

/*
 * Why a value of a dimension cannot be had, in a.  NULL where it can, and
 * then it is ready to be used.
 */
const char *
means_lack(struct means *m, struct arena *a, enum dimension d, int value);

#endif
