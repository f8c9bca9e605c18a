/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The inside of the table reader: table_parse.c reads heads and clauses,
 * table_row.c rows.
 */

#ifndef PAIRTEST_TABLE_PARSER_H
#define PAIRTEST_TABLE_PARSER_H

#include "oracle/table/table.h"

struct parser {
	struct table *t;
	char *line; /* what is left of it */
	char *start;
	unsigned long number;
	size_t clause_room, row_room, asked_room, error_room;
	char *text; /* of the last clause, as long as it has any */
	size_t text_used, text_room; /* of the last clause's text */
	bool headed;		     /* an order was given */
	struct diag *why;
};

/*
 * "file:line:column: what" into the parser's diag, for the place at of the
 * line; -1.
 */
int parser_bad(const struct parser *p, const char *at, const char *what);

/* Cuts the next word off the line; "" at its end. */
char *parser_word(struct parser *p);

/* Read the rest of a row that starts so.  0, or -1 with the reason. */
int parse_when(struct parser *p);
int parse_otherwise(struct parser *p);
int parse_on(struct parser *p);
int parse_asked(struct parser *p);

#endif
