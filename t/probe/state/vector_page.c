/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Result vectors on pages of their own. */

#include "t/probe/host/host.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "t/probe/state/vector_page.h"

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

int
page_unmapped(struct vectors *all, int kind, struct diag *why)
{
	all->hole = pages(1, why);
	if (all->hole == NULL)
		return -1;
	return vector_unseen(&all->kind[kind], (uintptr_t)all->hole);
}

int
page_no_access(struct vectors *all, int kind, struct diag *why)
{
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return vector_unseen(&all->kind[kind], (uintptr_t)p);
}

int
page_read_only(struct vectors *all, int kind, struct diag *why)
{
	struct vector *v = &all->kind[kind];
	unsigned char *p;

	p = pages(1, why);
	if (p == NULL)
		return -1;
	vector_seen(v, p + VECTOR_GUARD, -VECTOR_GUARD,
	    VECTOR_INTS + VECTOR_GUARD);
	vector_fill(v);
	v->writable = v->whole = false;
	return protect(p, PROT_READ, why);
}

int
page_second_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p + size_of_page(), PROT_NONE, why) != 0)
		return -1;
	return vector_seen(&all->kind[kind], p + size_of_page() - width,
	    -VECTOR_GUARD, width);
}

int
page_first_bad(struct vectors *all, int kind, struct diag *why)
{
	const int width = sizeof(int);
	unsigned char *p;

	p = pages(2, why);
	if (p == NULL || protect(p, PROT_NONE, why) != 0)
		return -1;
	return vector_seen(&all->kind[kind], p + size_of_page() - width, width,
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
int
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
	return vector_unseen(&all->kind[kind], (uintptr_t)(p + size_of_page()));
}

void
page_unmap(struct vectors *all)
{
	if (all->hole != NULL)
		host_munmap(all->hole, size_of_page());
	all->hole = NULL;
}

#else

void
page_unmap(struct vectors *all)
{
	(void)all;
}

static int
none(struct diag *why)
{
	return diag_set(why, "this host maps no memory");
}

int
page_beyond_eof(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

int
page_first_bad(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

int
page_no_access(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

int
page_read_only(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

int
page_second_bad(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

int
page_unmapped(struct vectors *all, int kind, struct diag *why)
{
	(void)all;
	(void)kind;
	return none(why);
}

#endif
