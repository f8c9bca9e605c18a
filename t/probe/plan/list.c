/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The values that are worth trying. */

#include "t/probe/host/host.h"

#include <string.h>

#include "t/probe/host/numbers.h"
#include "t/probe/plan/list.h"

/* Members that this host has no name for are left out. */
static const struct {
	enum list list;
	enum dimension dim;
	const char *set;
} lists[] = {
	{ LIST_FULL, DIM_ENTRY, "*" },
	{ LIST_FULL, DIM_PRIVILEGE, "root,user" },
	{ LIST_FULL, DIM_FDS, "*" },
	{ LIST_FULL, DIM_RESOURCE, "*" },
	{ LIST_FULL, DIM_VECTOR, "*" },
	{ LIST_FULL, DIM_CHECK, "*" },
	{ LIST_FULL, DIM_ENDS, "*" },
	/* Besides these, every name: see list_axis. */
	{ LIST_FULL, DIM_DOMAIN,
	    "INT_MIN,-1,0..63,255,256,65535,65536,INT_MAX" },
	{ LIST_FULL, DIM_TYPE, "INT_MIN,-1,0..15,INT_MAX" },
	{ LIST_FULL, DIM_PROTOCOL, "INT_MIN,-1,0..263,65535,65536,INT_MAX" },

	{ LIST_FAULTS, DIM_DOMAIN, "AF_UNIX,AF_INET,AF_INET6,255,-1" },
	{ LIST_FAULTS, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,0,11,"
	    "SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_FAULTS, DIM_PROTOCOL, "0,1,6,17,99,-1" },

	/* Each type is paired with each protocol, so there are few of these. */
	{ LIST_PAIRS, DIM_PROTOCOL,
	    "INT_MIN,-1,0..3,6,8,16,17,31,32,41,47,58,99,132,136,255,256,"
	    "262,263,65535,65536,INT_MAX" },

	{ LIST_SOME, DIM_DOMAIN, "AF_UNIX,AF_INET,255" },
	{ LIST_SOME, DIM_TYPE, "SOCK_STREAM,SOCK_DGRAM,11,SOCK_STREAM|16" },
	{ LIST_SOME, DIM_PROTOCOL, "0,99,-1" },

	{ LIST_PAIR, DIM_CHECK, "ready-new..atomic" },
	{ LIST_PAIR, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_RDM,"
	    "SOCK_SEQPACKET,SOCK_STREAM|SOCK_NONBLOCK,"
	    "SOCK_DGRAM|SOCK_NONBLOCK,SOCK_SEQPACKET|SOCK_NONBLOCK,"
	    "SOCK_STREAM|SOCK_CLOEXEC,SOCK_DGRAM|SOCK_CLOEXEC,"
	    "SOCK_SEQPACKET|SOCK_CLOEXEC" },

	{ LIST_QUICK, DIM_CHECK, "!call" },
	{ LIST_QUICK, DIM_TYPE, "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET" },

	{ LIST_LIFE, DIM_CHECK, "read-data..kqueue-unread-closed" },
	{ LIST_LIFE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,SOCK_STREAM|SOCK_NONBLOCK,"
	    "SOCK_DGRAM|SOCK_NONBLOCK,SOCK_SEQPACKET|SOCK_NONBLOCK" },

	{ LIST_ELSEWHERE, DIM_PRIVILEGE, "namespace,confined" },
	{ LIST_ELSEWHERE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_RDM,"
	    "SOCK_SEQPACKET,SOCK_PACKET,0,11,SOCK_STREAM|16,"
	    "SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_ELSEWHERE, DIM_PROTOCOL, "-1,0,1,6,17,58,99,255,256" },

	{ LIST_FILES, DIM_PRIVILEGE, "user" },
	{ LIST_FILES, DIM_FDS, "0,1,many" },
	{ LIST_FILES, DIM_RESOURCE, "files" },
	{ LIST_FILES, DIM_DOMAIN, "AF_UNIX,AF_INET,AF_PACKET,255,-1" },
	{ LIST_FILES, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_FILES, DIM_PROTOCOL, "0,1,99" },
	{ LIST_FILES, DIM_VECTOR, "valid,null,second-bad" },

	{ LIST_MEMORY, DIM_RESOURCE, "memory" },
	{ LIST_MEMORY, DIM_DOMAIN,
	    "AF_UNIX,AF_INET,AF_INET6,AF_PACKET,"
	    "AF_TIPC,255" },
	{ LIST_MEMORY, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC" },
	{ LIST_MEMORY, DIM_PROTOCOL, "0,99" },
	{ LIST_MEMORY, DIM_VECTOR, "valid,null" },

	{ LIST_BASE, DIM_ENTRY, "libc" },
	{ LIST_BASE, DIM_FDS, "many" },
	{ LIST_BASE, DIM_RESOURCE, "ample" },
	{ LIST_BASE, DIM_DOMAIN, "AF_UNSPEC,AF_UNIX,AF_INET,255,-1" },
	{ LIST_BASE, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_SEQPACKET,"
	    "SOCK_RAW,0,11,SOCK_STREAM|16,SOCK_STREAM|SOCK_CLOEXEC,"
	    "SOCK_STREAM|SOCK_NONBLOCK,-1" },
	{ LIST_BASE, DIM_PROTOCOL, "0,1,6,17,99,-1" },
	{ LIST_BASE, DIM_VECTOR, "valid,misaligned-1,null" },

	{ LIST_FACTS, DIM_TYPE,
	    "SOCK_STREAM,SOCK_DGRAM,SOCK_RAW,SOCK_SEQPACKET" },
	{ LIST_FACTS, DIM_PROTOCOL, "0" },
};

enum {
	LISTS = sizeof(lists) / sizeof(lists[0]),
	TYPE_BITS = 4 /* bits below are those of a plain type */
};

/* Adds one value to a set. */
static void
join(struct arena *a, struct set *s, int64_t value)
{
	*s = set_or(a, *s, set_range(a, value, value));
}

/* The members of a text that have a meaning here. */
static struct set
known_members(struct arena *a, enum dimension d, const char *text)
{
	struct set all = { NULL, 0 }, one;
	size_t len;

	if (strcmp(text, "*") == 0)
		return dimension_all(a, d);
	for (; *text != '\0'; text += len + (text[len] == ',')) {
		len = strcspn(text, ",");
		if (dimension_set(a, d, text, len, numbers_host(), &one,
			NULL) == 0)
			all = set_or(a, all, one);
	}
	return all;
}

/* Every number of a kind that has a name here. */
static void
named(struct arena *a, enum symbol_kind kind, struct set *s)
{
	const struct numbering *n = numbers_host();
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (n->known[id] && symbol_kind(id) == kind)
			join(a, s, n->number[id]);
}

/* Each bit above those of plain types, alone and with SOCK_STREAM. */
static void
odd_bits(struct arena *a, struct set *s)
{
	unsigned bit;

	for (bit = 1u << TYPE_BITS; bit != 0; bit <<= 1) {
		join(a, s, (int)bit);
		join(a, s, (int)(bit | SOCK_STREAM));
	}
}

/* Every combination of flags with each plain type. */
static void
flagged(struct arena *a, struct set *s)
{
	static const int types[] = {
		SOCK_STREAM,
		SOCK_DGRAM,
		SOCK_RAW,
#ifdef SOCK_RDM
		SOCK_RDM,
#endif
		SOCK_SEQPACKET,
		0,
	};
	const unsigned flags = (unsigned)numbering_flags(numbers_host());
	unsigned some;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		for (some = flags; some != 0; some = (some - 1) & flags)
			join(a, s, (int)(some | (unsigned)types[i]));
}

struct axis
list_axis(struct arena *a, enum list list, enum dimension d)
{
	struct set s = { NULL, 0 };
	int i;

	for (i = 0; i < LISTS; i++)
		if (lists[i].list == list && lists[i].dim == d)
			break;
	if (i == LISTS)
		return list_axis(a, LIST_FULL, d);
	s = known_members(a, d, lists[i].set);
	if (list == LIST_FULL && d == DIM_DOMAIN)
		named(a, SYMBOL_DOMAIN, &s);
	if (list == LIST_FULL && d == DIM_PROTOCOL)
		named(a, SYMBOL_PROTOCOL, &s);
	if (list == LIST_FULL && d == DIM_TYPE) {
		named(a, SYMBOL_TYPE, &s);
		odd_bits(a, &s);
		flagged(a, &s);
	}
	return axis_of_set(a, s);
}

struct axis
list_read(struct arena *a, enum dimension d, const char *text)
{
	if (strcmp(text, "*") == 0)
		return list_axis(a, LIST_FULL, d);
	return axis_of_set(a, known_members(a, d, text));
}
