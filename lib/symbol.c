/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Names and numbers. */

#include <limits.h>
#include <string.h>

#include "lib/symbol.h"

static const char *const symbol_names[] = {
#define SYMBOL(kind, name, known, number) #name,
#include "lib/symbols.def"
#undef SYMBOL
};

static const unsigned char symbol_kinds[] = {
#define SYMBOL(kind, name, known, number) SYMBOL_##kind,
#include "lib/symbols.def"
#undef SYMBOL
};

static const unsigned char symbol_lengths[] = {
#define SYMBOL(kind, name, known, number) sizeof(#name) - 1,
#include "lib/symbols.def"
#undef SYMBOL
};

static const struct numbering reference = {
	{
#define SYMBOL(kind, name, known, number) known,
#include "lib/symbols.def"
#undef SYMBOL
	},
	{
#define SYMBOL(kind, name, known, number) number,
#include "lib/symbols.def"
#undef SYMBOL
	},
};

static const char *const kind_names[SYMBOL_KINDS] = {
	"domain",
	"type",
	"flag",
	"protocol",
	"errno",
	"signal",
};

const char *
symbol_name(int id)
{
	return symbol_names[id];
}

enum symbol_kind
symbol_kind(int id)
{
	return (enum symbol_kind)symbol_kinds[id];
}

const char *
symbol_kind_name(enum symbol_kind kind)
{
	return kind_names[kind];
}

/* The symbols of a kind stand together; the first of that kind or above. */
static int
kind_start(int kind)
{
	int from, to, middle;

	for (from = 0, to = SYMBOL_COUNT; from < to;) {
		middle = (from + to) / 2;
		if (symbol_kinds[middle] < kind)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Among the symbols from id to before end. */
static int
name_find(int id, int end, const char *name, size_t len)
{
	/* Most words are no name of C code. */
	if (len == 0 || *name < 'A' || *name > 'Z')
		return -1;
	for (; id < end; id++)
		if (symbol_lengths[id] == len &&
		    memcmp(symbol_names[id], name, len) == 0)
			return id;
	return -1;
}

int
symbol_find(enum symbol_kind kind, const char *name, size_t len)
{
	return name_find(kind_start((int)kind), kind_start((int)kind + 1), name,
	    len);
}

int
symbol_find_any(const char *name, size_t len)
{
	return name_find(0, SYMBOL_COUNT, name, len);
}

bool
symbol_fits(int id, long number)
{
	if (number < INT_MIN || number > INT_MAX)
		return false;
	return symbol_kind(id) != SYMBOL_FLAG ||
	    (number > 0xf && (number & (number - 1)) == 0);
}

const struct numbering *
numbering_reference(void)
{
	return &reference;
}

int
numbering_name(const struct numbering *n, enum symbol_kind kind, int number)
{
	const int end = kind_start((int)kind + 1);
	int id;

	for (id = kind_start((int)kind); id < end; id++)
		if (n->number[id] == number && n->known[id])
			return id;
	return -1;
}

int
numbering_flags(const struct numbering *n)
{
	const int end = kind_start(SYMBOL_FLAG + 1);
	int flags, id;

	flags = 0;
	for (id = kind_start(SYMBOL_FLAG); id < end; id++)
		if (n->known[id])
			flags |= n->number[id];
	return flags;
}
