/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The dimensions of a request, and their words.  A request has one value in
 * each; a box has a set in each.  Values are numbers: a host's own for
 * domain, type and protocol, an index into the dimension's words for the
 * others.
 *
 * The dimensions of the host follow those of the request: facts, which are
 * what socket(2) did there.  A request for which nothing was recorded
 * has every value in them.
 */

#ifndef PAIRTEST_DIMENSION_H
#define PAIRTEST_DIMENSION_H

#include <stddef.h>

#include "lib/arena.h"
#include "lib/diag.h"
#include "lib/set.h"
#include "lib/symbol.h"

enum dimension {
	DIM_ENTRY,     /* what is called */
	DIM_PRIVILEGE, /* who calls */
	DIM_FDS,       /* which descriptors are free */
	DIM_RESOURCE,  /* what the system has run out of */
	DIM_DOMAIN,
	DIM_TYPE, /* the whole argument, flags included */
	DIM_PROTOCOL,
	DIM_VECTOR,		  /* what the address points to */
	DIM_CHECK,		  /* the call, or a thing about its pair */
	DIM_ENDS,		  /* from which end that is looked at */
	DIM_REQUEST,		  /* the number of a request's dimensions */
	DIM_SOCKET = DIM_REQUEST, /* socket(2), same arguments: an answer */
	DIM_DOMAIN_FACT,	  /* 0 supported, 1 unsupported */
	DIM_TYPE_FACT,
	DIM_PROTOCOL_FACT,
	DIM_COUNT
};

/* Indices of words that code needs to know. */
enum { ENTRY_LIBC, ENTRY_SYSCALL, ENTRY_SOCKETCALL, ENTRY_COUNT };
enum {
	PRIVILEGE_ROOT,
	PRIVILEGE_USER,
	PRIVILEGE_NAMESPACE, /* root of namespaces, and of nothing else */
	PRIVILEGE_CONFINED,  /* in a profile that forbids sockets */
	PRIVILEGE_COUNT
};
enum { FDS_0, FDS_1, FDS_2, FDS_MANY, FDS_HOLES, FDS_LOW, FDS_COUNT };
enum {
	RESOURCE_AMPLE,
	RESOURCE_FILES,
	RESOURCE_MEMORY,
	RESOURCE_BUFFERS,
	RESOURCE_COUNT
};
enum {
	VECTOR_VALID,
	VECTOR_MISALIGNED_1,
	VECTOR_MISALIGNED_2,
	VECTOR_MISALIGNED_3,
	VECTOR_NULL,
	VECTOR_ONE, /* the address 1 */
	VECTOR_UNMAPPED,
	VECTOR_NO_ACCESS, /* a page that allows nothing */
	VECTOR_READ_ONLY,
	VECTOR_TEXT,	   /* executable code */
	VECTOR_BEYOND_EOF, /* mapped beyond the end of its file */
	VECTOR_KERNEL,	   /* the kernel's half of the addresses */
	VECTOR_ONES,	   /* all bits set */
	VECTOR_SECOND_BAD, /* first int writable, second unmapped */
	VECTOR_FIRST_BAD,  /* first int unmapped, second writable */
	VECTOR_COUNT
};

enum check {
#define CHECK(id, word, steps) CHECK_##id,
#include "lib/check.def"
#undef CHECK
	CHECK_COUNT
};
enum { ENDS_FORWARD, ENDS_REVERSED, ENDS_COUNT };

/* The name of a dimension: the key of key=value. */
const char *dimension_name(enum dimension d);

/* The dimension with that name (len bytes), or DIM_COUNT. */
enum dimension dimension_find(const char *name, size_t len);

/* Word i of a dimension that has words, or NULL after the last. */
const char *dimension_word(enum dimension d, int i);

/* Every value that the dimension can have. */
struct set dimension_all(struct arena *a, enum dimension d);

/* The value that a request has where none is given, on a host. */
int dimension_default(enum dimension d, const struct numbering *n);

/*
 * Reads one value: a word, a name, a number (decimal, 0x, INT_MIN, INT_MAX)
 * or, for a type, several joined by |.  Returns 0, or -1 with the reason.
 */
int dimension_value(enum dimension d, const char *text, size_t len,
    const struct numbering *n, int64_t *value, struct diag *why);

/*
 * Reads a set: values and a..b ranges joined by commas, "!" before it for
 * all others, "*" for all.  In a..b:1+2 only the numbers of the range belong
 * to the set whose low four bits are 1 or 2.  Returns 0, or -1 with the reason.
 */
int dimension_set(struct arena *a, enum dimension d, const char *text,
    size_t len, const struct numbering *n, struct set *s, struct diag *why);

#endif
