/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Makes traces for tests: reads bodies, one a line, and writes the lines of
 * a trace.  With -u it takes a trace and writes the bodies.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"

static void
unframe(char *text, unsigned long sequence)
{
	const char *why;
	char *body;

	body = line_open(text, sequence, &why);
	if (body == NULL) {
		fprintf(stderr, "frame: line %lu: %s\n", sequence, why);
		exit(2);
	}
	puts(body);
}

int
main(int argc, char **argv)
{
	char text[1024], line[LINE_SIZE];
	unsigned long sequence;
	int back;

	back = argc > 1 && strcmp(argv[1], "-u") == 0;
	for (sequence = 1; fgets(text, sizeof(text), stdin) != NULL;
	     sequence++) {
		if (back) {
			unframe(text, sequence);
			continue;
		}
		text[strcspn(text, "\n")] = '\0';
		line_make(line, sequence, text);
		fputs(line, stdout);
	}
	return fflush(stdout) == 0 ? 0 : 2;
}
