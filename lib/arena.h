/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Memory that is given back all at once.  Sets, boxes and parsed files live
 * in an arena, so none of them has an owner to free it.
 *
 * Memory is out when the system has no more or when one arena has taken
 * ARENA_LIMIT bytes, which no sensible input needs.  The work that the arena
 * was made for then ends: a program exits with status 2 and names what the
 * arena is for; code that cannot exit (libpairoracle) sets fail, and the arena
 * jumps there, unchanged.
 */

#ifndef PAIRTEST_ARENA_H
#define PAIRTEST_ARENA_H

#include <setjmp.h>
#include <stddef.h>

#define ARENA_LIMIT ((size_t)384 << 20)
#define ARENA_LIMIT_TEXT "384 MB"

struct arena_block;

struct arena {
	struct arena_block *blocks;
	char *next;
	size_t left;
	size_t taken;	  /* in all blocks */
	const char *what; /* it is for, as messages call it; or NULL */
	jmp_buf *fail;	  /* where to jump to when memory is out; NULL: exit */
};

#define ARENA_INIT \
	{ \
		NULL, NULL, 0, 0, NULL, NULL \
	}

/* size bytes, zeroed and aligned for any object; never NULL. */
void *arena_get(struct arena *a, size_t size);

/* The same, but NULL when memory is out. */
void *arena_try(struct arena *a, size_t size);

/* A copy of the first len bytes of text, with a NUL after them. */
char *arena_text(struct arena *a, const char *text, size_t len);

/*
 * An array of at least want elements of the given size whose first used
 * ones are those of old; *room (elements) says how many fit and is updated.
 */
void *arena_grow(struct arena *a, void *old, size_t used, size_t want,
    size_t size, size_t *room);

/* Frees all of it; the arena is then empty and can be used again. */
void arena_free(struct arena *a);

#endif
