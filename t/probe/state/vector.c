/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Result vectors, one a kind. */

#include "t/probe/host/host.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "t/probe/state/vector.h"

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

/* Of what lies around the address, bytes from..to can be seen. */
static int
see(struct vector *v, void *address, int from, int to)
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
hide(struct vector *v, uintptr_t address)
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
	return see(&all->kind[kind], (void *)at, -VECTOR_GUARD,
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
	return hide(&all->kind[kind], at);
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
	return hide(&all->kind[kind], at - at % sizeof(int));
}

/*
 * Whether a byte can be written where it lies, as the host sees it: it goes
 * through a pipe, and back.  Where there is no pipe, nobody knows.
 */
static int
try_write(void *address)
{
	int end[2], ret;

	if (host_pipe(end) != 0)
		return -1;
	ret = host_write(end[1], address, 1) == 1 &&
	    host_read(end[0], address, 1) == 1;
	host_close(end[0]);
	host_close(end[1]);
	return ret;
}

#if defined(HAVE_MMAP)

static size_t
size_of_page(void)
{
	return (size_t)host_sysconf(_SC_PAGESIZE);
}

/* So many pages that can be read and written, or NULL with the reason. */
static unsigned char *
pages(size_t count, struct diag *why)
{
	void *p;

	p = host_mmap(NULL, count * size_of_page(), PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p != MAP_FAILED)
		return p;
	diag_set(why, "no page could be mapped: %s", strerror(errno));
	return NULL;
}

static int
protect(unsigned char *page, int how, struct diag *why)
{
	if (host_mprotect(page, size_of_page(), how) == 0)
		return 0;
	return diag_set(why, "no page could be protected: %s", strerror(errno));
}

static int
page_unmapped(struct vectors *all, int kind, struct diag *why)
{
	all->hole = pages(1, why);
	if (all->hole == NULL)
		return -1;
	return hide(&all->kind[kind], (uintptr_t)all->hole);
}

static int
page_no_access(struct vectors *all, int kind, struct diag *why)
{
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return hide(&all->kind[kind], (uintptr_t)p);
}

static int
page_read_only(struct vectors *all, int kind, struct diag *why)
{
	struct vector *v = &all->kind[kind];
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL)
		return -1;
	see(v, p + VECTOR_GUARD, -VECTOR_GUARD, VECTOR_INTS + VECTOR_GUARD);
	vector_fill(v);
	v->writable = v->whole = false;
	return protect(p, PROT_READ, why);
}

static int
page_second_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p + size_of_page(), PROT_NONE, why) != 0)
		return -1;
	return see(&all->kind[kind], p + size_of_page() - width, -VECTOR_GUARD,
	    width);
}

static int
page_first_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return see(&all->kind[kind], p + size_of_page() - width, width,
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
	unlink(name);
	if (ftruncate(fd, 1) == 0)
		return fd;
	close(fd);
	return diag_set(why, "no temporary file could be made longer: %s",
	    strerror(errno));
}

/* The file ends in the first page; the address lies in the second. */
static int
page_beyond_eof(struct vectors *all, int kind, struct diag *why)
{
	unsigned char *p;
	int fd;

	fd = nameless_file(why);
	if (fd < 0)
		return -1;
	p = host_mmap(NULL, 2 * size_of_page(), PROT_READ | PROT_WRITE,
	    MAP_SHARED, fd, 0);
	host_close(fd);
	if (p == MAP_FAILED)
		return diag_set(why, "no file could be mapped: %s",
		    strerror(errno));
	return hide(&all->kind[kind], (uintptr_t)(p + size_of_page()));
}

bool
vector_unmap(struct vectors *all)
{
	unsigned char *hole = all->hole;

	all->hole = NULL;
	return hole == NULL ||
	    (host_munmap(hole, size_of_page()) == 0 && try_write(hole) != 1);
}

#else

static int
no_page(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return diag_set(why, "this host maps no memory");
}

#define page_beyond_eof no_page
#define page_first_bad no_page
#define page_no_access no_page
#define page_read_only no_page
#define page_second_bad no_page
#define page_unmapped no_page

bool
vector_unmap(struct vectors *all)
{
	(void)all;
	return true;
}

#endif

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

/* Whether the host protects a vector as its kind wants it. */
static bool
is_protected(const struct vectors *all, int kind)
{
	const uintptr_t at = (uintptr_t)all->kind[kind].address;
	const uintptr_t last = at + VECTOR_INTS - 1;
	const bool first_good = kind == VECTOR_SECOND_BAD;
	const bool second_good = kind == VECTOR_FIRST_BAD;

	/* One that can be written needs no test; one is not unmapped yet. */
	if (all->kind[kind].whole || kind == VECTOR_UNMAPPED)
		return true;
	return try_write((void *)at) != !first_good &&
	    try_write((void *)last) != !second_good;
}

int
vector_make(struct vectors *all, int kind, struct diag *why)
{
	if (all->made[kind])
		return 0;
	if (make[kind](all, kind, why) != 0)
		return -1;
	if (!is_protected(all, kind))
		return diag_set(why, "this host does not protect memory so");
	all->made[kind] = true;
	return 0;
}
