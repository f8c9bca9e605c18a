/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The known name nearest to one that is not known, for "did you mean".
 * Offer each known name in turn; best is then the nearest, or NULL where
 * none is near enough to have been meant.
 */

#ifndef PAIRTEST_HINT_H
#define PAIRTEST_HINT_H

struct hint {
	const char *wanted;
	const char *best; /* as it was offered, not copied */
	unsigned distance;
};

/* Compares without regard to case. */
void hint_offer(struct hint *h, const char *known);

/*
 * Writes "; did you mean NAME?" into buf, or otherwise where nothing is
 * near: the remedy of an error.  Returns buf.
 */
const char *hint_text(const struct hint *h, const char *otherwise, char *buf,
    unsigned long size);

#endif
