/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Parts: the runs that the files hold, and what of each is whole.  Nothing
 * that lost lines could change is kept.
 */

#ifndef PAIRTEST_MERGE_PART_H
#define PAIRTEST_MERGE_PART_H

#include <stdint.h>

#include "lib/log.h"

/* A sweep with what follows it, or what was found of it. */
struct piece {
	size_t first; /* body: the sweep, then its axes */
	size_t boxes; /* the first behind those */
	size_t end;
	const char *lost;    /* behind it, in words; or NULL */
	unsigned privileges; /* of its requests, one bit each */
	uint32_t key;	     /* of its name and axes: unequal if they are */
	bool facts;
	bool whole;
	bool kept;
};

struct part {
	struct bodies bodies;
	size_t header; /* bodies before the first sweep */
	struct piece *piece;
	size_t pieces;
	unsigned shard, shards; /* 0 for no shard */
	const char *lost;	/* before the first sweep, or NULL */
};

/*
 * Reads run i of a log.  Returns 0, or -1 with the reason, as when its
 * header is not whole.  Either way part_free is due.
 */
int part_read(struct part *p, const struct log *l, size_t i, struct diag *why);

void part_free(struct part *p);

/* Whether body i starts with that word. */
bool part_at(const struct part *p, size_t i, const char *word);

/* Whether two sweeps are one: of the same name, with the same axes. */
bool piece_same(const struct part *p, const struct piece *x,
    const struct part *q, const struct piece *y);

/* Whether they have the same boxes, too. */
bool piece_agrees(const struct part *p, const struct piece *x,
    const struct part *q, const struct piece *y);

/*
 * Whether what was lost behind piece i (or before all, for -1) of p is there
 * in q: the sweep that was cut short and all up to the next one of p.
 */
bool part_heals(const struct part *p, size_t i, const struct part *q);

#endif
