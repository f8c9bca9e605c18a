/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The shards of one plan on one host: all of them, and no others. */

#ifndef PAIRTEST_MERGE_SHARDS_H
#define PAIRTEST_MERGE_SHARDS_H

#include "lib/log.h"
#include "lib/trace.h"

/* A shard, or a whole trace, as it is understood and word for word. */
struct shard {
	struct trace trace;
	struct bodies bodies;
	size_t at; /* the next body */
};

struct shards {
	struct arena arena;
	struct log log;
	struct part *part; /* runs */
	size_t parts;
	struct shard *shard; /* in their order */
	size_t count;
};

/*
 * Reads the files, which may be logs and hold any number of runs, in any
 * order; several runs of one shard, or of a trace that is no shard, are
 * united.  Leaves each before its first sweep.  Returns 0, or -1 with the
 * reason, as when they are of different hosts or one is missing.  Either way
 * shards_close is due.
 */
int shards_open(struct shards *s, char *const *path, size_t count,
    struct diag *why);

void shards_close(struct shards *s);

/* The next body. */
const char *shard_text(const struct shard *p);

/* Whether the next body starts with that word. */
bool shard_at(const struct shard *p, const char *word);

/* Says that the next body of one is not that of the first.  Returns -1. */
int
shard_differs(const struct shards *s, const struct shard *p, struct diag *why);

#endif
