/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Result vectors, one a kind. */

#include "t/probe/host/host.h"

#include <stdint.h>

#include "t/probe/state/vector.h"
#include "t/probe/state/vector_page.h"

/* Its bytes make no number that a descriptor has. */
enum { FILLING = 0xa5 };

unsigned
vector_compare(const struct vector *v)
{
	unsigned written;
	int i, at;

	written = 0;
	for (i = 0; i < v->len; i++) {
		if (v->seen[i] == v->kept[i])
			continue;
		at = i - v->start;
		if (at < 0 || at >= VECTOR_INTS)
			written |= WRITTEN_GUARD;
		else
			written |= at < (int)sizeof(int) ? WRITTEN_FIRST
							 : WRITTEN_SECOND;
	}
	return written;
}

int
vector_seen(struct vector *v, void *address, int from, int to)
{
	int i;

	v->address = address;
	v->seen = (unsigned char *)address + from;
	v->start = -from;
	v->len = to - from;
	v->writable = true;
	v->whole = v->len == VECTOR_SPAN;
	for (i = 0; i < v->len; i++)
		v->kept[i] = (unsigned char)(FILLING ^ i);
	return 0;
}

int
vector_unseen(struct vector *v, uintptr_t address)
{
	memset(v, 0, sizeof(*v));
	v->address = (int *)address;
	return 0;
}

static int
make_plain(struct vectors *all, int kind, struct diag *why)
{
	uintptr_t at;

	(void)why;
	at = (uintptr_t)all->plain + VECTOR_GUARD + sizeof(int) - 1;
	at -= at % sizeof(int);
	if (kind != VECTOR_VALID)
		at += 1 + (uintptr_t)(kind - VECTOR_MISALIGNED_1);
	return vector_seen(&all->kind[kind], (void *)at, -VECTOR_GUARD,
	    VECTOR_INTS + VECTOR_GUARD);
}

static int
make_constant(struct vectors *all, int kind, struct diag *why)
{
	uintptr_t at;

	(void)why;
	switch (kind) {
	case VECTOR_NULL:
		at = 0;
		break;
	case VECTOR_ONE:
		at = 1;
		break;
	case VECTOR_ONES:
		at = UINTPTR_MAX;
		break;
	default:
		/* Kernels live at the top, below a hole on 64-bit machines. */
		at = ~(uintptr_t)0xfff;
		if (sizeof(at) > 4)
			at = UINTPTR_MAX - UINTPTR_MAX / 0x20000;
		break;
	}
	return vector_unseen(&all->kind[kind], at);
}

/* Never called: only its address is, by a call that must not write there. */
static int
code(int n)
{
	return n > 0 ? 3 * n + 1 : 7 - n;
}

/* Code cannot be read everywhere, so it is not compared. */
static int
make_text(struct vectors *all, int kind, struct diag *why)
{
	uintptr_t at;

	(void)why;
	at = (uintptr_t)&code;
	return vector_unseen(&all->kind[kind], at - at % sizeof(int));
}

static int (*const make[VECTOR_COUNT])(struct vectors *, int, struct diag *) = {
	[VECTOR_VALID] = make_plain,
	[VECTOR_MISALIGNED_1] = make_plain,
	[VECTOR_MISALIGNED_2] = make_plain,
	[VECTOR_MISALIGNED_3] = make_plain,
	[VECTOR_NULL] = make_constant,
	[VECTOR_ONE] = make_constant,
	[VECTOR_UNMAPPED] = page_unmapped,
	[VECTOR_NO_ACCESS] = page_no_access,
	[VECTOR_READ_ONLY] = page_read_only,
	[VECTOR_TEXT] = make_text,
	[VECTOR_BEYOND_EOF] = page_beyond_eof,
	[VECTOR_KERNEL] = make_constant,
	[VECTOR_ONES] = make_constant,
	[VECTOR_SECOND_BAD] = page_second_bad,
	[VECTOR_FIRST_BAD] = page_first_bad,
};

int
vector_make(struct vectors *all, int kind, struct diag *why)
{
	if (all->made[kind])
		return 0;
	if (make[kind](all, kind, why) != 0)
		return -1;
	all->made[kind] = true;
	return 0;
}
