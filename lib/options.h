/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Command lines, read by a table.  Not getopt_long(3): not every host has
 * it, and both programs take negative numbers as operands.
 *
 * Options may stand before, between and behind operands; "--" ends them.  A
 * value is the rest of its argument (-oFILE, --output=FILE) or the next
 * argument.  "-" alone and "-" with a digit behind it are operands.
 */

#ifndef PAIRTEST_OPTIONS_H
#define PAIRTEST_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "lib/diag.h"

enum { OPTION_VALUES_MAX = 64 };

struct option_values {
	const char *value[OPTION_VALUES_MAX];
	size_t count;
};

enum option_type {
	OPTION_FLAG,   /* bool */
	OPTION_STRING, /* const char *, not empty; the last one given */
	OPTION_LIST,   /* struct option_values: each one given */
	OPTION_NUMBER, /* unsigned, low to high; initial where not given */
	OPTION_CALL    /* take() interprets the value */
};

struct option_row {
	char letter;	  /* 0 for none */
	const char *name; /* without its "--" */
	enum option_type type;
	size_t at;	   /* where it is stored: offsetof() */
	const char *value; /* what help calls its value; NULL for a flag */
	const char *help;  /* may have several lines */
	bool required;
	unsigned low, high, initial;
	int (*take)(void *to, const char *value, struct diag *why);
};

struct command_line {
	const char *program;  /* "pairoracle judge" */
	const char *usage;    /* what follows it; may have several lines */
	const char *summary;  /* a sentence or several lines */
	const char *operands; /* "takes exactly one trace" */
	int least, most;      /* so many operands; most < 0: no limit */
	const struct option_row *row;
	size_t rows;
};

enum { OPTIONS_BAD = -1, OPTIONS_HELP = -2 };

/*
 * Reads the arguments behind the program's name into the structure to, and
 * moves operands to the front of argv.  Returns how many there are,
 * OPTIONS_HELP where --help or -h was given, or OPTIONS_BAD with the reason.
 */
int options_read(const struct command_line *c, void *to, int argc, char **argv,
    struct diag *why);

/* Prints the usage, the summary and each option. */
void options_help(const struct command_line *c, FILE *f);

#endif
