/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Requests for pairoracle predict -: prints COUNT of them, drawn by chance,
 * one a line, with names about as often as numbers.
 */

#include <stdio.h>
#include <stdlib.h>

#include "lib/dimension.h"
#include "lib/dimension_text.h"

static unsigned seed = 1;

static unsigned
draw(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return seed / 65536u % below;
}

int
main(int argc, char **argv)
{
	static const char *const flags[] = { "", "|SOCK_CLOEXEC",
		"|SOCK_NONBLOCK" };
	const struct numbering *n = numbering_reference();
	char domain[96], type[96];
	long count, i;

	count = argc == 2 ? strtol(argv[1], NULL, 10) : 0;
	if (count <= 0) {
		fputs("predict: usage: predict COUNT\n", stderr);
		return 2;
	}
	for (i = 0; i < count; i++) {
		dimension_value_text(DIM_DOMAIN, draw(60), n, domain,
		    sizeof(domain));
		dimension_value_text(DIM_TYPE, 1 + draw(12), n, type,
		    sizeof(type));
		printf("%s %s%s %u", domain, type,
		    type[0] == 'S' ? flags[draw(3)] : "", draw(300));
		if (draw(4) == 0)
			printf(" vector=%s",
			    dimension_word(DIM_VECTOR,
				(int)draw(VECTOR_COUNT)));
		if (draw(4) == 0)
			printf(" fds=%s",
			    dimension_word(DIM_FDS, (int)draw(FDS_COUNT)));
		putchar('\n');
	}
	return 0;
}
