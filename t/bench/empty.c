/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * An ATF program of empty cases: what Kyua itself costs.  A file COUNT in
 * the directory of the program says how many there are.
 */

#include <atf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES_MAX = 1000 };

/* A variable out of the list NAME VALUE NAME VALUE ... NULL. */
static const char *
variable(char *const *list, const char *name, const char *otherwise)
{
	for (; *list != NULL; list += 2)
		if (strcmp(list[0], name) == 0)
			return list[1];
	return otherwise;
}

static int
cases_wanted(char *const *config)
{
	char path[4096];
	int count;
	FILE *f;

	snprintf(path, sizeof(path), "%s/COUNT",
	    variable(config, "srcdir", "."));
	f = fopen(path, "r");
	if (f == NULL || fscanf(f, "%d", &count) != 1 || count > CASES_MAX) {
		fprintf(stderr, "empty: %s has no number of cases\n", path);
		exit(2);
	}
	fclose(f);
	return count;
}

static void
nothing(const atf_tc_t *tc)
{
	(void)tc;
}

ATF_TP_ADD_TCS(tp)
{
	char **config = atf_tp_get_config(tp);
	static atf_tc_t tc[CASES_MAX];
	static char name[CASES_MAX][20];
	atf_error_t error;
	int count, i;

	count = cases_wanted(config);
	for (i = 0; i < count; i++) {
		snprintf(name[i], sizeof(name[i]), "empty_%d", i);
		error = atf_tc_init(&tc[i], name[i], NULL, nothing, NULL,
		    (const char *const *)config);
		if (!atf_is_error(error))
			error = atf_tp_add_tc(tp, &tc[i]);
		if (atf_is_error(error))
			return error;
	}
	return atf_no_error();
}
