/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Result vectors, one a kind. */

#include "t/probe/host.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "t/probe/vector.h"

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
			written |= at < (int)sizeof(int) ? WRITTEN_FIRST :
			    WRITTEN_SECOND;
	}
	return written;
}

/* Of what lies around the address, bytes from..to can be seen. */
static int
seen(struct vector *v, void *address, int from, int to)
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

/* Nothing of it can be seen. */
static int
unseen(struct vector *v, uintptr_t address)
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
	return seen(&all->kind[kind], (void *)at, -VECTOR_GUARD,
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
	return unseen(&all->kind[kind], at);
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
	return unseen(&all->kind[kind], at - at % sizeof(int));
}

#if defined(HAVE_MMAP)

static size_t
page_size(void)
{
	return (size_t)host_sysconf(_SC_PAGESIZE);
}

/* So many pages that can be read and written, or NULL with the reason. */
static unsigned char *
pages(size_t count, struct diag *why)
{
	void *p;

	p = host_mmap(NULL, count * page_size(), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p != MAP_FAILED)
		return p;
	diag_set(why, "no page could be mapped: %s", strerror(errno));
	return NULL;
}

static int
protect(unsigned char *page, int how, struct diag *why)
{
	if (host_mprotect(page, page_size(), how) == 0)
		return 0;
	return diag_set(why, "no page could be protected: %s",
	    strerror(errno));
}

static int
make_unmapped(struct vectors *all, int kind, struct diag *why)
{
	all->hole = pages(1, why);
	if (all->hole == NULL)
		return -1;
	return unseen(&all->kind[kind], (uintptr_t)all->hole);
}

static int
make_no_access(struct vectors *all, int kind, struct diag *why)
{
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return unseen(&all->kind[kind], (uintptr_t)p);
}

static int
make_read_only(struct vectors *all, int kind, struct diag *why)
{
	struct vector *v = &all->kind[kind];
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL)
		return -1;
	seen(v, p + VECTOR_GUARD, -VECTOR_GUARD, VECTOR_INTS + VECTOR_GUARD);
	vector_fill(v);
	v->writable = v->whole = false;
	return protect(p, PROT_READ, why);
}

static int
make_second_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p + page_size(), PROT_NONE, why) != 0)
		return -1;
	return seen(&all->kind[kind], p + page_size() - width, -VECTOR_GUARD,
	    width);
}

static int
make_first_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return seen(&all->kind[kind], p + page_size() - width, width,
	    VECTOR_INTS + VECTOR_GUARD);
}

/* A file of one byte that has no name any more, or -1 with the reason. */
static int
nameless_file(struct diag *why)
{
	const char *dir;
	char name[512];
	int fd;

	dir = getenv("TMPDIR");
	snprintf(name, sizeof(name), "%s/pairprobe.XXXXXX",
	    dir != NULL && strlen(dir) < sizeof(name) - 32 ? dir : "/tmp");
	fd = host_mkstemp(name);
	if (fd < 0)
		return diag_set(why, "no temporary file could be made: %s",
		    strerror(errno));
	host_unlink(name);
	if (host_ftruncate(fd, 1) == 0)
		return fd;
	host_close(fd);
	return diag_set(why, "no temporary file could be made longer: %s",
	    strerror(errno));
}

/* The file ends in the first page; the address lies in the second. */
static int
make_beyond_eof(struct vectors *all, int kind, struct diag *why)
{
	unsigned char *p;
	int fd;

	fd = nameless_file(why);
	if (fd < 0)
		return -1;
	p = host_mmap(NULL, 2 * page_size(), PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	host_close(fd);
	if (p == MAP_FAILED)
		return diag_set(why, "no file could be mapped: %s",
		    strerror(errno));
	return unseen(&all->kind[kind], (uintptr_t)(p + page_size()));
}

void
vector_unmap(struct vectors *all)
{
	if (all->hole != NULL)
		host_munmap(all->hole, page_size());
	all->hole = NULL;
}

#else

void
vector_unmap(struct vectors *all)
{
	(void)all;
}

static int
make_none(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return diag_set(why, "this host maps no memory");
}

#define make_unmapped make_none
#define make_no_access make_none
#define make_read_only make_none
#define make_beyond_eof make_none
#define make_second_bad make_none
#define make_first_bad make_none

#endif

static int (*const make[VECTOR_COUNT])(struct vectors *, int,
    struct diag *) = {
	[VECTOR_VALID] = make_plain,
	[VECTOR_MISALIGNED_1] = make_plain,
	[VECTOR_MISALIGNED_2] = make_plain,
	[VECTOR_MISALIGNED_3] = make_plain,
	[VECTOR_NULL] = make_constant,
	[VECTOR_ONE] = make_constant,
	[VECTOR_UNMAPPED] = make_unmapped,
	[VECTOR_NO_ACCESS] = make_no_access,
	[VECTOR_READ_ONLY] = make_read_only,
	[VECTOR_TEXT] = make_text,
	[VECTOR_BEYOND_EOF] = make_beyond_eof,
	[VECTOR_KERNEL] = make_constant,
	[VECTOR_ONES] = make_constant,
	[VECTOR_SECOND_BAD] = make_second_bad,
	[VECTOR_FIRST_BAD] = make_first_bad
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
