/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The trace on its way out. */

#include "t/probe/host/host.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"
#include "t/probe/box/writer.h"

static int
cannot(const struct writer *w, struct diag *why)
{
	if (w->path == NULL)
		return diag_set(why,
		    "standard output: %s; is the disk full,"
		    " or nobody there to read?",
		    strerror(errno));
	return diag_set(why, "%s: %s; name a file that can be written", w->path,
	    strerror(errno));
}

/* A temporary beside the file, with the rights that a new file gets. */
static int
temporary_open(struct writer *w)
{
	mode_t mask;
	int fd, len;

	len = snprintf(w->temporary, sizeof(w->temporary), "%s.XXXXXX",
	    w->path);
	if (len < 0 || (size_t)len >= sizeof(w->temporary)) {
		w->temporary[0] = '\0';
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = host_mkstemp(w->temporary);
	if (fd < 0) {
		w->temporary[0] = '\0';
		return -1;
	}
	mask = host_umask(0);
	host_umask(mask);
	host_fchmod(fd, 0666 & ~mask);
	return fd;
}

/* Opens what the trace goes to.  Returns 0, or -1 with errno. */
static int
file_open(struct writer *w)
{
	struct stat st;
	int fd;

	if (w->path == NULL) {
		w->file = stdout;
		return host_fcntl(STDOUT_FILENO, F_GETFD) < 0 ? -1 : 0;
	}
	/* A device keeps its name, so it is written at once. */
	if (host_stat(w->path, &st) == 0 && !S_ISREG(st.st_mode))
		fd = host_open(w->path, O_WRONLY);
	else
		fd = temporary_open(w);
	if (fd < 0)
		return -1;
	w->file = fdopen(fd, "w");
	return w->file == NULL ? -1 : 0;
}

int
writer_collect(struct writer *w, struct bodies *to, struct diag *why)
{
	memset(w, 0, sizeof(*w));
	w->copy = to;
	w->body = malloc(LINE_JOINED_MAX);
	return w->body != NULL ? 0
			       : diag_set(why,
				     "no memory for a line;"
				     " free some");
}

int
writer_open(struct writer *w, const char *path, struct diag *why)
{
	memset(w, 0, sizeof(*w));
	w->path = path;
	w->body = malloc(LINE_JOINED_MAX);
	if (w->body != NULL && file_open(w) == 0)
		return 0;
	cannot(w, why);
	writer_drop(w);
	return -1;
}

void
writer_body(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(w->body, LINE_JOINED_MAX, fmt, ap);
	va_end(ap);
	if (w->copy != NULL)
		bodies_add(w->copy, w->body);
	if (w->file != NULL)
		line_put(w->file, &w->line, w->body);
}

bool
writer_works(struct writer *w)
{
	return w->file == NULL || (fflush(w->file) == 0 && !ferror(w->file));
}

int
writer_close(struct writer *w, struct diag *why)
{
	bool works;

	works = writer_works(w) && fclose(w->file) == 0;
	w->file = NULL;
	if (works && w->temporary[0] != '\0')
		works = rename(w->temporary, w->path) == 0;
	if (!works)
		cannot(w, why);
	else
		w->temporary[0] = '\0';
	writer_drop(w);
	return works ? 0 : -1;
}

void
writer_drop(struct writer *w)
{
	if (w->file != NULL && w->file != stdout)
		fclose(w->file);
	if (w->temporary[0] != '\0')
		host_unlink(w->temporary);
	free(w->body);
	memset(w, 0, sizeof(*w));
}
