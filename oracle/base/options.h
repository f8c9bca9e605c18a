/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * The options of a subcommand: letters with or without a value, before the
 * operands.  "--" ends them, and "-" alone is an operand.
 */

#ifndef PAIRTEST_OPTIONS_H
#define PAIRTEST_OPTIONS_H

#include <stddef.h>

#include "lib/diag.h"

enum { OPTION_VALUES_MAX = 64 };

struct option_values {
	const char *value[OPTION_VALUES_MAX];
	size_t count;
};

/* One option: its letter and where its values go, or flag for one without. */
struct option_spec {
	char letter;
	struct option_values *values;
	int *flag;
};

/*
 * Reads the options of argv by count specs.  Returns the index of the first
 * operand, or -1 with the reason.
 */
int options_read(int argc, char **argv, const struct option_spec *spec,
    size_t count, struct diag *why);

/* The last value given, or otherwise. */
const char *option_last(const struct option_values *v, const char *otherwise);

#endif
