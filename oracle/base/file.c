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

/*
 * Reads to the end of f.  Returns NULL with errno set; does not use
 * arena_get, which might not come back to close f.
 */
static char *
stream_read(struct arena *a, FILE *f, size_t *len)
{
	size_t room, n;
	char *text, *more;

	room = room_for(f);
	text = arena_try(a, room);
	*len = 0;
	errno = 0;
	while (text != NULL &&
	    (n = fread(text + *len, 1, room - *len - 1, f)) > 0) {
		*len += n;
		if (*len + 1 < room)
			continue;
		if (room > FILE_LIMIT) {
			errno = EFBIG;
			return NULL;
		}
		more = arena_try(a, 2 * room);
		if (more != NULL)
			memcpy(more, text, *len);
		text = more;
		room *= 2;
	}
	if (text == NULL)
		errno = ENOMEM;
	return ferror(f) ? NULL : text;
}

char *
file_read(struct arena *a, const char *path, size_t *len, struct diag *why)
{
	char *text;
	FILE *f;
	int error;

	f = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	text = f == NULL ? NULL : stream_read(a, f, len);
	error = errno;
	if (f != NULL && f != stdin)
		fclose(f);
	if (text != NULL)
		return text;
	if (error == EFBIG)
		diag_set(why,
		    "%s: the file has more than " FILE_LIMIT_TEXT "; name a"
		    " smaller one",
		    path);
	else if (error == ENOMEM)
		diag_set(why, "%s: out of memory; name a smaller file", path);
	else
		diag_set(why, "%s: %s; name a file that can be read", path,
		    strerror(error));
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
