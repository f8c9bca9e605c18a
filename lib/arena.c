/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Memory that is given back all at once. */

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/arena.h"

/* Blocks grow; a larger request gets one of its own. */
enum { BLOCK_FIRST = 2 * 1024, BLOCK_LAST = 64 * 1024 };

union align {
	long long integer;
	double real;
	void *pointer;
};

struct arena_block {
	struct arena_block *older;
	size_t size;
	union align data[];
};

/* How large the next block is that has room for so much. */
static size_t
block_size(const struct arena *a, size_t want)
{
	size_t size;

	size = a->blocks == NULL ? BLOCK_FIRST : 2 * a->blocks->size;
	if (size > BLOCK_LAST)
		size = BLOCK_LAST;
	return want > size ? want : size;
}

/* Returns 0, or -1 when memory is out. */
static int
block_add(struct arena *a, size_t size)
{
	struct arena_block *b;

	if (size > ARENA_LIMIT - a->taken)
		return -1;
	b = malloc(sizeof(*b) + size);
	if (b == NULL)
		return -1;
	b->older = a->blocks;
	b->size = size;
	a->blocks = b;
	a->next = (char *)b->data;
	a->left = size;
	a->taken += size;
	return 0;
}

void *
arena_try(struct arena *a, size_t size)
{
	const size_t unit = sizeof(union align);
	void *p;

	if (size > ARENA_LIMIT)
		return NULL;
	size = (size + unit - 1) / unit * unit;
	if (size > a->left && block_add(a, block_size(a, size)) != 0)
		return NULL;
	p = a->next;
	a->next += size;
	a->left -= size;
	return memset(p, 0, size);
}

/* The library may not end its program: each of its arenas has a fail. */
static void
out_of_memory(const struct arena *a)
{
#if !defined(PAIRORACLE_LIBRARY)
	if (a->fail == NULL) {
		fprintf(stderr,
		    "pairtest: %s: more than " ARENA_LIMIT_TEXT " of memory are"
		    " needed, or than the system has; split it\n",
		    a->what == NULL ? "this input" : a->what);
		exit(2);
	}
#endif
	longjmp(*a->fail, 1);
}

void *
arena_get(struct arena *a, size_t size)
{
	void *p;

	p = arena_try(a, size);
	if (p == NULL)
		out_of_memory(a);
	return p;
}

char *
arena_text(struct arena *a, const char *text, size_t len)
{
	if (len > ARENA_LIMIT)
		out_of_memory(a);
	return memcpy(arena_get(a, len + 1), text, len);
}

void *
arena_grow(struct arena *a, void *old, size_t used, size_t want, size_t size,
    size_t *room)
{
	void *p;

	if (want <= *room)
		return old;
	if (want > ARENA_LIMIT / size)
		out_of_memory(a);
	*room = want > 2 * *room ? want : 2 * *room;
	p = arena_get(a, *room * size);
	if (used != 0)
		memcpy(p, old, used * size);
	return p;
}

void
arena_free(struct arena *a)
{
	struct arena_block *b;

	while ((b = a->blocks) != NULL) {
		a->blocks = b->older;
		free(b);
	}
	a->next = NULL;
	a->left = a->taken = 0;
}
