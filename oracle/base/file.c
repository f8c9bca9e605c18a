/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* Whole files as text. */

#include <sys/stat.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "oracle/base/escape.h"
#include "oracle/base/file.h"

/* Room for all of it and more, which makes growing an exception. */
static size_t
room_for(FILE *f)
{
	struct stat st;

	if (fstat(fileno(f), &st) != 0 || st.st_size <= 0 ||
	    st.st_size > 1 << 20)
		return 1 << 12;
	return (size_t)st.st_size + 2;
}

static char *
stream_read(struct arena *a, FILE *f, size_t *len)
{
	size_t room, n;
	char *text;

	room = 0;
	text = arena_grow(a, NULL, 0, room_for(f), 1, &room);
	*len = 0;
	while ((n = fread(text + *len, 1, room - *len - 1, f)) > 0) {
		*len += n;
		text = arena_grow(a, text, *len, *len + 2, 1, &room);
	}
	text[*len] = '\0';
	return text;
}

char *
file_read(struct arena *a, const char *path, size_t *len, struct diag *why)
{
	char *text;
	FILE *f;
	int failed;

	f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (f == NULL) {
		diag_set(why, "%s: %s; name a file that can be read", path,
		    strerror(errno));
		return NULL;
	}
	errno = 0;
	text = stream_read(a, f, len);
	failed = ferror(f) ? errno : 0;
	if (f != stdin)
		fclose(f);
	if (failed == 0)
		return text;
	diag_set(why, "%s: %s; name a file that can be read", path,
	    strerror(failed));
	return NULL;
}

char *
file_text(struct arena *a, const char *path, struct diag *why)
{
	size_t len;
	char *text;

	text = file_read(a, path, &len, why);
	if (text == NULL || escape_check(text, len, path, why) != 0)
		return NULL;
	return text;
}

char *
file_line(char **text)
{
	char *line = *text, *end;

	if (line == NULL)
		return NULL;
	end = strchr(line, '\n');
	if (end != NULL)
		*end++ = '\0';
	*text = end;
	return line;
}

int
directory_make(const char *path, struct diag *why)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return 0;
	return diag_set(why, "%s: %s; name a directory that can be made", path,
	    strerror(errno));
}
