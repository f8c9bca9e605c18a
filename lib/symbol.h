/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Names and numbers.  The names of domains, types, flags, protocols, errnos
 * and signals are the project's (lib/symbols.txt); their numbers are a
 * host's.  A numbering says which number each name has on one host.
 */

#ifndef PAIRTEST_SYMBOL_H
#define PAIRTEST_SYMBOL_H

#include <stdbool.h>
#include <stddef.h>

enum symbol_kind {
	SYMBOL_DOMAIN,
	SYMBOL_TYPE,
	SYMBOL_FLAG,
	SYMBOL_PROTOCOL,
	SYMBOL_ERRNO,
	SYMBOL_SIGNAL,
	SYMBOL_KINDS
};

/* One enumerator for each name: SYM_AF_UNIX, SYM_EFAULT, ... */
enum symbol {
#define SYMBOL(kind, name, known, number) SYM_##name,
#include "lib/symbols.def"
#undef SYMBOL
	SYMBOL_COUNT
};

struct numbering {
	bool known[SYMBOL_COUNT];
	int number[SYMBOL_COUNT];
};

/* The name of symbol id, as C code spells it. */
const char *symbol_name(int id);

/* The kind of symbol id. */
enum symbol_kind symbol_kind(int id);

/* "domain", "type", ...: the word for a kind in a trace. */
const char *symbol_kind_name(enum symbol_kind kind);

/* The symbol of that kind and name (len bytes), or -1. */
int symbol_find(enum symbol_kind kind, const char *name, size_t len);

/* The symbol of that name, whatever its kind, or -1. */
int symbol_find_any(const char *name, size_t len);

/*
 * Whether symbol id may have that number on some host: an int, and for a
 * flag one bit above those that name a type.
 */
bool symbol_fits(int id, long number);

/* The numbers that Linux uses on most machines. */
const struct numbering *numbering_reference(void);

/* The first symbol of that kind with that number, or -1. */
int
numbering_name(const struct numbering *n, enum symbol_kind kind, int number);

/* The bits of all SOCK_ flags that the host has, or-ed. */
int numbering_flags(const struct numbering *n);

#endif
