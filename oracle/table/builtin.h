/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The tables that are compiled into the oracle, as text: each file of
 * oracle/tables, made into C by build-aux/gen-tables.awk.
 */

#ifndef ORACLE_BUILTIN_H
#define ORACLE_BUILTIN_H

#include <stddef.h>

struct builtin_table {
	const char *name;  /* the file's, without .table */
	const char *lines; /* without newlines, one each */
	size_t width;	   /* bytes */
	size_t count;
};

/* In the order of their names, as strcmp has it. */
extern const struct builtin_table builtin_tables[];
extern const size_t builtin_table_count;

#endif
