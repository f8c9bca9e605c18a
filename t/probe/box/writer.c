/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The trace as it is written. */

#include "t/probe/host/host.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "t/probe/box/writer.h"

void
writer_collect(struct writer *w, struct bodies *to)
{
	memset(w, 0, sizeof(*w));
	w->copy = to;
}

int
writer_open(struct writer *w, const char *path, struct diag *why)
{
	memset(w, 0, sizeof(*w));
	if (output_open(&w->output, path, why) != 0)
		return -1;
	w->open = true;
	w->stream = w->output.target == NULL;
	w->lines.file = w->output.file;
	return 0;
}

/*
 * Time tells the runs of a host apart, process and stack those that start in
 * one tick of its clock.  Of the clocks, small libcs have this one.
 */
static void
identity(char text[32])
{
	static unsigned count; /* of the traces of this process */
	unsigned long place;
#if defined(HAVE_SETITIMER)
	struct timeval now = { 0, 0 };

	gettimeofday(&now, NULL);
#else
	const time_t now = time(NULL);
#endif

	place = (unsigned long)(uintptr_t)text;
#if defined(HAVE_FORK)
	place ^= (unsigned long)host_getpid() << 8;
#endif
	count++;
	snprintf(text, 32, "%08lx%08lx",
	    (unsigned long)line_crc(count, &now, sizeof(now)),
	    (unsigned long)line_crc(count, &place, sizeof(place)));
}

/* Puts the next body in w->body. */
DIAG_FORMAT(3, 0)
static void
body_format(struct writer *w, const char *lead, const char *fmt, va_list ap)
{
	const size_t led = strlen(lead);
	va_list again;
	size_t want;
	char *more;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	want = led + (len < 0 ? 0 : (size_t)len) + 1;
	if (want > w->room) {
		more = realloc(w->body, want * 2);
		if (more == NULL) {
			fputs("pairprobe: out of memory\n", stderr);
			host_exit(2);
		}
		w->body = more;
		w->room = want * 2;
	}
	strcpy(w->body, lead);
	vsnprintf(w->body + led, w->room - led, fmt, ap);
}

static void
body_write(struct writer *w)
{
	w->digest = line_digest(w->digest, w->body);
	if (w->copy != NULL)
		bodies_add(w->copy, w->body);
	if (w->open)
		line_put(&w->lines, w->body);
}

void
writer_body(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	body_format(w, "", fmt, ap);
	va_end(ap);
	body_write(w);
}

void
writer_start(struct writer *w, const char *magic)
{
	char run[32];

	identity(run);
	writer_body(w, "%s %s", magic, run);
}

void
writer_next(struct writer *w, const char *fmt, ...)
{
	va_list ap;

	if (!w->open || !w->stream)
		return;
	va_start(ap, fmt);
	body_format(w, "next ", fmt, ap);
	va_end(ap);
	line_put(&w->lines, w->body);
	output_flush(&w->output);
}

void
writer_end(struct writer *w, uint64_t requests)
{
	writer_body(w, "end %llu %08lx", (unsigned long long)requests,
	    (unsigned long)w->digest);
}

bool
writer_works(struct writer *w)
{
	return !w->open || output_flush(&w->output) == 0;
}

int
writer_close(struct writer *w, struct diag *why)
{
	int ret;

	ret = w->open ? output_close(&w->output, why) : 0;
	w->open = false;
	writer_drop(w);
	return ret;
}

void
writer_drop(struct writer *w)
{
	if (w->open)
		output_drop(&w->output);
	free(w->body);
	memset(w, 0, sizeof(*w));
}
