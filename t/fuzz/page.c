/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Manual pages: the tree that mandoc prints is what is read of a page, so the
 * bytes take the place of what it prints, and no program is run.
 */

#include "oracle/base/spawn.h"
#include "oracle/table/manpage.h"
#include "t/fuzz/fuzz.h"

static const uint8_t *printed;
static size_t printed_size;

char *
spawn_read(struct arena *a, const char *const argv[], size_t *len,
    struct diag *why)
{
	(void)argv;
	if (printed_size == 0) {
		diag_set(why, "nothing was printed; read a page");
		return NULL;
	}
	*len = printed_size;
	return arena_text(a, (const char *)printed, printed_size);
}

void
fuzz_page(const uint8_t *data, size_t size)
{
	struct arena a = ARENA_INIT;
	struct diag why = { "" };
	struct page p = { 0 };
	size_t i;

	printed = data;
	printed_size = size;
	if (page_read(&a, "page", &p, &why) != 0)
		fuzz_complaint(&why);
	else
		for (i = 0; i < p.count; i++)
			fuzz_require(p.item[i].name[0] == 'E' &&
				p.item[i].text != NULL,
			    "an error of the page has no name or no text");
	arena_free(&a);
}
