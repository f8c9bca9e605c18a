/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Memory that is given back all at once.  Sets, boxes and parsed files live
 * in an arena, so none of them has an owner to free it.
 */

#ifndef PAIRTEST_ARENA_H
#define PAIRTEST_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct arena_block;

struct arena {
	struct arena_block *blocks;
	char *next;
	size_t left;
	jmp_buf *fail; /* where to jump to when memory is out */
};

#define ARENA_INIT \
	{ \
		NULL, NULL, 0, NULL \
	}

/*
 * size bytes, zeroed and aligned for any object.  Never returns NULL: when
 * memory is out, jumps to fail with 1, leaving the arena as it was.  Where
 * fail is NULL, says so on standard error and exits with status 2, for no
 * program of this project can go on without memory.
 */
void *arena_get(struct arena *a, size_t size);

/* A copy of the first len bytes of text, with a NUL behind them. */
char *arena_text(struct arena *a, const char *text, size_t len);

/*
 * An array of at least want elements of the given size whose first used
 * ones are those of old; *room (elements) says how many fit and is updated.
 */
void *arena_grow(struct arena *a, void *old, size_t used, size_t want,
    size_t size, size_t *room);

/* Gives all of it back; the arena is empty and usable again as before. */
void arena_free(struct arena *a);

#endif
