/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The bodies of a file of lines, each in one piece. */

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "lib/bodies.h"
#include "lib/line.h"

void
bodies_add(struct bodies *b, const char *text)
{
	struct body *body;
	char *copy, *p;

	copy = arena_text(&b->arena, text, strlen(text));
	for (p = copy; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
	b->body = arena_grow(&b->arena, b->body, b->count, b->count + 1,
	    sizeof(*b->body), &b->room);
	body = &b->body[b->count++];
	body->text = copy;
	body->line = 0;
}

/* A body on its way, which may come in several lines. */
struct joint {
	struct arena arena;
	char *text;
	size_t used, room;
	unsigned long line; /* where it begins; 0 for none */
};

static void
joint_done(struct joint *j, struct bodies *b)
{
	if (j->line == 0)
		return;
	bodies_add(b, j->text);
	b->body[b->count - 1].line = j->line;
	j->used = 0;
	j->line = 0;
}

/* Adds a part; returns whether the body is still of a length that may be. */
static bool
joint_add(struct joint *j, const char *part)
{
	const size_t len = strlen(part);

	if (j->used + len >= LINE_JOINED_MAX)
		return false;
	j->text = arena_grow(&j->arena, j->text, j->used, j->used + len + 1, 1,
	    &j->room);
	memcpy(j->text + j->used, part, len + 1);
	j->used += len;
	return true;
}

static int
take_line(struct joint *j, struct bodies *b, const char *path, char *text,
    unsigned long number, struct diag *why)
{
	const bool goes_on = line_goes_on(text) && j->line != 0;
	const char *bad;
	char *body;

	body = line_open(text, number, &bad);
	if (body == NULL)
		return diag_at(why, path, number, 0, "%s", bad);
	if (!goes_on) {
		joint_done(j, b);
		j->line = number;
	}
	if (!joint_add(j, goes_on ? body + 1 : body))
		return diag_at(why, path, number, 0,
		    "a body goes on for too"
		    " long; it was not made by a probe");
	return 0;
}

static int
take_all(struct bodies *b, FILE *f, const char *path, struct diag *why)
{
	/* One byte more than a line, so that a longer one shows. */
	char text[LINE_SIZE + 3];
	struct joint j = { ARENA_INIT, NULL, 0, 0, 0 };
	unsigned long number;
	int ret;

	ret = 0;
	for (number = 1; ret == 0 && fgets(text, sizeof(text), f) != NULL;
	     number++)
		ret = take_line(&j, b, path, text, number, why);
	joint_done(&j, b);
	arena_free(&j.arena);
	if (ret == 0 && ferror(f))
		ret = diag_set(why,
		    "%s: the file cannot be read to its end;"
		    " is it a regular file?",
		    path);
	return ret;
}

int
bodies_read(struct bodies *b, const char *path, struct diag *why)
{
	FILE *f;
	int ret;

	f = fopen(path, "r");
	if (f == NULL)
		return diag_set(why, "%s: %s; name a file that can be read",
		    path, strerror(errno));
	ret = take_all(b, f, path, why);
	fclose(f);
	return ret;
}

void
bodies_free(struct bodies *b)
{
	arena_free(&b->arena);
	memset(b, 0, sizeof(*b));
}
