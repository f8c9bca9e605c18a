/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Names and numbers. */

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
	}
};

static const char *const kind_names[SYMBOL_KINDS] = {
	"domain", "type", "flag", "protocol", "errno", "signal"
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

int
symbol_find(enum symbol_kind kind, const char *name, size_t len)
{
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kinds[id] == kind &&
		    strncmp(symbol_names[id], name, len) == 0 &&
		    symbol_names[id][len] == '\0')
			return id;
	return -1;
}

const struct numbering *
numbering_reference(void)
{
	return &reference;
}

int
numbering_name(const struct numbering *n, enum symbol_kind kind, int number)
{
	int id;

	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kinds[id] == kind && n->known[id] &&
		    n->number[id] == number)
			return id;
	return -1;
}

int
numbering_flags(const struct numbering *n)
{
	int flags, id;

	flags = 0;
	for (id = 0; id < SYMBOL_COUNT; id++)
		if (symbol_kinds[id] == SYMBOL_FLAG && n->known[id])
			flags |= n->number[id];
	return flags;
}
