/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The parts that programs are put together of: pieces of C. */

#ifndef PAIRTEST_PROGRAM_PARTS_H
#define PAIRTEST_PROGRAM_PARTS_H

#include "lib/dimension.h"
#include "lib/outcome.h"

/* Headers, in the order in which they are included. */
enum header {
	HEADER_ERRNO = 1 << 0,
	HEADER_FCNTL = 1 << 1,
	HEADER_LIMITS = 1 << 2,
	HEADER_STDINT = 1 << 3,
	HEADER_STDIO = 1 << 4,
	HEADER_STRING = 1 << 5,
	HEADER_MMAN = 1 << 6,
	HEADER_RESOURCE = 1 << 7,
	HEADER_SOCKET = 1 << 8,
	HEADER_STAT = 1 << 9,
	HEADER_UNISTD = 1 << 10
};
enum { HEADERS = 11 };

/*
 * Lines without their tab, each ended by a newline; NULL for none.  The
 * result vector is sv.
 */
struct part {
	unsigned headers;
	const char *declare;
	const char *before; /* the call */
	const char *after;
	const char *name; /* that a host may lack, or NULL */
};

/* "errno.h", "sys/mman.h"; header is one bit's index. */
const char *header_name(int header);

/* How to make a vector of that kind. */
const struct part *part_vector(int kind);

/* How many bytes of the vector can be read back, as C; NULL for none. */
const char *part_vector_seen(int kind);

/* How to arrange descriptors; NULL: no short program can. */
const struct part *part_fds(int fds);

/*
 * How to find an effect's value, seen; NULL: no short program can.  ASKED is
 * what it would be as asked.
 */
const struct part *part_effect(enum effect e);

#endif
