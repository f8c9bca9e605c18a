/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The options of a subcommand. */

#include <string.h>

#include "oracle/base/options.h"

static const struct option_spec *
spec_find(const struct option_spec *spec, size_t count, char letter)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (spec[i].letter == letter)
			return &spec[i];
	return NULL;
}

/* Takes the value behind the letter, or in the next argument. */
static int
value_take(const struct option_spec *s, const char *rest, char **argv, int argc,
    int *i, struct diag *why)
{
	if (*rest == '\0') {
		if (*i + 1 >= argc)
			return diag_set(why, "option -%c needs a value",
			    s->letter);
		rest = argv[++*i];
	}
	if (s->values->count == OPTION_VALUES_MAX)
		return diag_set(why, "option -%c is given too often",
		    s->letter);
	s->values->value[s->values->count++] = rest;
	return 0;
}

static int
letters_read(const char *p, char **argv, int argc, int *i,
    const struct option_spec *spec, size_t count, struct diag *why)
{
	const struct option_spec *s;

	for (; *p != '\0'; p++) {
		s = spec_find(spec, count, *p);
		if (s == NULL)
			return diag_set(why,
			    "no option -%c here; see"
			    " pairoracle --help",
			    *p);
		if (s->values != NULL)
			return value_take(s, p + 1, argv, argc, i, why);
		*s->flag = 1;
	}
	return 0;
}

int
options_read(int argc, char **argv, const struct option_spec *spec,
    size_t count, struct diag *why)
{
	int i;

	for (i = 0; i < argc; i++) {
		if (argv[i][0] != '-' || argv[i][1] == '\0')
			break;
		if (strcmp(argv[i], "--") == 0) {
			i++;
			break;
		}
		if (letters_read(argv[i] + 1, argv, argc, &i, spec, count,
			why) != 0)
			return -1;
	}
	return i;
}

const char *
option_last(const struct option_values *v, const char *otherwise)
{
	return v->count == 0 ? otherwise : v->value[v->count - 1];
}
