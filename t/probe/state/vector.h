/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Result vectors: the addresses that are passed for the two descriptors, one
 * for each kind, and the memory around each, which is filled before a call and
 * compared after it.
 */

#ifndef PAIRPROBE_VECTOR_H
#define PAIRPROBE_VECTOR_H

#include <stdint.h>
#include <string.h>

#include "lib/diag.h"
#include "lib/dimension.h"

enum {
	VECTOR_GUARD = 16, /* bytes before and behind that are watched */
	VECTOR_INTS = 2 * sizeof(int),
	VECTOR_SPAN = VECTOR_GUARD + VECTOR_INTS + VECTOR_GUARD
};

/* It is compared in five words. */
typedef char vector_words[VECTOR_SPAN == 5 * sizeof(uint64_t) ? 1 : -1];

/* What was written, as bits; the effect has the first two as its values. */
enum { WRITTEN_FIRST = 1, WRITTEN_SECOND = 2, WRITTEN_GUARD = 4 };

struct vector {
	int *address;	     /* what is passed */
	unsigned char *seen; /* what can be read of its surroundings */
	int start;	     /* of the vector, in bytes from seen */
	int len;	     /* bytes seen */
	bool writable;	     /* what is seen can be filled */
	bool whole;	     /* all of it is seen, and writable */
	unsigned char kept[VECTOR_SPAN]; /* its contents when unwritten */
};

struct vectors {
	struct vector kind[VECTOR_COUNT];
	bool made[VECTOR_COUNT];
	void *hole; /* page that is yet to be unmapped */
	unsigned char plain[2 * sizeof(int) + VECTOR_SPAN]; /* needs no page */
};

/*
 * Makes the vector of that kind, and verifies that the host protects it.
 * Returns 0, or -1 with the reason.
 */
int vector_make(struct vectors *all, int kind, struct diag *why);

/*
 * Unmaps what is to be unmapped, just before the first request: an allocator
 * would be free to use the hole.  Returns whether it is unmapped now.
 */
bool vector_unmap(struct vectors *all);

/* Fills what can be filled of its surroundings. */
static inline void
vector_fill(const struct vector *v)
{
	if (v->whole)
		memcpy(v->seen, v->kept, VECTOR_SPAN);
	else if (v->writable)
		memcpy(v->seen, v->kept, (size_t)v->len);
}

/* Compares byte for byte, for vectors that are not whole. */
unsigned vector_compare(const struct vector *v);

/* The bits in which two words differ. */
static inline uint64_t
vector_apart(const unsigned char *p, const unsigned char *q, int word)
{
	uint64_t a, b;

	memcpy(&a, p + word * (int)sizeof(a), sizeof(a));
	memcpy(&b, q + word * (int)sizeof(b), sizeof(b));
	return a ^ b;
}

/* Whether a span is unwritten, a word at a time: it nearly always is. */
static inline bool
vector_same(const unsigned char *p, const unsigned char *q)
{
	return (vector_apart(p, q, 0) | vector_apart(p, q, 1) |
		   vector_apart(p, q, 2) | vector_apart(p, q, 3) |
		   vector_apart(p, q, 4)) == 0;
}

/* Which parts of what is seen differ from their contents before. */
static inline unsigned
vector_written(const struct vector *v)
{
	const unsigned char *p = v->seen, *q = v->kept;
	unsigned written;

	if (!v->whole)
		return vector_compare(v);
	if (vector_same(p, q))
		return 0;
	written = 0;
	if (memcmp(p + VECTOR_GUARD, q + VECTOR_GUARD, sizeof(int)) != 0)
		written |= WRITTEN_FIRST;
	if (memcmp(p + VECTOR_GUARD + sizeof(int),
		q + VECTOR_GUARD + sizeof(int), sizeof(int)) != 0)
		written |= WRITTEN_SECOND;
	if (memcmp(p, q, VECTOR_GUARD) != 0 ||
	    memcmp(p + VECTOR_GUARD + VECTOR_INTS,
		q + VECTOR_GUARD + VECTOR_INTS, VECTOR_GUARD) != 0)
		written |= WRITTEN_GUARD;
	return written;
}

#endif
