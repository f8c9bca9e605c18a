/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Manual pages as tables. */

#include <stdlib.h>
#include <string.h>

#include "oracle/table/import.h"

bool
import_is_page(const char *path)
{
	char start[16] = "";
	size_t n;
	FILE *f;

	f = strcmp(path, "-") == 0 ? NULL : fopen(path, "r");
	if (f == NULL)
		return false;
	n = fread(start, 1, sizeof(start) - 1, f);
	fclose(f);
	return n > 2 &&
	    (memcmp(start, "\037\213", 2) == 0 || start[0] == '.' ||
		memcmp(start, "'\\\"", 3) == 0);
}

/* Places are those of the page: clauses cite its lines. */
static void
lines_set(struct table *t)
{
	size_t i;

	for (i = 0; i < t->clauses; i++)
		t->clause[i].line = strtoul(t->clause[i].citation, NULL, 10);
	for (i = 0; i < t->rows; i++)
		t->row[i].line = t->clause[t->row[i].clause].line;
}

int
import_open(struct table *t, const char *path, struct diag *why)
{
	struct arena scratch = ARENA_INIT;
	struct page page;
	char *text;
	size_t len;
	FILE *f;
	int ret;

	memset(t, 0, sizeof(*t));
	ret = page_read(&scratch, path, &page, why);
	text = NULL;
	f = ret == 0 ? open_memstream(&text, &len) : NULL;
	if (f != NULL) {
		import_write(&page, NULL, path, f);
		if (fclose(f) != 0)
			ret = diag_set(why, "out of memory");
		else
			ret = table_read(t, text, len, path, why);
		free(text);
	} else if (ret == 0)
		ret = diag_set(why, "out of memory");
	if (ret == 0) {
		t->path = t->file;
		t->page = true;
		lines_set(t);
	}
	arena_free(&scratch);
	return ret;
}
