/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Where a run stands: all that it takes to go on from there. */

#ifndef PAIRPROBE_PLACE_H
#define PAIRPROBE_PLACE_H

#include "lib/streak.h"

struct place {
	size_t sweep;		/* the first of the plan that is unfinished */
	bool inside;		/* it is a span, and next is not its first */
	int64_t next;		/* value of the span */
	struct streaks streaks; /* of the span, up to next */
	uint64_t requests;	/* that the trace holds by now */
	unsigned vague;		/* batches whose culprit was not found */
	unsigned hangs, deaths; /* of workers */
};

#endif
