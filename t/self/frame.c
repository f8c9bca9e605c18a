/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/*
 * Makes traces for tests: reads bodies, one a line, and writes the lines of
 * a trace.  A first body without the identity of a run gets one, and a last
 * body its digest.  With -u it takes a trace and writes the bodies.
 *
 * usage: frame [-u] [IDENTITY]
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/log.h"

static int
fail(const struct diag *why)
{
	fprintf(stderr, "frame: %s\n", why->text);
	return 2;
}

static int
unframe(void)
{
	struct bodies b;
	struct diag why;
	struct log l;
	size_t i;

	memset(&b, 0, sizeof(b));
	memset(&l, 0, sizeof(l));
	if (log_read(&l, stdin, "standard input", &why) != 0 ||
	    log_sort(&l, &why) != 0 || log_whole(&b, &l, "mend it", &why) != 0)
		return fail(&why);
	for (i = 0; i < b.count; i++)
		puts(b.body[i].text);
	bodies_free(&b);
	log_free(&l);
	return 0;
}

/* Completes a body that leaves to us what only we know; room is enough. */
static void
complete(char *body, bool first, const char *identity, uint32_t digest)
{
	unsigned long long requests;

	if (first && strncmp(body, "pairtest-", 9) == 0 &&
	    strchr(strchr(body, ' ') + 1, ' ') == NULL)
		sprintf(body + strlen(body), " %s", identity);
	else if (sscanf(body, "end %llu", &requests) == 1)
		sprintf(body, "end %llu %08lx", requests,
		    (unsigned long)digest);
}

static void
frame(const char *identity)
{
	struct line_writer w = { stdout, 0, 0 };
	uint32_t digest;
	char *body, *more;
	size_t room;
	ssize_t len;

	body = NULL;
	room = 0;
	digest = 0;
	while ((len = getline(&body, &room, stdin)) >= 0) {
		body[strcspn(body, "\n")] = '\0';
		if (room < (size_t)len + 100) {
			room = (size_t)len + 100;
			more = realloc(body, room);
			if (more == NULL)
				exit(2);
			body = more;
		}
		complete(body, w.number == 0, identity, digest);
		digest = line_digest(digest, body);
		line_put(&w, body);
	}
	free(body);
}

int
main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "-u") == 0)
		return unframe();
	frame(argc > 1 ? argv[1] : "0123456789abcdef");
	return fflush(stdout) == 0 ? 0 : 2;
}
