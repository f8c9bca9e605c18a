/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The watch over workers: starts one for a stretch, and another one behind
 * each request that killed or hung the last.  Where there are no workers the
 * stretch is run in this process.
 */

#ifndef PAIRPROBE_WATCH_H
#define PAIRPROBE_WATCH_H

#include "t/probe/run/console.h"
#include "t/probe/run/worker.h"

struct watch {
	bool workers; /* there are some */
	struct progress *progress;
	unsigned hangs, deaths; /* that were the host's doing */
	unsigned doubts;	/* workers that ended, but not each time */
	const char *tired;	/* why nothing is asked any more, or NULL */
	size_t skipped;		/* the first cell that was left out for it */
};

/* Gets ready, with or without workers; some hosts can have none. */
void watch_start(struct watch *w, bool workers, struct progress *p);

/* Carries over what was counted before --resume. */
void
watch_resume(struct watch *w, unsigned hangs, unsigned deaths, unsigned doubts);

/* Memory for so many cells that workers share, or NULL with the reason. */
struct shared *
watch_share(const struct watch *w, size_t cells, struct diag *why);

/* Gives it back. */
void watch_unshare(const struct watch *w, struct shared *s, size_t cells);

/*
 * Fills the cells of a stretch and of those behind it; when the watch is
 * tired, or becomes so, what is left is skipped, and w->skipped is lowered to
 * the first of that.  Returns 0, or -1 with the reason, which is never the
 * doing of a request.
 */
int watch_run(struct watch *w, struct stretch *s, struct diag *why);

#endif
