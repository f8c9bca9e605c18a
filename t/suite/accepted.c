/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Where the suite finds what was accepted of a host. */

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "t/suite/accepted.h"

static int
is_expect(const struct dirent *entry)
{
	size_t n;

	n = strlen(entry->d_name);
	return n > 7 && entry->d_name[0] != '.' &&
	    strcmp(entry->d_name + n - 7, ".expect") == 0;
}

static int
beside_read(struct expectations *e, const char *directory, const char *name,
    struct diag *why)
{
	char *path;

	path = arena_get(&e->arena, strlen(directory) + strlen(name) + 2);
	sprintf(path, "%s/%s", directory, name);
	return expect_read(e, path, why);
}

int
accepted_read(struct expectations *e, const char *path, const char *directory,
    struct diag *why)
{
	struct dirent **entry;
	int i, count, ret;

	if (path != NULL)
		return expect_read(e, path, why);
	count = scandir(directory, &entry, is_expect, alphasort);
	if (count < 0)
		return diag_set(why, "%s: %s; it should hold the expectations",
		    directory, strerror(errno));
	ret = 0;
	for (i = 0; i < count; i++) {
		if (ret == 0)
			ret = beside_read(e, directory, entry[i]->d_name, why);
		free(entry[i]);
	}
	free(entry);
	return ret;
}
