/* SPDX-License-Identifier: BSD-2-Clause */
/* SPDX-FileCopyrightText: 2026 The pairtest authors */
/* The lines of a trace. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/line.h"

enum { CHECK_DIGITS = 8 };

/* Half a byte at a time: a table small enough for a boot loader. */
static const uint32_t crc_nibble[16] = {
	0x00000000,
	0x1db71064,
	0x3b6e20c8,
	0x26d930ac,
	0x76dc4190,
	0x6b6b51f4,
	0x4db26158,
	0x5005713c,
	0xedb88320,
	0xf00f9344,
	0xd6d6a3e8,
	0xcb61b38c,
	0x9b64c2b0,
	0x86d3d2d4,
	0xa00ae278,
	0xbdbdf21c,
};

uint32_t
line_crc(uint32_t crc, const void *data, size_t len)
{
	const unsigned char *p = data;

	crc = ~crc;
	for (; len != 0; len--, p++) {
		crc = crc >> 4 ^ crc_nibble[(crc ^ *p) & 15];
		crc = crc >> 4 ^ crc_nibble[(crc ^ *p >> 4) & 15];
	}
	return ~crc;
}

size_t
line_make(char out[LINE_SIZE], unsigned long sequence, const char *body)
{
	size_t len, end;

	len = (size_t)snprintf(out, LINE_SIZE, "@%lu ", sequence);
	for (end = len + LINE_BODY_MAX; len < end && *body != '\0'; body++)
		out[len++] = *body < ' ' || *body > '~' ? '?' : *body;
	return len +
	    (size_t)snprintf(out + len, LINE_SIZE - len, " ;%08lx\n",
		(unsigned long)line_crc(0, out, len));
}

/* How much of a body to put in a line with so much room. */
static size_t
cut_at(const char *body, size_t room)
{
	size_t i;

	if (strlen(body) <= room)
		return strlen(body);
	for (i = room; i > room / 2; i--)
		if (body[i] == ' ' || body[i - 1] == ',')
			return i;
	return room;
}

void
line_put(FILE *f, unsigned long *sequence, const char *body)
{
	char part[LINE_BODY_MAX + 1], line[LINE_SIZE];
	size_t len, made;
	int mark;

	mark = 0;
	do {
		len = cut_at(body, LINE_BODY_MAX - (size_t)mark);
		part[0] = '+';
		memcpy(part + mark, body, len);
		part[(size_t)mark + len] = '\0';
		made = line_make(line, ++*sequence, part);
		fwrite(line, 1, made, f);
		body += len;
		mark = 1;
	} while (*body != '\0');
}

static char *
line_bad(const char **why, const char *text)
{
	*why = text;
	return NULL;
}

/* Cuts " ;CHECK" off and compares. */
static int
line_check(char *line, size_t len)
{
	char *end, *mark;

	if (len < CHECK_DIGITS + 2)
		return -1;
	mark = line + len - CHECK_DIGITS - 2;
	if (mark[0] != ' ' || mark[1] != ';' ||
	    strspn(mark + 2, "0123456789abcdef") != CHECK_DIGITS)
		return -1;
	if (strtoul(mark + 2, &end, 16) !=
	    line_crc(0, line, (size_t)(mark - line)))
		return -1;
	*mark = '\0';
	return 0;
}

bool
line_goes_on(const char *line)
{
	const char *body;

	body = strchr(line, ' ');
	return body != NULL && body[1] == '+';
}

char *
line_open(char *line, unsigned long sequence, const char **why)
{
	unsigned long got;
	size_t len;
	char *end;

	len = strlen(line);
	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
		line[--len] = '\0';
	if (line[0] != '@')
		return line_bad(why,
		    "this is not a line of a trace; take out"
		    " what the console wrote, as with: grep '^@'");
	if (len > LINE_MAX_COLUMNS)
		return line_bad(why,
		    "the line is over 120 columns;"
		    " record the trace again");
	if (line_check(line, len) != 0)
		return line_bad(why,
		    "the line is garbled, for its check does"
		    " not fit; record the trace again");
	got = strtoul(line + 1, &end, 10);
	if (*end != ' ')
		return line_bad(why,
		    "the line has no sequence number;"
		    " record the trace again");
	if (got != sequence)
		return line_bad(why,
		    got > sequence
			? "lines are missing before this one; record the trace"
			  " again"
			: "this line was here before; sort the lines by"
			  " number");
	return end + 1;
}
